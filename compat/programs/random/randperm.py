# Permutations and shuffling.
import torch

torch.manual_seed(0)
print(torch.randperm(10))
x = torch.arange(12).view(6, 2)
print(x[torch.randperm(6)])
print(torch.randperm(5, dtype=torch.int32), torch.randperm(0), torch.randperm(1))
print(torch.randperm(100)[:10], torch.randperm(4))
