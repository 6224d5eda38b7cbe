# Several backward calls equal one over the whole batch.
import torch

torch.manual_seed(0)
data = torch.randn(8, 3)
w = torch.ones(3, requires_grad=True)
for chunk in data.split(2):
    ((chunk @ w) ** 2).sum().div(8).backward()
    print(w.grad.sum() > 0)
pieces = w.grad.clone()
w.grad = None
((data @ w) ** 2).mean().backward()
print(torch.allclose(pieces, w.grad))
print(w.grad)
