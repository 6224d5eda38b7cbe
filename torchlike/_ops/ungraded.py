"""Results that autograd ties to tensors to which it gives no gradient, not even zeros."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import apply_values, wrap
from torchlike._core.detached import detached
from torchlike._core.errors import unsupported
from torchlike._core.segment import segment_of
from torchlike._core.trace import Trace, Value, local
from torchlike._core.vjp import CustomOp


@functools.cache
def _operator(node: str) -> CustomOp:
    found = CustomOp(node)
    found.grad_fn = node
    return found


def ungraded(function: Callable[..., Any], tensors: Sequence[Any], node: str) -> Any:
    """`function` of `tensors`, which get None for a gradient; what else it reads gets its own."""
    made = function(*map(detached, tensors))
    values = [t._read() for t in tensors]
    if not local.state.grad or all(v.node is None for v in values):
        return made
    (value,) = apply_values(_operator(node), [*values, made._read()], (1,))
    trace = value.trace
    if type(trace) is not Trace:
        raise unsupported(f"{node} of a tensor that shares memory with an ndarray")

    def differentiate(given: dict[int, Value], retain: bool) -> dict[int, Value]:
        del retain  # nothing is kept
        return {len(values): given[0]}

    segment_of(trace).table("contexts")[value.slot] = differentiate
    return wrap(value)
