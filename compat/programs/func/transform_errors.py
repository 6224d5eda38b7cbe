# What grad, vjp, jvp and their relatives refuse.
import torch
from torch.func import (
    functional_call,
    functionalize,
    grad,
    grad_and_value,
    jacfwd,
    jacrev,
    jvp,
    linearize,
    stack_module_state,
    vjp,
)

x = torch.tensor([1.0, 2.0, 3.0])


def tried(function):
    try:
        print(function())
    except Exception as error:  # noqa: BLE001
        print(type(error).__name__, "|", error)


tried(lambda: grad(torch.sin)(x))
tried(lambda: grad(lambda v: 2.0)(x))
tried(lambda: grad(lambda v: (v.sum(), v))(x))
tried(lambda: grad(lambda v: v.sum())(torch.arange(3)))
tried(lambda: grad(lambda v: v.sum(), argnums=1)(x))
tried(lambda: grad(lambda v, w: v.sum(), argnums=(1, 1))(x, x))
tried(lambda: grad(lambda v, w: v.sum(), argnums=())(x, x))
tried(lambda: grad(lambda v, w: v.sum(), argnums="a")(x, x))
tried(lambda: grad(lambda v, w: v.sum(), argnums=(0.5,))(x, x))
tried(lambda: grad(lambda v: v.sum(), has_aux=True)(x))
tried(lambda: grad(lambda v: (v.sum(), "text"), has_aux=True)(x))
tried(lambda: grad(lambda v: v)(2.0))
tried(lambda: grad(lambda v: (v * v).sum())(torch.tensor([1 + 2j])))
tried(lambda: grad_and_value(lambda v: v.mul_(2).sum())(x))
tried(lambda: grad(lambda v: (v * 2).requires_grad_().sum())(x))
tried(lambda: grad(lambda v: v.sum().backward())(x))
tried(lambda: grad(lambda v: torch.from_numpy(v.numpy()).sum())(x))
tried(lambda: vjp(lambda v: (v, v), x)[1](x))
tried(lambda: vjp(torch.sin, x)[1](torch.ones(2)))
tried(lambda: vjp(lambda v: 2.0, x))
tried(lambda: vjp(lambda v: v, x, has_aux=True))
tried(lambda: jvp(torch.sin, x, x))
tried(lambda: jvp(torch.sin, (), ()))
tried(lambda: jvp(torch.sin, (x,), (x, x)))
tried(lambda: jvp(torch.sin, (x,), (torch.ones(2),)))
tried(lambda: jvp(torch.sin, (2.0,), (1.0,)))
tried(lambda: jvp(lambda v: v * 2, (torch.arange(3),), (torch.arange(3),)))
tried(lambda: jvp(lambda v: 2.0, (x,), (x,)))
tried(lambda: jvp(lambda v: torch.ones(2), (x,), (x,), strict=True))
tried(lambda: jvp(lambda v: torch.ones(2), (x,), (x,)))
tried(lambda: jacrev(torch.sin, chunk_size=0)(x))
tried(lambda: jacrev(lambda v: 2.0)(x))
tried(lambda: jacfwd(lambda v: 2.0)(x))
tried(lambda: jacfwd(torch.sin, argnums=2)(x))
tried(lambda: jacfwd(torch.sin)(2.0))
tried(lambda: linearize(torch.sin, x)[1](x, x))
tried(lambda: linearize(torch.sin, x)[1](torch.ones(2)))
tried(lambda: linearize(torch.sin, x)[1](x.double()))
tried(lambda: functionalize(torch.sin, remove="views")(x))

layer = torch.nn.Linear(3, 2)
ones = {"weight": torch.ones(2, 3)}
tried(lambda: functional_call(layer, (ones, {"bias": torch.zeros(2)}), (x,)))
tried(lambda: functional_call(layer, (ones, ones), (x,)))
tried(lambda: functional_call(layer, 2, (x,)))
tried(lambda: functional_call(layer, [2], (x,)))
tried(lambda: functional_call(layer, ones, (x,), strict=True))
tried(lambda: stack_module_state([]))
tried(lambda: stack_module_state([layer, torch.nn.Linear(3, 2).eval()]))
tried(lambda: stack_module_state([layer, torch.nn.ReLU()]))

z = torch.tensor([1 + 1j])
tried(lambda: jacrev(lambda v: v * 2)(z))
tried(lambda: jacrev(lambda v: v * (1 + 1j))(x))
tried(lambda: jacfwd(lambda v: v * (1 + 1j))(x))
tried(lambda: jacfwd(lambda v: v * 2)(z))
tried(lambda: vjp(lambda v: {"a": v.long()}, x))
tried(lambda: jacfwd(lambda v: v > 0)(x))
