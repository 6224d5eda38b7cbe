# compare: numbers
# The same fit, with a module and an optimizer.
import math

import torch

torch.manual_seed(0)
x = torch.linspace(-math.pi, math.pi, 400)
powers = x.unsqueeze(-1).pow(torch.tensor([1, 2, 3]))
y = torch.sin(x)
print(powers.shape)
model = torch.nn.Sequential(torch.nn.Linear(3, 1), torch.nn.Flatten(0, 1))
loss_fn = torch.nn.MSELoss(reduction="sum")
optimizer = torch.optim.RMSprop(model.parameters(), lr=1e-2)
for step in range(150):
    loss = loss_fn(model(powers), y)
    if step % 50 == 49:
        print(step, f"{loss.item():.2f}")
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
linear = model[0]
w = linear.weight[0]
print(f"y = {linear.bias.item():.2f} + {w[0].item():.2f} x + {w[2].item():.2f} x^3")
