# compare: numbers
# Forward mode by hand: dual tensors, modules with dual parameters, custom functions.
import torch
import torch.autograd.forward_ad as fwad
from torch import nn

torch.manual_seed(0)
primal, tangent = torch.randn(3), torch.randn(3)
with fwad.dual_level():
    dual = fwad.make_dual(primal, tangent)
    print(fwad.unpack_dual(dual).tangent is not None)
    out = (dual * dual).sum() + dual.exp()[0]
    print(fwad.unpack_dual(out))
    print(fwad.unpack_dual(primal))
    print(fwad.unpack_dual(dual.detach()).tangent, fwad.unpack_dual(dual > 0).tangent)
    written = dual.clone()
    written[0] = dual[1] * 2
    written.mul_(dual)
    print(fwad.unpack_dual(written))
    with torch.no_grad():
        print(fwad.unpack_dual(dual.sin()).tangent)
print(dual, fwad.unpack_dual(dual).tangent)

model = nn.Linear(3, 2)
x = torch.randn(4, 3)
params = {name: p for name, p in model.named_parameters()}
tangents = {name: torch.rand_like(p) for name, p in params.items()}
with fwad.dual_level():
    for name, p in params.items():
        delattr(model, name)
        setattr(model, name, fwad.make_dual(p, tangents[name]))
    jvp = fwad.unpack_dual(model(x)).tangent
print(jvp.detach(), torch.allclose(jvp, x @ tangents["weight"].T + tangents["bias"], atol=1e-6))

leaf = primal.clone().requires_grad_()
with fwad.dual_level():
    value, slope = fwad.unpack_dual((fwad.make_dual(leaf, tangent) ** 3).sum())
    slope.backward()
print(leaf.grad, 6 * primal * tangent)


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return x**3

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(*inputs)
        ctx.save_for_forward(*inputs)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * grad * x**2

    @staticmethod
    def jvp(ctx, tangent):
        (x,) = ctx.saved_tensors
        return 3 * tangent * x**2


print(torch.func.jvp(Cube.apply, (primal,), (tangent,)))
for wrong in (lambda: fwad.make_dual(primal, tangent), lambda: fwad.exit_dual_level()):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
with fwad.dual_level():
    for wrong in (
        lambda: fwad.make_dual(primal, torch.ones(2)),
        lambda: fwad.make_dual(torch.arange(3), tangent),
        lambda: fwad.make_dual(fwad.make_dual(primal, tangent), tangent),
        fwad.enter_dual_level,
    ):
        try:
            wrong()
        except (RuntimeError, ValueError) as error:
            print(type(error).__name__, error)
