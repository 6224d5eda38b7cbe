# t_(), squeeze_(), unsqueeze_(), transpose_() and resize_() change a tensor's own shape.
import torch

x = torch.arange(6).view(2, 3)
x.t_()
print(x.shape, x.stride())
x.unsqueeze_(0)
print(x.shape)
x.squeeze_()
x.transpose_(0, 1)
print(x)
y = torch.arange(4)
y.resize_(2, 2)
print(y)
