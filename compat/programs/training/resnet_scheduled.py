# compare: numbers
# slow
# A small residual network: SGD in groups, OneCycleLR, accumulated gradients, RMSprop after it.
import zlib

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        out = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(out + self.shortcut(x))


torch.manual_seed(7)
net = nn.Sequential(
    nn.Conv2d(3, 4, 3, 1, 1, bias=False),
    nn.GroupNorm(2, 4),
    nn.ReLU(),
    Block(4, 4, 1),
    Block(4, 8, 2),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
    nn.Linear(8, 3),
)
print([zlib.crc32(p.detach().numpy()) for p in net.parameters()])
labels = torch.randint(3, (24,))
images = torch.randn(24, 3, 8, 8)
images[torch.arange(24), labels] += 1
decayed = [p for p in net.parameters() if p.ndim > 1]
plain = [p for p in net.parameters() if p.ndim == 1]
groups = [{"params": decayed, "weight_decay": 1e-2}, {"params": plain, "lr": 0.02}]
optimizer = torch.optim.SGD(groups, lr=0.05, momentum=0.9)
scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=[0.1, 0.05], total_steps=14)
for step in range(12):
    optimizer.zero_grad()
    total = 0.0
    for x, y in zip(images.chunk(2), labels.chunk(2)):
        loss = F.cross_entropy(net(x), y) / 2
        loss.backward()
        total += loss.item()
    nn.utils.clip_grad_value_(net.parameters(), 0.5)
    optimizer.step()
    scheduler.step()
    print(step, f"{total:.6f}", *(f"{lr:.6f}" for lr in scheduler.get_last_lr()))
optimizer = torch.optim.RMSprop(net.parameters(), lr=1e-3, centered=True, momentum=0.5)
plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=1, factor=0.3)
for step in range(12, 20):
    optimizer.zero_grad()
    loss = F.cross_entropy(net(images), labels)
    loss.backward()
    optimizer.step()
    plateau.step(loss.item())
    print(step, f"{loss.item():.6f}", optimizer.param_groups[0]["lr"])
