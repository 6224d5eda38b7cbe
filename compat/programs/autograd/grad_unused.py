# Inputs that play no part.
import torch

x = torch.tensor(1.0, requires_grad=True)
unused = torch.tensor(2.0, requires_grad=True)
y = x * 5
try:
    torch.autograd.grad(y, [x, unused])
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
y = x * 5
print(torch.autograd.grad(y, [x, unused], allow_unused=True))
y = x * 5
print(torch.autograd.grad(y, [x, unused], materialize_grads=True))
constant = torch.tensor(4.0)
for outputs, inputs in [(x * 2, constant), (constant, x)]:
    try:
        torch.autograd.grad(outputs, inputs)
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
