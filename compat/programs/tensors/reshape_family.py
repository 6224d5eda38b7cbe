# view, reshape, flatten, unflatten, squeeze and unsqueeze.
import torch

x = torch.arange(24)
print(x.view(2, 3, 4).shape, x.view(-1, 6).shape, x.view((4, 6)).shape, x.reshape([3, -1]).shape)
y = x.view(2, 3, 4)
print(y.flatten().shape, y.flatten(1).shape, y.flatten(0, 1).shape, y.flatten(start_dim=-2).shape)
print(x.unflatten(0, (4, 6)).shape, y.unflatten(2, (2, -1)).shape)
z = torch.zeros(1, 3, 1, 2)
print(z.squeeze().shape, z.squeeze(0).shape, z.squeeze(1).shape, z.squeeze((0, 2)).shape)
print(
    z.unsqueeze(0).shape,
    z.unsqueeze(-1).shape,
    torch.tensor(5).unsqueeze(0),
    z.view_as(torch.zeros(6)).shape,
)
print(torch.reshape(torch.tensor([7]), ()), torch.tensor(7).view(1, 1), torch.tensor(3).flatten())
for bad in (
    lambda: x.reshape(5, 5),
    lambda: x.unsqueeze(3),
    lambda: z.squeeze(4),
    lambda: x.reshape(-1, 7),
):
    try:
        print(bad().shape)
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
