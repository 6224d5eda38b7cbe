# Indexing with a list or a tensor copies; with a slice it aliases.
import torch

x = torch.arange(5)
copied = x[[0, 2, 4]]
copied.fill_(-1)
masked = x[x > 2]
masked.zero_()
aliased = x[1:]
aliased[0] = 50
print(x)
x[[0, 2]] = 7
print(x)
x[torch.tensor([3, 3, 4])] += 1
print(x)
