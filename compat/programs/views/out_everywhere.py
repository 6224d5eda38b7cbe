# ``out=``: written, resized with a warning, cast where that is allowed.
import warnings

import torch

m = torch.tensor([[3.0, 1.0, 2.0], [0.0, 5.0, 4.0], [8.0, 7.0, 9.0]])


def floats():
    return torch.empty(0)


def longs():
    return torch.empty(0, dtype=torch.int64)


print(torch.sort(m, out=(floats(), longs())))
print(torch.topk(m, 2, out=(floats(), longs())))
print(torch.max(m, 0, out=(floats(), longs())))
print(torch.aminmax(m, out=(floats(), floats())))
for name, *args in (
    ("tril",), ("triu", 1), ("diag",), ("take", torch.tensor([0, 4])), ("masked_select", m > 2),
    ("scatter", 0, torch.zeros(1, 3).long(), m), ("index_add", 0, torch.tensor([0]), m[:1]),
    ("msort",), ("matrix_power", 2), ("inner", m), ("float_power", 2), ("diff",), ("histc",),
):  # fmt: skip
    function = getattr(torch, name)
    out = torch.empty(0, dtype=function(m, *args).dtype)
    print(name, function(m, *args, out=out) is out, torch.equal(out, function(m, *args)))


def attempt(call):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(call())
        except (RuntimeError, TypeError) as error:
            print(str(error).splitlines()[0])
    for warning in caught:
        print(str(warning.message).split(" (Triggered")[0])


attempt(lambda: torch.sort(m, out=(floats(),)))
attempt(lambda: torch.sort(m, out=(floats(), floats())))
attempt(lambda: torch.sort(m.clone().requires_grad_(), out=(floats(), longs())))
attempt(lambda: torch.mm(m, m, out=torch.empty(0, dtype=torch.float64)))
attempt(lambda: torch.sum(m, 0, out=longs()))
attempt(lambda: torch.add(m, m, out=longs()))
attempt(lambda: torch.tril(m, out=longs()))
attempt(lambda: torch.exp(m, out=3))
attempt(lambda: torch.add(m.t(), 1, out=torch.empty(2)).stride())
b = torch.zeros(6)
v = b[:4]
attempt(lambda: torch.add(m[0], 1, out=v))
print(v, b, v._is_view())
o = torch.empty(3, 3).t()
print(torch.mm(m, m, out=o).stride(), o)
o = torch.zeros(4, 4)
torch.add(m, 1, out=o[:3, :3])
torch.max(m, 0, out=(o[3, :3], torch.zeros(3).long()))
print(o, o._version, m.tril_()._version, m)
