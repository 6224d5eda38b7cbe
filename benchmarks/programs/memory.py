"""Resident memory over 10,000 steps of the tiny MLP."""

import torch
from torch import nn

from benchmarks.measure import report, resident_kb

torch.manual_seed(0)
inputs, targets = torch.randn(32, 10), torch.randn(32, 1)
model = nn.Sequential(nn.Linear(10, 16), nn.ReLU(), nn.Linear(16, 1))
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

own, code = {}, {}
for step in range(1, 10_001):
    loss = loss_fn(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    loss.item()
    if step in (100, 1_000, 10_000):
        own[step], code[step] = resident_kb("RssAnon"), resident_kb("RssFile")

report(
    growth_kb=own[10_000] - own[100],
    growth_after_1000_kb=own[10_000] - own[1_000],
    code_growth_kb=code[10_000] - code[100],
    resident_kb=own[10_000] + code[10_000],
)
