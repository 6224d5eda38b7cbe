# compare: numbers
# The empirical tangent kernel, by contracting Jacobians and by products with vectors.
import torch
from torch import nn
from torch.func import functional_call, jacrev, jvp, vjp, vmap

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
params = {k: v.detach() for k, v in net.named_parameters()}
first, second = torch.randn(3, 4), torch.randn(5, 4)


def single(params, x):
    return functional_call(net, params, (x.unsqueeze(0),)).squeeze(0)


def by_contraction(first, second):
    a = vmap(jacrev(single), (None, 0))(params, first)
    b = vmap(jacrev(single), (None, 0))(params, second)
    pairs = [(a[k].flatten(2), b[k].flatten(2)) for k in a]
    return torch.stack([torch.einsum("naf,mbf->nmab", x, y) for x, y in pairs]).sum(0)


def by_vectors(first, second):
    def of_pair(x, y):
        _, pull = vjp(lambda p: single(p, y), params)

        def column(v):
            (tangent,) = pull(v)
            return jvp(lambda p: single(p, x), (params,), (tangent,))[1]

        return vmap(column)(torch.eye(2)).T

    return vmap(vmap(of_pair, (None, 0)), (0, None))(first, second)


kernel = by_contraction(first, second)
print(kernel.shape, kernel[0, 0])
print(torch.allclose(kernel, by_vectors(first, second), atol=1e-4))
own = by_contraction(first, first)
print(torch.linalg.eigvalsh(torch.einsum("nmaa->nm", own)))
