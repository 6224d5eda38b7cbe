# Accumulating over micro-batches equals one large batch.
import copy

import torch
from torch import nn

torch.manual_seed(0)
x, y = torch.randn(12, 3), torch.randn(12, 1)
one = nn.Linear(3, 1)
many = copy.deepcopy(one)
loss_fn = nn.MSELoss()
for model, size in ((one, 12), (many, 3)):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizer.zero_grad()
    for xb, yb in zip(x.split(size), y.split(size)):
        (loss_fn(model(xb), yb) * len(xb) / len(x)).backward()
    optimizer.step()
    print(model.weight.detach(), model.bias.detach())
print(torch.allclose(one.weight, many.weight))
