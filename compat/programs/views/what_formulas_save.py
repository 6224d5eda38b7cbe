# Which operators need their operand or result unchanged for backward.
import torch

for name, f in {
    "div": lambda x: x / 2, "rdiv": lambda x: 2 / x, "mul": lambda x: x * 2, "mulx": lambda x: x * x,
    "sort": lambda x: x.sort()[0], "topk": lambda x: x.topk(2)[0], "max": lambda x: x.max(0)[0],
    "gather": lambda x: x.gather(0, torch.tensor([0])), "logsumexp": lambda x: x.logsumexp(0),
    "lerp": lambda x: torch.lerp(x, x, 0.5), "elu": torch.nn.functional.elu,
    "softplus": torch.nn.functional.softplus, "cummax": lambda x: x.cummax(0)[0],
    "copysign": lambda x: x.copysign(x), "exp": torch.exp, "sin": torch.sin, "sqrt": torch.sqrt,
    "relu": torch.relu, "sum": torch.sum, "softmax": lambda x: x.softmax(0), "abs": torch.abs,
    "clamp": lambda x: x.clamp(0, 1), "cat": lambda x: torch.cat([x, x]), "norm": torch.norm,
    "where": lambda x: torch.where(x > 0, x, x), "median": lambda x: x.median(0)[0],
}.items():  # fmt: skip
    for which in ("operand", "result"):
        leaf = torch.tensor([0.1, 0.4, 0.3, 0.2], requires_grad=True)
        x = leaf * 1
        y = f(x)
        (x if which == "operand" else y).add_(0)
        try:
            y.sum().backward()
            print(name, which, leaf.grad)
        except RuntimeError as error:
            print(name, which, str(error).split(". Hint")[0])
