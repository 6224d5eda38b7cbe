# backward() of a vector needs the vector to multiply with.
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
while y.norm() < 50:
    y = y * 2
print(y)
y.backward(torch.tensor([0.1, 1.0, 0.001]))
print(x.grad)
z = x**2
z.backward(gradient=torch.ones_like(z))
print(x.grad)
