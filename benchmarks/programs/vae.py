"""A step of a variational autoencoder: 784-400-20-400-784, batch 128, Adam."""

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import StepTimer, train


class Model(nn.Module):
    """Encoder to means and log variances, a sample, decoder."""

    def __init__(self) -> None:
        super().__init__()
        self.encode = nn.Sequential(nn.Linear(784, 400), nn.ReLU())
        self.mean = nn.Linear(400, 20)
        self.log_variance = nn.Linear(400, 20)
        self.decode = nn.Sequential(
            nn.Linear(20, 400), nn.ReLU(), nn.Linear(400, 784), nn.Sigmoid()
        )

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(batch, 784) -> the same again, means and log variances of the code."""
        hidden = self.encode(x)
        mean, log_variance = self.mean(hidden), self.log_variance(hidden)
        deviation = torch.exp(0.5 * log_variance)
        code = mean + torch.randn_like(deviation) * deviation
        return self.decode(code), mean, log_variance


torch.manual_seed(0)
images = torch.rand(1280, 784).split(128)
model = Model()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)


def step(count: int) -> None:
    """One batch."""
    image = images[count % 10]
    optimizer.zero_grad()
    again, mean, log_variance = model(image)
    error = F.binary_cross_entropy(again, image, reduction="sum")
    divergence = -0.5 * torch.sum(1 + log_variance - mean.pow(2) - log_variance.exp())
    loss = error + divergence
    loss.backward()
    optimizer.step()
    loss.item()


train(step, StepTimer(warmup_seconds=6))
