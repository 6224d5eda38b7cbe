# Taking tensors apart.
import torch

x = torch.arange(10)
print(x.split(4), x.split([1, 2, 7]), x.chunk(3), x.chunk(20)[-1])
y = x.view(2, 5)
print([p.shape for p in y.split(2, dim=1)], [p.shape for p in torch.chunk(y, 2, 1)], y.unbind(1)[4])
print(torch.tensor_split(x, 3), torch.tensor_split(x, (2, 5))[2], torch.hsplit(y, [2])[0])
a, b = torch.split(torch.tensor([1.0, 2.0]), 1)
print(a, b)
for bad in (
    lambda: x.split([5, 6]),
    lambda: x.chunk(0),
    lambda: x.split(-1),
    lambda: y.split(1, dim=2),
):
    try:
        print(bad())
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
