# Positions of extremes.
import torch

x = torch.tensor([[1, 9, 3], [7, 2, 8]])
print(x.argmax(), x.argmin(), x.argmax(0), x.argmax(dim=1), x.argmax(1, keepdim=True), x.argmin(-1))
print(
    torch.max(x),
    torch.min(x),
    torch.max(x, 1),
    torch.max(x, dim=0).values,
    x.amax(1),
    x.amin((0, 1)),
)
print(torch.max(x, torch.tensor([[5, 5, 5]])), torch.maximum(x, torch.tensor(4)), torch.aminmax(x))
values, indices = torch.max(x, dim=1, keepdim=True)
print(values, indices, type(torch.max(x, 0)).__name__)
print(torch.tensor([1.0, float("nan"), 2.0]).max(), torch.tensor([1.0, float("nan")]).argmax())
for bad in (
    lambda: torch.tensor([]).max(),
    lambda: x.argmax(2),
    lambda: torch.zeros(0, 3).max(0),
    lambda: torch.tensor([]).argmax(),
):
    try:
        print(bad())
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
