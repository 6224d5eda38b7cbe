# A write through t() reaches the base.
import torch

x = torch.arange(6.0).reshape(2, 3)
y = x.t()
y[2, 0] = -1.0
y[:, 1] *= 10
print(x)
print(y)
print(y.is_contiguous(), y.stride())
