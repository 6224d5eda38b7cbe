# A write through view() reaches the base.
import torch

x = torch.arange(6)
v = x.view(2, 3)
v[0, 1] = 100
v[1] += 10
print(x)
print(v)
print(v.data_ptr() == x.data_ptr(), v._version == x._version)
