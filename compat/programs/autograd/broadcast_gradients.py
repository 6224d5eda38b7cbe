# Gradients are summed back over broadcast dimensions.
import torch

x = torch.ones(2, 3, requires_grad=True)
b = torch.ones(3, requires_grad=True)
c = torch.ones(2, 1, requires_grad=True)
s = torch.tensor(2.0, requires_grad=True)
(x * b + c * s).sum().backward()
for t in (x, b, c, s):
    print(t.grad)
