# torch.Size is a tuple.
import torch

s = torch.zeros(2, 3, 4).shape
print(s, s[0], s[-1], s[1:], len(s), s.numel(), tuple(s), list(s))
print(s == (2, 3, 4), s + (5,), s[:2] + s[2:], s * 2, torch.Size([1, 2]), 3 in s)
a, b, c = s
print(a * b * c, isinstance(s, tuple), type(s[1:]).__name__, type(s + (1,)).__name__)
print(torch.zeros(s).shape, torch.zeros(*s[:2], 7).shape, torch.zeros(2, 3).view(s[:2]).shape)
print(hash(s) == hash((2, 3, 4)), f"{s}", str(tuple(s)), torch.Size([]).numel())
