# torch.func: grad, vmap and jacobians of plain functions.
import torch
from torch.func import grad, jacrev, vmap

print(grad(lambda v: v**3)(torch.tensor(2.0)))
print(vmap(torch.dot)(torch.ones(2, 3), torch.arange(6.0).view(2, 3)))
print(vmap(lambda v: v * 2 + 1)(torch.arange(3)))
print(jacrev(lambda v: v**2)(torch.tensor([1.0, 2.0])))
print(vmap(grad(torch.sin))(torch.tensor([0.0, 3.0])))
