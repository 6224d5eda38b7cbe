# compare: numbers
# Random numbers inside vmap: the same for all, or different ones.
import torch
from torch import nn
from torch.func import vmap

a = torch.arange(6.0).view(2, 3)


def seeded(function, mode, *args, **kwargs):
    torch.manual_seed(0)
    try:
        print(vmap(function, randomness=mode, **kwargs)(*args))
    except RuntimeError as error:
        print(error)


for mode in ("same", "different"):
    seeded(lambda x: torch.rand(3), mode, a)
    seeded(lambda x: torch.randn_like(x), mode, a)
    seeded(lambda x: torch.randint(0, 9, (4,)), mode, a)
    seeded(lambda x: torch.randperm(4), mode, a)
    seeded(lambda x: nn.functional.dropout(x + 1, 0.5), mode, a)
    seeded(lambda x: nn.functional.dropout2d(x.view(1, 3, 1).expand(1, 3, 2), 0.5), mode, a)
    seeded(lambda x: torch.bernoulli(x / 6), mode, a)
    seeded(lambda x: torch.empty_like(x).normal_(), mode, a)
    seeded(lambda x: torch.zeros(3).uniform_(), mode, a)
    seeded(lambda x: torch.normal(x, 1.0), mode, a)
    seeded(lambda x: torch.multinomial(x + 1, 2), mode, a)
    seeded(vmap(lambda x: torch.rand(2), randomness=mode), mode, a)
    seeded(vmap(lambda x: torch.rand(2), randomness="same"), mode, a)
torch.manual_seed(0)
print(vmap(lambda x: torch.rand(3), randomness="same")(a).std(0))
