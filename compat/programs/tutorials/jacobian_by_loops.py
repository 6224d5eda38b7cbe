# A Jacobian, one row at a time, checked against finite differences.
import torch


def f(x):
    return torch.stack([x[0] * x[1], torch.sin(x[2]), x.prod(), (x**2).sum()])


x = torch.tensor([1.0, 2.0, 0.5], dtype=torch.float64, requires_grad=True)
y = f(x)
rows = []
for i in range(len(y)):
    seed = torch.zeros_like(y)
    seed[i] = 1.0
    (row,) = torch.autograd.grad(y, x, seed, retain_graph=True)
    rows.append(row)
jacobian = torch.stack(rows)
print(jacobian)

numeric = torch.empty(4, 3, dtype=torch.float64)
with torch.no_grad():
    for j in range(3):
        shift = torch.zeros(3, dtype=torch.float64)
        shift[j] = 1e-6
        numeric[:, j] = (f(x + shift) - f(x - shift)) / 2e-6
print(torch.allclose(jacobian, numeric, atol=1e-6), (jacobian - numeric).abs().max().item() < 1e-7)
print(torch.autograd.gradcheck(f, (x,)))
