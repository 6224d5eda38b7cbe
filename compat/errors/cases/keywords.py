torch.exp(torch.ones(2), foo=1)

torch.ones(2).exp(1)

torch.exp()

torch.softmax(torch.ones(2), foo=1)

torch.ones(2).softmax(0, foo=1)

torch.ones(2).add(1, foo=2)

torch.ones(2).mul(foo=2)

torch.ones(2).relu_(foo=1)

torch.relu_(torch.ones(2), foo=1)

torch.ones(2).view(foo=1)

torch.ones(2).view(2, foo=1)

torch.ones(2).reshape(foo=1)

torch.ones(2).expand(foo=2)

torch.ones(2, 3).permute(0, 1, foo=2)

torch.ones(2, 3).transpose(0, 1, foo=3)

torch.ones(2, 3).transpose_(0)

torch.ones(2).unsqueeze_()

torch.ones(2).squeeze_(foo=1)

torch.ones(2).view_as(foo=1)

torch.ones(2).reshape_as(foo=1)

torch.ones(2).expand_as(1)

torch.ones(2).is_set_to(1)

torch.ones(2).mean(foo=1)

torch.ones(2).max(foo=1)

torch.ones(2).clamp(foo=1)

torch.full((2,), 1, foo=2)

torch.arange(3, foo=1)

torch.cat([torch.ones(2)], foo=1)

torch.stack([torch.ones(2)], dims=0)

torch.ones(2).to(foo=1)

torch.ones(2).size(foo=1)

torch.ones(2).stride(foo=1)

torch.ones(2).requires_grad_(foo=1)

torch.ones(2).backward(foo=1)

torch.ones(2).new_ones((2,), foo=1)

torch.ones(2).type(foo=1)

torch.ones(2).numpy(foo=1)

torch.ones(2).register_hook(foo=1)

torch.absolute(foo=1)

torch.absolute(torch.ones(2), foo=1)

torch.ones(2).absolute(foo=1)

torch.ones(2).multiply(foo=1)

torch.multiply(torch.ones(2))

torch.ger(torch.ones(2))

torch.special.expit(torch.ones(2), foo=1)

torch.special.expit()

torch.special.gammaln(1)

torch.special.erf(torch.ones(2), 1)

torch.where(torch.ones(2) > 0, foo=1)

torch.ones(2).masked_fill(torch.ones(2) > 0, foo=1)

torch.ones(2).index_select(foo=1)

torch.ones(2).copy_(foo=1)

torch.rand(2, foo=1)

torch.linalg.norm(torch.ones(2), foo=1)

torch.fft.fft(torch.ones(2), foo=1)

torch.cumsum(torch.ones(2), foo=0)

torch.ones(2).topk(1, foo=1)

torch.div(torch.ones(2), 1, rounding_mode=1)

torch.quantile(torch.ones(2))

torch.randint(1, 2, 3, dtype=torch.int32)
