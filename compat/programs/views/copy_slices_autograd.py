# A write through a view of a non-leaf is differentiated.
import torch

x = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
y = x * 2
v = y.view(2, 2)
v[0] *= 10
print(y)
print(y.grad_fn.name(), v.grad_fn.name())
y.sum().backward()
print(x.grad)
