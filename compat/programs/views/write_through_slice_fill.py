# In-place methods on a slice reach the base.
import torch

x = torch.arange(5)
x[1:3].fill_(0)
print(x)
x[::2].add_(10)
print(x)
x[3:].copy_(torch.tensor([7, 8]))
print(x)
x[1:1].fill_(99)
print(x)
