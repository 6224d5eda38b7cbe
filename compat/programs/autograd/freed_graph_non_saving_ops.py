# Ops that save nothing can be differentiated again and again (a factor is saved, a summand is not).
import torch

ops = {
    "add": lambda t: t + 2,
    "sub": lambda t: 5 - t,
    "neg": lambda t: -t,
    "mul by number": lambda t: t * 3,
    "sum": lambda t: t.sum(),
    "mean": lambda t: t.mean(),
    "view": lambda t: t.view(1, 2),
    "transpose": lambda t: t.view(1, 2).t(),
    "slice": lambda t: t[1:],
    "cat": lambda t: torch.cat([t, t]),
    "clone": lambda t: t.clone(),
    "expand": lambda t: t.expand(3, 2),
}
for name, op in ops.items():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = op(x)
    y.backward(torch.ones_like(y))
    try:
        y.backward(torch.ones_like(y))
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("(")[0])
    print(name, x.grad)
