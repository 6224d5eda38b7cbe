# The older idiom with .data, and the mistake of rebinding.
import torch

w = torch.tensor([4.0], requires_grad=True)
for _ in range(3):
    (w**2).sum().backward()
    w.data -= 0.25 * w.grad.data
    w.grad.data.zero_()
print(w)
(w**2).sum().backward()
w = w - 0.1 * w.grad
print(w.is_leaf, w.grad_fn.name())
