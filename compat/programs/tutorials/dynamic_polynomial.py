# compare: numbers
# A module whose forward pass uses ordinary Python control flow and shares a weight.
import random

import torch


class DynamicNet(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.slope = torch.nn.Parameter(torch.randn(()))
        self.curve = torch.nn.Parameter(torch.randn(()) * 0.01)

    def forward(self, x):
        y = self.slope * x
        for exponent in range(3, random.randint(4, 6)):
            y = y + self.curve * x**exponent
        return y

    def string(self):
        return f"slope {self.slope.item():.3f}, curve {self.curve.item():.3f}"


random.seed(0)
torch.manual_seed(0)
x = torch.linspace(-1, 1, 50)
y = torch.sin(x)
model = DynamicNet()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3, momentum=0.9)
for step in range(40):
    loss = torch.nn.functional.mse_loss(model(x), y, reduction="sum")
    if step % 10 == 9:
        print(step, f"{loss.item():.4f}", model.string())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
