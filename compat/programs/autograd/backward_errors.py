# The errors of backward().
import torch


def attempt(fn):
    try:
        fn()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])


x = torch.ones(3, requires_grad=True)
attempt(lambda: (x * 2).backward())
attempt(lambda: torch.ones(1).backward())
attempt(lambda: (x * 2).backward(torch.ones(2)))
attempt(lambda: (x * 2).sum().backward(torch.ones(1, 1)))
attempt(lambda: x.detach().sum().backward())
attempt(lambda: (x > 0).sum().backward())
print(x.grad)
