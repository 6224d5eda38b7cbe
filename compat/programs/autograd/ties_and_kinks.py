# Subgradients where functions have kinks or ties.
import torch


def gradient(fn, values):
    x = torch.tensor(values, requires_grad=True)
    y = fn(x)
    y.sum().backward()
    return x.grad


print("max", gradient(torch.max, [1.0, 3.0, 3.0]))
print("amax", gradient(lambda t: t.amax(), [1.0, 3.0, 3.0]))
print("max dim", gradient(lambda t: t.max(0).values, [3.0, 3.0, 1.0]))
print("median", gradient(torch.median, [2.0, 1.0, 2.0]))
print("maximum", gradient(lambda t: torch.maximum(t, torch.zeros(3)), [-1.0, 0.0, 1.0]))
print("relu", gradient(torch.relu, [-1.0, 0.0, 1.0]))
print("abs", gradient(torch.abs, [-1.0, 0.0, 1.0]))
print("clamp", gradient(lambda t: t.clamp(0, 1), [-1.0, 0.0, 0.5, 1.0, 2.0]))
print("sqrt", gradient(torch.sqrt, [0.0, 4.0]))
print("norm", gradient(torch.norm, [0.0, 0.0]))
print("prod", gradient(torch.prod, [2.0, 0.0, 3.0]))
print("sign", gradient(torch.sign, [-1.0, 0.0]))
print("where", gradient(lambda t: torch.where(t > 0, t, 0.0), [-1.0, 2.0]))
print("floor", gradient(torch.floor, [1.5]))
print("pow0", gradient(lambda t: t**0, [0.0, 2.0]))
