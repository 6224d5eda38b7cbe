# Which results require gradients.
import torch

a = torch.ones(2)
b = torch.ones(2, requires_grad=True)
print(a.requires_grad, b.requires_grad)
print((a + a).requires_grad, (a + b).requires_grad)
print((b > 0).requires_grad, b.argmax().requires_grad, b.detach().requires_grad)
print(b.long().requires_grad, b.double().requires_grad, torch.zeros_like(b).requires_grad)
print(a.requires_grad_() is a, a.requires_grad)
a.requires_grad = False
print(a.requires_grad)
c = torch.stack([a, b])
print(c.requires_grad, c[0].requires_grad)
