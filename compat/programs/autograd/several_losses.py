# Two losses over a common part.
import torch

torch.manual_seed(0)
w = torch.tensor([[0.5, -0.5], [1.0, 2.0]], requires_grad=True)
x = torch.tensor([1.0, 0.5])
h = torch.tanh(w @ x)
first = h.sum()
second = (h**2).sum()
print(first.item() > 0, f"{second.item():.4f}")
first.backward(retain_graph=True)
print(w.grad)
second.backward()
print(w.grad)
w.grad = None
h = torch.tanh(w @ x)
torch.autograd.backward([h.sum(), (h**2).sum()])
print(w.grad)
