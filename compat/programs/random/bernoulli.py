# Coin flips.
import torch

torch.manual_seed(0)
print(torch.bernoulli(torch.tensor([0.1, 0.5, 0.9, 0.5])), torch.bernoulli(torch.zeros(3) + 0.5))
print(torch.bernoulli(torch.full((2, 4), 0.25)), torch.bernoulli(torch.tensor([0.0, 1.0])))
print(torch.bernoulli(torch.full((50,), 0.5)).sum(), torch.rand(2) < 0.5)
try:
    torch.bernoulli(torch.tensor([2.0]))
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
