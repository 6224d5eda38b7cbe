# _version counts in-place writes, shared by views.
import torch

x = torch.zeros(4)
print(x._version)
x.add_(1)
x[0] = 2
x += 1
print(x._version)
v = x[1:]
v.mul_(2)
print(x._version, v._version, x.detach()._version, x.clone()._version)
x.data.zero_()
print(x._version)
with torch.no_grad():
    x.fill_(1)
print(x._version)
