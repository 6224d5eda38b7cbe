# Reductions over everything and over dimensions.
import torch

x = torch.arange(6.0).view(2, 3)
print(x.sum(), x.sum(0), x.sum(dim=1), x.sum((0, 1)), x.sum(1, keepdim=True), x.sum(-1).shape)
print(x.mean(), x.mean(0), x.mean(dim=[0, 1]), x.prod(), x.prod(1), x.sum(dtype=torch.float64))
print(torch.arange(4).sum(), torch.arange(4).sum(dtype=torch.int32), torch.arange(4).float().mean())
print(torch.ones(0).sum(), torch.ones(0).mean(), torch.ones(0).prod(), torch.zeros(2, 0).sum(1))
print(x.median(), x.median(1), torch.tensor([1, 2, 3, 4]).median(), x.nansum(), x.nanmean())
print(torch.quantile(x, 0.5), x.quantile(torch.tensor([0.25, 0.75]), dim=1))
print(x.logsumexp(1), x.any(), x.all(), torch.sum(x, axis=0), torch.sum(x, 0, keepdim=True))
for bad in (
    lambda: torch.arange(3).mean(),
    lambda: x.sum(2),
    lambda: x.sum((0, 0)),
    lambda: x.sum(dim="a"),
):
    try:
        print(bad())
    except (RuntimeError, IndexError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
