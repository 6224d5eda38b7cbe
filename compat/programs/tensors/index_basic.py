# Basic indexing.
import torch

x = torch.arange(12).view(3, 4)
print(x[0], x[-1], x[1, 2], x[1][2], x[:, 1], x[1:, :2])
print(x[..., 0], x[0, ...], x[:, None].shape, x[None].shape, x[..., None].shape)
print(x[::2], x[:, ::3], x[5:], x[-2:, -2:], x[1:2].shape, x[:])
print(torch.arange(5)[torch.tensor(2)], torch.arange(24).view(2, 3, 4)[1, ..., 2])
for bad in (
    lambda: x[3], lambda: x[0, 4], lambda: x[-4], lambda: x[0, 0, 0], lambda: torch.tensor(5)[0],
    lambda: x[::-1], lambda: x["a"], lambda: x[1.5], lambda: x[..., ..., 0],
):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
