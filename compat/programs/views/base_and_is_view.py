# _base and _is_view tell views from copies.
import torch

x = torch.zeros(2, 3)
v = x.view(6)
w = v[1:4]
print(x._is_view(), v._is_view(), w._is_view(), (x + 1)._is_view())
print(v._base is x, w._base is x, x._base)
print(x.T._base is x, x.clone()._base)
