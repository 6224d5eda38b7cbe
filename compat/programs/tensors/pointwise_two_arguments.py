# Pointwise functions of two tensors.
import torch

x = torch.tensor([-3.0, 0.0, 3.0])
y = torch.tensor([2.0, -1.0, 2.0])
for name in (
    "atan2",
    "fmod",
    "remainder",
    "hypot",
    "maximum",
    "minimum",
    "fmax",
    "fmin",
    "copysign",
    "logaddexp",
    "xlogy",
    "floor_divide",
    "dist",
    "true_divide",
):
    print(name, getattr(torch, name)(x, y))
print(
    torch.gcd(torch.tensor([12, 18]), torch.tensor([8, 27])),
    torch.lcm(torch.tensor(4), torch.tensor(6)),
)
print(
    torch.ldexp(torch.tensor([1.0, 3.0]), torch.tensor([2, 3])),
    torch.frexp(torch.tensor([8.0, 0.3])),
)
print(
    torch.nan_to_num(
        torch.tensor([float("nan"), float("inf"), -float("inf")]), nan=1.0, posinf=2.0, neginf=3.0
    )
)
