"""Small programs in which a flush may fall anywhere.

A program is a function of `here`, which it calls wherever a flush may fall; it returns tensors,
numbers and texts. What it returns must not depend on what `here` does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torchlike as torch
from tests.core.running import forget_gradients, leaf

Here = Callable[[], None]
Program = Callable[[Here], Any]

PROGRAMS: dict[str, Program] = {}


def program(function: Program) -> Program:
    """Adds a program to the table."""
    PROGRAMS[function.__name__] = function
    return function


@program
def arithmetic(here: Here) -> Any:
    x = torch.tensor([1.0, 2.0, 3.0])
    here()
    y = x * 2 + 1
    here()
    z = y / x - 0.5
    here()
    return x, y, z


@program
def promotion(here: Here) -> Any:
    i = torch.tensor([1, 2, 3])
    here()
    f = i * 1.5
    here()
    b = f > 2
    here()
    return f, b, b + i, (i // 2), i / 2


@program
def empty_tensors(here: Here) -> Any:
    x = torch.zeros((0, 3))
    here()
    y = x @ torch.ones((3, 2))
    here()
    return y, y.sum(), x.sum(0), x + 1


@program
def several_outputs(here: Here) -> Any:
    x = torch.tensor([[3.0, 1.0, 2.0], [0.0, 5.0, 4.0]])
    here()
    values, indices = x.max(1)
    here()
    ordered, order = x.sort(dim=1, descending=True)
    here()
    return values, indices, ordered, order


@program
def only_the_second_output(here: Here) -> Any:
    x = leaf(3.0, 1.0, 2.0)
    here()
    order = x.sort()[1]
    here()
    y = (x[order] * torch.tensor([1.0, 10.0, 100.0])).sum()
    here()
    y.backward()
    return order, x.grad


@program
def first_order(here: Here) -> Any:
    x = leaf(1.0, 2.0, 3.0)
    here()
    y = x * x
    here()
    z = y.sin().sum()
    here()
    z.backward()
    here()
    return z, x.grad


@program
def losses_with_a_shared_prefix(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    h = x.exp() * x
    here()
    one, two = h.sum(), (h * h).sum()
    here()
    one.backward(retain_graph=True)
    here()
    two.backward(retain_graph=True)
    here()
    one.backward()
    return x.grad


@program
def training(here: Here) -> Any:
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    y = torch.tensor([[1.0], [0.0], [1.0]])
    w = torch.tensor([[0.1], [0.2]], requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    losses = []
    for rate in (0.01, 0.01, 0.005, 0.002):
        loss = ((x @ w + b - y) ** 2).mean()
        here()
        forget_gradients(w, b)
        loss.backward()
        here()
        with torch.no_grad():
            w -= rate * w.grad
            here()
            b -= rate * b.grad
        losses.append(loss)
    return losses, w, b


@program
def accumulating(here: Here) -> Any:
    x = leaf(1.0, -2.0)
    for k in range(3):
        (x * x * k).sum().backward()
        here()
    return x.grad


@program
def in_place(here: Here) -> Any:
    x = torch.tensor([1.0, 2.0, 3.0])
    x += 1
    here()
    x.mul_(x)
    here()
    x[1] = 10.0
    here()
    x[x > 8] = 0.0
    return x


@program
def in_place_under_grad(here: Here) -> Any:
    w = leaf(1.0, 2.0, 3.0)
    x = w * 2
    here()
    x[0] = 5.0
    here()
    x.mul_(3)
    here()
    x.sum().backward()
    return x, w.grad


@program
def view_chains(here: Here) -> Any:
    x = torch.arange(12.0).reshape(3, 4)
    row = x[1]
    here()
    corner = x.t()[2:, 1:]
    here()
    corner += 100
    here()
    row[0] = -1.0
    here()
    x *= 2
    return x, row, corner


@program
def view_of_a_result_under_grad(here: Here) -> Any:
    w = leaf(1.0, 2.0, 3.0, 4.0)
    x = (w * 1.0).reshape(2, 2)
    here()
    top = x[0]
    top *= 10
    here()
    (x * x).sum().backward()
    return x, top, w.grad


@program
def detached_alias(here: Here) -> Any:
    w = leaf(1.0, 2.0)
    y = w * 3
    here()
    alias = y.detach()
    here()
    total = y.sum()
    here()
    total.backward()
    alias += 1
    here()
    return y, alias, w.grad


@program
def data_writes(here: Here) -> Any:
    w = leaf(1.0, 2.0)
    y = w * w
    here()
    w.data -= 0.5
    here()
    y.sum().backward()
    here()
    w.data.mul_(w.grad)
    return w, y


@program
def data_replaced(here: Here) -> Any:
    w = leaf(1.0, 2.0)
    here()
    w.data = w.data * 2 + 1
    here()
    (w * w).sum().backward()
    here()
    return w, w.grad


@program
def created_graph(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    y = (x**3).sum()
    here()
    (first,) = torch.autograd.grad(y, x, create_graph=True)
    here()
    (second,) = torch.autograd.grad(first.sum(), x, create_graph=True)
    here()
    (third,) = torch.autograd.grad(second.sum(), x)
    here()
    return first, second, third


@program
def gradient_penalty(here: Here) -> Any:
    w = leaf(0.5, -1.0)
    x = leaf(1.0, 2.0)
    out = (w * x).tanh().sum()
    here()
    (g,) = torch.autograd.grad(out, x, create_graph=True)
    here()
    (out + (g * g).sum()).backward()
    here()
    return w.grad, x.grad


@program
def hooks(here: Here) -> Any:
    seen = []
    x = leaf(1.0, 2.0)
    y = x * x
    here()

    def hook(grad: Any) -> Any:
        here()
        seen.append(grad.sum().item())
        return grad * 2

    y.register_hook(hook)
    x.register_hook(lambda grad: grad + 1)
    here()
    (y * 3).sum().backward()
    return seen, x.grad


@program
def retained(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    y = x.exp()
    here()
    y.retain_grad()
    here()
    (y * y).sum().backward()
    here()
    return y.grad, x.grad


@program
def interior_target(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    y = x * 2
    here()
    z = (y * y).sum()
    here()
    g = torch.autograd.grad(z, (y, x))
    here()
    return g


@program
def seeded(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    y = x * x
    seed = torch.tensor([1.0, 10.0]) * 2
    here()
    y.backward(seed)
    here()
    return x.grad


@program
def two_roots(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    a, b = x.sin(), x * x
    here()
    torch.autograd.backward([a, b], [torch.ones(2), torch.tensor([2.0, 3.0])])
    return x.grad


@program
def the_same_root_twice(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    y = (x * x).sum()
    here()
    return torch.autograd.grad([y, y, y], x)


@program
def a_leaf_as_root(here: Here) -> Any:
    x = torch.tensor(3.0, requires_grad=True)
    here()
    x.backward()
    here()
    (x * 2).backward()
    return x.grad


@program
def complex_gradient(here: Here) -> Any:
    z = torch.tensor([1.0 + 2.0j, -0.5 + 1.0j], requires_grad=True)
    y = z * z * (2.0 - 1.0j)
    here()
    loss = (y * y.conj()).real.sum() if hasattr(y, "real") else torch.abs(y).sum()
    here()
    loss.backward()
    return loss, z.grad


@program
def grad_modes(here: Here) -> Any:
    x = leaf(1.0, 2.0)
    with torch.no_grad():
        a = x * 2
        here()
        with torch.enable_grad():
            b = x * 3
    here()
    c = a * b
    return a.requires_grad, b.requires_grad, c, torch.autograd.grad(c.sum(), x)


@program
def a_pending_leaf(here: Here) -> Any:
    x = torch.tensor([1.0, 2.0]) * 2
    here()
    x.requires_grad_()
    here()
    y = (x * x).sum()
    y.backward()
    return x, x.grad


@program
def segments_on_segments(here: Here) -> Any:
    x = leaf(0.5, 1.5)
    y = x
    for _ in range(4):
        y = (y * x).sin()
        here()
    y.sum().backward()
    return x.grad


@program
def a_diamond_over_segments(here: Here) -> Any:
    x = leaf(0.5, 1.5)
    a = x.exp()
    here()
    b = a * 2
    here()
    c = a * b
    here()
    d = b + c * a
    here()
    d.sum().backward()
    return x.grad


@program
def signed_zeros_and_nans(here: Here) -> Any:
    x = torch.tensor([1.0, -1.0])
    results = []
    for number in (0.0, -0.0, 0.0, float("nan"), 0, -0.0):
        results.append(1 / (x * number))
        here()
    return results


@program
def numbers_of_each_kind(here: Here) -> Any:
    flags = torch.tensor([True, False])
    results = []
    for number in (1, True, 1.0, 1 + 0j, True, 1):
        results.append(flags * number)
        here()
    return results


@program
def control_flow(here: Here) -> Any:
    x = torch.tensor(6)
    steps = 0
    while x != 1:
        x = x // 2 if x % 2 == 0 else 3 * x + 1
        here()
        steps += 1
    return steps, x


@program
def indexing(here: Here) -> Any:
    x = leaf(1.0, 2.0, 3.0, 4.0)
    index = torch.tensor([3, 0, 0])
    here()
    y = x[index] * torch.tensor([1.0, 2.0, 3.0])
    here()
    y.sum().backward()
    return y, x.grad
