# A tensor used in many places collects all contributions.
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x
for _ in range(5):
    y = y + x * y
y.backward()
print(y.item(), x.grad.item())
x.grad = None
total = sum(x**k for k in range(5))
total.backward()
print(total, x.grad)
a = x * x
b = a + a
c = b * b
x.grad = None
c.backward()
print(x.grad)
