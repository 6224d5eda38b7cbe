# What may be assigned to .grad.
import torch

w = torch.ones(2, requires_grad=True)
w.grad = torch.tensor([5.0, 6.0])
(w * 1).sum().backward()
print(w.grad)
for bad in (torch.ones(3), torch.ones(2, dtype=torch.float64), 1.0):
    try:
        w.grad = bad
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(w.grad)
