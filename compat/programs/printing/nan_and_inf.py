# Non-finite elements.
import torch

nan, inf = float("nan"), float("inf")
print(
    torch.tensor([nan, 1.0]),
    torch.tensor([inf, -inf]),
    torch.tensor([1.5, inf]),
    torch.tensor([nan, nan]),
)
print(
    torch.tensor([[1.0, nan], [inf, -2.0]]),
    torch.tensor([1e-8, inf]),
    torch.tensor([100, nan, 2.5]),
)
print(torch.tensor([0.0]) / 0, torch.tensor([1.0, -1.0]) / 0, torch.tensor([nan, 1e10]))
print(torch.log(torch.tensor([0.0, -1.0, 1.0])))
