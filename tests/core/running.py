"""Ways to run a program in tests: flushed anywhere, compiled at once, counted; and to compare."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import torchlike as torch
from torchlike._core import compiler, execute
from torchlike._core.kernel import Kernel
from torchlike._core.trace import Step, flush_all


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
    """Every path is compiled as a whole before it runs; the programs run are in the list.

    Whatever can be donated is, however small.
    """
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
        patch.setattr(compiler, "SMALLEST_DONATED", 0)
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


def forget_gradients(*leaves: Any) -> None:
    """What an optimizer's `zero_grad` does."""
    for one in leaves:
        one.grad = None
