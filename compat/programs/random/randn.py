# compare: numbers
# Normal numbers; PyTorch draws small and large tensors differently.
import torch

torch.manual_seed(0)
print(torch.randn(5))
print(torch.randn(15)[-3:])
print(torch.randn(16))
print(torch.randn(17)[-4:])
print(torch.randn(4, 5))
print(torch.randn(3, dtype=torch.float64), torch.randn(()), torch.randn_like(torch.zeros(2)))
print(torch.randn(1000).std(), torch.randn(2, 2, 2).shape, torch.randn(1))
print(torch.randn(16, dtype=torch.float64)[:3])
