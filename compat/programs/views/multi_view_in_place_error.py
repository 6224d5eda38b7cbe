# Views that come several from one call may not be written under grad.
import torch

x = torch.ones(4, requires_grad=True)
y = x * 2
a, b = y.chunk(2)
try:
    a.mul_(3)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
first, *rest = y.unbind()
try:
    first += 1
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
with torch.no_grad():
    z = torch.zeros(4)
    c, d = z.chunk(2)
    c += 1
print(z)
