# Sorting and selecting.
import torch

x = torch.tensor([[3.0, 1.0, 2.0], [9.0, 7.0, 8.0]])
values, indices = x.sort()
print(values, indices)
print(torch.sort(x, dim=0, descending=True))
print(
    x.argsort(),
    x.argsort(dim=1, descending=True),
    torch.sort(torch.tensor([2, 1, 2, 1]), stable=True),
)
top = x.topk(2)
print(top, top.values, top.indices[0], x.topk(1, largest=False).values)
print(torch.topk(torch.tensor([1, 5, 3]), k=2), x.kthvalue(2), torch.msort(x))
print(x.max(), x.min(dim=1), x.max(1).indices, torch.tensor([True, False]).sort())
try:
    x.topk(4)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
