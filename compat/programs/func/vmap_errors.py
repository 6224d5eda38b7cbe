# What vmap refuses.
import torch
from torch.func import vmap

a = torch.arange(6.0).view(2, 3)
sin = torch.sin


def named(x, y=None):
    return x


def tried(function):
    try:
        print(function())
    except Exception as error:  # noqa: BLE001
        print(type(error).__name__, "|", error)


tried(lambda: vmap(sin, in_dims="a")(a))
tried(lambda: vmap(sin)())
tried(lambda: vmap(sin, in_dims=(0, 0))(a))
tried(lambda: vmap(named, in_dims=[0])(a))
tried(lambda: vmap(named, in_dims=({"y": 0},))({"x": a}))
tried(lambda: vmap(sin, in_dims=(0.5,))(a))
tried(lambda: vmap(sin, in_dims=None)(a))
tried(lambda: vmap(sin, in_dims=(None,))(a))
tried(lambda: vmap(sin, in_dims=2)(a))
tried(lambda: vmap(named, in_dims=(0, 0))(a, 2))
tried(lambda: vmap(torch.add)(a, torch.zeros(3, 3)))
tried(lambda: vmap(sin)(torch.tensor(1.0)))
tried(lambda: vmap(sin, out_dims=(0, 0))(a))
tried(lambda: vmap(sin, out_dims="a")(a))
tried(lambda: vmap(sin, out_dims=5)(a))
tried(lambda: vmap(sin, out_dims=None)(a))
tried(lambda: vmap(lambda x: 2.0)(a))
tried(lambda: vmap(lambda x: None)(a))
tried(lambda: vmap(sin, chunk_size=0)(a))
tried(lambda: vmap(sin, randomness="maybe")(a))
tried(lambda: vmap(lambda x: x.sum().item())(a))
tried(lambda: vmap(lambda x: float(x.sum()))(a))
tried(lambda: vmap(lambda x: x if x.sum() > 0 else -x)(a))
tried(lambda: vmap(lambda x: x.tolist())(a))
tried(lambda: vmap(lambda x: x.numpy())(a))
tried(lambda: vmap(lambda x: x.nonzero())(a))
tried(lambda: vmap(lambda x: torch.unique(x))(a))
tried(lambda: vmap(lambda x: x[x > 0])(a))
tried(lambda: vmap(lambda x: x.masked_select(x > 0))(a))
tried(lambda: vmap(lambda x: x + torch.rand(3))(a))
tried(lambda: vmap(lambda x: torch.zeros(3).copy_(x))(a))
tried(lambda: vmap(lambda x: (x * 2).requires_grad_())(a))
tried(lambda: vmap(lambda x: (x * 2).sum().backward())(a))
tried(lambda: vmap(torch.nn.BatchNorm1d(3))(torch.randn(2, 4, 3)))
tried(lambda: vmap(torch.linalg.inv)(torch.zeros(2, 2, 2)))
