# Scientific mode.
import torch

print(torch.tensor([1e-6, 1.0]), torch.tensor([1e6, 1e-6]), torch.tensor([1.5e-5]))
print(torch.tensor([1e20, 3e-20]), torch.tensor([1e9]), torch.tensor([123456789.0, 2.5]))
print(torch.tensor([[1e-7, 1.0], [2.0, 3e7]]), torch.tensor(1e-45), torch.tensor(3.4e38))
print(
    torch.tensor([1e-6, 1.0], dtype=torch.float64), torch.tensor([1e10 + 0.5], dtype=torch.float64)
)
print(torch.tensor([10.0, 1e8]), torch.tensor([1000.0, 0.5]), torch.tensor([1001.0, 1.5]))
