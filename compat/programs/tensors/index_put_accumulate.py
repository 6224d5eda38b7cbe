# index_put_, index_add, index_copy and index_fill.
import torch

x = torch.zeros(4)
idx = torch.tensor([0, 1, 1, 3])
x.index_put_((idx,), torch.tensor([1.0, 2.0, 3.0, 4.0]), accumulate=True)
print(x)
print(torch.zeros(3).index_add(0, torch.tensor([0, 0, 2]), torch.ones(3), alpha=2))
m = torch.zeros(3, 2)
m.index_add_(0, torch.tensor([2, 2]), torch.ones(2, 2))
m.index_copy_(0, torch.tensor([0]), torch.tensor([[5.0, 6.0]]))
print(m, m.index_fill(1, torch.tensor([1]), -1), m.index_select(1, torch.tensor([1, 1])))
print(torch.take(torch.arange(6).view(2, 3), torch.tensor([0, 5])))
