# Interior tensors keep their gradient on request.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
h = x * 3
h.retain_grad()
out = (h**2).sum()
print(h.retains_grad, x.retains_grad)
out.backward()
print(h.grad, x.grad)
try:
    torch.ones(1).retain_grad()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
x.retain_grad()
print(x.retains_grad)
