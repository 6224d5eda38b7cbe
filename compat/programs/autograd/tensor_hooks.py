# Hooks see, and may replace, a gradient.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
h = x * 3
handle = h.register_hook(lambda grad: print("h", grad))
x.register_hook(lambda grad: grad * 100)
(h**2).sum().backward()
print(x.grad)
handle.remove()
x.grad = None
(x * 3).sum().backward()
print(x.grad)
try:
    torch.ones(1).register_hook(print)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
