# compare: numbers
# Pointwise functions.
import torch

x = torch.tensor([-1.5, -0.5, 0.0, 0.5, 2.0])
for name in (
    "abs",
    "neg",
    "sign",
    "ceil",
    "floor",
    "round",
    "trunc",
    "frac",
    "exp",
    "expm1",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "atan",
    "asinh",
    "sigmoid",
    "relu",
    "square",
    "erf",
    "erfc",
    "exp2",
    "reciprocal",
    "isnan",
    "signbit",
    "logit",
    "deg2rad",
    "rad2deg",
    "positive",
):
    print(name, getattr(torch, name)(x))
y = torch.tensor([0.25, 1.0, 4.0])
for name in (
    "log",
    "log2",
    "log10",
    "log1p",
    "sqrt",
    "rsqrt",
    "acosh",
    "asin",
    "acos",
    "atanh",
    "lgamma",
    "digamma",
):
    print(name, getattr(y, name)())
print(
    torch.round(torch.tensor([0.5, 1.5, 2.5, -0.5])), torch.round(torch.tensor(2.345), decimals=1)
)
