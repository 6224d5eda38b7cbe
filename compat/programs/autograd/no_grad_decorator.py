# no_grad, enable_grad and inference_mode as decorators.
import torch


@torch.no_grad()
def double(t):
    """Doubles."""
    return t * 2


@torch.no_grad
def triple(t):
    return t * 3


@torch.inference_mode()
def quadruple(t):
    return t * 4


@torch.enable_grad()
def graded(t):
    return t * 5


x = torch.ones(1, requires_grad=True)
print(double(x), triple(x), quadruple(x), graded(x))
print(double.__name__, double.__doc__)
with torch.no_grad():
    print(graded(x).requires_grad, (x * 5).requires_grad)
print(torch.is_grad_enabled())
