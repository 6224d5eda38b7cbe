# A Hessian, row by row.
import torch


def f(v):
    return (v[0] ** 2) * v[1] + v[1] ** 3


v = torch.tensor([1.0, 2.0], requires_grad=True)
(g,) = torch.autograd.grad(f(v), v, create_graph=True)
print(g.detach(), g.requires_grad)
rows = [torch.autograd.grad(g[i], v, retain_graph=True)[0] for i in range(2)]
hessian = torch.stack(rows)
print(hessian)
print(torch.equal(hessian, hessian.T))
