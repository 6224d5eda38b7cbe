# gather and scatter along a dimension.
import torch

x = torch.arange(6.0).view(2, 3)
index = torch.tensor([[2, 0], [1, 1]])
print(x.gather(1, index), torch.gather(x, 0, torch.tensor([[1, 0, 1]])))
print(torch.zeros(2, 3).scatter(1, index, torch.tensor([[1.0, 2.0], [3.0, 4.0]])))
onehot = torch.zeros(3, 4)
onehot.scatter_(1, torch.tensor([[1], [3], [0]]), 1.0)
print(onehot)
print(torch.zeros(3).scatter_add(0, torch.tensor([0, 0, 2]), torch.ones(3)))
print(torch.take_along_dim(x, x.argsort(dim=1, descending=True), dim=1))
print(
    torch.zeros(3).scatter_reduce(0, torch.tensor([0, 0, 1]), torch.tensor([2.0, 5.0, 1.0]), "amax")
)
for bad in (
    lambda: x.gather(1, torch.tensor([[3]])),
    lambda: x.gather(2, index),
    lambda: x.gather(1, index.int()),
):
    try:
        print(bad())
    except (IndexError, RuntimeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
