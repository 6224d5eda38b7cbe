# In-place operations that backward does not care about.
import torch

x = torch.ones(3, requires_grad=True)
y = x * 2
y += 5
y -= 1
y.mul_(3)
print(y)
y.sum().backward()
print(x.grad)

x.grad = None
a = x.sin()
b = a + 1
a.zero_()
b.sum().backward()
print(x.grad)

x.grad = None
c = x - 2
c.abs_()
c.neg_().add_(4).exp_()
c.sum().backward()
print(x.grad)
