# What powers, softmax, norms and decompositions make of zeros, infinities and NaN.
import torch
import torch.nn.functional as F

inf, nan = float("inf"), float("nan")
special = torch.tensor([0.0, -0.0, -1.0, 4.0, inf, -inf])
for exponent in (-0.5, 0.5, -1, -2, 3):
    print(special**exponent, special.double() ** exponent)
zero = torch.tensor([0j])
for exponent in (-1.0, 0.0, -1 + 1j):
    print((zero ** torch.tensor([exponent])).tolist())
print((torch.tensor([complex(1, inf)]) ** torch.tensor([2.0])).tolist())
print((torch.tensor([complex(nan, 0)]) ** zero).tolist())
for x in (torch.tensor(nan), torch.tensor(inf), torch.tensor([nan]), torch.tensor([1.0, inf])):
    print(F.softmax(x, 0), F.log_softmax(x, 0))
print(F.log_softmax(torch.zeros(0, dtype=torch.int64), 0))
none = torch.zeros(0, 3, requires_grad=True)
for reduction in ("mean", "sum", "none"):
    print(F.cross_entropy(none, torch.zeros(0, 3), reduction=reduction))
print(torch.cumulative_trapezoid(none, dim=0))
a = torch.tensor([1.0, 2.0], requires_grad=True)
b = torch.tensor([3.0, inf], requires_grad=True)
weight = torch.tensor([0.25, 0.5], requires_grad=True)
print(torch.autograd.grad(torch.lerp(a, b, weight), (a, b, weight), torch.tensor([inf, 1.0])))
print(torch.autograd.grad(torch.div(a, a - 1, rounding_mode="trunc").sum(), a))
for order in (1, inf, 2, "nuc", "fro"):
    print(order, [torch.linalg.matrix_norm(torch.zeros(s), order).item() for s in ((0, 0), (3, 0))])
for p in (1, "fro", inf, 2):
    print(p, torch.linalg.cond(torch.zeros(2, 2), p), torch.linalg.cond(torch.zeros(2, 0, 0), p))
print(torch.linalg.slogdet(torch.full((2, 2), nan)))
image = torch.tensor([[[1.0, nan, -0.0]]])
print(F.interpolate(image, 3, mode="linear"), F.interpolate(image, size=3, mode="nearest"))
for name in ("svd", "svdvals", "pinv", "matrix_rank", "cond", "cholesky"):
    for matrix in (torch.full((2, 2), nan), torch.stack([torch.eye(2), torch.full((2, 2), nan)])):
        try:
            print(name, getattr(torch.linalg, name)(matrix))
        except RuntimeError as error:
            print(name, type(error).__name__, str(error).split("\n")[0])
