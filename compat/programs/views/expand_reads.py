# An expanded tensor follows its base, with stride zero.
import torch

x = torch.tensor([[1.0], [2.0]])
e = x.expand(2, 3)
print(e, e.stride(), e.is_contiguous())
x[0, 0] = 9.0
print(e)
print(e.sum(), e.contiguous().stride())
print(torch.tensor(5).expand(3))
print(x.expand(2, -1).shape, x.expand(4, 2, 3).stride())
