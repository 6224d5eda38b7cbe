"""Samplers of integers: ``random_``, ``randint`` and ``randperm``."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

from torchlike._core.errors import check
from torchlike._core.random_engine import Generator, sampler
from torchlike._core.random_fill import (
    BOOL,
    CPP_NAMES,
    FLOATS,
    HALVES,
    INTEGERS,
    WIDE_FLOATS,
    WIDE_UNSIGNED,
    Array,
    chunks,
    require,
    scalar_name,
)

#: Ranges from here on take 64-bit draws.
_WIDE_RANGE = 2**28
#: Permutations from this length on take 64-bit draws and another algorithm.
_LONG_PERMUTATION = (2**32 - 1) // 20
_STEP_BITS = 16
_STEPS = 2**_STEP_BITS
#: Slots shuffled in NumPy from which on LAPACK is worth its import, and how many there were.
_WORTH = 2**21
_shuffled = [0]
_LOWEST = -(2**63)
_FULL_RANGE = "random_full_64_bits_range_kernel_cpu"

#: Significand bits: up to ``2**digits`` every integer is a float.
_DIGITS = {"float16": 11, "bfloat16": 8, "float32": 24, "float64": 53}
_PERMUTATION_LIMITS = {
    np.dtype(np.float16): (2**11 + 1, "2049"),
    np.dtype(np.float32): (2**24 + 1, "2^24+1"),
    np.dtype(np.float64): (2**53 + 1, "2^53+1"),
}


@sampler
def random_full(gen: Generator, shape: Sequence[int], dtype: np.dtype[Any]) -> Array:
    """Integers from 0 to the largest of the type, or that a float counts up to: ``random_()``.

    Raises: NotImplementedError for complex, 8-bit float and wide unsigned types.
    """
    out = np.empty(shape, dtype)
    if out.size:
        require("random_kernel_cpu", dtype, (BOOL, *INTEGERS, *FLOATS))
        width = _largest_integer(dtype) + 1
        _fill_modulo(gen, out, width, 0, wide=dtype in (np.int64, np.float64))
    return out


@sampler
def random_range(
    gen: Generator, shape: Sequence[int], dtype: np.dtype[Any], low: int, high: int | None
) -> Array:
    """Integers from `low` up to, not including, `high`: ``random_(low, high)``, ``randint``.

    ``high=None`` goes to the largest integer of the type, included.

    Raises: RuntimeError for an empty range, one that does not fit the type, or a complex type;
        NotImplementedError for 8-bit floats.
    """
    out = np.empty(shape, dtype)
    if high is None and low == _LOWEST:
        if out.size:
            require(_FULL_RANGE, dtype, (*INTEGERS, *FLOATS))
            check(
                dtype in (np.int64, *WIDE_FLOATS, HALVES[1]),
                lambda: f"{_FULL_RANGE} handles only int64, double, float and bfloat16",
            )
        _fill_modulo(gen, out, 2**64, 0, wide=True)
        return out
    if high is not None:
        check(
            low < high,
            lambda: f"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}",
        )
    check(
        dtype.kind != "c",
        lambda: "check_random_bounds handles only integral, floating-point and boolean types",
    )
    require("random_update_from_to", dtype, (BOOL, *INTEGERS, *WIDE_UNSIGNED, *FLOATS))
    low, last = _inner_bounds(dtype, low, high)
    _check_range(dtype, low, last)
    width = last - low + 1
    _fill_modulo(gen, out, width, low, wide=width >= _WIDE_RANGE)
    return out


def _fill_modulo(gen: Generator, out: Array, width: int, low: int, *, wide: bool) -> None:
    flat = out.reshape(-1)
    for part in chunks(flat.size):
        count = part.stop - part.start
        drawn = gen.draw64(count) if wide else gen.draw32(count)
        if width < 2**64:  # in two steps, which NumPy does with vectors
            drawn -= drawn // drawn.dtype.type(width) * drawn.dtype.type(width)
        values = drawn.view(np.int64) if wide else drawn
        if low:
            values = np.add(values, low, dtype=np.int64)
        if flat.dtype in HALVES:
            values = values.astype(np.float32)
        np.copyto(flat[part], values, casting="unsafe")


def _largest_integer(dtype: np.dtype[Any]) -> int:
    if dtype in FLOATS:
        return 2 ** _DIGITS[dtype.name]
    return 1 if dtype == BOOL else int(np.iinfo(dtype).max)


def _inner_bounds(dtype: np.dtype[Any], low: int, high: int | None) -> tuple[int, int]:
    """The first and last integer, moved inward to ones that a float type represents."""
    if dtype not in FLOATS:
        if high is None:  # PyTorch counts in int64, where the largest uint64 is -1
            return low, -1 if dtype == np.uint64 else _largest_integer(dtype)
        return low, high - 1
    first = _represented(dtype, low + 1)
    low = low if first >= low else first + _spacing(dtype, low + 1)
    if high is None:
        end = _largest_integer(dtype)
        check(
            low < end,
            lambda: (
                "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' "
                f"casted to dtype, but got from={low} > to_inc={end}"
            ),
        )
        return low, end
    last = _represented(dtype, high - 1)
    high = high if last < high else last - _spacing(dtype, high - 1)
    check(
        low < high,
        lambda: (
            "random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, but got "
            f"from={low} >= to={high}"
        ),
    )
    return low, high - 1


def _represented(dtype: np.dtype[Any], value: int) -> int:
    """`value` cast to the float type and back to int64, overflow giving the lowest as on x86."""
    cast = float(np.float64(value).astype(np.float32 if dtype in HALVES else dtype).astype(dtype))
    return int(cast) if abs(cast) < 2.0**63 else _LOWEST


def _spacing(dtype: np.dtype[Any], value: int) -> int:
    return 2 ** (abs(value).bit_length() - _DIGITS[dtype.name])


def _check_range(dtype: np.dtype[Any], first: int, last: int) -> None:
    floating = dtype in FLOATS
    if floating:
        largest = float(ml_dtypes.finfo(dtype).max)
        lowest = -largest
    else:
        largest = _largest_integer(dtype)
        lowest = 0 if dtype == BOOL else int(np.iinfo(dtype).min)
    for name, bound in (("from", first), ("to - 1", last)):
        if not lowest <= bound <= largest:
            raise RuntimeError(f"{name} is out of bounds for {CPP_NAMES[dtype.name]}")
        if floating and abs(bound) > 2 ** _DIGITS[dtype.name]:
            digits = _DIGITS[dtype.name]
            warnings.warn(
                f"{name} is out of bounds [-(2^{digits}), 2^{digits}]. Due to precision "
                f"limitations {CPP_NAMES[dtype.name]} can support discrete uniform distribution "
                "only within this range. This warning will become an error in version 1.7 release, "
                "please fix the code in advance",
                stacklevel=4,
            )


@sampler
def randperm(gen: Generator, n: int, dtype: np.dtype[Any]) -> Array:
    """A random permutation of the integers below `n`: ``torch.randperm``.

    Raises: RuntimeError for a negative `n` or one beyond what the type counts; NotImplementedError
        for bool, complex, 8-bit float and wide unsigned types.
    """
    check(n >= 0, lambda: f"Trying to create tensor with negative dimension {n}: [{n}]")
    require("randperm", dtype, (*INTEGERS, *FLOATS))
    if dtype in INTEGERS:
        limit = _largest_integer(dtype) + 1
        name = "int" if dtype == np.int32 else f"{dtype.name}_t"
        check(n <= limit, lambda: f"value cannot be converted to type {name} without overflow")
    elif dtype in _PERMUTATION_LIMITS:
        limit, text = _PERMUTATION_LIMITS[dtype]
        check(n <= limit, lambda: f"n cannot be greater than {text} for {scalar_name(dtype)} type.")
    permutation = shuffle_ahead(gen, n) if n < _LONG_PERMUTATION else shuffle_inside_out(gen, n)
    if dtype in HALVES:
        permutation = permutation.astype(np.float32)
    return permutation.astype(dtype, copy=False)


def shuffle_ahead(gen: Generator, n: int) -> NDArray[np.int64]:
    """Fisher-Yates: for each slot in turn, swaps it with itself or a later one."""
    _shuffled[0] += n
    if _shuffled[0] < _WORTH:
        return shuffle_in_batches(gen, n)
    step = np.arange(max(n - 1, 0), dtype=np.uint32)
    chosen = gen.draw32(step.size)
    chosen %= np.uint32(n) - step
    chosen += step
    slots = np.arange(n, dtype=np.float64).reshape(n, 1)
    if step.size:
        slots = _exchange_rows()(slots, chosen.view(np.int32), overwrite_a=1)
    return slots[:, 0].astype(np.int64)


@functools.cache
def _exchange_rows() -> Callable[..., NDArray[np.float64]]:
    """LAPACK's exchange of one row after the other, whose import takes a while."""
    from scipy.linalg import get_lapack_funcs  # noqa: PLC0415

    (exchange,) = get_lapack_funcs(("laswp",), dtype=np.float64)
    return exchange


def shuffle_in_batches(gen: Generator, n: int) -> NDArray[np.int64]:
    """`shuffle_ahead` in NumPy.

    Done many steps at a time. Just before its own step a slot holds what the last earlier step
    that chose it put there, that step's own slot's content: chains, which are followed by
    doubling back to a slot no step of the batch has touched.
    """
    slots = np.arange(n, dtype=np.int64)
    for start in range(0, n - 1, _STEPS):
        count = min(_STEPS, n - 1 - start)
        step = np.arange(count)
        drawn = gen.draw32(count) % (np.uint32(n - start) - step.astype(np.uint32))
        chosen = step + drawn.astype(np.int64)  # counted from `start`
        origin = np.arange(count)
        ahead = (chosen != step) & (chosen < count)
        origin[chosen[ahead]] = step[ahead]  # the last step that chose a slot wins
        held = slots[start + _follow(origin)]
        previous, is_last = _same_choice(chosen)
        taken = np.where(previous >= 0, held[previous], slots[start + chosen])
        beyond = is_last & (chosen >= count)
        slots[start + chosen[beyond]] = held[beyond]
        slots[start : start + count] = taken
    return slots


def shuffle_inside_out(gen: Generator, n: int) -> NDArray[np.int64]:
    """Fisher-Yates inside out: ``r[i] = r[j]; r[j] = i`` for random ``j <= i``.

    Done many steps at a time: ``r[j]`` is the last earlier step of the batch that chose ``j``, or
    what the step ``j`` of the batch itself moved (a chain, followed by doubling), or from before.
    """
    slots = np.empty(n, np.int64)
    for start in range(0, n, _STEPS):
        count = min(_STEPS, n - start)
        step = np.arange(count)
        drawn = gen.draw64(count) % np.arange(start + 1, start + count + 1, dtype=np.uint64)
        chosen = drawn.astype(np.int64) - start  # negative: a slot from before this batch
        previous, _ = _same_choice(chosen + start)
        origin = np.where((previous < 0) & (chosen >= 0), chosen, step)
        moved = np.where(previous >= 0, start + previous, start + step)
        before = (previous < 0) & (chosen < 0)
        moved[before] = slots[start + chosen[before]]
        slots[start : start + count] = moved[_follow(origin)]
        slots[start + chosen] = start + step  # in step order: the last one stays
    return slots


def _follow(origin: NDArray[np.intp]) -> NDArray[np.intp]:
    """The end of each chain ``i -> origin[i]``."""
    while True:
        further = origin[origin]
        if np.array_equal(further, origin):
            return origin
        origin = further


def _same_choice(chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each step the previous one that chose the same (or -1), and whether it is the last."""
    keys = np.sort((chosen << _STEP_BITS) + np.arange(chosen.size))
    step = keys & (_STEPS - 1)
    keys >>= _STEP_BITS
    same = keys[1:] == keys[:-1]
    previous = np.full(chosen.size, -1)
    previous[step[1:][same]] = step[:-1][same]
    is_last = np.ones(chosen.size, np.bool_)
    is_last[step[:-1][same]] = False
    return previous, is_last
