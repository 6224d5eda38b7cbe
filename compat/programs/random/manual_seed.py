# The same seed gives the same numbers, draw after draw.
import torch

torch.manual_seed(0)
a = torch.rand(3)
b = torch.rand(3)
torch.manual_seed(0)
print(torch.equal(a, torch.rand(3)), torch.equal(b, torch.rand(3)), torch.equal(a, b))
print(a, b)
torch.manual_seed(42)
print(torch.rand(2), torch.initial_seed())
for seed in (1, 12345, 2**40, -1):
    torch.manual_seed(seed)
    print(seed, torch.rand(1), torch.randn(1), torch.randint(100, (1,)))
