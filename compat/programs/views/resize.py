# `resize_`: the memory stays, and grows where it is too small.
import torch

x = torch.arange(6.0)
x.resize_(2, 2)
print(x, x.untyped_storage().nbytes(), x._version)
x.resize_(3, 3)
print(x.shape, x[0], x.untyped_storage().nbytes(), x._version)
x.resize_(0)
print(x.shape, x.untyped_storage().nbytes())
print(x.resize_as_(torch.ones(2)))
y = torch.arange(24.0).reshape(1, 2, 3, 4).clone()
y.resize_(1, 2, 3, 4, memory_format=torch.channels_last)
print(y.stride(), y[0, :, 0, 0])
y.resize_as_(torch.ones(1, 2, 2, 2).to(memory_format=torch.channels_last),
             memory_format=torch.preserve_format)
print(y.stride(), y.flatten())
v = torch.arange(6.0)[2:]
v.resize_(2)
print(v, v.storage_offset())
w = torch.ones(2, requires_grad=True)
try:
    w.resize_(3)
except RuntimeError as error:
    print(error)
