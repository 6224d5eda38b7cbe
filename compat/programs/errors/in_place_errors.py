# In-place operations that cannot be.
import torch

i, f, w = torch.ones(2, dtype=torch.int64), torch.ones(2), torch.ones(2, requires_grad=True)


def divide():
    global i
    i /= 2


def add_float():
    global i
    i += 0.5


def grow():
    global f
    f += torch.ones(2, 2)


for bad in (
    divide,
    add_float,
    grow,
    lambda: w.zero_(),
    lambda: w.data.add_(torch.ones(3)),
    lambda: w.uniform_(),
    lambda: f.expand(2, 2).zero_(),
    lambda: torch.nn.init.ones_(w) is w,
):
    try:
        print(bad())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(i, f, w)
