# In-place operators and methods return the tensor itself.
import torch

x = torch.tensor([1.0, 2.0, 3.0])
alias = x
x += 1
x -= 0.5
x *= 2
x /= 4
print(x, alias is x)
print(x.add_(1) is x, x.mul_(2).sub_(1), x.clamp_(0, 3), x.neg_())
print(x.zero_(), x.fill_(2.5), x.pow_(2), x.sqrt_(), x.copy_(torch.arange(3)))
i = torch.tensor([10, 20])
i += 1
i //= 2
i %= 4
print(i)
for bad in (
    lambda: i.add_(1.5),
    lambda: i.div_(2),
    lambda: x.add_(torch.ones(2, 3)),
    lambda: i.sqrt_(),
):
    try:
        print(bad())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
