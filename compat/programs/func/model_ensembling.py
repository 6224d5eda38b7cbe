# compare: numbers
# Several models run as one: their parameters stacked, their forward mapped over.
import copy

import torch
from torch import nn
from torch.func import functional_call, stack_module_state, vmap

torch.manual_seed(0)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(6, 5)
        self.norm = nn.LayerNorm(5)
        self.last = nn.Linear(5, 3)
        self.register_buffer("offset", torch.zeros(3))

    def forward(self, x):
        return self.last(self.norm(self.first(x.flatten(1)).relu())) + self.offset


models = [Net() for _ in range(4)]
params, buffers = stack_module_state(models)
print({k: (tuple(v.shape), v.requires_grad, v.is_leaf) for k, v in params.items()})
print({k: (tuple(v.shape), v.requires_grad) for k, v in buffers.items()})
base = copy.deepcopy(models[0]).to("cpu")


def run(params, buffers, x):
    return functional_call(base, (params, buffers), (x,))


batches = torch.randn(4, 7, 2, 3)
each = vmap(run)(params, buffers, batches)
print(each.shape, each.grad_fn is not None)
print(torch.allclose(each, torch.stack([m(x) for m, x in zip(models, batches)]), atol=1e-5))
same = vmap(run, in_dims=(0, 0, None))(params, buffers, batches[0])
print(torch.allclose(same, torch.stack([m(batches[0]) for m in models]), atol=1e-5))
print(same.mean(), same.var(0).sum())
same.pow(2).sum().backward()
print({k: f"{v.grad.norm().item():.4f}" for k, v in params.items()})
models[1](batches[0]).pow(2).sum().backward()
print(torch.allclose(models[1].last.weight.grad, params["last.weight"].grad[1], atol=1e-4))
step = {k: (p - 0.01 * p.grad).detach() for k, p in params.items()}
print(vmap(run, in_dims=(0, 0, None))(step, buffers, batches[0]).pow(2).sum() < same.pow(2).sum())
