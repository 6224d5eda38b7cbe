# cat, stack and their relatives.
import torch

a = torch.tensor([[1, 2], [3, 4]])
b = torch.tensor([[5, 6]])
print(
    torch.cat([a, b]),
    torch.cat((a, b.t()), dim=1),
    torch.cat([a, a], -1),
    torch.concat([b, b], axis=0),
)
print(
    torch.stack([a, a]).shape,
    torch.stack([a, a], dim=2),
    torch.stack([torch.tensor(1), torch.tensor(2)]),
)
print(torch.vstack([a, b]), torch.hstack([a, b.t()]), torch.dstack([b, b]).shape)
print(
    torch.hstack([torch.tensor([1]), torch.tensor([2, 3])]),
    torch.column_stack([torch.arange(2), torch.arange(2)]),
)
print(torch.cat([torch.tensor([]), torch.ones(2)]), torch.cat([a, b.float()]).dtype)
for bad in (
    lambda: torch.cat([a, torch.zeros(1, 3)]),
    lambda: torch.cat([]),
    lambda: torch.stack([]),
    lambda: torch.stack([a, b]),
    lambda: torch.cat([a, a], dim=2),
    lambda: torch.cat([a, torch.zeros(2)]),
    lambda: torch.cat([torch.tensor(1)]),
    lambda: torch.cat(a, b),
):
    try:
        print(bad())
    except (RuntimeError, IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
