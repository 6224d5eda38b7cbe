# Custom functions under autocasting, groups of processes that are not there, registries and policies.
import functools

import torch
import torch.distributed as dist
import torch.nn as nn
from torch.amp import custom_bwd, custom_fwd
from torch.nn import attention
from torch.utils import checkpoint


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e))


class Product(torch.autograd.Function):
    @staticmethod
    @custom_fwd(device_type="cpu", cast_inputs=torch.bfloat16)
    def forward(ctx, x, w, names):
        ctx.save_for_backward(x, w)
        print("forward", x.dtype, w.dtype, torch.is_autocast_enabled("cpu"), names["a"].dtype, names["l"][0])
        return x @ w

    @staticmethod
    @custom_bwd(device_type="cpu")
    def backward(ctx, grad):
        x, w = ctx.saved_tensors
        print("backward", grad.dtype, torch.is_autocast_enabled("cpu"))
        return grad @ w.t(), x.t() @ grad, None


class Double(torch.autograd.Function):
    @staticmethod
    @custom_fwd(device_type="cpu")
    def forward(ctx, x):
        return x @ x

    @staticmethod
    @custom_bwd(device_type="cpu")
    def backward(ctx, grad):
        print("backward", grad.dtype, torch.is_autocast_enabled("cpu"), torch.get_autocast_dtype("cpu"))
        return grad * 2


x, w = torch.ones(2, 2, requires_grad=True), torch.ones(2, 2, requires_grad=True)
names = {"a": torch.ones(1), "l": [torch.ones(1, dtype=torch.float64)]}
Product.apply(x, w, names).sum().backward()
with torch.autocast("cpu"):
    y, z = Product.apply(x, w, names), Double.apply(x)
    print(y.dtype, z.dtype)
y.sum().backward()
z.sum().backward()
print(x.grad, w.grad.dtype)
attempt(lambda: custom_fwd(device_type=1))
attempt(lambda: custom_bwd(device_type=None))
print(dist.is_initialized(), dist.is_nccl_available(), dist.is_torchelastic_launched())
model = nn.Linear(2, 2)
for f in (lambda: nn.parallel.DistributedDataParallel(model), dist.get_rank, dist.get_world_size, dist.barrier, dist.destroy_process_group,
          lambda: torch.utils.data.DistributedSampler(range(3))):
    attempt(f)
print(attention.current_flash_attention_impl(), attention.list_flash_attention_impls())
attempt(lambda: attention.activate_flash_attention_impl("mine"))
attention.register_flash_attention_impl("mine", register_fn=lambda: print("registered"))
attention.activate_flash_attention_impl("mine")
print(attention.list_flash_attention_impls(), attention.current_flash_attention_impl())
print(list(checkpoint.CheckpointPolicy)[:2], vars(checkpoint.SelectiveCheckpointContext(is_recompute=True)))
for f in (lambda: checkpoint.create_selective_checkpoint_contexts(3), lambda: checkpoint.create_selective_checkpoint_contexts([3])):
    attempt(f)
policy = functools.partial(checkpoint.create_selective_checkpoint_contexts, lambda ctx, op, *a, **k: checkpoint.CheckpointPolicy.PREFER_SAVE)
x.grad = None
checkpoint.checkpoint(lambda t: (t @ t).sigmoid(), x, use_reentrant=False, context_fn=policy).sum().backward()
print(x.grad)
print(torch.optim.Optimizer.OptimizerPreHook is not None, callable(torch.optim.Optimizer.profile_hook_step))


class Halving(torch.optim.Optimizer):
    def __init__(self, params):
        super().__init__(params, {})

    @torch.optim.Optimizer.profile_hook_step
    def step(self, closure=None):
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    p.mul_(0.5)


optimizer = Halving(model.parameters())
optimizer.register_step_pre_hook(lambda o, a, k: print("before"))
optimizer.register_step_post_hook(lambda o, a, k: print("after"))
optimizer.step()
print(torch.optim.SGD([{"params": [model.weight]}, {"params": [model.bias], "lr": 3}], lr=0.1))
sparse = torch.optim.SparseAdam([torch.ones(3, requires_grad=True)], lr=0.1)
print(sparse)


class Twice(nn.Module):
    def forward(self, a, b):
        return a * b + a


twice = Twice()
a, b = torch.ones(2, requires_grad=True), torch.full((2,), 3.0, requires_grad=True)
handle = twice.register_full_backward_hook(lambda m, gi, go: print([g.tolist() for g in gi], [g.tolist() for g in go]))
twice(a, b).sum().backward()
handle.remove()
linear = nn.Linear(2, 1)
with torch.no_grad():
    linear.weight.fill_(2.0)
handle = linear.register_backward_hook(lambda m, gi, go: print([None if g is None else tuple(g.shape) for g in gi], [tuple(g.shape) for g in go]))
linear(torch.ones(3, 2, requires_grad=True)).sum().backward()
linear(torch.ones(2, requires_grad=True)).sum().backward()
handle.remove()
twice = Twice()
handle = twice.register_backward_hook(lambda m, gi, go: print([g.tolist() for g in gi], [g.tolist() for g in go]))
twice(a, b).sum().backward()
sequential = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
sequential.register_backward_hook(lambda m, gi, go: print([g.shape for g in gi], [g.shape for g in go]))
sequential(torch.ones(1, 2, requires_grad=True)).sum().backward()
conv = nn.Conv1d(1, 2, 2)
conv.register_backward_hook(lambda m, gi, go: print([None if g is None else tuple(g.shape) for g in gi], [tuple(g.shape) for g in go]))
conv(torch.ones(1, 1, 3, requires_grad=True)).sum().backward()
conv(torch.ones(1, 1, 3)).sum().backward()
