# detach_() makes a tensor a leaf.
import torch

x = torch.tensor([2.0], requires_grad=True)
y = x * x
print(y.is_leaf, y.grad_fn.name())
result = y.detach_()
print(result is y, y.is_leaf, y.grad_fn, y.requires_grad)
view = (x * 2).view(1)
try:
    view.detach_()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
