# Tensors as Python sequences.
import torch

x = torch.arange(6).view(3, 2)
print(len(x), list(torch.arange(3)), [row.tolist() for row in x])
a, b, c = x
print(a, c)
for i, (left, right) in enumerate(x):
    print(i, left.item(), right.item())
print(list(zip(torch.arange(2), "ab")), sum(torch.arange(4)), max(torch.arange(3)), min(x[0]))
print(list(reversed(torch.arange(3))), sorted(torch.tensor([3, 1, 2])))
for bad in (lambda: len(torch.tensor(1)), lambda: list(torch.tensor(1))):
    try:
        bad()
    except TypeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
