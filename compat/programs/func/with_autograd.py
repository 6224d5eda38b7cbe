# Transforms and ordinary autograd together: captured tensors, modes, batched gradients.
import torch
from torch.func import functional_call, grad, grad_and_value, hessian, jacrev, linearize, vjp, vmap

x = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor(2.0, requires_grad=True)
slope = grad(lambda v: (v * v * w).sum())(x)
print(slope.requires_grad)
slope.sum().backward()
print(w.grad)
leaf = x.clone().requires_grad_()
curve = grad(lambda v: (v**3).sum())(leaf)
curve.pow(2).sum().backward()
print(leaf.grad, grad(lambda v: (v * v).sum())(x).requires_grad)
with torch.no_grad():
    print(grad(lambda v: (v**3).sum())(leaf).requires_grad)


def partly(v):
    with torch.no_grad():
        fixed = v * v
    return (v * fixed).sum() + (v * v.detach()).sum()


print(grad(partly)(x), torch.func.jvp(partly, (x,), (torch.ones(3),)))
print(grad_and_value(lambda v: (v**2).sum())(x))
print(grad_and_value(lambda d: ((d["a"] * d["b"][0]).sum(), d["a"] + 1), has_aux=True)(
    {"a": x, "b": [x * 2]}))
print(grad(lambda v, s: (v * s).sum(), argnums=(0, 1))(x, x + 1))
print(grad(lambda v, u: v.sum(), argnums=(0, 1))(x, x), grad(lambda v: torch.tensor(1.0))(x))
print(grad(lambda z: (z * z.conj()).sum().real)(torch.tensor([1 + 2j])))
print(grad(lambda v: v.sum() * v.sum().item() if v.sum() > 0 else -v.sum())(x))
print(grad(grad(grad(lambda t: t**4)))(torch.tensor(2.0)))
value, pull = vjp(lambda a, b: (a * b, {"k": a}), x, x + 1)
print(value, pull((x, {"k": x})), pull((x, {"k": x})))
value, push = linearize(lambda d: {"q": d["a"] ** 2 * 3}, {"a": x})
print(value, push({"a": x}), push({"a": torch.ones(3)}))

model = torch.nn.Linear(3, 1)
torch.nn.init.constant_(model.weight, 0.5)
torch.nn.init.zeros_(model.bias)
penalty = grad(lambda v: model(v).sum().tanh())(x).norm()
penalty.backward()
print(model.weight.grad, model.bias.grad)
batch = torch.arange(6.0).view(2, 3)
params = {"weight": model.weight, "bias": model.bias}
found = vmap(grad(lambda p, v: functional_call(model, p, (v,)).sum()), (None, 0))(params, batch)
print(found["weight"].shape, found["weight"].sum(), found["bias"].requires_grad)

outputs = torch.stack([leaf.sum() * 2, (leaf * leaf).sum()])
print(torch.autograd.grad(outputs, leaf, torch.eye(2), is_grads_batched=True))
print(torch.autograd.functional.jacobian(lambda v: v * v, x, vectorize=True))
print(torch.autograd.functional.jacobian(lambda v: v * v, x, vectorize=True, strategy="forward-mode"))
print(torch.autograd.functional.hessian(lambda v: (v**3).sum(), x, vectorize=True))
print(jacrev(lambda v: vmap(lambda s: s * v.sum())(x))(x), vmap(hessian(lambda v: (v**3).sum()))(batch))
bn = torch.nn.Sequential(torch.nn.BatchNorm1d(2), torch.nn.Sequential(torch.nn.BatchNorm2d(2)))
print(torch.func.replace_all_batch_norm_modules_(bn), bn[0].running_mean)
print(vmap(bn[0], randomness="same")(torch.arange(12.0).view(2, 3, 2)).shape)


def force(position):
    energy = (position**3).sum()
    return torch.autograd.grad(energy, position, create_graph=True)[0]


print(jacrev(force)(x), vmap(grad(lambda v: force(v).sum()))(batch))
