# Scans.
import torch

x = torch.tensor([[1, 2, 3], [4, 5, 6]])
print(x.cumsum(0), x.cumsum(dim=1), x.cumprod(1), torch.cumsum(x.float(), -1))
print(
    torch.cummax(torch.tensor([1, 3, 2, 5]), dim=0), torch.cummin(torch.tensor([3, 1, 2]), 0).values
)
print(x.diff(), x.diff(dim=0), torch.diff(torch.tensor([1, 4, 9, 16]), n=2))
print(torch.logcumsumexp(torch.zeros(3), 0), torch.cumsum(torch.tensor([True, True]), 0))
print(
    torch.tensor(3).cumsum(0),
    torch.zeros(0).cumsum(0),
    torch.trapezoid(torch.tensor([1.0, 2.0, 3.0])),
)
