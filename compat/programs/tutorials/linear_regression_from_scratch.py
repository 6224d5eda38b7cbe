# compare: numbers
# Linear regression with nothing but tensors and autograd.
import torch

torch.manual_seed(0)
true_w, true_b = torch.tensor([2.0, -3.4]), 4.2
features = torch.randn(100, 2)
targets = features @ true_w + true_b + 0.01 * torch.randn(100)
print(features[:2], targets[:2])


def batches(size):
    order = torch.randperm(len(features))
    for start in range(0, len(features), size):
        chosen = order[start : start + size]
        yield features[chosen], targets[chosen]


w = torch.normal(0.0, 0.01, size=(2,), requires_grad=True)
b = torch.zeros(1, requires_grad=True)
for epoch in range(3):
    for x, y in batches(10):
        loss = ((x @ w + b - y) ** 2 / 2).mean()
        loss.backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter -= 0.1 * parameter.grad
                parameter.grad.zero_()
    with torch.no_grad():
        epoch_loss = ((features @ w + b - targets) ** 2 / 2).mean()
        print(f"epoch {epoch + 1}, loss {epoch_loss:.4f}")
print(
    f"error of w: {(true_w - w.detach()).abs().max():.2f}, error of b: {abs(true_b - b.item()):.2f}"
)
