# Gradients of a tensor assembled by slice assignment.
import torch

a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor([3.0, 4.0], requires_grad=True)
out = torch.zeros(4)
print(out.requires_grad)
out[0] = a
out[1:3] = b * a
out[3] = a**2
print(out, out.requires_grad)
out.sum().backward()
print(a.grad, b.grad)
