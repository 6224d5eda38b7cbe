# The out= argument.
import torch

a = torch.tensor([1.0, 2.0])
out = torch.empty(2)
result = torch.add(a, 10, out=out)
print(out, result is out)
torch.mul(a, a, out=a)
print(a)
torch.matmul(torch.eye(2), a, out=out)
print(out)
d = torch.empty(2, dtype=torch.float64)
print(torch.exp(torch.zeros(2), out=d))
values, indices = torch.empty(1), torch.empty(1, dtype=torch.int64)
torch.max(torch.tensor([[1.0, 3.0]]), 1, out=(values, indices))
print(values, indices)
empty = torch.empty(0)
torch.cat([a, a], out=empty)
print(empty)
for bad in (
    lambda: torch.add(a, 1.5, out=torch.empty(2, dtype=torch.int64)),
    lambda: torch.add(a, torch.ones(2, requires_grad=True), out=out),
):
    try:
        bad()
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
