# chunk() and split() hand out views.
import torch

x = torch.arange(7)
a, b, c = x.chunk(3)
a.zero_()
c[0] = -1
print(x)
first, second = torch.split(x, [2, 5])
first += 100
second[-1] = 8
print(x)
print(a, b, c)
