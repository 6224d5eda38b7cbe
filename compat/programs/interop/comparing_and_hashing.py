# Comparisons with anything, membership, hashes and keys.
import weakref

import torch


def show(name, make):
    try:
        found = make()
        print(name, type(found).__name__, found)
    except Exception as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


x = torch.tensor([1, 2])
for name, other in (("None", None), ("str", "a"), ("list", [1, 2]), ("tuple", (1, 2)),
                    ("object", object), ("dict", {}), ("float", 1.0), ("bool", True),
                    ("complex", 1j), ("big", 2**40)):  # fmt: skip
    show(f"== {name}", lambda: x == other)
    show(f"!= {name}", lambda: x != other)
    show(f"< {name}", lambda: x < other)
    show(f"r> {name}", lambda: other > x)
    show(f"in {name}", lambda: other in x)
    show(f"+ {name}", lambda: (x + other).dtype)
    show(f"- {name}", lambda: (other - x).dtype)
    show(f"* {name}", lambda: x * other if name not in ("list", "tuple", "str") else 0)
show("in tensor", lambda: torch.tensor(2) in x)
show("in scalar list", lambda: torch.tensor(2) in [1, 2])
show("in list", lambda: x in [x])
show("index", lambda: [torch.tensor(1), torch.tensor(2)].index(torch.tensor(2)))
show("count", lambda: [1, 2, 2].count(torch.tensor(2)))
d = {x: 1}
show("key", lambda: d[x])
show("clone key", lambda: x.clone() in d)
show("hash", lambda: hash(x) == id(x))
show("set", lambda: len({x, x, x.clone()}))
show("is", lambda: x.data is x)
r = weakref.ref(x)
show("weak", lambda: r() is x)
del d
x = None
show("dead", lambda: r())
y = torch.ones(2)
y.note = "kept"
show("dict", lambda: y.__dict__)
show("vars", lambda: vars(y))
show("no attribute", lambda: y.nothing)
show("del", lambda: delattr(y, "note"))
show("gone", lambda: y.note)
