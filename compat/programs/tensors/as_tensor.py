# as_tensor avoids copies; tensor always copies.
import numpy as np
import torch

a = np.zeros(2)
t = torch.as_tensor(a)
a[0] = 5
print(t)
u = torch.as_tensor(t)
print(u is t, torch.as_tensor(t, dtype=torch.float32) is t)
print(torch.as_tensor([1, 2, 3]), torch.as_tensor(2.5))
v = torch.asarray([1, 2], dtype=torch.float32)
print(v)
