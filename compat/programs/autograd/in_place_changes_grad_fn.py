# In-place operations rebase the graph.
import torch

x = torch.ones(2, requires_grad=True)
y = torch.zeros(2)
print(y.requires_grad)
y += x
print(y)
y *= x
print(y)
y.clamp_(max=0.5)
print(y.grad_fn.name())
y[0] = 3
print(y)
y.sum().backward()
print(x.grad)
