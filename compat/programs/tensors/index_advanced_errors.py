# Bad advanced indices.
import torch

x = torch.arange(6).view(2, 3)
for bad in (
    lambda: x[[0, 2]],
    lambda: x[torch.tensor([3])],
    lambda: x[torch.tensor([-3])],
    lambda: x[torch.tensor([0.5])],
    lambda: x[torch.tensor([True, False, True])],
    lambda: x[[0, 1], [0, 1, 2]],
    lambda: x[torch.ones(3, 2) > 0],
    lambda: x[[0], [0], [0]],
):
    try:
        print(bad())
    except (IndexError, RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
