# unfold() gives overlapping windows of the base.
import torch

x = torch.arange(7)
w = x.unfold(0, 3, 2)
print(w, w.stride())
x[2] = 100
print(w)
print(torch.arange(12).view(3, 4).unfold(1, 2, 1).shape)
