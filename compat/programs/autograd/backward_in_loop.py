# backward() inside a loop whose length depends on the loss.
import torch

w = torch.tensor(4.0, requires_grad=True)
steps = 0
while True:
    loss = (w - 1) ** 2
    if loss.item() < 0.01:
        break
    loss.backward()
    with torch.no_grad():
        w -= 0.3 * w.grad
    w.grad = None
    steps += 1
    print(steps, f"{loss.item():.4f}")
print(f"{w.item():.4f}")
