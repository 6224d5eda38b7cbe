# SGD with momentum, weight decay and Nesterov's variant.
import torch

for options in (
    {},
    {"momentum": 0.9},
    {"momentum": 0.9, "nesterov": True},
    {"weight_decay": 0.1},
    {"momentum": 0.5, "dampening": 0.2},
    {"maximize": True},
):
    w = torch.tensor([1.0, -2.0], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1, **options)
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = (w**2).sum()
        loss.backward()
        optimizer.step()
        losses.append(round(loss.item(), 4))
    print(options, losses, w.detach())
