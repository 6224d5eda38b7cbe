# Rearranging and repeating.
import torch

x = torch.arange(6).view(2, 3)
print(x.flip(0), x.flip((0, 1)), x.fliplr(), x.flipud(), torch.flip(x, dims=[1]))
print(x.roll(1), x.roll(1, 0), x.roll((1, -1), (0, 1)), torch.rot90(x))
print(x.repeat(1, 2), x.repeat(2, 1, 1).shape, x[0].tile(2), torch.tile(x, (2, 1)))
print(x[0].repeat_interleave(2), x.repeat_interleave(torch.tensor([1, 2]), dim=0))
print(x[:, :1].expand(2, 4), x[0].expand(2, -1), torch.tensor([1]).repeat(3, 2))
try:
    x.repeat(2)
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
