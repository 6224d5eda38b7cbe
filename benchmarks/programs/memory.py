"""Resident memory over 10,000 steps of the tiny MLP."""

import torch
from torch import nn

from benchmarks.measure import report, resident_kb

torch.manual_seed(0)
inputs, targets = torch.randn(32, 10), torch.randn(32, 1)
model = nn.Sequential(nn.Linear(10, 16), nn.ReLU(), nn.Linear(16, 1))
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

resident = {}
for step in range(1, 10_001):
    loss = loss_fn(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    loss.item()
    if step in (100, 1_000, 10_000):
        resident[step] = resident_kb()

report(
    growth_kb=resident[10_000] - resident[100],
    growth_after_1000_kb=resident[10_000] - resident[1_000],
    resident_kb=resident[10_000],
)
