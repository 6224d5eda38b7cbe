# A second loss that shares a freed part of the graph fails; one that recomputes it does not.
import torch

w = torch.tensor([2.0], requires_grad=True)
hidden = w * w
first = hidden.sum()
second = (hidden * 3).sum()
first.backward()
try:
    second.backward()
except RuntimeError as error:
    print(type(error).__name__)
    print(str(error).split(".")[0])
w.grad = None
hidden = w * w
(hidden.sum() + (hidden * 3).sum()).backward()
print(w.grad)
