"""Small programs in which a flush may fall anywhere, and the ways to run them.

A program is a function of `here`, which it calls wherever a flush may fall; it returns tensors,
numbers and texts. What it returns must not depend on what `here` does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike._core import compiler, execute
from torchlike._core.kernel import Kernel
from torchlike._core.trace import Step, flush_all

Here = Callable[[], None]
Program = Callable[[Here], Any]

PROGRAMS: dict[str, Program] = {}


def program(function: Program) -> Program:
    """Adds a program to the table."""
    PROGRAMS[function.__name__] = function
    return function


def nowhere() -> None:
    """A `here` that does nothing."""


class At:
    """A `here` that flushes at the given calls of it; all of them by default."""

    def __init__(self, *places: int) -> None:
        self.places = places
        self.count = 0

    def __call__(self) -> None:
        if not self.places or self.count in self.places:
            flush_all("a test flushes here")
        self.count += 1


def text(result: Any) -> str:
    """What a program returned, as printed; tensors with dtype and shape."""
    if isinstance(result, torch.Tensor):
        return f"{result!r} {result.dtype} {tuple(result.shape)}"
    if isinstance(result, (tuple, list)):
        return "\n".join(map(text, result))
    return repr(result)


def plain(result: Any) -> Any:
    """What a program returned, as arrays and Python objects."""
    if isinstance(result, torch.Tensor):
        return result.detach().numpy(force=True)
    if isinstance(result, (tuple, list)):
        return [plain(r) for r in result]
    return result


def assert_same(found: Any, expected: Any) -> None:
    """Compares what `plain` gives: exactly, but floats to rounding."""
    if isinstance(expected, list):
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            assert_same(one, other)
    elif isinstance(expected, np.ndarray):
        assert found.dtype == expected.dtype
        assert found.shape == expected.shape
        np.testing.assert_allclose(found, expected, rtol=2e-5, atol=1e-6)
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, rel=2e-5, nan_ok=True)
    else:
        assert found == expected


@contextlib.contextmanager
def compiled_whole() -> Iterator[list[Any]]:
    """Every path is compiled as a whole before it runs; the programs run are in the list."""
    seen: list[Any] = []
    choose = execute._program_for

    def chosen(*arguments: Any) -> Any:
        found = choose(*arguments)
        if found.compiled is None and not found.volatile:
            found.pending = compiler.submit(found)
            found.pending.wait()
        seen.append(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(execute, "_program_for", chosen)
        yield seen


@contextlib.contextmanager
def counting() -> Iterator[dict[str, int]]:
    """Counts the Steps and Kernels made inside."""
    made = {"steps": 0, "kernels": 0}
    make_step, make_kernel = Step.__init__, Kernel.__init__

    def step(*arguments: Any) -> None:
        made["steps"] += 1
        make_step(*arguments)

    def kernel(*arguments: Any) -> None:
        made["kernels"] += 1
        make_kernel(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Step, "__init__", step)
        patch.setattr(Kernel, "__init__", kernel)
        yield made


def leaf(*numbers: float, dtype: Any = torch.float32) -> Any:
    """A vector that gradients are asked for."""
    return torch.tensor(numbers, dtype=dtype, requires_grad=True)


# -- the programs ----------------------------------------------------------------------------------


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
        w.grad = b.grad = None
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
