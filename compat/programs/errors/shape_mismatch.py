# Shapes that do not broadcast.
import torch

a, b = torch.zeros(2, 3), torch.zeros(2, 4)
for bad in (
    lambda: a + b,
    lambda: a * torch.zeros(4),
    lambda: a == b,
    lambda: torch.maximum(a, b),
    lambda: torch.where(a > 0, a, b),
    lambda: a.add_(b),
    lambda: a.copy_(b),
    lambda: a.expand(3, 3),
    lambda: a.expand(2),
    lambda: torch.broadcast_to(a, (3,)),
    lambda: a.masked_fill(torch.ones(4) > 0, 1.0),
    lambda: a.masked_select(torch.ones(4) > 0),
    lambda: torch.lerp(a, b, 0.5),
    lambda: torch.broadcast_shapes((2,), (3,)),
    lambda: torch.broadcast_tensors(a, b),
    lambda: a.view_as(b),
    lambda: a.expand(-1, 4),
):
    try:
        print(bad())
    except (RuntimeError, TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
