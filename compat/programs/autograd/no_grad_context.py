# no_grad as a context manager, and enable_grad inside it.
import torch

x = torch.ones(2, requires_grad=True)
with torch.no_grad():
    y = x * 2
    print(torch.is_grad_enabled(), y.requires_grad, y.is_leaf, y.grad_fn)
    with torch.enable_grad():
        z = x * 3
        print(torch.is_grad_enabled(), z.requires_grad)
    new = torch.ones(1, requires_grad=True)
    print(new.requires_grad, torch.is_grad_enabled())
print(torch.is_grad_enabled(), (x * y).requires_grad)
(x * y).sum().backward()
print(x.grad)
