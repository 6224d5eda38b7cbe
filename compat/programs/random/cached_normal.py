# A lone normal number leaves its twin for the next draw.
import torch

torch.manual_seed(0)
print([round(torch.randn(1).item(), 4) for _ in range(5)])
torch.manual_seed(0)
print(torch.randn(5))
torch.manual_seed(0)
print(torch.randn(1), torch.rand(1), torch.randn(1), torch.randint(10, (1,)), torch.randn(2))
torch.manual_seed(0)
state = torch.get_rng_state()
torch.randn(1)
middle = torch.get_rng_state()
a = torch.randn(1)
torch.set_rng_state(middle)
print(torch.equal(a, torch.randn(1)))
