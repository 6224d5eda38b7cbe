# Assigning .data re-points a tensor; its old views keep the old values.
import torch

x = torch.zeros(3)
view = x[:2]
x.data = torch.ones(3) * 5
view[0] = 1
print(x, view)
w = torch.ones(2, requires_grad=True)
w.data.mul_(3)
w.data[0] = 7
print(w, w.is_leaf)
w.data = torch.zeros(4)
print(w.shape, w.requires_grad)
