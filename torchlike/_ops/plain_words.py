"""JAX's complaints about shapes and dtypes in PyTorch's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jax


def in_plain_words(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, of the operator `name`, which complains as PyTorch does, not as JAX."""

    def guarded(*arrays: Any) -> Any:
        try:
            return function(*arrays)
        except jax.errors.JAXTypeError:
            raise
        except (TypeError, ValueError) as problem:
            if getattr(problem, "from_torchlike", False) or not _from_jax(problem):
                raise
            _refuse_shapes(str(problem))
            first = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
            raise RuntimeError(f"{name}: {first}") from None

    return guarded


def _refuse_shapes(text: str) -> None:
    """Raises PyTorch's error where JAX's `text` is that two shapes do not broadcast."""
    if "broadcasting" not in text:
        return
    shapes = [
        tuple(map(int, re.findall(r"\d+", found)))
        for found in re.findall(r"\(((?:\d+,? ?)*)\)", text)
    ]
    if len(shapes) == 2:
        broadcast_shapes(shapes[0], shapes[1])


def _from_jax(problem: BaseException) -> bool:
    trace = problem.__traceback__
    last = ""
    while trace is not None:
        last = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return "torchlike" not in last


def broadcast_shapes(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The broadcast shape of two.

    Raises: RuntimeError, in PyTorch's words, when they do not broadcast.
    """
    rank = max(len(a), len(b))
    result = []
    for dim in range(-1, -rank - 1, -1):
        x = a[dim] if -dim <= len(a) else 1
        y = b[dim] if -dim <= len(b) else 1
        if x != y and 1 not in (x, y):
            raise RuntimeError(
                f"The size of tensor a ({x}) must match the size of tensor b ({y}) at "
                f"non-singleton dimension {rank + dim}"
            )
        result.append(y if x == 1 else x)
    return tuple(reversed(result))
