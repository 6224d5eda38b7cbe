"""Ranges of numbers, and the identity matrix."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply
from torchlike._core.dtypes import Defaults
from torchlike._ops.arguments import REQUIRED, explains
from torchlike._ops.calls import as_dtype, as_int, handed_over, into
from torchlike._ops.casting import check_range
from torchlike._ops.filling import made
from torchlike._ops.formats import check_memory
from torchlike._ops.schema import TABLE
from torchlike.construct import place_of, record_on
from torchlike.interop import finished


def _number(value: Any) -> Any:
    """A real number, also one in a tensor of one element. Raises: TypeError for anything else."""
    if isinstance(value, (TensorBase, np.generic)):
        value = value.item()  # type: ignore[union-attr]
    if not isinstance(value, (bool, int, float, complex)):
        raise TypeError(f"must be real number, not {type(value).__name__}")
    if isinstance(value, complex):
        raise RuntimeError("value cannot be converted to type double without overflow")
    if isinstance(value, int):
        check_range(value)
    return value


def _way(start: Any, end: Any, step: Any) -> tuple[Any, Any, Any]:
    """Start, end and step as numbers. Raises: RuntimeError where there is no way to the end."""
    start, end, step = _number(start), _number(end), _number(step)
    if step == 0:
        raise RuntimeError("step must be nonzero")
    if not (math.isfinite(start) and math.isfinite(end)):
        raise RuntimeError(f"unsupported range: {start} -> {end}")
    if (end - start) / step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    return start, end, step


def _progression(start: Any, end: Any, step: Any, kind: dtypes.dtype) -> tuple[Any, ...]:
    """First number, step, count and dtype of a range; integers round them towards zero.

    The narrower ones count before they round. Raises: ValueError where no step remains.
    """
    if kind is dtypes.bool or kind.is_complex:
        raise NotImplementedError(f"\"arange_cpu\" not implemented for '{kind.scalar_name}'")
    rounded = (int(start), int(end), int(step))
    if kind is dtypes.int64:
        start, end, step = rounded
        if step == 0:
            raise ValueError("step must be nonzero")
    exact = all(isinstance(v, int) for v in (start, end, step))
    count = -((start - end) // step) if exact else math.ceil((end - start) / step)
    if kind.category == dtypes.dtype.INTEGER:
        start, _, step = rounded
    return start, step, int(count), kind


@explains
def arange(
    start: Any = REQUIRED,
    end: Any = None,
    step: Any = 1,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """start, start + step, ... below `end`. Dtype: int64 for integers, else the default float.

    Raises: RuntimeError when the step does not lead from `start` to `end`.
    """
    check_memory(layout, pin_memory)
    if end is None:
        start, end = 0, start
    elif start is REQUIRED:
        start = 0
    start, end, step = _way(start, end, step)
    whole = all(isinstance(v, int) for v in (start, end, step))
    chosen = as_dtype(dtype, "arange") or (dtypes.int64 if whole else Defaults.float_dtype)
    if out is not None:
        chosen = out.dtype
    static = _progression(start, end, step, chosen)
    if out is not None:
        return into(out, TABLE["arange.values"], (), static)
    record_on(place_of(device))
    return finished(apply(TABLE["arange.values"], (), static), requires_grad)


@explains
def range(
    start: Any = REQUIRED,
    end: Any = REQUIRED,
    step: Any = 1,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """start, start + step, ... up to `end`, which belongs to it. Dtype: the default float."""
    check_memory(layout, pin_memory)
    if end is REQUIRED:
        raise TypeError
    warnings.warn(_DEPRECATED_RANGE, UserWarning, stacklevel=3)
    start, end, step = _way(start, end, step)
    kind = (as_dtype(dtype, "range") or Defaults.float_dtype) if out is None else out.dtype
    whole = kind.category == dtypes.dtype.INTEGER
    first, rise = (int(start), int(step)) if whole else (start, step)
    static = (first, rise, int((end - start) / step) + 1, kind)
    if out is not None:
        return into(out, TABLE["arange.values"], (), static)
    record_on(place_of(device))
    return finished(apply(TABLE["arange.values"], (), static), requires_grad)


_DEPRECATED_RANGE = (
    "torch.range is deprecated and will be removed in a future release because its behavior is "
    "inconsistent with Python's range builtin. Instead, use torch.arange, which produces values in "
    "[start, end)."
)


def _spaced(
    name: str, start: Any, end: Any, steps: int, out: Any, dtype: Any
) -> tuple[float, float, int, dtypes.dtype]:
    """Ends, count and dtype of evenly spaced numbers.

    Raises: RuntimeError for ends that are not numbers, and for an ``out=`` of another dtype.
    """
    ends = (("start", start), ("end", end))
    ranks = [(n, len(v._read().aval.shape)) for n, v in ends if isinstance(v, TensorBase)]
    wrong = [f"{word} with {rank} dimension(s)" for word, rank in ranks if rank]
    if wrong:
        raise RuntimeError(
            f"{name} only supports 0-dimensional start and end tensors, but got "
            f"{' and '.join(wrong)}."
        )
    if steps < 0:
        raise RuntimeError("number of steps must be non-negative")
    asked = as_dtype(dtype, name)
    if out is not None and asked not in (None, out.dtype):
        raise RuntimeError(
            f"dtype {asked.scalar_name} does not match dtype of out parameter "
            f"({out.dtype.scalar_name})"
        )
    kind = (asked or Defaults.float_dtype) if out is None else out.dtype
    return float(_number(start)), float(_number(end)), steps, kind


@explains
def linspace(
    start: Any,
    end: Any,
    steps: int,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """`steps` numbers evenly from `start` to `end`, both included."""
    check_memory(layout, pin_memory)
    steps = as_int(steps, "linspace", "steps")
    static = _spaced("linspace", start, end, steps, out, dtype)
    if out is not None:
        return into(out, TABLE["linspace.values"], (), static)
    record_on(place_of(device))
    return finished(apply(TABLE["linspace.values"], (), static), requires_grad)


@explains
def logspace(
    start: Any,
    end: Any,
    steps: int,
    base: float = 10.0,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """base to the powers of `linspace(start, end, steps)`, computed in double and rounded once."""
    check_memory(layout, pin_memory)
    steps = as_int(steps, "logspace", "steps")
    first, last, _, kind = _spaced("logspace", start, end, steps, out, dtype)
    if kind.category <= dtypes.dtype.INTEGER:
        first, last = int(first), int(last)
    elif kind.is_floating_point:
        first, last = (float(np.asarray(number).astype(kind.np)) for number in (first, last))
    record_on(place_of(device))
    powers = apply(TABLE["linspace.values"], (), (first, last, steps, dtypes.float64))
    values = (base**powers).to(kind)
    if out is not None:
        return handed_over("logspace", out, [values._read()], needing=False, exact=True)
    return finished(values, requires_grad)


@explains
def eye(
    n: int,
    m: int | None = None,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A matrix with ones on the diagonal."""
    check_memory(layout, pin_memory)
    columns = n if m is None else m
    for name, size in (("n", n), ("m", columns)):
        if size < 0:
            raise RuntimeError(f"{name} must be greater or equal to 0, got {size}")
    chosen = as_dtype(dtype, "eye") or Defaults.float_dtype
    if out is not None:
        return into(out, TABLE["eye.values"], (), (n, columns, out.dtype))
    record_on(place_of(device))
    return finished(apply(TABLE["eye.values"], (), (n, columns, chosen)), requires_grad)


def _frequencies(
    n: int, d: float, half: bool, out: Any, dtype: Any, device: Any, requires_grad: bool
) -> Any:
    name = "fft_rfftfreq" if half else "fft_fftfreq"
    n, d = as_int(n, name, "n"), float(_number(d))
    chosen = as_dtype(dtype, name) or (Defaults.float_dtype if out is None else out.dtype)
    if chosen.category < dtypes.dtype.FLOAT:
        raise RuntimeError(
            f"{name.removeprefix('fft_')} requires a floating point or complex dtype"
        )
    if chosen.is_complex:
        raise NotImplementedError(f"\"arange_cpu\" not implemented for '{chosen.scalar_name}'")
    if n < 0:
        raise RuntimeError(f"Trying to create tensor with negative dimension {n}: [{n}]")
    if out is not None:
        return into(out, TABLE["frequencies.values"], (), (n, d, half, chosen))
    record_on(place_of(device))
    made = apply(TABLE["frequencies.values"], (), (n, d, half, chosen))
    return finished(made, requires_grad)


@explains
def fft_fftfreq(
    n: int,
    d: float = 1.0,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """The frequencies of a discrete Fourier transform of `n` points `d` apart."""
    check_memory(layout, pin_memory)
    return _frequencies(n, d, False, out, dtype, device, requires_grad)


@explains
def fft_rfftfreq(
    n: int,
    d: float = 1.0,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """The non-negative ones of the frequencies of `fftfreq`."""
    check_memory(layout, pin_memory)
    return _frequencies(n, d, True, out, dtype, device, requires_grad)


def _triangle_places(row: int, col: int, offset: int, side: str) -> tuple[Any, Any]:
    """The rows and the columns of a triangle, row after row."""
    lines = np.arange(row)
    edge = np.clip(lines + offset + (side == "lower"), 0, col)
    first, count = (np.zeros_like(edge), edge) if side == "lower" else (edge, col - edge)
    rows = np.repeat(lines, count)
    return rows, np.arange(rows.size) - np.repeat(np.cumsum(count) - count - first, count)


def _triangle(name: str, side: str) -> Any:
    def function(
        row: int,
        col: int,
        offset: int = 0,
        *,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        requires_grad: bool = False,
        pin_memory: bool = False,
    ) -> Any:
        check_memory(layout, pin_memory)
        for word, size in (("row", row), ("col", col)):
            if as_int(size, name, word) < 0:
                raise RuntimeError(f"{word} must be non-negative, got{size}")
        kind = as_dtype(dtype, name) or dtypes.int64
        if kind not in (dtypes.int32, dtypes.int64):
            raise NotImplementedError(f"\"{name}\" not implemented for '{kind.scalar_name}'")
        found = np.stack(_triangle_places(row, col, as_int(offset, name, "offset"), side))
        return finished(made(found.astype(kind.np, copy=False), place_of(device)), requires_grad)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"Rows and columns of the {side} triangle."
    return explains(function)


tril_indices = _triangle("tril_indices", "lower")
triu_indices = _triangle("triu_indices", "upper")
