# Assigning between parts of the same tensor.
import torch

x = torch.arange(6)
x[:3] = x[3:]
print(x)
y = torch.arange(5)
y[1:] = y[:-1].clone()
print(y)
z = torch.arange(4.0).view(2, 2)
z[0], z[1] = z[1].clone(), z[0].clone()
print(z)
