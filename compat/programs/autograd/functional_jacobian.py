# torch.autograd.functional.
import torch
from torch.autograd.functional import hessian, jacobian, vjp


def f(x):
    return torch.stack([x[0] ** 2, x[0] * x[1], x[1].exp()])


x = torch.tensor([2.0, 0.0])
print(jacobian(f, x))
print(hessian(lambda v: (v**3).sum(), x + 1))
value, product = vjp(f, x, torch.tensor([1.0, 1.0, 1.0]))
print(value, product)
