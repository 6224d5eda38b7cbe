# An expanded tensor cannot be written in place.
import torch

e = torch.zeros(1, 3).expand(2, 3)
for write in (
    lambda: e.add_(1),
    lambda: e.copy_(torch.ones(2, 3)),
    lambda: e.mul_(torch.ones(2, 3)),
):
    try:
        write()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(e)
try:
    torch.zeros(2, 1).expand(3, 3)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
