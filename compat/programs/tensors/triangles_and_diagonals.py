# tril, triu, diag, trace, meshgrid.
import torch

x = torch.arange(9).view(3, 3)
print(
    x.tril(),
    x.triu(1),
    x.tril(-1),
    x.diag(),
    torch.diag(torch.tensor([1, 2])),
    torch.diag(torch.tensor([1]), 1),
)
print(
    x.trace(), torch.trace(x.float()), torch.diag_embed(torch.ones(2, 2)).shape, x.diagonal(0, 0, 1)
)
print(
    torch.triu_indices(3, 3, 1),
    torch.tril_indices(2, 2),
    torch.block_diag(torch.ones(1, 2), torch.ones(1, 1)),
)
a, b = torch.meshgrid(torch.arange(2), torch.arange(3), indexing="ij")
print(a, b)
print(
    torch.cartesian_prod(torch.tensor([1, 2]), torch.tensor([3, 4])),
    torch.combinations(torch.arange(3)),
)
print(torch.triu(torch.ones(3, 3), diagonal=1).bool(), torch.vander(torch.tensor([1, 2, 3])))
