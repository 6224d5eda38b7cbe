# Overwriting part of a tensor cuts that part's gradient.
import torch

x = torch.arange(1.0, 7.0).view(2, 3).requires_grad_()
y = x**2
y[:, 1] = 0
y[1] += 1
y.sum().backward()
print(y.detach())
print(x.grad)
