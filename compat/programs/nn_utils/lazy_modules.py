# compare: numbers
"""Lazy modules and their parameters."""

import torch, warnings, copy, pickle, io
from torch import nn
from torch.nn.parameter import *

warnings.simplefilter("always")


def t(f):
    try:
        print("OK", f())
    except Exception as e:
        print(type(e).__name__, str(e)[:400].replace("\n", "|"))


with warnings.catch_warnings(record=True) as w:
    m = nn.LazyLinear(3)
    print([(str(x.message), x.category.__name__) for x in w])
print(m, m.weight, m.bias)
t(lambda: repr(m.weight))
t(lambda: m.weight.shape)
t(lambda: m.weight.size())
t(lambda: m.weight + 1)
t(lambda: m.weight.dtype)
t(lambda: m.weight.numel())
t(lambda: m.weight.device)
t(lambda: m.weight.requires_grad)
t(lambda: m.weight.is_leaf)
t(lambda: m.weight.detach())
t(lambda: m.weight.data)
t(lambda: m.weight.grad)
t(lambda: m.weight.float())
t(lambda: m.weight.share_memory_())
t(lambda: m.weight.is_floating_point())
t(lambda: m.weight.half().dtype)
t(lambda: copy.deepcopy(m))
t(lambda: m.double().weight.dtype)
t(lambda: m.state_dict())
t(lambda: [p for p in m.parameters()])
t(lambda: torch.optim.SGD(m.parameters(), lr=0.1))
t(lambda: m.has_uninitialized_params())
t(lambda: is_lazy(m.weight))
t(lambda: m(torch.ones(2, 4).double()))
print(m, type(m).__name__, m._forward_pre_hooks, m._load_state_dict_pre_hooks, m.in_features)
t(lambda: m.has_uninitialized_params())
t(lambda: nn.LazyConv2d(3, 2)(torch.ones(3)))
t(lambda: nn.LazyConv2d(3, 2)(torch.ones(3, 5, 5)).shape)
t(lambda: nn.LazyBatchNorm1d())
t(lambda: nn.LazyBatchNorm1d()(torch.ones(2, 3)))
l = nn.LazyBatchNorm2d()
print(l.state_dict(), l.running_mean, l.num_batches_tracked)
t(lambda: l.load_state_dict(nn.BatchNorm2d(3).state_dict()))
print(l, l.weight, type(l).__name__)
t(lambda: l(torch.ones(1, 3, 2, 2)).shape)
print(l, type(l).__name__)
l = nn.LazyLinear(3)
t(lambda: nn.Linear(2, 3).load_state_dict(l.state_dict()))
l2 = nn.LazyLinear(3)
t(lambda: l2.load_state_dict(l.state_dict()))
l2(torch.ones(1, 2))
t(lambda: l2.load_state_dict(l.state_dict()))
p = UninitializedParameter(device="cpu", dtype=torch.float64)
print(p, p.requires_grad)
p.materialize((2, 3))
print(type(p), p.shape, p.dtype, p.requires_grad)
b = UninitializedBuffer()
print(b.requires_grad, isinstance(b, nn.Buffer), isinstance(b, torch.Tensor))
b.materialize((2,), dtype=torch.int64)
print(type(b), b.dtype)
b = UninitializedBuffer()
t(lambda: repr(b))
t(lambda: pickle.loads(pickle.dumps(nn.LazyLinear(2))))
l = nn.LazyLinear(2)
t(lambda: l.reset_parameters())
t(lambda: l.initialize_parameters(torch.ones(3, 7)))
print(l, type(l).__name__)


class Bad(nn.modules.lazy.LazyModuleMixin, nn.Module):
    def __init__(self):
        super().__init__()
        self.w = UninitializedParameter()


t(lambda: Bad()(torch.ones(2)))


class Bad2(nn.modules.lazy.LazyModuleMixin, nn.Module):
    def __init__(self):
        super().__init__()
        self.w = UninitializedParameter()

    def initialize_parameters(self, *a):
        pass

    def forward(self, x):
        return x


t(lambda: Bad2()(torch.ones(2)))

print(nn.LazyLinear.cls_to_become is nn.Linear)
t(lambda: nn.DataParallel(nn.LazyLinear(2)))
t(lambda: nn.Sequential(nn.LazyLinear(2), nn.LazyLinear(4)))
t(lambda: nn.LazyLinear(2, bias=False))
t(lambda: nn.LazyConv1d(2, 3, padding_mode="reflect", bias=False))
t(lambda: nn.LazyConvTranspose2d(2, 3))
t(lambda: nn.LazyInstanceNorm2d())
t(lambda: nn.LazyInstanceNorm2d(affine=True, track_running_stats=True).state_dict())
t(lambda: nn.LazyConv2d(4, 2, groups=2)(torch.ones(1, 3, 4, 4)))
l = nn.LazyLinear(3)
l(torch.ones(2, 4))
t(lambda: l.cls_to_become)
t(lambda: l.initialize_parameters)
t(lambda: nn.LazyLinear(2).zero_grad())
t(lambda: nn.LazyLinear(2).requires_grad_(False))
t(lambda: nn.LazyLinear(2).to("cpu", torch.float16).weight)
t(lambda: hash(nn.LazyLinear(2).weight) is not None)
t(lambda: nn.LazyLinear(2).weight is None)
t(lambda: torch.nn.utils.parameters_to_vector(nn.LazyLinear(2).parameters()))
t(lambda: nn.LazyLinear(2).weight.ndim)
t(lambda: nn.LazyLinear(2).weight.is_cuda)
t(lambda: nn.LazyLinear(2).weight.is_complex())
