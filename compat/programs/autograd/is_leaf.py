# What is a leaf.
import torch

a = torch.rand(2, requires_grad=True)
print("created", a.is_leaf)
b = torch.rand(2, requires_grad=True) * 2
print("computed", b.is_leaf)
c = torch.rand(2) * 2
print("computed without grad", c.is_leaf)
d = (torch.rand(2) * 2).requires_grad_()
print("marked afterwards", d.is_leaf)
e = torch.rand(2, requires_grad=True).double()
print("converted", e.is_leaf)
f = torch.rand(2, requires_grad=True).float()
print("not converted", f.is_leaf)
g = torch.nn.Parameter(torch.rand(2))
print("parameter", g.is_leaf)
print("clone", a.clone().is_leaf, "detach", a.detach().is_leaf)
