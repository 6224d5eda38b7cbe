# f-strings, format and str of tensors.
import torch


def show(name, make):
    try:
        print(name, make())
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


i, f, c, b = torch.tensor(7), torch.tensor(2.75), torch.tensor(1 + 2j), torch.tensor(True)
for spec in ("", ".3f", "d", "5", "<6", "x", "08.3f", "e", ",", "%", "s", ">10", ".2"):
    for name, x in (("i", i), ("f", f), ("c", c), ("b", b), ("v", torch.ones(2)),
                    ("one", torch.ones(1)), ("p", torch.nn.Parameter(torch.tensor(1.5))),
                    ("h", torch.tensor(1.1, dtype=torch.float16)),
                    ("g", torch.tensor(1.5, requires_grad=True) * 2)):  # fmt: skip
        show(f"{spec!r} {name}", lambda x=x, spec=spec: format(x, spec))
show("f", lambda: f"{f:.1f} {i:03d} {f!r} {f!s} {f}")
show("%", lambda: "%d %.2f %s %r" % (i, f, f, f))
show("%v", lambda: "%s" % torch.ones(2))
show("%vd", lambda: "%d" % torch.ones(2))
show("str.format", lambda: "{:.2f} {}".format(f, torch.ones(2)))
