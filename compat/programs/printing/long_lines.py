# Lines are wrapped.
import torch

print(torch.arange(40))
print(torch.linspace(0, 1, 20))
print(torch.arange(25.0) * 1000)
print(torch.ones(2, 30, dtype=torch.int64))
print(torch.arange(20) % 2 == 0)
print(torch.linspace(0, 1, 12, dtype=torch.float64))
