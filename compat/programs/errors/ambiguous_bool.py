# A tensor of several elements is neither true nor false.
import torch

x = torch.tensor([1, 2])


def branch():
    if x > 1:
        print("large")


def chained():
    return 0 < x < 3


for bad in (
    branch,
    chained,
    lambda: x and True,
    lambda: not x,
    lambda: bool(torch.zeros(0)),
    lambda: x in [torch.tensor([3, 4])],
):
    try:
        print(bad())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(bool(torch.tensor([[3]])), bool(torch.tensor(0.0)), bool(torch.tensor(float("nan"))))
