# torch.tensor infers dtype and shape from Python data.
import torch

for data in [
    3, 3.5, True, 1 + 2j, [], [1, 2], [1, 2.5], [True, 2], [True, False], [[1, 2], [3, 4]],
    [[]], [[[1.0]]], (1, 2), range(3), [torch.tensor(1), torch.tensor(2)],
]:
    t = torch.tensor(data)
    print(t, t.dtype, tuple(t.shape))
print(torch.tensor([1, 2], dtype=torch.float32))
print(torch.tensor([1.9, -1.9], dtype=torch.int64))
print(torch.tensor([0.0, 2.0], dtype=torch.bool))
