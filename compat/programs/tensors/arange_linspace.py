# Ranges.
import torch

print(torch.arange(5), torch.arange(2, 5), torch.arange(1, 2, 0.25))
print(torch.arange(5, 0, -2), torch.arange(3.0), torch.arange(0, 1, 0.3, dtype=torch.float64))
print(torch.arange(0), torch.arange(5, dtype=torch.float32), torch.arange(start=1, end=3))
print(torch.linspace(0, 1, 5), torch.linspace(-1, 1, 1), torch.linspace(1, 10, steps=4))
print(torch.linspace(0, 10, 3, dtype=torch.int64), torch.logspace(0, 2, 3))
print(torch.eye(3), torch.eye(2, 3, dtype=torch.int64))
for bad in (
    lambda: torch.arange(0, 5, -1),
    lambda: torch.arange(0, 5, 0),
    lambda: torch.linspace(0, 1, -1),
):
    try:
        bad()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
