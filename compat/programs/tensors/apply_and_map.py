# Python functions over elements, and tensors in ordinary Python.
import math

import torch

x = torch.tensor([1.0, 4.0, 9.0])
print(
    [math.sqrt(v) for v in x],
    torch.tensor([v.item() ** 2 for v in x]),
    math.floor(torch.tensor(2.7)),
)
print(torch.tensor(list(map(float, x))), max(x.tolist()), {int(k): v for k, v in zip(x, "abc")})
total = 0
for value in x:
    total += value
print(total, sum(x.tolist()), torch.stack([v * 2 for v in x]), all(x > 0), any(x > 8))
print(
    sorted(x.tolist(), reverse=True),
    [i for i, v in enumerate(x) if v > 2],
    isinstance(x[0], torch.Tensor),
)
if (x > 100).any():
    print("never")
elif x.sum() == 14:
    print("fourteen")
print("yes" if x[0] == 1 else "no", not torch.tensor(0), torch.tensor(1) and "truthy")
