# compare: numbers
"""Backward hooks of modules, of all modules, and of the older kind."""

import torch, warnings
from torch import nn

warnings.simplefilter("ignore")


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, repr(str(e)[:300]))


class Two(nn.Module):
    def forward(s, a, b):
        return a * b, a + b


def show(tag):
    def h(m, gi, go):
        print(tag, type(m).__name__, gi, go)

    return h


a = torch.tensor([1.0, 2], requires_grad=True)
b = torch.tensor([3.0, 4], requires_grad=True)
m = Two()
h = m.register_full_backward_hook(show("full"))
p = m.register_full_backward_pre_hook(lambda m, go: print("pre", go))
x, y = m(a, b)
print(x.grad_fn.name())
(x.sum() + 2 * y.sum()).backward()
print(a.grad, b.grad)
a.grad = b.grad = None
x, y = m(a, b)
x.sum().backward()
print(a.grad, b.grad)
a.grad = b.grad = None
x, y = m(a, torch.ones(2))
y.sum().backward()
print(a.grad)
h.remove()
h = m.register_full_backward_hook(lambda m, gi, go: (gi[0] * 10, gi[1]))
a.grad = b.grad = None
x, y = m(a, b)
(x + y).sum().backward()
print(a.grad, b.grad)
h.remove()
p.remove()
m.register_full_backward_pre_hook(lambda m, go: (go[0] * 2, go[1] * 3))
a.grad = b.grad = None
x, y = m(a, b)
(x + y).sum().backward()
print(a.grad, b.grad)
l = nn.ReLU()
h = l.register_backward_hook(show("old"))
inp = torch.ones(1, 2, requires_grad=True)
l(inp).sum().backward()
t(lambda: l.register_full_backward_hook(show("x")))
h.remove()
from torch.nn.modules.module import (
    register_module_full_backward_hook,
    register_module_full_backward_pre_hook,
)

r = nn.ReLU()
g = register_module_full_backward_hook(show("global"))
q = register_module_full_backward_pre_hook(lambda m, go: print("gpre", go))
r(inp).sum().backward()
nn.Sequential(nn.ReLU(), nn.Tanh())(inp).sum().backward()
g.remove()
q.remove()
r(inp).sum().backward()


class Dict(nn.Module):
    def forward(s, x):
        return {"a": x * 2}


d = Dict()
d.register_full_backward_hook(show("dict"))
t(lambda: d(inp)["a"].sum().backward())


class L(nn.Module):
    def forward(s, x):
        return [x * 2, x * 3]


d = L()
d.register_full_backward_hook(show("list"))
r = d(inp)
print(type(r))
t(lambda: sum(r).sum().backward())


class Kw(nn.Module):
    def forward(s, x, *, y):
        return x * y


d = Kw()
d.register_full_backward_hook(show("kw"))
d(inp, y=inp * 2).sum().backward()
i = nn.Identity()
i.register_full_backward_hook(show("id"))
i(inp).sum().backward()
i(torch.ones(2))
n = nn.Linear(2, 2)
n.register_full_backward_hook(show("noin"))
n.register_full_backward_pre_hook(lambda m, go: print("p", go))
n.weight.data.fill_(1)
n(torch.ones(1, 2)).sum().backward()
o = nn.ReLU()
o.register_full_backward_hook(lambda m, gi, go: (1, 2))
t(lambda: o(inp).sum().backward())
o = nn.ReLU()
o.register_full_backward_hook(lambda m, gi, go: (gi[0] * 5,))
inp.grad = None
o(inp).sum().backward()
print(inp.grad)
o = nn.ReLU()
o.register_full_backward_hook(show("f1"))
o.register_full_backward_hook(show("f0"), prepend=True)
o(inp).sum().backward()
print(len(o._backward_hooks))
s = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
[c.register_full_backward_hook(show("s")) for c in s]
[nn.init.ones_(c) for c in s.parameters()]
s(inp).sum().backward()


class Several(nn.Module):
    def forward(s, x):
        return x * 2, None, (x * 3,)


o = Several()
o.register_full_backward_hook(show("some"))
y = o(inp)
(y[0] + y[2][0]).sum().backward()
print(y[1])
with torch.no_grad():
    print(o(inp))
