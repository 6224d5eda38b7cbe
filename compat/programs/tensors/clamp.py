# clamp and its variants.
import torch

x = torch.tensor([-2.0, 0.5, 3.0, float("nan")])
print(
    x.clamp(0, 1),
    x.clamp(min=0),
    x.clamp(max=1),
    torch.clip(x, -1, 1),
    x.clamp_min(1),
    x.clamp_max(0),
)
print(torch.clamp(x, min=torch.tensor([0.0, 1.0, 2.0, 3.0])), x.clamp(2, 1))
i = torch.tensor([1, 5, 9])
print(i.clamp(2, 6), i.clamp(2.5), i.clamp(max=4).dtype)
i.clamp_(2, 4)
print(i)
try:
    x.clamp()
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, str(error).split("\n")[0])
