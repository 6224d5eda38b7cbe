# The suffixes of tensors in a graph.
import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
print(w, w * 2, w.sum(), w.detach(), w.double(), (w * 2).double())
print(w.view(2, 1), torch.zeros(2, 2, requires_grad=True), w[0], [w], {"w": w.mean()})
print(torch.tensor(1.0, dtype=torch.float64, requires_grad=True), (w > 1), w.argmax())
print(torch.arange(30.0, requires_grad=True))
print(torch.ones(3, 12, requires_grad=True) * 1.5)
print(torch.nn.Parameter(torch.ones(2)), torch.nn.Parameter(torch.arange(2), requires_grad=False))
with torch.no_grad():
    print(w * 3, w)
