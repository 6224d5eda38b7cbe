# A write through a view of a view of a view reaches every one of them.
import torch

base = torch.zeros(2, 6)
a = base.view(3, 4)
b = a[1:]
c = b.t()
d = c[2]
d += 1
print(base)
print(a)
print(b)
print(c)
d[0] = 9
c.mul_(2)
print(base)
print(d)
