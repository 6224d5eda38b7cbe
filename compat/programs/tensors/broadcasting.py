# Broadcasting rules.
import torch

a = torch.arange(3).view(3, 1)
b = torch.arange(2)
print(a + b)
print((torch.zeros(2, 1, 3) + torch.zeros(4, 1)).shape, (torch.zeros(0, 1) * torch.zeros(5)).shape)
print(torch.broadcast_to(b, (3, 2)))
x, y = torch.broadcast_tensors(a, b)
print(x.shape, y.shape, torch.broadcast_shapes((2, 1), (3,)))
for bad in (lambda: torch.zeros(3) + torch.zeros(4), lambda: torch.zeros(2, 3) * torch.zeros(2)):
    try:
        bad()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
