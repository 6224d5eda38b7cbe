# compare: numbers
# An MLP on two spirals: SGD with momentum, Nesterov and weight decay, StepLR.
import zlib

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(1)
angle = torch.rand(200) * 6
arm = torch.randint(2, (200,))
radius = angle / 6
phase = angle + torch.pi * arm
points = torch.stack([radius * phase.cos(), radius * phase.sin()], 1)
points += 0.02 * torch.randn(200, 2)

model = nn.Sequential(
    nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 2)
)
print([zlib.crc32(p.detach().numpy()) for p in model.parameters()])
optimizer = torch.optim.SGD(
    model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=1e-4
)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=5, gamma=0.5)
for epoch in range(20):
    order = torch.randperm(200)
    total = 0.0
    for batch in order.split(50):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(points[batch]), arm[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() / 4
    scheduler.step()
    print(epoch, f"{total:.6f}", f"{scheduler.get_last_lr()[0]:.6f}")
with torch.no_grad():
    right = (model(points).argmax(1) == arm).float().mean()
print(f"{right:.3f}")
