# compare: numbers
"""Parametrized tensors: registering, assigning, removing, and what is refused."""

import torch, copy, pickle
from torch import nn
import torch.nn.utils.parametrize as P


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, repr(str(e)[:420]))


class Sym(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).mT


class Id(nn.Module):
    def forward(self, X):
        return X


class Make(nn.Module):
    def __init__(s, f, inv=None):
        super().__init__()
        s.f = f
        if inv:
            s.right_inverse = inv

    def forward(s, *a):
        return s.f(*a)


lin = lambda: nn.Linear(3, 3)
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x: 3)))
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x: x.double())))
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x: x[:2])))
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x: x, lambda x: 3)))
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x: x, lambda x: x.double())))
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x: x, lambda x: x[:2])))
t(lambda: P.register_parametrization(lin(), "weight", Make(lambda x, y: x + y, lambda x: (x, 3))))
t(
    lambda: P.register_parametrization(
        lin(), "weight", Make(lambda x, y: x + y, lambda x: (x, x.double()))
    )
)
t(
    lambda: P.register_parametrization(
        lin(), "weight", Make(lambda x, y: x + y, lambda x: (x, x[:2]))
    )
)
t(lambda: P.register_parametrization(lin(), "foo", Id()))
t(lambda: P.register_parametrization(lin(), "in_features", Id()))
t(lambda: P.register_parametrization(3, "weight", Id()))
t(lambda: P.register_parametrization(lin(), "weight", 3))
t(lambda: P.ParametrizationList([], torch.ones(2)))
l = P.register_parametrization(lin(), "weight", Sym())
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: x.double())))
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: x[:2])))
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: 3)))
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: x, lambda x: 3)))
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: x, lambda x: (x, x))))
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: x, lambda x: x.double())))
t(lambda: P.register_parametrization(l, "weight", Make(lambda x: x, lambda x: x[:2])))
print(l, type(l).__name__, type(l).__bases__[0] is nn.Linear)
print(list(l.state_dict()), [n for n, _ in l.named_parameters()], l.weight.grad_fn is not None)
t(lambda: setattr(l, "weight", torch.ones(3, 3)))
l = P.register_parametrization(lin(), "weight", Id())
P.register_parametrization(l, "weight", Sym())
P.register_parametrization(l, "bias", Id())
print(l, list(l.state_dict()))
t(lambda: setattr(l, "weight", torch.ones(3, 3)))
l = P.register_parametrization(lin(), "weight", Make(lambda x: x * 2, lambda x: x / 2))
l.weight = torch.ones(3, 3)
print(l.weight, l.parametrizations.weight.original, type(l.parametrizations.weight.original))
t(lambda: setattr(l, "weight", nn.Parameter(torch.ones(3, 3))))
t(lambda: setattr(l, "weight", torch.ones(2, 3)))
t(lambda: setattr(l, "weight", 3))
t(lambda: setattr(l, "weight", torch.ones(3, 3).double()))
c = copy.deepcopy(l)
print(
    type(c).__name__,
    torch.equal(c.weight, l.weight),
    c.parametrizations.weight.original is l.parametrizations.weight.original,
)
t(lambda: pickle.dumps(l))
l2 = P.register_parametrization(
    lin(), "weight", Make(lambda x, y: x + y, lambda x: (x * 0.5, x * 0.5))
)
print(
    list(l2.state_dict()),
    l2.parametrizations.weight.original0.requires_grad,
    l2.parametrizations.weight.is_tensor,
    l2.parametrizations.weight.ntensors,
)
t(lambda: setattr(l2, "weight", torch.ones(3, 3)))
print(l2.weight)
t(lambda: P.remove_parametrizations(l2, "weight", leave_parametrized=False))
t(lambda: P.remove_parametrizations(l2, "bias"))
t(lambda: P.remove_parametrizations(l2, "weight"))
print(l2, type(l2.weight), l2.weight.requires_grad, list(l2.state_dict()), type(l2) is nn.Linear)
print(
    P.is_parametrized(l),
    P.is_parametrized(l, "bias"),
    P.is_parametrized(l, "weight"),
    P.type_before_parametrizations(l) is nn.Linear,
    P.type_before_parametrizations(lin()) is nn.Linear,
)
P.remove_parametrizations(l, "weight", leave_parametrized=False)
print(l.weight, l, type(l) is nn.Linear)
l = P.register_parametrization(lin(), "weight", Make(lambda x: x * 2))
P.register_parametrization(l, "bias", Make(lambda x: x * 2))
with P.cached():
    print(l.weight is l.weight, l.weight is l.bias)
print(l.weight is l.weight)
m = lin()
t(lambda: P.transfer_parametrizations_and_params(l, m))
print(m)
t(lambda: P.transfer_parametrizations_and_params(lin(), lin()))
t(lambda: P.transfer_parametrizations_and_params(l, nn.Linear(3, 3), "weight"))
t(lambda: P.transfer_parametrizations_and_params(l, nn.Linear(3, 3), "foo"))
l = nn.BatchNorm1d(3)
P.register_parametrization(l, "running_mean", Make(lambda x: x + 1))
print(l.running_mean, list(l.state_dict()), [n for n, _ in l.named_buffers()])
P.remove_parametrizations(l, "running_mean")
print(l.running_mean, [n for n, _ in l.named_buffers()])
l = P.register_parametrization(nn.Linear(3, 2), "weight", Make(lambda x: x.T), unsafe=True)
print(l.weight.shape, l.parametrizations.weight.unsafe)
l = nn.Linear(3, 3)
w = l.weight
P.register_parametrization(l, "weight", Make(lambda x: x * 2))
print(l.parametrizations.weight.original is w)
P.remove_parametrizations(l, "weight")
print(l.weight is w)
l(torch.ones(1, 3)).sum().backward()
print(w.grad)
l = P.register_parametrization(
    P.register_parametrization(nn.Linear(3, 3), "weight", Sym()), "weight", Id()
)
P.remove_parametrizations(l, "weight")
print(l.weight.requires_grad, l)
s = nn.Sequential(P.register_parametrization(nn.Linear(2, 2), "weight", Id()))
print(s)
x = P.register_parametrization(nn.Linear(2, 2), "weight", Id())
x.load_state_dict(s[0].state_dict())
print(torch.equal(x.weight, s[0].weight))
