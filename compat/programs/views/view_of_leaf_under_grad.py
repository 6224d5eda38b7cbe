# Writing to a view of a leaf that requires grad is an error, except under no_grad.
import torch

w = torch.ones(2, 2, requires_grad=True)
view = w.view(4)
print(view.is_leaf, view.requires_grad, view.grad_fn.name())
try:
    view[0] = 5.0
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    w[0].add_(1)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
with torch.no_grad():
    w[0].add_(1)
    w.view(4)[3] = 8.0
print(w)
(w * w).sum().backward()
print(w.grad)
