# A failed operation leaves everything as it was.
import torch

x = torch.arange(4.0)
w = torch.ones(2, requires_grad=True)
loss = (w * 2).sum()
for bad in (
    lambda: x.add_(torch.ones(3)),
    lambda: x.view(3),
    lambda: x + torch.ones(5),
    lambda: x[7],
    lambda: w.add_(1),
    lambda: x @ torch.ones(2),
):
    try:
        bad()
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__)
print(x, x._version, w)
loss.backward()
print(w.grad, loss)
torch.manual_seed(0)
try:
    torch.rand(-3)
except RuntimeError:
    print(torch.rand(2))
