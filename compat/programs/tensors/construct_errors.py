# Data that torch.tensor refuses.
import torch

for data in [[[1, 2], [3]], "text", [1, "a"], None, [None], {"a": 1}]:
    try:
        print(torch.tensor(data))
    except (ValueError, TypeError, RuntimeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
