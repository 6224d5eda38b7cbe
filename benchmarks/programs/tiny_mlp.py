"""A step of the smallest useful network: 10-16-1, batch 32, SGD."""

import torch
from torch import nn

from benchmarks.measure import StepTimer, report

torch.manual_seed(0)
inputs, targets = torch.randn(32, 10), torch.randn(32, 1)
model = nn.Sequential(nn.Linear(10, 16), nn.ReLU(), nn.Linear(16, 1))
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

timer = StepTimer(warmup_seconds=3)
for _ in timer:
    loss = loss_fn(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    loss.item()

report(step=timer.median())
