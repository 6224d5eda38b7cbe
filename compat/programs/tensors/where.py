# torch.where with tensors and numbers.
import torch

x = torch.tensor([-1.0, 0.0, 2.0])
print(torch.where(x > 0, x, torch.zeros(3)), torch.where(x > 0, 1, 0), torch.where(x > 0, x, 0.5))
print(torch.where(x > 0, 1.0, 0.0).dtype, torch.where(x > 0, 1, 0).dtype, x.where(x > 0, -7.0))
print(torch.where(torch.tensor([[True], [False]]), torch.tensor([1, 2]), torch.tensor(0)))
print(torch.where(torch.tensor(True), 1, 2), torch.clamp(x, min=0), x.heaviside(torch.tensor(0.5)))
try:
    torch.where(x, x, x)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
