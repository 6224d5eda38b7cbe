# += and friends on a slice change the base.
import torch

x = torch.arange(6).view(2, 3)
x[0] += 10
x[:, 1] *= 2
x[1, 1:] -= 100
x[x < 0] += 1000
print(x)
y = torch.arange(4.0)
y[1:3] /= 4
y[::2] **= 2
print(y)
