torch.add(torch.ones(2), "a")

torch.add(1)

torch.add()

torch.add(torch.ones(2))

torch.add(torch.ones(2), 1, 2, 3)

torch.add(torch.ones(2), other="a")

torch.add(torch.ones(2), 1, foo=2)

torch.add(torch.ones(2), 1, alpha="a")

torch.add(input=torch.ones(2), others=1)

torch.ones(2).add("a")

torch.ones(2).add()

torch.ones(2).add(1, 2, 3)

torch.ones(2).add(1, beta=2)

torch.ones(2).add_("a")

torch.ones(2).sub_(None)

torch.ones(2).mul_([1])

torch.ones(2).mul("a")

torch.mul("a", torch.ones(2))

torch.mul(torch.ones(2), None)

torch.div(torch.ones(2), 1, rounding_mode=1)

torch.div(torch.ones(2), "a")

torch.sub(torch.ones(2), "a")

torch.ones(2).div_("a")

torch.pow(torch.ones(2), None)

torch.pow("a", 2)

torch.ones(2).pow()

torch.eq(torch.ones(2), "a")

torch.ones(2).eq("a")

torch.ones(2).gt(None)

torch.lt("a", 1)

torch.maximum(torch.ones(2), 1)

torch.max(torch.ones(2), "a")

torch.max(torch.ones(2), 0, 1, 2)

torch.ones(2).max("a")

torch.ones(2).max(0, keepdims=1)

torch.min("a")

torch.ones(2).min(dim=0.5)

torch.sum("a")

torch.sum(torch.ones(2), "a")

torch.sum(torch.ones(2), 0, 1)

torch.ones(2).sum(0, "a")

torch.ones(2).sum(foo=1)

torch.sum(torch.ones(2), dim=0, keepdim="a")

torch.mean("a")

torch.mean(torch.ones(2), 0, 1, 2)

torch.ones(2).mean("a")

torch.prod(torch.ones(2, 2), (0, 1))

torch.ones(2).prod("a")

torch.std(torch.ones(2), "a")

torch.var(torch.ones(2), 0, 1, 2, 3)

torch.ones(2).var(foo=1)

torch.any(torch.ones(2), "a")

torch.all(1)

torch.argmax("a")

torch.argmax(torch.ones(2), "a")

torch.ones(2).argmax(0, 1, 2)

torch.cumsum(torch.ones(2))

torch.ones(2).cumsum()

torch.ones(2).cumsum("a")

torch.cumsum(torch.ones(2), 0, 1)

torch.sort("a")

torch.sort(torch.ones(2), "a")

torch.ones(2).sort(stable=1)

torch.topk(torch.ones(2))

torch.topk(torch.ones(2), "a")

torch.ones(2).topk()

torch.clamp(torch.ones(2), "a")

torch.ones(2).clamp(min="a")

torch.ones(2).clamp_(0, 1, 2)

torch.clamp(torch.ones(2), torch.ones(2), 1)

torch.exp("a")

torch.exp(1.0)

torch.exp()

torch.exp(torch.ones(2), 1)

torch.exp(torch.ones(2), foo=1)

torch.exp(torch.ones(2), out=1)

torch.ones(2).exp(1)

torch.ones(2).exp_(1)

torch.ones(2).exp(foo=1)

torch.sqrt(4)

torch.abs(-1)

torch.sigmoid([1.0])

torch.round(torch.ones(2), 1)

torch.ones(2).round(decimals="a")

torch.lerp(torch.ones(2), torch.ones(2))

torch.lerp(torch.ones(2), 1, 2)

torch.addcmul(torch.ones(2), 1, 2)

torch.addmm(torch.ones(2))

torch.where(torch.ones(2).bool(), "a", 1)

torch.where(1)

torch.where()

torch.ones(2).where("a", 1)

torch.matmul(torch.ones(2), 1)

torch.matmul(torch.ones(2))

torch.mm(torch.ones(2))

torch.mm(torch.ones(2, 2), "a")

torch.ones(2, 2).mm()

torch.ones(2).dot(1)

torch.einsum(1)

torch.einsum("i", "a")

torch.cat(torch.ones(2))

torch.cat([1, 2])

torch.cat([torch.ones(2), 1])

torch.cat()

torch.cat([torch.ones(2)], "a")

torch.cat([torch.ones(2)], dims=0)

torch.cat(torch.ones(2), torch.ones(2))

torch.stack(torch.ones(2), 0, 1)

torch.stack([1])

torch.stack(1)

torch.hstack([1])

torch.split(torch.ones(4))

torch.split(torch.ones(4), "a")

torch.chunk(torch.ones(4))

torch.chunk(torch.ones(4), "a")

torch.ones(4).chunk(2, "a")

torch.unbind([1])

torch.reshape(torch.ones(2))

torch.reshape(torch.ones(2), 2)

torch.reshape(torch.ones(2), "a")

torch.ones(2).reshape("a")

torch.ones(2).reshape(1.5)

torch.ones(2).reshape()

torch.ones(2).view()

torch.ones(2).view("a")

torch.ones(2).view(2, "a")

torch.ones(2).view(1.0, 2)

torch.ones(2).view((1, 2), 3)

torch.ones(2).expand("a")

torch.ones(2).expand()

torch.ones(2).repeat("a")

torch.ones(2).permute("a")

torch.permute(torch.ones(2, 2), 0, 1)

torch.transpose(torch.ones(2, 2))

torch.ones(2, 2).transpose(0)

torch.ones(2, 2).transpose("a", 0)

torch.ones(2, 2).transpose(0, 1, 2)

torch.squeeze()

torch.squeeze(torch.ones(2), "a")

torch.ones(2).squeeze(1.5)

torch.unsqueeze(torch.ones(2))

torch.unsqueeze(torch.ones(2), "a")

torch.ones(2).unsqueeze()

torch.flatten("a")

torch.flatten(torch.ones(2), "a")

torch.ones(2).flatten(0, 1, 2, 3)

torch.flip(torch.ones(2))

torch.flip(torch.ones(2), "a")

torch.roll(torch.ones(2))

torch.roll(torch.ones(2), "a")

torch.narrow(torch.ones(2), 0, 1)

torch.select(torch.ones(2), 0)

torch.diagonal("a")

torch.tril(torch.ones(2, 2), "a")

torch.triu("a")

torch.gather(torch.ones(2), 0)

torch.gather(torch.ones(2), torch.tensor([0]), 0)

torch.scatter(torch.ones(2), 0, torch.tensor([0]))

torch.scatter(torch.ones(2), 0, torch.tensor([0]), "a")

torch.ones(2).scatter_(0, torch.tensor([0]))

torch.ones(2).scatter_add_(0, torch.tensor([0]), 1.0)

torch.index_select(torch.ones(2), torch.tensor([0]))

torch.ones(2).masked_fill(torch.ones(2).bool())

torch.ones(2).masked_fill(torch.ones(2).bool(), "a")

torch.ones(2).index_add_(0, torch.tensor([0]))

torch.ones(2).fill_()

torch.ones(2).zero_(1)

torch.ones(2).copy_()

torch.ones(2).clone(1)

torch.ones(2).detach(1)

torch.ones(2).type(1)

torch.ones(2).float(1, 2)

torch.ones(2).to("cpu", "a")

torch.ones(2).to(torch.float32, foo=1)

torch.zeros("a")

torch.zeros(2.5)

torch.zeros()

torch.zeros(2, "a")

torch.zeros((2, "a"))

torch.zeros([2, 1.5])

torch.zeros(2, dtype="float32")

torch.zeros(2, dtype=3)

torch.zeros(2, device=[])

torch.zeros(2, foo=1)

torch.zeros(2, requires_grad="a")

torch.zeros(None)

torch.zeros(torch.ones(2))

torch.zeros(-1)

torch.zeros(2, -3)

torch.ones("a")

torch.ones(-2)

torch.empty("a")

torch.empty(-1)

torch.full((2,))

torch.full((2,), "a")

torch.full(2, 1)

torch.full((-1,), 1)

torch.full()

torch.eye("a")

torch.eye(-1)

torch.eye(2, -1)

torch.zeros_like(1)

torch.ones_like([1, 2])

torch.full_like(torch.ones(2))

torch.rand("a")

torch.rand(-1)

torch.rand(2, generator=1)

torch.randn(2.5)

torch.randn(2, dtype=torch.int64)

torch.rand(2, dtype=torch.int64)

torch.randn_like(torch.arange(3))

torch.rand_like(1)

torch.arange("a")

torch.arange()

torch.arange(0, 5, 0)

torch.arange(5, 0)

torch.arange(0, 5, -1)

torch.arange(1, 2, 3, 4)

torch.arange(float("inf"))

torch.arange(0, float("nan"))

torch.arange(1j)

torch.range(5, 0)

torch.linspace(0, 1)

torch.linspace(0, 1, -1)

torch.linspace(0, 1, 2.5)

torch.linspace("a", 1, 2)

torch.linspace(torch.ones(2), 1, 2)

torch.logspace(0, 1)

torch.logspace(0, 1, -2)

torch.tril_indices(-1, 2)

torch.tril_indices(2)

torch.softmax(torch.ones(2))

torch.softmax(torch.ones(2), "a")

torch.ones(2).softmax()

torch.relu(3)

torch.relu()

torch.dropout(torch.ones(2), 2.0, True)

torch.norm("a")

torch.cdist(torch.ones(2, 2))

torch.isnan(1.0)

torch.isnan("a")

torch.isclose(torch.ones(2), 1)

torch.allclose(torch.ones(2), "a")

torch.equal(torch.ones(2))

torch.unique("a")

torch.nonzero("a")

torch.nonzero(torch.ones(2), 1)

torch.bincount("a")

torch.logical_and(torch.ones(2), 1)

torch.logical_not(1)

torch.bitwise_and(torch.ones(2), "a")

torch.bitwise_and(1, 2)

torch.atan2(torch.ones(2), 1)

torch.fmod(torch.ones(2), "a")

torch.fmod(1, torch.ones(2))

torch.remainder("a", 2)

torch.floor_divide("a", 2)

torch.true_divide(torch.ones(2), "a")

torch.xlogy("a", 1)

torch.copysign(torch.ones(2), "a")

torch.float_power("a", 2)

torch.median("a")

torch.quantile("a", 0.5)

torch.quantile(torch.ones(2), "a")

torch.count_nonzero(torch.ones(2), "a")

torch.movedim(torch.ones(2, 2), "a", 0)

torch.tensor_split(torch.ones(2), "a")

torch.repeat_interleave("a", 2)

torch.repeat_interleave(torch.ones(2), "a")

torch.ones(2).register_hook(1)

torch.ones(2).requires_grad_("a")

torch.ones(2).backward("a")

torch.set_grad_enabled("a")

torch.set_grad_enabled()

torch.manual_seed("a")

torch.manual_seed()

torch.manual_seed(2**65)

torch.manual_seed(1.5).foo

torch.Generator("foo")

torch.Generator().manual_seed("a")

torch.Generator().manual_seed(2**65)

torch.Generator().set_state(1)

torch.Generator().set_state(torch.ones(3))

torch.set_rng_state(torch.ones(3))

torch.set_rng_state(torch.ones(3, dtype=torch.uint8))

torch.set_default_device("foo")

torch.set_num_threads("a")

torch.set_num_threads(0)

torch.use_deterministic_algorithms("a")
