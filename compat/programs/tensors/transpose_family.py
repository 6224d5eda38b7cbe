# transpose, permute, t, movedim and friends.
import torch

x = torch.arange(6).view(2, 3)
print(x.t(), x.T.shape, x.transpose(0, 1).shape, x.transpose(-1, -2).shape, x.permute(1, 0).shape)
y = torch.zeros(2, 3, 4)
print(y.permute(2, 0, 1).shape, y.permute((1, 2, 0)).shape, y.transpose(0, 2).shape, y.mT.shape)
print(
    torch.permute(y, (-1, 0, 1)).shape,
    y.swapdims(0, 1).shape,
    torch.adjoint(y).shape,
    y.moveaxis(0, -1).shape,
)
print(torch.tensor([1, 2]).t(), torch.tensor(1).t())
for bad in (
    lambda: y.t(),
    lambda: y.permute(0, 1),
    lambda: y.permute(0, 0, 1),
    lambda: y.transpose(0, 3),
):
    try:
        print(bad().shape)
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
