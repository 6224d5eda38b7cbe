# w -= lr * w.grad under no_grad.
import torch

w = torch.tensor([5.0, -3.0], requires_grad=True)
for step in range(4):
    loss = (w**2).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad.zero_()
    print(step, f"{loss.item():.4f}", w)
print(w.is_leaf, w.requires_grad)
