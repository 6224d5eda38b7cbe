# compare: numbers
# Softmax regression on a toy problem, every formula written out.
import torch

torch.manual_seed(0)
classes, dimension, per_class = 3, 2, 30
x = torch.zeros(classes * per_class, dimension)
y = torch.zeros(classes * per_class, dtype=torch.long)
for k in range(classes):
    rows = slice(per_class * k, per_class * (k + 1))
    radius = torch.linspace(0.1, 1, per_class)
    angle = torch.linspace(k * 4, (k + 1) * 4, per_class) + torch.randn(per_class) * 0.1
    x[rows] = torch.stack([radius * angle.sin(), radius * angle.cos()], 1)
    y[rows] = k
w = 0.01 * torch.randn(dimension, classes)
b = torch.zeros(1, classes)
for step in range(101):
    scores = x @ w + b
    scores = scores - scores.max(dim=1, keepdim=True).values
    p = scores.exp() / scores.exp().sum(1, keepdim=True)
    loss = -p[range(len(x)), y].log().mean() + 0.5e-3 * (w * w).sum()
    if step % 25 == 0:
        print(f"step {step}: loss {loss:.4f}")
    d = p.clone()
    d[range(len(x)), y] -= 1
    d /= len(x)
    w += -1.0 * (x.t() @ d + 1e-3 * w)
    b += -1.0 * d.sum(0, keepdim=True)
accuracy = ((x @ w + b).argmax(1) == y).float().mean().item()
print(f"training accuracy {accuracy:.2f}")
print(torch.bincount((x @ w + b).argmax(1), minlength=3).sum())
