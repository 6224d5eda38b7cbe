# Large tensors are summarised.
import torch

print(torch.arange(1001))
print(torch.arange(1000).shape, torch.zeros(1001))
print(torch.zeros(40, 40))
print(torch.arange(4000).view(20, 200))
print(torch.ones(10, 20, 30).shape, torch.ones(8, 16, 10))
print(torch.arange(2000.0) / 7)
