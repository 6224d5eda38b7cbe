# Writes to memory that is read by the same operator, or written twice.
import torch


def attempt(call):
    try:
        print(call().tolist())
    except RuntimeError as error:
        print(error)


x = torch.arange(6.0)
attempt(lambda: x[1:].add_(x[:-1]))
attempt(lambda: x[1:].copy_(x[:-1]))
attempt(lambda: torch.add(x[:-1], 1, out=x[1:]))
attempt(lambda: torch.exp(x[:-1], out=x[1:]))
attempt(lambda: x.add_(x))
attempt(lambda: x[:3].add_(x[3:]))
attempt(lambda: torch.mul(x[::2], 2, out=x[1::2]))
e = torch.ones(4).expand(2, 4)
attempt(lambda: e.add_(1))
attempt(lambda: e.mul_(torch.ones(4)))
attempt(lambda: torch.add(torch.ones(2, 4), 1, out=e))
attempt(lambda: e.zero_())
m = torch.ones(3, 3)
attempt(lambda: m.t().add_(m))
attempt(lambda: m.add_(m.t()))
attempt(lambda: torch.cat([m[:1], m[1:]], out=m))
attempt(lambda: torch.index_select(m, 0, torch.tensor([0, 1, 2]), out=m))
attempt(lambda: torch.gather(m, 0, torch.zeros(3, 3).long(), out=m))
attempt(lambda: m.index_copy_(0, torch.tensor([0]), m[1:2]))
attempt(lambda: m[0].add_(m[1]))
