# Inference tensors cannot enter a graph.
import torch

w = torch.ones(2, requires_grad=True)
with torch.inference_mode():
    y = w * 2
    print(y.requires_grad, y.is_inference(), torch.is_inference_mode_enabled())
    y += 1
print(y, torch.is_inference_mode_enabled())
try:
    y.add_(1)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    (y * w).sum().backward()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
z = y.clone()
print(z.is_inference(), (z * w).requires_grad)
try:
    y.requires_grad_()
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
