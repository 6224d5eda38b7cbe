# Control flow that depends on values.
import torch


def collatz_like(x):
    steps = 0
    while x > 1:
        x = x / 2 if steps % 2 == 0 else x * 1.5 - 0.25
        steps += 1
        if steps == 20:
            break
    return x, steps


for start in (0.5, 3.0, 10.0):
    x = torch.tensor(start, requires_grad=True)
    y, steps = collatz_like(x)
    y.backward()
    print(start, steps, f"{y.item():.4f}", x.grad)
