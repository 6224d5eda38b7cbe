# view() of a non-contiguous tensor is legal where strides allow it.
import torch

x = torch.arange(24).view(4, 6)
right = x[:, 2:]
v = right.view(2, 2, 2, 2)
print(v.stride(), v.storage_offset())
v[1, 0, 1, 1] = -1
print(x)
t = x.t().view(2, 3, 4)
print(t.stride())
print(t[1])
