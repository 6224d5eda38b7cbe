# compare: numbers
"""weight_norm, spectral_norm and orthogonal as parametrizations."""

import torch, warnings, copy
from torch import nn
from torch.nn.utils import parametrizations as P, parametrize

torch.manual_seed(0)


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, repr(str(e)[:420]))


for dim in (0, 1, -1, None):
    m = P.weight_norm(nn.Linear(3, 4), dim=dim)
    print(m, {k: v.shape for k, v in m.state_dict().items()}, m.weight.grad_fn is not None)
    x = torch.randn(2, 3)
    m(x).pow(2).sum().backward()
    print(m.parametrizations.weight.original0.grad, m.parametrizations.weight.original1.grad)
m = P.weight_norm(nn.Conv2d(2, 3, 2))
print(m(torch.ones(1, 2, 3, 3)).sum(), {k: v.shape for k, v in m.state_dict().items()})
m2 = P.weight_norm(nn.Conv2d(2, 3, 2))
sd = m.state_dict()
sd["weight_g"] = sd.pop("parametrizations.weight.original0")
sd["weight_v"] = sd.pop("parametrizations.weight.original1")
print(m2.load_state_dict(sd), torch.equal(m.weight, m2.weight))
m.weight = torch.ones(3, 2, 2, 2)
print(m.weight.sum())
t(lambda: P.weight_norm(nn.Linear(2, 2), "foo"))
t(lambda: P.weight_norm(nn.ReLU()))
for mod, kw in (
    (nn.Linear(3, 4), {}),
    (nn.Conv2d(2, 3, 2), {}),
    (nn.ConvTranspose2d(2, 3, 2), {}),
    (nn.Linear(3, 4), dict(dim=1, n_power_iterations=3)),
    (nn.Embedding(4, 3), {}),
):
    m = P.spectral_norm(mod, **kw)
    print(m, {k: v.shape for k, v in m.state_dict().items()})
    print(m.weight, m.parametrizations.weight[0]._u)
    m.weight.pow(2).sum().backward()
    print(m.parametrizations.weight.original.grad)
    m.eval()
    print(torch.equal(m.weight, m.weight))
    print(m.parametrizations.weight[0]._u)
m = nn.Linear(3, 4)
P.spectral_norm(m, "bias")
print(m.bias, m)
t(lambda: P.spectral_norm(nn.Linear(3, 3), n_power_iterations=0))
t(lambda: P.spectral_norm(nn.Linear(3, 3), "foo"))
t(lambda: P.spectral_norm(nn.Linear(3, 3), dim=3))
m = P.spectral_norm(nn.Linear(3, 3))
m.weight = torch.ones(3, 3)
print(m.parametrizations.weight.original)
for shape in ((3, 3), (4, 3), (3, 4)):
    for mp in (None, "matrix_exp", "cayley", "householder"):
        for triv in (True, False):
            torch.manual_seed(1)
            m = nn.Linear(shape[1], shape[0], bias=False)
            try:
                P.orthogonal(m, "weight", mp, use_trivialization=triv)
            except Exception as e:
                print(type(e).__name__, str(e))
                continue
            w = m.weight
            print(shape, mp, triv, m if shape == (3, 3) else "", list(m.state_dict()))
            k = min(shape)
            g = w @ w.T if shape[0] <= shape[1] else w.T @ w
            print((g - torch.eye(k)).abs().max() < 1e-5, w.shape)
            print(w if (mp or triv) else "")
            w.sin().sum().backward()
            print((m.parametrizations.weight.original.grad).abs().sum())
            t(lambda: setattr(m, "weight", nn.init.orthogonal_(torch.empty(shape))))
            print(m.weight)
            t(lambda: setattr(m, "weight", torch.ones(shape)))
t(lambda: P.orthogonal(nn.Linear(3, 3), "weight", "foo"))
t(lambda: P.orthogonal(nn.Linear(3, 3), "bias"))
t(lambda: P.orthogonal(nn.Linear(3, 3), "zzz"))
t(lambda: P.orthogonal(nn.Conv2d(2, 2, 2)).weight.shape)
m = P.orthogonal(
    nn.Linear(3, 3).to(torch.cfloat) if False else nn.Linear(3, 3, dtype=torch.complex64)
)
w = m.weight
print(torch.allclose(w @ w.mH, torch.eye(3, dtype=torch.complex64), atol=1e-5))
