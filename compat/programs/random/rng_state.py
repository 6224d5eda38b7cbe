# Saving and restoring the state.
import torch

torch.manual_seed(3)
torch.rand(5)
state = torch.get_rng_state()
print(state.dtype, state.shape)
a = torch.randn(3)
torch.set_rng_state(state)
print(torch.equal(a, torch.randn(3)), a)
torch.manual_seed(3)
with torch.random.fork_rng():
    torch.manual_seed(99)
    print(torch.rand(2))
print(torch.rand(2))
