# Gradients of the matrix product family.
import torch

a = torch.arange(6.0).view(2, 3).requires_grad_()
b = torch.arange(12.0).view(3, 4).requires_grad_()
v = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
(a @ b).sum().backward()
print(a.grad, b.grad)
a.grad = b.grad = None
(a @ v).prod().backward()
print(a.grad, v.grad)
v.grad = None
(v @ b).sum().backward()
print(v.grad)
x = torch.ones(2, 2, 3, requires_grad=True)
torch.bmm(x, b.detach().expand(2, 3, 4)).sum().backward()
print(x.grad.shape, x.grad[0, 0])
