# Only leaves may be deep-copied.
import copy

import torch

w = torch.tensor([1.0], requires_grad=True)
(w * 2).sum().backward()
twin = copy.deepcopy(w)
print(twin, twin.grad, twin is w)
twin.data += 1
print(w)
try:
    copy.deepcopy(w * 2)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
