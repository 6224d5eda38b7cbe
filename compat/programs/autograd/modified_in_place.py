# Overwriting what backward needs is detected.
import torch


def attempt(name, fn):
    try:
        fn()
        print(name, "fine")
    except RuntimeError as error:
        print(name, type(error).__name__, str(error).split("\n")[0])


def square():
    x = torch.ones(3, requires_grad=True)
    y = x * 2
    z = y * y
    y += 1
    z.sum().backward()


def sigmoid():
    x = torch.ones(2, requires_grad=True)
    y = x.sigmoid()
    y.mul_(2)
    y.sum().backward()


def weights():
    w = torch.ones(2, 2, requires_grad=True)
    out = torch.ones(1, 2) @ w * 2
    loss = (out @ w).sum()
    with torch.no_grad():
        w -= 0.1
    loss.backward()


def view():
    x = torch.ones(4, requires_grad=True)
    y = x + 1
    z = y.exp()
    z.view(2, 2)[0, 0] = 0
    z.sum().backward()


def twice():
    y = torch.ones(2, dtype=torch.float64, requires_grad=True) + 0
    z = y.sqrt()
    z.add_(1)
    z.add_(1)
    z.sum().backward()


for case in (square, sigmoid, weights, view, twice):
    attempt(case.__name__, case)
