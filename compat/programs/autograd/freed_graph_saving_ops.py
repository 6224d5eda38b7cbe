# Ops that saved tensors cannot be differentiated twice.
import torch

ops = {
    "mul": lambda t: t * t,
    "exp": torch.exp,
    "pow": lambda t: t**2,
    "matmul": lambda t: t @ t,
    "sin": torch.sin,
    "div": lambda t: 1 / t,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "prod": torch.prod,
}
for name, op in ops.items():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    y = op(x)
    y.backward(torch.ones_like(y))
    try:
        y.backward(torch.ones_like(y))
        print(name, x.grad)
    except RuntimeError as error:
        print(name, type(error).__name__, str(error).split(".")[0])
