# Gradients set to None and to zero behave alike afterwards.
import torch

w = torch.tensor([1.0, 1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.5)
(w * torch.tensor([1.0, 2.0])).sum().backward()
print(w.grad)
optimizer.step()
print(w)
optimizer.zero_grad()
print(w.grad)
optimizer.step()
print(w)
(w * 2).sum().backward()
optimizer.zero_grad(set_to_none=False)
print(w.grad)
