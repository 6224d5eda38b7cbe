# reshape() of a contiguous tensor aliases it; of a transposed one it copies.
import torch

x = torch.zeros(2, 3)
r = x.reshape(6)
r[4] = 5.0
print(x)

c = x.t().reshape(6)
c.fill_(9.0)
print(x)
print(c)
