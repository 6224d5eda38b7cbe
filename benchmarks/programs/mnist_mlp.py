"""A step of the classic digit classifier: 784-128-10, batch 64, Adam, on synthetic images."""

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import StepTimer, report

torch.manual_seed(0)
images = torch.rand(1280, 784).split(64)
labels = torch.randint(10, (1280,)).split(64)
model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

timer = StepTimer(warmup_seconds=4)
for step in timer:
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images[step % 20]), labels[step % 20])
    loss.backward()
    optimizer.step()
    loss.item()

report(step=timer.median())
