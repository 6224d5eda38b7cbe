# .numpy() and torch.from_numpy() share memory both ways.
import numpy as np
import torch

t = torch.ones(3)
n = t.numpy()
t.add_(1)
print(n)
n[0] = 9
print(t)

a = np.arange(4.0)
b = torch.from_numpy(a)
a += 1
print(b)
b[1] = -5
print(a)
c = torch.tensor(a)
a[0] = 100
print(c, torch.as_tensor(a))
