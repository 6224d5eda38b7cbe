# Functions that return several tensors return named tuples.
import torch

x = torch.tensor([[3.0, 1.0], [2.0, 4.0]])
for result in (
    x.max(0),
    x.min(1),
    x.sort(),
    x.topk(1),
    x.median(0),
    x.mode(0),
    x.kthvalue(1),
    x.cummax(0),
    torch.aminmax(x),
):
    print(
        type(result).__module__,
        type(result).__name__,
        result._fields if hasattr(result, "_fields") else "",
        len(result),
    )
print(x.max(0))
print(
    torch.linalg.qr(x)._fields
    if hasattr(torch.linalg.qr(x), "_fields")
    else tuple(torch.linalg.qr(x))
)
