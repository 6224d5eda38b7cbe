# compare: numbers
# Fitting a line with nn.Linear, MSELoss and SGD.
import torch
from torch import nn

torch.manual_seed(0)
x = torch.linspace(-1, 1, 20).unsqueeze(1)
y = 3 * x - 0.5 + 0.1 * torch.randn(20, 1)
model = nn.Linear(1, 1)
print(model.weight, model.bias)
loss_fn = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.2)
for epoch in range(50):
    loss = loss_fn(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 10 == 0:
        print(f"epoch {epoch:2d} loss {loss.item():.4f}")
print(f"{model.weight.item():.3f} {model.bias.item():.3f}")
