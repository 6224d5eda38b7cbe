# compare: numbers
# Learning rate schedules.
import math

import torch
from torch.optim import lr_scheduler

makers = {
    "step": lambda o: lr_scheduler.StepLR(o, 2, gamma=0.5),
    "multi": lambda o: lr_scheduler.MultiStepLR(o, [1, 4]),
    "exponential": lambda o: lr_scheduler.ExponentialLR(o, 0.9),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, 5),
    "lambda": lambda o: lr_scheduler.LambdaLR(o, lambda e: 1 / (1 + e)),
    "linear": lambda o: lr_scheduler.LinearLR(o, 0.5, total_iters=4),
    "one cycle": lambda o: lr_scheduler.OneCycleLR(o, max_lr=2.0, total_steps=8),
}
for name, make in makers.items():
    w = torch.tensor([1.0], requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=1.0)
    scheduler = make(optimizer)
    rates = []
    for _ in range(6):
        rates.append(round(optimizer.param_groups[0]["lr"], 4))
        optimizer.step()
        scheduler.step()
    print(name, rates, round(scheduler.get_last_lr()[0], 4), math.isfinite(rates[0]))
