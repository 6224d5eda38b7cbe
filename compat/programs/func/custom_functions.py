# Functions with a gradient of their own inside transforms.
import torch
from torch.func import grad, jacrev, jvp, vjp, vmap

x = torch.tensor([1.0, 2.0, 3.0])


class Old(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        return a * 2

    @staticmethod
    def backward(ctx, g):
        return g * 2


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(a, b):
        return a * a * b, a + b

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx, first, second):
        a, b = ctx.saved_tensors
        return first * a * b * 10 + second, first * a * a


class Generated(Scale):
    generate_vmap_rule = True


class Written(Scale):
    @staticmethod
    def vmap(info, in_dims, a, b):
        print(info, in_dims)
        return Scale.apply(a, b), (0, 0)


def tried(function):
    try:
        print(function())
    except (RuntimeError, NotImplementedError) as error:
        print(type(error).__name__, "|", error)


tried(lambda: grad(lambda v: Old.apply(v).sum())(x))
tried(lambda: vmap(Old.apply)(x))
tried(lambda: vmap(Scale.apply)(x, x))
tried(lambda: jvp(Scale.apply, (x, x), (x, x)))
print(grad(lambda v: Scale.apply(v, x)[0].sum())(x))
print(grad(lambda v: Scale.apply(v, x * v)[1].sum(), argnums=0)(x))
print(grad(grad(lambda v: Scale.apply(v, v)[0]))(torch.tensor(2.0)))
print(vjp(Scale.apply, x, x)[1]((x, x)))
print(vmap(Generated.apply)(x, x), vmap(Generated.apply, in_dims=(0, None))(x, x[1]))
print(vmap(grad(lambda a, b: Generated.apply(a, b)[0]))(x, x))
print(grad(lambda a: vmap(Generated.apply)(a, x)[0].sum())(x))
print(grad(lambda b: vmap(Generated.apply, in_dims=(0, None))(x, b)[0].sum())(x[1]))
print(jacrev(lambda a: Generated.apply(a, x)[0])(x))
print(vmap(Written.apply)(x, x), vmap(Written.apply, in_dims=(0, None))(x, x[0]))
print(grad(lambda a: vmap(Written.apply)(a, x)[0].sum())(x))
captured = x.clone().requires_grad_()
slope = grad(lambda v: Scale.apply(v, captured)[0].sum())(x)
slope.sum().backward()
print(slope.detach(), captured.grad)
