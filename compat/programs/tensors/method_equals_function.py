# Methods and functions are two spellings of one thing.
import torch

x = torch.tensor([[0.5, -1.0], [2.0, 0.25]])
calls = {
    "sum": (0,),
    "mean": (1,),
    "abs": (),
    "exp": (),
    "t": (),
    "argmax": (1,),
    "cumsum": (0,),
    "softmax": (1,),
    "norm": (),
    "reshape": ((4,),),
    "unsqueeze": (0,),
    "clamp": (0, 1),
    "matmul": (x,),
    "add": (1,),
    "flip": ((0,),),
    "sort": (),
    "tril": (),
    "std": (),
    "pow": (2,),
    "gt": (0,),
    "log_softmax": (0,),
    "masked_fill": (x > 0, 9.0),
    "logsumexp": (0,),
}
for name, arguments in calls.items():
    a, b = getattr(x, name)(*arguments), getattr(torch, name)(x, *arguments)
    same = torch.equal(a, b) if isinstance(a, torch.Tensor) else all(map(torch.equal, a, b))
    print(name, same, type(a).__name__)
