"""A small MLP learns to tell three interleaved spirals apart."""

import math

import torch
import torch.nn.functional as F
from torch import nn


def make_spirals(points: int, arms: int, noise: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Points of `arms` spirals in the plane, and the arm each belongs to."""
    radius = torch.linspace(0.05, 1.0, points)
    positions, labels = [], []
    for arm in range(arms):
        angle = 4.0 * radius + 2 * math.pi * arm / arms + noise * torch.randn(points)
        positions.append(torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1))
        labels.append(torch.full((points,), arm))
    return torch.cat(positions), torch.cat(labels)


class Classifier(nn.Module):
    """Two hidden layers of `width`."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(2, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU()
        )
        self.head = nn.Linear(width, classes)

    def forward(self, points: torch.Tensor) -> torch.Tensor:
        """Class scores of each point."""
        return self.head(self.layers(points))


torch.manual_seed(0)
points, labels = make_spirals(points=100, arms=3, noise=0.1)
model = Classifier(width=32, classes=3)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
print(model)

for epoch in range(15):
    order = torch.randperm(len(points))
    total = 0.0
    for batch in order.split(50):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(points[batch]), labels[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
    if epoch % 2 == 0:
        print(f"epoch {epoch:2d}  loss {total / len(points):.3f}")

model.eval()
with torch.no_grad():
    accuracy = (model(points).argmax(dim=1) == labels).float().mean()
print(f"accuracy {accuracy.item():.3f}")
