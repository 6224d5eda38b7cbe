"""A step of ResNet-18 on 32 x 32 images, batch 32, SGD with momentum and weight decay."""

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import StepTimer, train


def convolution(inputs: int, outputs: int, size: int, stride: int) -> nn.Sequential:
    """A convolution without bias and its batch norm."""
    layer = nn.Conv2d(inputs, outputs, size, stride, padding=size // 2, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(outputs))


class Block(nn.Module):
    """Two convolutions around a residual."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.first = convolution(inputs, outputs, 3, stride)
        self.second = convolution(outputs, outputs, 3, 1)
        self.shortcut = (
            convolution(inputs, outputs, 1, stride)
            if stride != 1 or inputs != outputs
            else nn.Identity()
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, inputs, height, width) -> (batch, outputs, height / stride, width / stride)."""
        return F.relu(self.second(F.relu(self.first(x))) + self.shortcut(x))


def resnet18() -> nn.Sequential:
    """Four stages of two blocks after a stem of 3 x 3."""
    layers: list[nn.Module] = [convolution(3, 64, 3, 1), nn.ReLU()]
    inputs = 64
    for outputs, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
        layers += [Block(inputs, outputs, stride), Block(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


torch.manual_seed(0)
images = torch.randn(320, 3, 32, 32).split(32)
labels = torch.randint(10, (320,)).split(32)
model = resnet18()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4)


def step(count: int) -> None:
    """One batch."""
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images[count % 10]), labels[count % 10])
    loss.backward()
    optimizer.step()
    loss.item()


train(step, StepTimer(warmup_seconds=40, warmup_steps=10, steps=20))
