# Sizes that cannot be.
import torch

x = torch.zeros(6)
for bad in (
    lambda: torch.zeros(-1),
    lambda: torch.ones(2, -3),
    lambda: torch.empty(-2),
    lambda: torch.rand(-1),
    lambda: x.view(4),
    lambda: x.view(-1, 4),
    lambda: x.view(-2),
    lambda: x.reshape(-1, -1),
    lambda: x.reshape(7),
    lambda: x.view(2, 2),
    lambda: torch.eye(-1),
    lambda: torch.arange(3, 1),
    lambda: torch.full((-1,), 0),
    lambda: x.unflatten(0, (4, 2)),
    lambda: torch.zeros(0).view(-1, 0),
    lambda: x.repeat(-1),
    lambda: torch.randperm(-1),
    lambda: x.flatten(1, 0),
    lambda: x.split([1, 2]),
    lambda: x.new_zeros(-2),
):
    try:
        print(bad())
    except (RuntimeError, ValueError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
