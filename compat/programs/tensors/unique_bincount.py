# unique, bincount, histc and searchsorted.
import torch

x = torch.tensor([3, 1, 2, 1, 3, 3])
print(x.unique(), torch.unique(x, return_counts=True), torch.unique(x, return_inverse=True))
print(
    torch.unique_consecutive(x),
    x.bincount(),
    torch.bincount(x, minlength=6),
    torch.bincount(x, weights=torch.ones(6) / 2),
)
print(torch.unique(torch.tensor([[1, 2], [1, 2], [0, 1]]), dim=0))
print(torch.histc(torch.tensor([1.0, 2.0, 1.0]), bins=4, min=0, max=3))
edges = torch.tensor([1, 3, 5])
print(
    torch.searchsorted(edges, torch.tensor([0, 3, 9])),
    torch.bucketize(torch.tensor([2, 5]), edges, right=True),
)
print(torch.isin(x, torch.tensor([1, 2])), x.mode(), torch.tensor([5, 5, 1]).mode().values)
