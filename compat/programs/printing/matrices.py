# Matrices and higher ranks.
import torch

print(torch.zeros(2, 3))
print(torch.arange(6).view(2, 3) * -100)
print(torch.eye(3) / 3)
print(torch.arange(8.0).view(2, 2, 2))
print(torch.arange(16).view(2, 2, 2, 2))
print(torch.tensor([[1.0, 1000.0], [0.001, 10.0]]))
print(torch.ones(1, 1), torch.ones(1, 1, 1), torch.ones(3, 1))
