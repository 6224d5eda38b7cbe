# Only floating point leaves can change requires_grad.
import torch


def attempt(fn):
    try:
        print(fn())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])


attempt(lambda: torch.ones(2, dtype=torch.int64, requires_grad=True))
attempt(lambda: torch.tensor([1, 2], requires_grad=True))
attempt(lambda: torch.tensor([True]).requires_grad_())
attempt(lambda: torch.tensor([1 + 1j], requires_grad=True))
y = torch.ones(2, requires_grad=True) * 2


def switch_off():
    y.requires_grad = False


attempt(switch_off)
attempt(lambda: y.requires_grad_(False))
