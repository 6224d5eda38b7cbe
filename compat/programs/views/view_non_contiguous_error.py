# view() refuses what it cannot express without copying.
import torch

x = torch.arange(6).view(2, 3)
for shape in [(6,), (3, 2), (2, 3)]:
    try:
        print(x.t().view(*shape).shape)
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
try:
    x.view(4, 2)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    x.view(-1, 4)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    x.view(-1, -1)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
print(x.t().reshape(6), x[:, :2].view(2, 1, 2).shape)
