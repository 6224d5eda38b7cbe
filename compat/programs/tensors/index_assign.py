# Assignment through every kind of index.
import torch

x = torch.zeros(3, 4)
x[0] = 1
x[1, 2] = 5
x[:, 3] = torch.tensor([7.0, 8.0, 9.0])
x[2, :2] = torch.tensor(3)
print(x)
x[x == 0] = -1
x[[0, 2], [0, 0]] = torch.tensor([10.0, 20.0])
x[torch.tensor([1])] *= 2
print(x)
x[..., 1] = 0.5
x[None] = x + 1
x[:, [0, 2]] = torch.tensor([[1.0], [2.0], [3.0]])
print(x)
m = torch.zeros(2, 2, dtype=torch.bool)
m[0, 1] = True
m[1] = 1
print(m)
i = torch.zeros(2, dtype=torch.int64)
i[0] = 3.9
print(i)
