# .grad keeps its identity while gradients accumulate.
import torch

w = torch.ones(2, requires_grad=True)
(w * 2).sum().backward()
grad = w.grad
(w * 3).sum().backward()
print(grad, w.grad is grad, grad.requires_grad, grad.is_leaf)
w.grad += 10
print(grad)
w.grad.data.zero_()
print(w.grad)
