# Where the batch is in arguments and results, containers, nesting, chunks.
from collections import OrderedDict, namedtuple

import torch
from torch.func import vmap

a, b = torch.arange(6.0).view(2, 3), torch.arange(12.0).view(3, 4)
print(vmap(torch.dot)(a, a + 1), vmap(torch.dot, in_dims=(1, None))(a, torch.ones(2)))
print(vmap(torch.mul, in_dims=(0, None), out_dims=1)(a, torch.ones(3) * 2).shape)
print(vmap(lambda x: (x, x.sum(), x * 2), out_dims=(1, 0, -1))(a))
print(vmap(lambda d: {"k": d["x"] * d["y"][0]}, in_dims=({"x": 0, "y": None},))(
    {"x": a, "y": [torch.tensor(3.0)]}))
print(vmap(vmap(lambda x, y: x * y, in_dims=(None, 0)), in_dims=(0, None))(a[:, 0], b[0]))
print(vmap(torch.matmul, in_dims=(None, 0))(a, torch.stack([b, b + 1])).shape)
print(vmap(lambda x: torch.ones(2))(a), vmap(lambda x: 7, out_dims=None)(a))
Pair = namedtuple("Pair", "left right")
print(vmap(lambda p: Pair(p.left + p.right, p.left))(Pair(a, a)))
print(vmap(lambda x: OrderedDict(z=x, y=[x.max(), (x.min(),)]))(a))
print(vmap(torch.sort)(-a), vmap(lambda x: x.max(0))(a))
print(vmap(lambda x, k: x + k)(a, k=torch.ones(3)), vmap(torch.sin)(torch.zeros(0, 3)).shape)
print(vmap(lambda x, i: x[i])(a, torch.tensor([2, 0])), vmap(lambda x: x[1:])(a))
print(vmap(lambda x: (x.shape, x.ndim, x.size(0), x.numel(), x.stride()) and x)(b).shape)
print(vmap(lambda x: x.view(3, 1).expand(3, 2).t())(a).shape)
print(vmap(torch.sub, chunk_size=2)(b, b * 2))
print(vmap(lambda x, y: torch.where(x > y, x, y))(a, a.flip(1)))
print(vmap(lambda x: torch.stack([x, x]).sum(0).softmax(0).argmax())(a))
print(vmap(torch.linalg.det)(torch.eye(2).expand(3, 2, 2) * 2), torch.vmap is vmap)
print(vmap(lambda x: x.to(torch.float64).int().float().mean())(b), vmap(lambda x: sum(iter(x)))(a))
print(vmap(lambda x: torch.zeros_like(x).scatter(0, torch.tensor([0, 2]), x[:2]))(a))
print(vmap(lambda n: torch.nn.functional.one_hot(n, 3))(torch.tensor([0, 2])))


def show(x):
    print(x)
    return x


vmap(vmap(show))(a)
torch.func.grad(lambda x: show(x * 2).sum())(a)
