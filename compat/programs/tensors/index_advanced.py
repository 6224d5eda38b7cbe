# Indexing with lists, tensors and masks.
import torch

x = torch.arange(12).view(3, 4)
print(x[[0, 2]], x[[0, 1], [1, 2]], x[:, [0, 3]])
print(x[torch.tensor([2, 0])], x[torch.tensor([[0, 1], [1, 2]])].shape)
print(x[x > 8], x[x[:, 0] > 3], x[:, torch.tensor([True, False, True, False])])
print(x[[True, False, True]], x[[-1]], x[torch.tensor([], dtype=torch.long)].shape)
print(x[torch.arange(3), torch.tensor([3, 2, 1])], x[[0, 2], 1:3])
print(x[[[0], [2]], [1, 3]], x[1, [0, 0, 1]], x[None, [0]].shape, x[..., [0]].shape)
y = torch.arange(24).view(2, 3, 4)
print(
    y[:, [0, 2], :].shape, y[[0, 1], :, [0, 1]].shape, y[0, :, [1, 2]].shape, y[:, [0], [1]].shape
)
