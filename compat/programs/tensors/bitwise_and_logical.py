# Bitwise and logical operators.
import torch

a = torch.tensor([True, True, False])
b = torch.tensor([True, False, False])
print(a & b, a | b, a ^ b, ~a)
i = torch.tensor([5, 6, -1])
print(i & 3, i | 8, i ^ 1, ~i, i << 2, i >> 1, 1 << torch.tensor([0, 3]))
print(torch.logical_and(i, torch.tensor([0, 1, 1])), torch.logical_not(i), torch.logical_xor(a, b))
print(torch.bitwise_and(i, 1), a.logical_or(b))
i &= 4
a |= b
print(i, a)
try:
    torch.ones(1) & 1
except (RuntimeError, TypeError) as error:
    print(type(error).__name__, str(error).split("\n")[0])
