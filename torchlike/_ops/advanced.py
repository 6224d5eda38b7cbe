"""Indices that are tensors: what PyTorch makes of them, and what it refuses."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete
from torchlike._core.wrapped import at_ground, shown
from torchlike._ops.calls import words
from torchlike._ops.guards import check_index
from torchlike._ops.index import result_shape

#: The dtypes of masks.
MASKS = (dtypes.bool, dtypes.uint8)
_INTEGERS = (dtypes.int64, dtypes.int32)


def prepared(view: Any, tensors: Sequence[Any]) -> tuple[list[Any], tuple[bool, ...]]:
    """Indices with masks turned into positions, and which dims of `view` they index.

    Raises: IndexError for a dtype, a mask's shape or shapes that do not broadcast.
    """
    for item in tensors:
        if item is not None and item._read().aval.dtype not in (*MASKS, *_INTEGERS):
            raise IndexError("tensors used as indices must be long, int, byte or bool tensors")
    shape = view._read().aval.shape
    indices: list[Any] = []
    where: list[bool] = []
    while len(where) < len(tensors):
        item = tensors[len(where)]
        if item is None:
            where.append(False)
        elif item._read().aval.dtype in MASKS:
            found = _positions(item, shape, len(where))
            indices += found
            where += [True] * len(found)
        else:
            indices.append(item)
            where.append(True)
    _check_shapes(indices, where, shape)
    if len(where) > len(shape):
        raise IndexError(
            f"too many indices for tensor of dimension {len(shape)} (got {len(where)})"
        )
    return indices, tuple(where)


def _positions(mask: Any, shape: Sequence[int], dim: int) -> list[Any]:
    aval = mask._read().aval
    if aval.dtype is dtypes.uint8:
        warnings.warn(
            "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool "
            "instead.",
            UserWarning,
            stacklevel=4,
        )
    _check_mask(aval.shape, shape, dim)
    reason = "a mask is an index"
    array = np.atleast_1d(array_of(shown(mask._read(), reason), reason))
    return [wrap(concrete(found.astype(np.int64))) for found in np.nonzero(array)]


def _check_mask(mask: Sequence[int], shape: Sequence[int], dim: int) -> None:
    for i, size in enumerate(mask):
        if dim + i >= len(shape):
            rank = len(shape)
            raise IndexError(
                f"Dimension out of range (expected to be in range of [{-rank}, {rank - 1}], but "
                f"got {dim + i})"
            )
        if shape[dim + i] != size:
            raise IndexError(
                f"The shape of the mask {words(mask)} at index {i} does not match the shape of the "
                f"indexed tensor {words(shape)} at index {dim + i}"
            )


def _check_shapes(indices: Sequence[Any], where: Sequence[bool], shape: Sequence[int]) -> None:
    shapes = [i._read().aval.shape for i in indices]
    try:
        common = np.broadcast_shapes(*shapes)
    except ValueError:
        raise IndexError(
            "shape mismatch: indexing tensors could not be broadcast together with shapes "
            + ", ".join(map(words, shapes))
        ) from None
    if 0 not in common and any(size == 0 for size, here in zip(shape, where, strict=False) if here):
        raise IndexError("index is out of bounds for dimension with size 0")


def check_bounds(view: Any, indices: Sequence[Any], where: Sequence[bool]) -> None:
    """Raises IndexError for an index out of range, now or when it is known.

    As PyTorch's loop over the result does: an empty one has nothing out of range.
    """
    shape = view._read().aval.shape
    sizes = [size for size, here in zip(shape, where, strict=False) if here]
    if 0 in result_shape(shape, where, [i._read().aval.shape for i in indices]):
        return

    def error() -> NoReturn:
        _out_of_bounds(indices, sizes)

    for index, size in zip(indices, sizes, strict=True):
        check_index(index, -size, size, error)


def _out_of_bounds(indices: Sequence[Any], sizes: Sequence[int]) -> NoReturn:
    """Raises the error of the first element that lies outside, dims varying fastest."""
    values = [at_ground(i._read()) for i in indices]
    arrays = [np.asarray(array_of(value, "an index is out of range")) for value in values]
    outside = np.stack(
        np.broadcast_arrays(*((a < -n) | (a >= n) for a, n in zip(arrays, sizes, strict=True))),
        axis=-1,
    )
    *at, dim = (int(i) for i in np.argwhere(outside)[0])
    found = np.broadcast_to(arrays[dim], outside.shape[:-1])[tuple(at)]
    raise IndexError(f"index {found} is out of bounds for dimension {dim} with size {sizes[dim]}")


# -- values to be written ------------------------------------------------------------------------


def only_mask(view: Any, tensors: Sequence[Any]) -> Any:
    """The one mask that `tensors` is, shaped to broadcast against `view`; else None.

    Raises: IndexError when its shape does not match.
    """
    given = [(dim, t) for dim, t in enumerate(tensors) if t is not None]
    if len(given) != 1 or given[0][1]._read().aval.dtype not in MASKS:
        return None
    (dim, mask), shape = given[0], view._read().aval.shape
    rank = len(mask._read().aval.shape)
    _check_mask(mask._read().aval.shape, shape, dim)
    return mask.view(*mask.shape, *[1] * (len(shape) - dim - rank))


def without_leading_ones(value: Any) -> Any:
    """`value` without the dims of size 1 before the first other one."""
    shape = value._read().aval.shape
    first = next((i for i, size in enumerate(shape) if size != 1), len(shape))
    return value.view(shape[first:]) if first else value


def check_source(view: Any, indices: Sequence[Any], where: tuple[bool, ...], source: Any) -> None:
    """Raises RuntimeError when `source` cannot be written where `indices` say."""
    aval, own = source._read().aval, view._read().aval
    into = result_shape(own.shape, where, [i._read().aval.shape for i in indices])
    if not _expands(aval.shape, into):
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {words(aval.shape)} cannot be broadcast to "
            f"indexing result of shape {words(into)}"
        )
    if aval.dtype is not own.dtype:
        raise RuntimeError(
            "Index put requires the source and destination dtypes match, got "
            f"{own.dtype.scalar_name} for the destination and {aval.dtype.scalar_name} for the "
            "source."
        )


def _expands(shape: Sequence[int], into: Sequence[int]) -> bool:
    return len(shape) <= len(into) and all(
        a in (1, b) for a, b in zip(reversed(shape), reversed(into), strict=False)
    )


def check_expands(source: Any, want: Sequence[int]) -> None:
    """Raises RuntimeError, in the words of `expand`, when `source` cannot become `want`."""
    aval = source._read().aval
    have = aval.shape
    if len(have) > len(want):
        name = type_name(aval.dtype)
        if aval.dtype not in _LEGACY:
            name = f"CPU{aval.dtype.scalar_name}Type"
        raise RuntimeError(
            f"expand({name}{{{words(have)}}}, size={words(want)}): the number of sizes provided "
            f"({len(want)}) must be greater or equal to the number of dimensions in the tensor "
            f"({len(have)})"
        )
    for back, size in enumerate(reversed(have), 1):
        if size not in (1, want[-back]):
            raise RuntimeError(
                f"The expanded size of the tensor ({want[-back]}) must match the existing size "
                f"({size}) at non-singleton dimension {len(want) - back}.  Target sizes: "
                f"{words(want)}.  Tensor sizes: {words(have)}"
            )


# -- numbers to be written -----------------------------------------------------------------------


#: The dtypes whose tensor types go by names of their own.
_LEGACY = (
    dtypes.uint8, dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64, dtypes.float16,
    dtypes.float32, dtypes.float64,
)  # fmt: skip


def type_name(dtype: dtypes.dtype) -> str:
    """The name of PyTorch's tensor type of `dtype`."""
    return f"torch.{dtype.scalar_name}Tensor"


#: C++'s names of the types numbers are converted to.
_C_TYPES = {
    "int32": "int", "float16": "double", "bfloat16": "double", "float32": "float",
    "float64": "double",
}  # fmt: skip


def check_number(number: complex, dtype: dtypes.dtype) -> None:
    """Raises RuntimeError for a number beyond the range of `dtype`."""
    if type(number) is int and not -(2**63) <= number < 2**63:
        raise RuntimeError("Overflow when unpacking long long")
    if dtype.is_complex or dtype is dtypes.bool or isinstance(number, bool):
        return
    if isinstance(number, complex):
        lost = number.imag != 0
    else:
        lost = _beyond(number, dtype)
    if lost:
        name = dtype.np.name
        kind = _C_TYPES.get(name, f"{name}_t")
        raise RuntimeError(f"value cannot be converted to type {kind} without overflow")


def _beyond(number: float, dtype: dtypes.dtype) -> bool:
    if dtype.category == dtypes.dtype.FLOAT:
        # Narrower ones are computed in double, and overflow to infinity.
        top = float(np.finfo(np.float32).max)
        return dtype is dtypes.float32 and math.isfinite(number) and abs(number) > top
    if math.isnan(number):
        return True
    info = np.iinfo(dtype.np)
    if isinstance(number, int) and not dtype.is_signed:
        return not -info.max <= number <= info.max
    return not info.min <= number <= info.max
