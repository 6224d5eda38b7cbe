"""Tensors of random content for tests."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.dtypes import dtype as dtype_type
from torchlike._ops.sampling import randint
from torchlike._ops.views import view_as_real
from torchlike.construct import empty
from torchlike.finfo import finfo, iinfo


def _bounds(
    dtype: dtype_type, low: float | None, high: float | None, allowed: tuple[Any, Any]
) -> tuple[Any, Any]:
    """The interval asked for, within what `dtype` can hold, [-9, 9] by default.

    Raises: ValueError for an interval that is empty or lies outside.
    """
    whole = dtype.category <= dtype_type.INTEGER
    if any(isinstance(x, float) and math.isnan(x) for x in (low, high)):
        raise ValueError(f"`low` and `high` cannot be NaN, but got {low=} and {high=}")
    default = (0, 2) if dtype is dtypes.bool else (-9, 9 + whole)
    first = default[0] if low is None else low
    last = default[1] if high is None else high
    if first == last and not whole:
        warnings.warn(
            "Passing `low==high` to `torch.testing.make_tensor` for floating or complex types is "
            "deprecated since 2.1 and will be removed in 2.3. Use `torch.full(...)` instead.",
            FutureWarning,
            stacklevel=4,
        )
    elif first >= last:
        raise ValueError(f"`low` must be less than `high`, but got {first} >= {last}")
    elif high is not None and low is not None and (last < allowed[0] or first >= allowed[1]):
        raise ValueError(
            f"The value interval specified by `low` and `high` is [{first}, {last}), but {dtype} "
            f"only supports [{allowed[0]}, {allowed[1]})"
        )
    first, last = max(first, allowed[0]), min(last, allowed[1])
    return (math.ceil(first), math.ceil(last)) if whole else (first, last)


def _filled(target: Any, low: float, high: float) -> None:
    """Uniform numbers, also from an interval longer than the largest number."""
    if high - low > finfo(target.dtype).max:
        target.uniform_(low / 2, high / 2).mul_(2)
    else:
        target.uniform_(low, high)


def make_tensor(
    *shape: Any,
    dtype: dtype_type,
    device: Any,
    low: float | None = None,
    high: float | None = None,
    requires_grad: bool = False,
    noncontiguous: bool = False,
    exclude_zero: bool = False,
    memory_format: Any = None,
) -> Any:
    """A tensor of random numbers from [low, high): by default [-9, 9), of integers [-9, 10).

    Raises: ValueError for bounds or options that do not go together.
    """
    sizes = tuple(shape[0]) if len(shape) == 1 and isinstance(shape[0], Sequence) else shape
    if noncontiguous and memory_format is not None:
        raise ValueError(
            "The parameters `noncontiguous` and `memory_format` are mutually exclusive, but got "
            f"{noncontiguous=} and {memory_format=}"
        )
    whole = dtype.category <= dtype_type.INTEGER
    if requires_grad and whole:
        raise ValueError(
            "`requires_grad=True` is not supported for boolean and integral dtypes, but got "
            f"{dtype=}"
        )
    spread = noncontiguous and math.prod(sizes) > 1
    wide = (*sizes[:-1], 2 * sizes[-1]) if spread else sizes
    result = _random(wide, dtype, device, low, high)
    if spread:
        result = result[..., 1::2]
    elif memory_format is not None:
        result = result.clone(memory_format=memory_format)
    if exclude_zero:
        result[result == 0] = 1 if whole else finfo(dtype).tiny
    return result.requires_grad_() if requires_grad else result


def _random(
    shape: Sequence[int], dtype: dtype_type, device: Any, low: float | None, high: float | None
) -> Any:
    if dtype is dtypes.bool:
        ends = _bounds(dtype, low, high, (0, 2))
        return randint(*ends, tuple(shape), device=device, dtype=dtype)
    if dtype in dtypes.ALL and dtype.category == dtype_type.INTEGER:
        info = iinfo(dtype)
        ends = _bounds(dtype, low, high, (info.min, info.max + (dtype is not dtypes.int64)))
        return randint(*ends, tuple(shape), device=device, dtype=dtype)
    if dtype not in dtypes.ALL:
        raise TypeError(
            f"The requested dtype '{dtype}' is not supported by torch.testing.make_tensor()."
        )
    info = finfo(dtype)
    ends = _bounds(dtype, low, high, (info.min, info.max))
    narrow = dtype in dtypes.EIGHT_BIT_FLOATS
    result = empty(tuple(shape), device=device, dtype=dtypes.float32 if narrow else dtype)
    _filled(view_as_real(result) if dtype.is_complex else result, *ends)
    return result.to(dtype)
