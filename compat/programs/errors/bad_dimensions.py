# Dimensions out of range.
import torch

x = torch.zeros(2, 3)
for bad in (
    lambda: x.sum(2),
    lambda: x.sum(-3),
    lambda: x.mean(5),
    lambda: x.max(2),
    lambda: x.argmax(-3),
    lambda: x.softmax(2),
    lambda: x.unsqueeze(4),
    lambda: x.squeeze(2),
    lambda: x.transpose(0, 2),
    lambda: x.flip(2),
    lambda: x.cumsum(2),
    lambda: x.sort(dim=3),
    lambda: x.select(0, 5),
    lambda: x.select(2, 0),
    lambda: x.narrow(0, 1, 2),
    lambda: x.narrow(0, 3, 1),
    lambda: torch.cat([x, x], 3),
    lambda: torch.stack([x, x], 4),
    lambda: x.unbind(2),
    lambda: x.size(2),
    lambda: x.flatten(2),
    lambda: x.roll(1, 2),
    lambda: x.index_select(2, torch.tensor([0])),
    lambda: x.gather(2, torch.zeros(2, 3, dtype=torch.long)),
    lambda: torch.tensor(1).sum(1),
    lambda: x.chunk(2, 2),
    lambda: x.norm(dim=2),
    lambda: x.movedim(0, 2),
    lambda: x.all(2),
    lambda: x.topk(1, dim=2),
    lambda: x.unfold(0, 3, 1),
    lambda: x.var(2),
    lambda: x.logsumexp(2),
    lambda: x.prod(2),
):
    try:
        print(bad())
    except (RuntimeError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
