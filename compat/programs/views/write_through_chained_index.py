# x[0][1] = v writes to x.
import torch

x = torch.zeros(2, 3)
x[0][1] = 5
x[1][0:2] = torch.tensor([1.0, 2.0])
x[1][-1] += 4
print(x)
y = torch.zeros(2, 2, 2)
y[1][0][1] = 3
print(y)
