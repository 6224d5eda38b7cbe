# detach() cuts the graph.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = x * x
z = y.detach() * x
z.backward()
print(x.grad)
d = y.detach()
print(d, d.requires_grad, d.is_leaf, d.grad_fn)
d.requires_grad_()
(d * 3).backward()
print(d.grad, x.grad)
