# Gradients have the dtype of their tensor.
import torch

a = torch.ones(2, dtype=torch.float64, requires_grad=True)
b = torch.ones(2, dtype=torch.float32, requires_grad=True)
(a * b).sum().backward()
print(a.grad.dtype, b.grad.dtype)
h = torch.ones(2, dtype=torch.float16, requires_grad=True)
(h.float() * 2).sum().backward()
print(h.grad)
n = torch.tensor([1, 2])
x = torch.ones(2, requires_grad=True)
(x * n).sum().backward()
print(x.grad)
