"""A step of the digit classifier with two convolutions, batch 64, Adadelta, on synthetic images."""

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import StepTimer, train


class Net(nn.Module):
    """Two convolutions, max pooling, dropout, two linear layers."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.dropout1 = nn.Dropout(0.25)
        self.dropout2 = nn.Dropout(0.5)
        self.fc1 = nn.Linear(9216, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, 1, 28, 28) -> (batch, 10) of log probabilities."""
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        x = self.dropout1(F.max_pool2d(x, 2))
        x = F.relu(self.fc1(torch.flatten(x, 1)))
        return F.log_softmax(self.fc2(self.dropout2(x)), dim=1)


torch.manual_seed(0)
images = torch.rand(640, 1, 28, 28).split(64)
labels = torch.randint(10, (640,)).split(64)
model = Net()
optimizer = torch.optim.Adadelta(model.parameters(), lr=1.0)


def step(count: int) -> None:
    """One batch."""
    optimizer.zero_grad()
    loss = F.nll_loss(model(images[count % 10]), labels[count % 10])
    loss.backward()
    optimizer.step()
    loss.item()


train(step, StepTimer(warmup_seconds=15))
