# Swapping rows with and without an index list.
import torch

x = torch.arange(6).view(3, 2)
x[[0, 2]] = x[[2, 0]]
print(x)
a = torch.tensor([1, 2])
b = a
b += 1
print(a, b is a)
a = a + 1
print(a, b)
