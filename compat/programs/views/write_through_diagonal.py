# A write through diagonal() reaches the base.
import torch

x = torch.zeros(3, 3)
x.diagonal().fill_(1.0)
x.diagonal(1)[0] = 7.0
x.diagonal(offset=-1).copy_(torch.tensor([2.0, 3.0]))
print(x)
print(x.diagonal(), x.diagonal().stride())
x.fill_diagonal_(0)
print(x)
