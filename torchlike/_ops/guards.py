"""Checks that depend on data: at the call where it is known, at the flush where it is pending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core.apply import TensorBase, apply_values
from torchlike._core.dtypes import dtype
from torchlike._core.execute import array_of
from torchlike._core.trace import Trace, Value
from torchlike._core.wrapped import at_ground
from torchlike._ops.casting import number_as
from torchlike._ops.schema import TABLE


def check_flag(flag: Value, error: Callable[[], Any]) -> None:
    """Calls `error`, which raises, where the 0-dim bool `flag` holds: now or at the flush."""
    trace = flag.trace
    if flag.array is None and type(trace) is Trace:
        trace.checks.append((flag.slot, error))
    elif bool(np.asarray(flag.array)):
        error()


def _division_by_zero() -> None:
    raise RuntimeError("ZeroDivisionError")


def check_divisor(result: Any, divisor: Any) -> None:
    """Raises PyTorch's error for a zero in the divisor of integers."""
    if result._value.aval.dtype.category > dtype.INTEGER or not result._value.aval.size:
        return
    if not isinstance(divisor, TensorBase):
        if not number_as(divisor, result._value.aval.dtype):
            _division_by_zero()
        return
    value = at_ground(divisor._read())
    if value.array is not None:
        if not np.asarray(value.array).all():
            _division_by_zero()
        return
    check_flag(apply_values(TABLE["has_zero"], [value], ())[0], _division_by_zero)


def check_index(
    index: Any, low: int, high: int, error: Callable[[], Any], ignored: int | None = None
) -> None:
    """Calls `error`, which raises, unless every element of `index` lies in [low, high).

    Elements equal to `ignored` do not count.
    """
    value = at_ground(index._read())
    if value.array is not None:
        if _has_outside(np.asarray(value.array), low, high, ignored):
            error()
        return
    check_flag(apply_values(TABLE["out_of_bounds"], [value], (low, high, ignored))[0], error)


def _has_outside(array: np.ndarray, low: int, high: int, ignored: int | None) -> bool:
    """Whether an element of `array`, integers other than `ignored`, lies outside [low, high)."""
    if ignored is None and low == 0 and array.size and array.dtype.kind == "i":
        # Negative ones count as very large.
        return bool(array.view(f"u{array.itemsize}").max() >= high)
    bad = (array < low) | (array >= high)
    if ignored is not None:
        bad &= array != ignored
    return bool(bad.any())


def holds_anywhere(flag: Any) -> bool:
    """Whether a 0-dim bool holds, looked at now: for any of what `vmap` maps over."""
    return bool(np.any(np.asarray(array_of(at_ground(flag._read()), "it is checked"))))
