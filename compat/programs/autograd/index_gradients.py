# Gradients of indexing, gather and friends; repeated indices add up.
import torch

x = torch.arange(5.0, requires_grad=True)
x[[0, 0, 3]].sum().backward()
print(x.grad)
x.grad = None
(x[x > 2] * 10).sum().backward()
print(x.grad)
x.grad = None
x.gather(0, torch.tensor([1, 1, 4])).pow(2).sum().backward()
print(x.grad)
x.grad = None
x.index_select(0, torch.tensor([2, 2])).sum().backward()
print(x.grad)
x.grad = None
torch.zeros(3).index_add(0, torch.tensor([0, 1, 0, 2, 2]), x).mul(
    torch.tensor([1.0, 2, 3])
).sum().backward()
print(x.grad)
