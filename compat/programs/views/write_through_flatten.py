# flatten() of a contiguous tensor is a view; of a transposed one it is a copy.
import torch

x = torch.zeros(2, 2, 2)
f = x.flatten()
f[5] = 1.0
x.flatten(1)[0, 3] = 2.0
print(x)
g = x.transpose(0, 2).flatten()
g[0] = 99.0
print(x[0, 0, 0].item())
print(x.ravel().data_ptr() == x.data_ptr())
