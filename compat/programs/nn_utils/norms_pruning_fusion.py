# compare: numbers
"""The older norms, pruning, calls with other parameters, fused layers."""

import torch, warnings, copy
from torch import nn

warnings.simplefilter("ignore")
import torch.nn.utils as U, torch.nn.utils.prune as prune

torch.manual_seed(0)


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, repr(str(e)[:420]))


with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    m = U.weight_norm(nn.Linear(3, 4))
    print([(str(x.message), x.category.__name__) for x in w])
print(
    m,
    list(m.state_dict()),
    m.weight.grad_fn is not None,
    type(m.weight),
    [n for n, _ in m.named_parameters()],
    m._forward_pre_hooks.values().__len__(),
)
x = torch.randn(2, 3)
m(x).pow(2).sum().backward()
print(m.weight_g.grad, m.weight_v.grad)
t(lambda: U.weight_norm(m))
t(lambda: U.weight_norm(nn.Linear(2, 2), "foo"))
with torch.no_grad():
    m.weight_g.mul_(2)
y = m(x)
print(y)
U.remove_weight_norm(m)
print(m, list(m.state_dict()), type(m.weight))
print(m(x))
t(lambda: U.remove_weight_norm(m))
m = U.weight_norm(nn.Conv2d(2, 3, 2), dim=None)
print(m.weight_g.shape, m.weight_g)
m = U.spectral_norm(nn.Linear(3, 4))
print(m, list(m.state_dict()), [n for n, _ in m.named_buffers()], type(m.weight))
print(m(x), m.weight)
m(x).sum().backward()
print(m.weight_orig.grad)
m.eval()
print(m(x))
t(lambda: U.spectral_norm(m))
sd = m.state_dict()
m2 = U.spectral_norm(nn.Linear(3, 4))
print(m2.load_state_dict(sd), sd._metadata[""])
m2.eval()
print(torch.equal(m2(x), m(x)))
U.remove_spectral_norm(m)
print(m, list(m.state_dict()), m.weight)
t(lambda: U.remove_spectral_norm(m))
t(lambda: U.spectral_norm(nn.Linear(3, 3), n_power_iterations=0))
t(lambda: U.spectral_norm(nn.Linear(3, 3), "foo"))
m = U.spectral_norm(nn.ConvTranspose2d(2, 3, 2))
print(m.weight_u.shape, m.weight_v.shape)
# prune
m = nn.Linear(4, 3)
torch.manual_seed(2)
print(
    prune.random_unstructured(m, "weight", 0.5),
    list(m.state_dict()),
    [n for n, _ in m.named_buffers()],
    [n for n, _ in m.named_parameters()],
    m.weight,
    m.weight_mask,
    m._forward_pre_hooks[next(iter(m._forward_pre_hooks))].__class__.__name__,
    prune.is_pruned(m),
)
prune.l1_unstructured(m, "weight", 2)
print(
    m.weight_mask,
    type(list(m._forward_pre_hooks.values())[0]).__name__,
    len(list(m._forward_pre_hooks.values())[0]),
)
m(torch.ones(1, 4)).sum().backward()
print(m.weight_orig.grad)
prune.remove(m, "weight")
print(list(m.state_dict()), m.weight, prune.is_pruned(m))
t(lambda: prune.remove(m, "weight"))
t(lambda: prune.remove(m, "bias"))
for f, a in (
    (prune.random_structured, (0.4, 0)),
    (prune.random_structured, (1, 1)),
    (prune.random_structured, (1, -1)),
):
    m = nn.Linear(4, 3)
    f(m, "weight", a[0], dim=a[1])
    print(m.weight_mask)
for a in ((0.5, 2, 0), (1, 1, 1), (2, float("inf"), -1), (1, "fro", 0), (1, -float("inf"), 0)):
    m = nn.Linear(4, 3)
    t(lambda: prune.ln_structured(m, "weight", a[0], n=a[1], dim=a[2]))
    print(getattr(m, "weight_mask", None))
m = nn.Linear(4, 3)
prune.identity(m, "bias")
print(m.bias_mask)
prune.custom_from_mask(m, "weight", torch.tensor([1, 0, 1]).view(3, 1).expand(3, 4))
print(m.weight_mask, m.weight)
s = nn.Sequential(nn.Linear(3, 3), nn.Linear(3, 2))
prune.global_unstructured(
    [(s[0], "weight"), (s[1], "weight")], pruning_method=prune.L1Unstructured, amount=0.5
)
print(s[0].weight_mask, s[1].weight_mask)
m = nn.Linear(4, 3)
prune.l1_unstructured(m, "weight", 0.5, importance_scores=torch.arange(12.0).view(3, 4))
print(m.weight_mask)
for a in (-1, 1.5, 13, "a", 0, 0.0, 12, 1.0, None):
    t(lambda: prune.l1_unstructured(nn.Linear(4, 3), "weight", a).weight_mask)
    t(lambda: prune.random_unstructured(nn.Linear(4, 3), "weight", a).weight_mask.sum())
t(lambda: prune.random_structured(nn.Linear(4, 3), "bias", 1))
t(lambda: prune.random_structured(nn.Linear(4, 3), "weight", 1, dim=3))
t(lambda: prune.ln_structured(nn.Linear(4, 3), "weight", 5, 2, 0))
t(lambda: prune.ln_structured(nn.Linear(4, 3), "weight", 5.5, 2, 0))
t(lambda: prune.l1_unstructured(nn.Linear(4, 3), "foo", 1))
t(lambda: prune.is_pruned(nn.Sequential(m)))
t(lambda: prune.global_unstructured([(m, "bias")], prune.LnStructured, amount=1))
t(lambda: prune.global_unstructured(3, prune.L1Unstructured, amount=1))
t(lambda: prune.l1_unstructured(nn.Linear(4, 3), "weight", 1, importance_scores=torch.ones(2)))
m = nn.Linear(4, 3)
prune.random_unstructured(m, "weight", 1)
prune.random_structured(m, "weight", 1, dim=0)
prune.ln_structured(m, "weight", 1, 1, 1)
print(m.weight_mask)
h = list(m._forward_pre_hooks.values())
print(len(h), type(h[0]).__name__, [type(q).__name__ for q in h[0]], h[0]._tensor_name)


class Foo(prune.BasePruningMethod):
    PRUNING_TYPE = "unstructured"

    def compute_mask(self, t, default_mask):
        m = default_mask.clone()
        m.view(-1)[::2] = 0
        return m


m = nn.Linear(4, 3)
Foo.apply(m, "weight")
print(m.weight_mask)
print(
    Foo().prune(torch.ones(4)),
    prune.L1Unstructured(2).prune(torch.arange(4.0)),
    prune.L1Unstructured(amount=0.5).prune(
        torch.arange(4.0),
        default_mask=torch.tensor([1, 1, 0, 0.0]),
        importance_scores=torch.tensor([4.0, 3, 2, 1]),
    ),
)

p0 = prune.L1Unstructured(1)
p0._tensor_name = "weight"
p = prune.PruningContainer(p0)
t(lambda: p.add_pruning_method(3))
p._tensor_name = "weight"
q = prune.Identity()
q._tensor_name = "bias"
print(len(p), p[0].__class__.__name__)
t(lambda: prune.custom_from_mask(nn.Linear(2, 2), "weight", torch.ones(3, 3)))
# functional_call
from torch.nn.utils import stateless
from torch.nn.utils.stateless import functional_call

m = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
m[1].eps = 0.1
sd = {k: torch.ones_like(v) for k, v in m.named_parameters()}
print(functional_call(m, sd, torch.tensor([[1.0, 2], [3, 5]])))
print(m[1].num_batches_tracked)
b = dict(m.named_buffers())
b = {k: v.clone() for k, v in b.items()}
functional_call(m, {**sd, **b}, (torch.ones(3, 2),))
print(b, m[1].num_batches_tracked)
t(lambda: functional_call(m, {"foo": torch.ones(2)}, torch.ones(3, 2)).shape)
t(lambda: functional_call(m, {"0.weight": torch.ones(2)}, torch.ones(3, 2)).shape)
t(lambda: functional_call(m, {"0.weight": torch.ones(2, 2)}, torch.ones(3, 2), strict=True).shape)
t(lambda: functional_call(m, {"0.weight": 3}, torch.ones(3, 2)).shape)
t(lambda: functional_call(m, {**sd, "zz": torch.ones(1)}, torch.ones(3, 2), strict=True).shape)
t(lambda: functional_call(3, sd, torch.ones(1)))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(
        stateless.functional_call(m, sd, torch.ones(3, 2)).shape,
        [(str(x.message), x.category.__name__) for x in w],
    )


class Tied(nn.Module):
    def __init__(s):
        super().__init__()
        s.a = nn.Linear(2, 2, bias=False)
        s.b = nn.Linear(2, 2, bias=False)
        s.b.weight = s.a.weight

    def forward(s, x):
        return s.b(s.a(x))


T = Tied()
print(
    functional_call(T, {"a.weight": torch.eye(2) * 2}, torch.ones(1, 2)),
    functional_call(T, {"a.weight": torch.eye(2) * 2}, torch.ones(1, 2), tie_weights=False)[
        0
    ].shape,
)
t(
    lambda: functional_call(
        T, {"a.weight": torch.eye(2), "b.weight": torch.ones(2, 2)}, torch.ones(1, 2)
    )
)
w = torch.ones(2, 2, requires_grad=True)
functional_call(T, {"a.weight": w}, torch.ones(1, 2)).sum().backward()
print(w.grad, T.a.weight.grad)
# fusion
c = nn.Conv2d(2, 3, 2)
b = nn.BatchNorm2d(3)
b.running_mean.uniform_()
b.running_var.uniform_(0.5, 2)
c.eval()
b.eval()
x = torch.randn(1, 2, 4, 4)
f = U.fuse_conv_bn_eval(c, b)
print(f, torch.allclose(f(x), b(c(x)), atol=1e-6), f.weight.requires_grad, type(f.weight))
t(lambda: U.fuse_conv_bn_eval(nn.Conv2d(2, 3, 2), b))
c = nn.ConvTranspose2d(2, 3, 2, bias=False).eval()
f = U.fuse_conv_bn_eval(c, b, transpose=True)
print(torch.allclose(f(x), b(c(x)), atol=1e-6), f)
l = nn.Linear(4, 3).eval()
b1 = nn.BatchNorm1d(3).eval()
b1.running_mean.uniform_()
f = U.fuse_linear_bn_eval(l, b1)
y = torch.randn(2, 4)
print(torch.allclose(f(y), b1(l(y)), atol=1e-6), f)
t(lambda: U.fuse_linear_bn_eval(l, nn.BatchNorm1d(2).eval()))
t(lambda: U.fuse_linear_bn_eval(nn.Linear(4, 3), b1))
t(lambda: U.fuse_linear_bn_eval(l, nn.BatchNorm1d(1).eval()))
c = nn.Conv2d(2, 3, 2)
print(
    [
        q.shape
        for q in U.fuse_conv_bn_weights(
            c.weight, None, b.running_mean, b.running_var, b.eps, None, None
        )
    ],
    [
        q.shape
        for q in U.fuse_linear_bn_weights(
            l.weight, None, b1.running_mean, b1.running_var, b1.eps, b1.weight, b1.bias
        )
    ],
)
m = U.skip_init(nn.Linear, 3, 2)
print(m, m.weight.shape, m.weight.device)
t(lambda: U.skip_init(3))
t(lambda: U.skip_init(nn.ReLU))
t(lambda: U.skip_init(nn.Linear, 3, 2, dtype=torch.float64).weight.dtype)
m = nn.Sequential(nn.Conv2d(2, 3, 2), nn.Conv3d(2, 3, 2))
U.convert_conv2d_weight_memory_format(m, torch.channels_last)
print(m[0].weight.stride(), m[1].weight.stride())
U.convert_conv3d_weight_memory_format(m, torch.channels_last_3d)
print(m[1].weight.stride())
