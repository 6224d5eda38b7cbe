# compare: numbers
# Logistic regression by hand, with an accuracy and a decision boundary.
import torch

torch.manual_seed(1)
n = 80
x = torch.cat([torch.randn(n // 2, 2) + 1.5, torch.randn(n // 2, 2) - 1.5])
y = torch.cat([torch.ones(n // 2), torch.zeros(n // 2)])
w = torch.zeros(2, requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def forward(x):
    return torch.sigmoid(x @ w + b)


def bce(p, y):
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


history = []
for step in range(60):
    loss = bce(forward(x), y)
    history.append(loss.item())
    gw, gb = torch.autograd.grad(loss, (w, b))
    with torch.no_grad():
        w -= 0.5 * gw
        b -= 0.5 * gb
print([f"{value:.4f}" for value in history[::15]])
predictions = forward(x) > 0.5
accuracy = (predictions == y.bool()).float().mean()
print(f"accuracy {accuracy.item():.3f}")
print(f"boundary {w[0].item():.3f} x0 + {w[1].item():.3f} x1 + {b.item():.3f} = 0")
confusion = torch.zeros(2, 2, dtype=torch.int64)
for truth, guess in zip(y.long(), predictions.long()):
    confusion[truth, guess] += 1
print(confusion)
