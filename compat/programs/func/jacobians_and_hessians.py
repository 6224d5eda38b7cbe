# compare: numbers
# Jacobians, Hessians and products with them, in both modes.
import torch
from torch.func import hessian, jacfwd, jacrev, jvp, vjp, vmap

torch.manual_seed(1)
weight, bias, x = torch.randn(4, 3), torch.randn(4), torch.randn(3)


def layer(weight, bias, x):
    return torch.tanh(weight @ x + bias)


print(jacrev(layer, argnums=2)(weight, bias, x))
print(jacfwd(layer, argnums=2)(weight, bias, x))
by_weight, by_bias = jacrev(layer, argnums=(0, 1))(weight, bias, x)
print(by_weight.shape, by_bias.shape, by_weight[1] + 0.0, by_bias + 0.0)
print(jacfwd(layer, argnums=(0,))(weight, bias, x)[0].sum((0, 1)))

_, pull = vjp(lambda x: layer(weight, bias, x), x)
(rows,) = vmap(pull)(torch.eye(4))
print(torch.allclose(rows, jacrev(layer, argnums=2)(weight, bias, x)))
print(vmap(jacrev(layer, argnums=2), in_dims=(None, None, 0))(weight, bias, torch.randn(5, 3)).shape)


def energy(x):
    return (x**3).sum() + x.prod()


point = torch.tensor([1.0, -2.0, 0.5])
print(hessian(energy)(point))
for outer in (jacfwd, jacrev):
    for inner in (jacfwd, jacrev):
        print(torch.allclose(outer(inner(energy))(point), hessian(energy)(point)))
print(vmap(hessian(energy))(torch.stack([point, point * 2])))


def hvp(f, x, v):
    return jvp(jacrev(f), (x,), (v,))[1]


v = torch.tensor([0.1, 0.2, -0.3])
print(hvp(energy, point, v), vjp(jacrev(energy), point)[1](v)[0])


def several(a, b):
    return {"sum": a.sum() * b, "pair": (a * a, b.cos())}


print(jacrev(several, argnums=(0, 1))(point, torch.tensor(2.0)))
print(jacfwd(several, argnums=1)(point, torch.tensor(2.0)))
print(hessian(lambda a, b: (a * b**2).sum(), argnums=(0, 1))(point[:2], point[1:]))
jac, aux = jacrev(lambda x: (x.sin(), x.cos()), has_aux=True)(point)
print(jac, aux)
print(jacfwd(lambda x: (x.sin(), x.cos()), has_aux=True)(point))
print(jacrev(torch.sin, chunk_size=1)(point))
