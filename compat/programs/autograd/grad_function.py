# torch.autograd.grad returns gradients and touches no .grad.
import torch

x = torch.tensor([1.0, 2.0], requires_grad=True)
w = torch.tensor(3.0, requires_grad=True)
y = (w * x**2).sum()
gx, gw = torch.autograd.grad(y, [x, w])
print(gx, gw, x.grad, w.grad)
y = w * x
(gx,) = torch.autograd.grad(y, x, grad_outputs=torch.tensor([1.0, 10.0]))
print(gx)
outs = [x.sum(), (x**2).sum()]
print(torch.autograd.grad(outs, x))
