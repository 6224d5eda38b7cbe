# A first tour of tensors.
import numpy as np
import torch

data = [[1, 2], [3, 4]]
x = torch.tensor(data)
from_array = torch.from_numpy(np.array(data))
print(f"ones like x:\n{torch.ones_like(x)}\n")
torch.manual_seed(0)
print(f"random like x:\n{torch.rand_like(x, dtype=torch.float)}\n")
shape = (2, 3)
print(torch.rand(shape), torch.ones(shape), torch.zeros(shape))

t = torch.rand(3, 4)
print(f"shape: {t.shape}, dtype: {t.dtype}, device: {t.device}")
t = torch.ones(4, 4)
print(f"first row: {t[0]}, first column: {t[:, 0]}, last column: {t[..., -1]}")
t[:, 1] = 0
print(t)
print(torch.cat([t, t, t], dim=1).shape)
y1, y2, y3 = t @ t.T, t.matmul(t.T), torch.empty(4, 4)
torch.matmul(t, t.T, out=y3)
print(torch.equal(y1, y2), torch.equal(y1, y3), (t * t).sum(), t.mul(t).equal(t))
total = t.sum()
print(total.item(), type(total.item()))
t.add_(5)
print(t)
n = np.ones(3)
s = torch.from_numpy(n)
np.add(n, 1, out=n)
print(s, n, from_array.dtype)
