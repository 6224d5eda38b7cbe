# Strides of what operators return: layouts are kept as PyTorch keeps them.
import torch

torch.manual_seed(0)
y = torch.rand(2, 3, 4, 5).to(memory_format=torch.channels_last)
p = torch.rand(4, 2, 3).permute(1, 2, 0)
t = torch.rand(3, 4).t()
n = torch.rand(4, 6)[:, ::2]
s = torch.rand(3, 3).t() + torch.eye(3)
for made in (
    torch.cat([y, y], 1), torch.cat([y, y.contiguous()], 1), torch.cat([p, p]), torch.stack([y, y]),
    torch.stack([y, y], 1), torch.stack([t, t]), y.sort(1).values, p.argsort(1), n.sort().indices,
    y.roll(1, 1), p.roll(1, 1), y.flip(1), p.flip(0), t.fliplr(), torch.rot90(t), y.rot90(1, (1, 2)),
    y.softmax(1), y.tril(), y.cumsum(1), y[:, [0, 1]], y.gather(1, torch.zeros(2, 1, 4, 5).long()),
    y + y.contiguous(), y.contiguous() + y, n + 1, p * 2, t > 0, p.sum(1), p.mean(1, keepdim=True),
    torch.linalg.inv(s), torch.linalg.solve(s, s), torch.linalg.cholesky(s @ s.t()),
    *torch.linalg.qr(s), *torch.linalg.svd(s), *torch.linalg.eigh(s), t @ t.t(),
    torch.zeros_like(p), torch.rand_like(t), torch.empty_like(y), n.clone(), n.double(),
    torch.ones_like(y, memory_format=torch.contiguous_format),
    torch.full_like(y.contiguous(), 2, memory_format=torch.channels_last),
    torch.where(y > 0, y, 0.0), y.masked_fill(y > 0, 0.0), torch.rand(3).expand(2, 3) + 1,
):  # fmt: skip
    print(tuple(made.shape), made.stride(), made.dtype)
