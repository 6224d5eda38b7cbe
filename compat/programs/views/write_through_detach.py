# detach() shares memory with its source.
import torch

x = torch.ones(3, requires_grad=True)
d = x.detach()
d[1] = 20.0
print(x)
print(d.requires_grad, d.is_leaf, d.data_ptr() == x.data_ptr())
y = x * 2
y.detach().zero_()
print(y.tolist())
