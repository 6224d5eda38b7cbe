# compare: numbers
"""Lazy norms, SyncBatchNorm, CrossMapLRN2d, DataParallel, AdaptiveLogSoftmaxWithLoss."""

import torch
from torch import nn


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, str(e)[:300].replace("\n", "|"))


l = nn.LazyLinear(3)
t(lambda: l(torch.ones(2, 0)).shape)
l = nn.LazyLinear(3)
l.load_state_dict(nn.Linear(2, 3).state_dict())
print(l.in_features)
t(lambda: l(torch.ones(2, 2)).shape)
print(l, type(l).__name__)
l = nn.LazyLinear(3)
l.load_state_dict(nn.Linear(2, 3).state_dict())
t(lambda: l(torch.ones(2, 4)).shape)
print(l, type(l).__name__)
for n in ("BatchNorm1d", "BatchNorm2d", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d"):
    l = getattr(nn, "Lazy" + n)()
    print(
        l.num_features,
        l.affine,
        l.track_running_stats,
        l.weight,
        l.running_mean,
        l.num_batches_tracked,
        type(l).__mro__[2].__name__,
    )
    t(lambda: l(torch.ones(2, 3)))
    t(lambda: l(torch.ones(2, 3, 4)))
    t(lambda: l(torch.ones(2, 3, 4, 5)))
    t(lambda: l.initialize_parameters)
l = nn.LazyBatchNorm1d(affine=False)
print(l, l.state_dict())
l = nn.LazyBatchNorm1d(track_running_stats=False)
print(l, l.state_dict())
print(l(torch.ones(2, 3)).shape, l)
s = nn.SyncBatchNorm(3)
print(s)
t(lambda: s(torch.ones(2, 3)))
t(lambda: s(torch.ones(2)))
s.eval()
t(lambda: s(torch.ones(2, 3)))
print(nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.BatchNorm2d(3), nn.Linear(2, 2))))
print(sorted(k for k in vars(s) if not k.startswith("_")), s.process_group)
c = nn.CrossMapLRN2d(3)
print(c)
x = torch.arange(48.0).reshape(1, 6, 2, 4)
x.requires_grad_()
y = c(x)
print(y, type(y.grad_fn).__name__, torch.nn.functional.local_response_norm(x, 3)[0, 0])
y.sum().backward()
print(x.grad)
t(lambda: c(torch.ones(2, 3)))
print(nn.CrossMapLRN2d(2)(x.detach()))
import warnings

with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    n = nn.NLLLoss2d()
    print(n)
    n = nn.Container(a=nn.Linear(2, 2))
    print(n, [(str(x.message), x.category) for x in w])
d = nn.DataParallel(nn.Linear(2, 2))
print(d, d.device_ids, d.module, list(d.state_dict()))
print(d(torch.ones(1, 2)).shape)
t(lambda: nn.DataParallel(nn.Linear(2, 2), device_ids=[0]))
t(lambda: nn.DataParallel(nn.Linear(2, 2), device_ids=[]))
t(lambda: nn.DataParallel(nn.LazyLinear(2))(torch.ones(1, 2)))
a = nn.AdaptiveLogSoftmaxWithLoss(8, 20, [3, 9], div_value=2.0)
print(a)
print(
    {k: v.shape for k, v in a.state_dict().items()},
    a.cutoffs,
    a.shortlist_size,
    a.n_clusters,
    a.head_size,
)
t(lambda: a(torch.ones(2, 8), torch.tensor([1, 12])))
t(lambda: a(torch.ones(8), torch.tensor(12)))
t(lambda: a(torch.ones(2, 8), torch.tensor([1, 22])))
t(lambda: a(torch.ones(2, 8), torch.tensor([1])))
t(lambda: a(torch.ones(2, 8), torch.tensor(1)))
t(lambda: a(torch.ones(8), torch.tensor([1])))
t(lambda: a(torch.ones(8), torch.ones(1, 1).long()))
t(lambda: a.log_prob(torch.ones(2, 8)).shape)
t(lambda: a.predict(torch.randn(5, 8)))
t(lambda: a(torch.ones(2, 8), torch.tensor([-1, 2])))
L = nn.AdaptiveLogSoftmaxWithLoss
t(lambda: L(8, 20, [9, 3]))
t(lambda: L(8, 20, []))
t(lambda: L(8, 20, [0, 3]))
t(lambda: L(8, 20, [3, 20]))
t(lambda: L(8, 20, [3, 19]))
t(lambda: L(8, 20, [3.5]))
t(lambda: L(8, 20, [3, 3]))
t(lambda: L(8, 20, 3))
t(lambda: L(8, 2, [1], head_bias=True).state_dict().keys())
print(type(a(torch.ones(2, 8), torch.tensor([1, 12]))).__name__)
