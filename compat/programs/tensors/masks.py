# masked_select, masked_fill, nonzero and where.
import torch

x = torch.tensor([[1, -2], [-3, 4]])
mask = x < 0
print(torch.masked_select(x, mask), x.masked_fill(mask, 0), mask.nonzero(), torch.nonzero(x > 3))
print(torch.nonzero(mask, as_tuple=True), torch.where(mask), torch.where(mask, -x, x))
print(torch.where(mask, torch.tensor(0.5), x), torch.argwhere(mask), torch.count_nonzero(x > 0))
x.masked_fill_(mask, 9)
print(x, mask.any(), mask.all(), mask.sum(), mask.any(dim=0), (x > 0).all(1))
y = torch.zeros(4)
y.masked_scatter_(torch.tensor([True, False, True, True]), torch.tensor([1.0, 2.0, 3.0]))
print(y, torch.zeros(0).nonzero().shape, torch.tensor(5).nonzero().shape)
