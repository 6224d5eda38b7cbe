# Explicit generators leave the global one alone.
import torch

torch.manual_seed(0)
g = torch.Generator()
g.manual_seed(7)
print(torch.rand(2, generator=g), torch.randn(2, generator=g), torch.randperm(4, generator=g))
print(torch.randint(10, (3,), generator=g), torch.normal(0.0, 1.0, (2,), generator=g))
print(torch.rand(2))
h = torch.Generator().manual_seed(7)
print(torch.rand(2, generator=h), g.initial_seed(), h.device)
print(
    torch.empty(2).uniform_(generator=h),
    torch.multinomial(torch.ones(4), 2, generator=h),
    torch.bernoulli(torch.ones(3) / 2, generator=h),
)
state = h.get_state()
a = torch.rand(2, generator=h)
h.set_state(state)
print(torch.equal(a, torch.rand(2, generator=h)))
