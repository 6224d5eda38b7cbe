x = torch.zeros(2, dtype=torch.int64); torch.add(torch.ones(2), 1.5, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.exp(torch.ones(2), out=x)

x = torch.zeros(2, requires_grad=True); torch.add(torch.ones(2), 1, out=x)

x = torch.zeros(2); torch.add(torch.ones(2, requires_grad=True), 1, out=x)

x = torch.zeros(4); torch.add(x[:2], x[1:3], out=x[1:3]); torch.add(x[:2], torch.ones(3), out=x[2:])

x = torch.zeros(1).expand(3); torch.add(torch.ones(3), 1, out=x)

x = torch.zeros(2); torch.add(torch.ones(2), "a", out=x)

x = torch.zeros(2); torch.add(torch.ones(2), torch.ones(3), out=x)

x = torch.zeros(2); torch.mm(torch.ones(2, 3), torch.ones(2, 3), out=x)

x = torch.zeros(2, 2, dtype=torch.float64); torch.mm(torch.ones(2, 2), torch.ones(2, 2), out=x)

x = torch.zeros(2, 2, dtype=torch.int64); torch.matmul(torch.ones(2, 2), torch.ones(2, 2), out=x)

x = torch.zeros(2, dtype=torch.int64); torch.cat([torch.ones(1), torch.ones(1)], out=x)

x = torch.zeros(2); torch.cat([x, torch.ones(2)], out=x)

x = torch.zeros(2, dtype=torch.int64); torch.arange(2.0, 0.0, out=x)

x = torch.zeros(2); torch.zeros("a", out=x)

x = torch.zeros(2, dtype=torch.int64); torch.cumsum(torch.ones(2), 0, out=x, dtype=torch.float32)

x = torch.zeros(2); i = torch.zeros(2); torch.max(torch.ones(2, 2), 0, out=(x, i))

x = torch.zeros(2); torch.max(torch.ones(2, 2), 0, out=x)

x = torch.zeros(2); torch.sort(torch.ones(2), out=(x, x))

x = torch.zeros(2, dtype=torch.bool); torch.mul(torch.ones(2), 2, out=x)

x = torch.zeros(2); torch.complex(torch.ones(2), torch.ones(2), out=x)

x = torch.zeros(2); torch.add(torch.ones(2), 1, out=[x])

x = torch.zeros(2, dtype=torch.int64); torch.gather(torch.ones(2), 0, torch.tensor([0, 1]), out=x)

x = torch.zeros(2, dtype=torch.int64); torch.index_select(torch.ones(2), 0, torch.tensor([0, 1]), out=x)

x = torch.zeros(2); torch.gather(torch.ones(2), 0, torch.tensor([5]), out=x)

x = torch.ones(2); x.add_(torch.ones(2), alpha="a")

x = torch.ones(2); x.copy_(torch.ones(2), foo=1)

x = torch.arange(4.0); x[1:3].add_(torch.ones(3))

x = torch.arange(4.0); x.view(2, 2)[0] = torch.ones(3)

x = torch.arange(4.0); y = x.view(2, 2); y.mul_(torch.ones(3))

x = torch.ones(1).expand(3); x.add_(1)

x = torch.ones(1).expand(3); x.copy_(torch.ones(3))

x = torch.ones(2, requires_grad=True); x.zero_()

x = torch.ones(2, requires_grad=True); x.copy_(torch.zeros(2))

x = torch.ones(2, requires_grad=True); x[0].add_(1)

x = torch.ones(2, requires_grad=True); x.view(2).mul_(2)

x = torch.ones(2, requires_grad=True); x.detach().copy_(torch.ones(3))

x = torch.ones(2, requires_grad=True); x.t_()

x = torch.ones(2, 3); x.t_().add_(torch.ones(2, 2))

x = torch.ones(2, 3); x.squeeze_(4)

x = torch.ones(2, 3); x.unsqueeze_(4)

x = torch.ones(2, 3); x.transpose_(0, 2)

x = torch.arange(3.0); x.clamp_("a")

x = torch.arange(3.0); x.sub_(torch.ones(2))

x = torch.arange(3.0); x.addcmul_(torch.ones(2), torch.ones(2))

x = torch.arange(3.0); x.lerp_(torch.ones(2), 0.5)

x = torch.arange(3); x.bitwise_and_(1.5)

x = torch.arange(3.0); x.bitwise_or_(1)

x = torch.arange(3); x.floor_divide_(0)

x = torch.arange(3); x.remainder_(0)

x = torch.arange(3.0); x.cumsum_(1)

x = torch.ones(2, 2); x.fill_diagonal_("a")

x = torch.ones(2, 2); x.addmm_(torch.ones(2, 3), torch.ones(2, 2))

x = torch.ones(2); x.sigmoid_(1)

x = torch.ones(2); F.relu_(x.bool())

x = torch.zeros(2); torch.sum(torch.ones(2, 2), 0, dtype=torch.float64, out=x)

x = torch.zeros(2, dtype=torch.float64); torch.cumprod(torch.ones(2), 0, dtype=torch.float32, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.nansum(torch.ones(2, 2), 0, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.take(torch.ones(2), torch.arange(2), out=x)

x = torch.zeros(2, dtype=torch.int64); torch.masked_select(torch.ones(2), torch.ones(2) > 0, out=x)

x = torch.zeros(2); torch.nonzero(torch.ones(2), out=x)

x = torch.zeros(2, dtype=torch.int64); torch.mv(torch.ones(2, 2), torch.ones(2), out=x)

x = torch.zeros(2, dtype=torch.float64); torch.where(torch.ones(2) > 0, torch.ones(2), torch.ones(2), out=x)

x = torch.zeros(2, dtype=torch.float64); torch.clamp(torch.ones(2), 0, 1, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.var(torch.ones(2, 2), 0, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.logsumexp(torch.ones(2, 2), 0, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.linalg.norm(torch.ones(2, 2), dim=0, out=x)

x = torch.zeros(2); torch.all(torch.ones(2, 2), 0, out=x)

x = torch.zeros(2, dtype=torch.int64); torch.cummax(torch.ones(2), 0, out=(x, torch.arange(2)))

x = torch.zeros(2, dtype=torch.int64); torch.kthvalue(torch.ones(2, 2), 1, 0, out=(x, torch.arange(2)))

x = torch.zeros(2, dtype=torch.int64); torch.mode(torch.ones(2, 2), 0, out=(x, torch.arange(2)))

x = torch.zeros(2, dtype=torch.int64); torch.median(torch.ones(2, 2), 0, out=(x, torch.arange(2)))

x = torch.zeros((), dtype=torch.float64); torch.quantile(torch.ones(2), 0.5, out=x)

x = torch.zeros(2, 2, dtype=torch.int64); torch.outer(torch.ones(2), torch.ones(2), out=x)

x = torch.arange(3); x.bitwise_or_(1.5)

x = torch.arange(3); x.index_fill_(0, x, 1)

x = torch.arange(3); x.scatter_(0, x, 1)

x = torch.zeros(1, 2).expand(3, 2); x.add_(None)

x = torch.polar(torch.ones(2).half(), torch.ones(2).half())

x = torch.searchsorted(torch.tensor([0, 1]), torch.tensor([1j]))

x = torch.linalg.svd(torch.full((2, 2), float("nan")))

x = torch.linalg.pinv(torch.stack([torch.eye(2), torch.full((2, 2), float("nan"))]))

x = torch.linalg.matrix_rank(torch.full((2, 2), float("nan")))

x = torch.tensor(3.0, requires_grad=True).repeat_interleave(2, 0)
