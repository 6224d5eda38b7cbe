# Comparisons are elementwise; equal() is not.
import torch

a = torch.tensor([1.0, 2.0, float("nan")])
b = torch.tensor([1.0, 3.0, float("nan")])
print(a == b, a != b, a < b, a >= 2, 2 > a)
print(torch.eq(a, b), a.lt(2), a.ge(b), torch.equal(a, a), torch.equal(a[:2], a[:2]))
print(torch.allclose(a, a), torch.allclose(a, a, equal_nan=True), torch.isclose(a, b, atol=1.5))
print(torch.tensor([1, 2]) == torch.tensor([1.0, 2.5]), torch.ones(2) == 1)
print(torch.ones(2) == None, torch.ones(2) != "a")
print(
    torch.equal(torch.ones(2), torch.ones(3)), torch.isnan(a), torch.isfinite(a), torch.isinf(a / 0)
)
