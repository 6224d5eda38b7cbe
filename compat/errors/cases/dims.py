torch.ones(2, 3).sum(2)

torch.ones(2, 3).sum((0, 0))

torch.ones(2, 3).sum((0, -2))

torch.ones(2, 3).mean(-3)

torch.ones(2, 3).max(2)

torch.tensor(1.0).max(1)

torch.ones(2, 3).argmax(2)

torch.ones(2, 3).prod(2)

torch.ones(2, 3).cumsum(2)

torch.ones(2, 3).cumprod(-3)

torch.ones(2, 3).sort(2)

torch.ones(2, 3).topk(1, 2)

torch.ones(2, 3).topk(4)

torch.ones(2, 3).topk(-1)

torch.ones(2, 3).kthvalue(4)

torch.ones(2, 3).kthvalue(0)

torch.ones(2, 3).median(2)

torch.ones(2, 3).mode(2)

torch.ones(2, 3).var(2)

torch.ones(2, 3).std((0, 0))

torch.ones(2, 3).any(2)

torch.ones(2, 3).all(-3)

torch.ones(2, 3).logsumexp(2)

torch.ones(2, 3).softmax(2)

torch.softmax(torch.ones(2), -2)

torch.ones(2, 3).log_softmax(2)

torch.ones(2, 3).norm(dim=2)

torch.linalg.norm(torch.ones(2, 3), dim=(0, 2))

torch.linalg.norm(torch.ones(2, 3), dim=(0, 1, 1))

torch.linalg.norm(torch.ones(2, 3, 4), ord=2)

torch.linalg.norm(torch.ones(2, 3), "abc")

torch.linalg.vector_norm(torch.ones(0), float("inf"))

torch.linalg.matrix_norm(torch.ones(3))

torch.linalg.matrix_norm(torch.ones(3, 3), 3)

torch.zeros(0).max()

torch.zeros(0).min()

torch.zeros(0).argmax()

torch.zeros(0, 3).argmax(0)

torch.zeros(0, 3).max(0)

torch.zeros(0, 3).amax(0)

torch.zeros(0).amin()

torch.zeros(0, 3).aminmax(dim=0)

torch.zeros(0).aminmax()

torch.zeros(0, 3).median(0)

torch.quantile(torch.ones(3), 1.5)

torch.quantile(torch.ones(3), torch.tensor([0.5, -0.1]))

torch.quantile(torch.ones(3, dtype=torch.int64), 0.5)

torch.quantile(torch.zeros(0), 0.5)

torch.quantile(torch.ones(3), 0.5, interpolation="cubic")

torch.quantile(torch.ones(3), torch.tensor([[0.5]]))

torch.histc(torch.ones(3), bins=0)

torch.histc(torch.ones(3), min=2, max=1)

torch.bincount(torch.tensor([-1, 2]))

torch.bincount(torch.tensor([1.0]))

torch.bincount(torch.tensor([[1]]))

torch.bincount(torch.tensor([1]), minlength=-1)

torch.bincount(torch.tensor([1, 2]), weights=torch.ones(3))

torch.searchsorted(torch.ones(2, 3), torch.ones(3, 2))

torch.searchsorted(torch.ones(3), torch.ones(2), right=True, side="left")

torch.bucketize(torch.ones(2), torch.ones(2, 2))

torch.diff(torch.tensor(1.0))

torch.diff(torch.ones(3), n=-1)

torch.diff(torch.ones(3), dim=1)

torch.trapezoid(torch.ones(3), torch.ones(2))

torch.cov(torch.ones(2, 2, 2))

torch.corrcoef(torch.ones(2, 2, 2))

torch.renorm(torch.ones(2, 2), 2, 2, 1)

torch.unique(torch.ones(2, 2), dim=2)

torch.repeat_interleave(torch.ones(3), torch.tensor([1, 2]))

torch.repeat_interleave(torch.ones(3), -1)

torch.repeat_interleave(torch.ones(3), torch.tensor([1.0]))

torch.clamp(torch.ones(3))

torch.ones(3).clamp()

torch.isin(torch.ones(2), ["a"])

torch.cummax(torch.ones(2), 1)

torch.logcumsumexp(torch.ones(2), 1)

torch.nansum(torch.ones(2), 1)

torch.nanmedian(torch.ones(2), 1)

torch.count_nonzero(torch.ones(2), 1)

torch.ones(2, 3).sum("a")

torch.ones(2, 3).sum(dim=1.0)

torch.ones(2, 3).argsort(dim=3)

torch.gather(torch.ones(2), 1, torch.tensor([0]))

torch.index_select(torch.ones(2), 1, torch.tensor([0]))
