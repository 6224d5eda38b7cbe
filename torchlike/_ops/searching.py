"""Searching: results whose size or content the data decides, computed on the host where it does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.execute import array_of
from torchlike._core.kernel import aval
from torchlike._core.promotion import promote_types
from torchlike._core.trace import concrete
from torchlike._core.wrapped import shown
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import REQUIRED, either, explains
from torchlike._ops.calls import call, handed_over, takes_out
from torchlike._ops.combinations import type_name
from torchlike._ops.conversion import to_dtype
from torchlike._ops.dims import wrap_dim
from torchlike._ops.schema import broadcast_shapes


def _on_host(tensor: Any, function: str) -> np.ndarray:
    reason = f"{function}()"
    return np.asarray(array_of(shown(tensor._read(), reason), reason))


def _tensor(array: Any) -> Any:
    return wrap(concrete(np.ascontiguousarray(array) if np.ndim(array) else np.asarray(array)))


@explains
def nonzero(input: Any, *, out: Any = None, as_tuple: bool = False) -> Any:
    """The indices of the elements that are not zero: a matrix, or a vector per dim."""
    if not isinstance(as_tuple, bool):
        raise TypeError("as_tuple must be a bool")
    if out is not None and not isinstance(out, TensorBase):
        found = type(out).__name__
        raise TypeError(f"nonzero(): argument 'out' must be Tensor, not {found}")
    if as_tuple and out is not None:
        raise RuntimeError("nonzero does not support the out kwarg when as_tuple is True")
    array = _on_host(input, "nonzero")
    if as_tuple:
        return _matrix(np.nonzero(np.atleast_1d(array))).unbind(1)
    rows = int(np.count_nonzero(array))
    places = _matrix(np.nonzero(np.atleast_1d(array))[: array.ndim], rows)
    if out is None:
        return places
    return handed_over("nonzero", out, [places._read()], needing=False, exact=True)


def _matrix(columns: Sequence[np.ndarray], rows: int | None = None) -> Any:
    """Columns as a matrix, one after the other in memory as PyTorch has them."""
    count = len(columns[0]) if rows is None else rows
    shape = (count, len(columns))
    value = concrete(np.stack(columns, 1) if columns else np.zeros(shape, np.int64))
    value.aval = aval(shape, dtypes.int64, value.aval.device, (1, count))
    return wrap(value)


@explains
def argwhere(input: Any) -> Any:
    """The indices of the elements that are not zero, one row each."""
    return nonzero(input)


@explains
@takes_out
def masked_select(input: Any, mask: Any) -> Any:
    """The elements where `mask` holds, in one dim."""
    if mask.dtype is not dtypes.bool:
        raise RuntimeError("masked_select: expected BoolTensor for mask")
    shape = broadcast_shapes(tuple(mask.shape), tuple(input.shape))
    where = np.broadcast_to(_on_host(mask, "masked_select"), shape)
    positions = _tensor(np.flatnonzero(where))
    return call("masked_select.at", (input, positions), shape)


@explains
def unravel_index(indices: Any, shape: Any) -> Any:
    """The index in each dim of a tensor of `shape` of flat positions.

    Raises: TypeError for an index that is not an integer; ValueError for a negative size.
    """
    if indices.dtype.category != dtypes.dtype.INTEGER:
        raise TypeError(f"expected 'indices' to be integer dtype, but got {indices.dtype}")
    if not isinstance(shape, (int, tuple, list)):
        raise TypeError(f"expected 'shape' to be int or sequence of ints, but got {type(shape)}")
    sizes = (shape,) if isinstance(shape, int) else tuple(shape)
    if any(size < 0 for size in sizes):
        raise ValueError(f"'shape' cannot have negative values, but got {sizes}")
    steps = [math.prod(sizes[dim + 1 :]) for dim in range(len(sizes))]
    columns = _tensor(np.array(steps, np.int64)), _tensor(np.array(sizes, np.int64))
    found = indices.unsqueeze(-1).floor_divide(columns[0]) % columns[1]
    return found.unbind(-1)


# -- distinct elements ---------------------------------------------------------------------------


def _check_unique(input: Any, dim: int | None, name: str) -> int | None:
    """`dim` counted from the front. Raises: what PyTorch raises for what it cannot compare."""
    if dim is not None and not input.ndim:
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    at = None if dim is None else wrap_dim(dim, input.ndim)
    if input.is_complex():
        kernel = "unique" if dim is None else name
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{input.dtype.scalar_name}'")
    if at is not None and 0 in (*input.shape[:at], *input.shape[at + 1 :]):
        raise RuntimeError(
            "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied"
        )
    return at


@explains
def unique(
    input: Any,
    sorted: bool = True,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """The distinct elements (or slices of `dim`), in order."""
    del sorted  # the result is in order either way, as PyTorch's is
    if not isinstance(input, TensorBase):
        raise TypeError(
            f"_unique2(): argument 'input' (position 1) must be Tensor, not {type_name(input)}"
        )
    dim = _check_unique(input, dim, "unique_dim")
    array = _on_host(input, "unique")
    first, inverse, counts = _distinct(array, dim)
    shape = array.shape if dim is None else (array.shape[dim],)
    kind = "unique.values" if dim is None else "unique.slices"
    results = [call(kind, (input, _tensor(first)), dim)]
    if return_inverse:
        results.append(_tensor(inverse.reshape(shape).astype(np.int64)))
    if return_counts:
        results.append(_tensor(counts.astype(np.int64)))
    return results[0] if len(results) == 1 else tuple(results)


def _distinct(array: np.ndarray, axis: int | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where distinct elements stand first, which of them each element is, and how many are."""
    if axis is None and array.size and array.dtype.kind in "iu":
        low = int(array.min())
        span = int(array.max()) - low + 1
        if span <= 2 * array.size:
            wide = array if array.itemsize == 8 else array.astype(np.int64)
            return _counted((wide.reshape(-1) - wide.dtype.type(low)).astype(np.int64), span)
    return np.unique(array, True, True, True, axis=axis, equal_nan=False)[1:]


def _counted(values: np.ndarray, span: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`_distinct` for integers from 0 to `span`, which need not be sorted."""
    often = np.bincount(values, minlength=span)
    first = np.empty(span, np.int64)
    first[values[::-1]] = np.arange(values.size - 1, -1, -1)  # the last one written stays
    there = often > 0
    return first[there], (np.cumsum(there) - 1)[values], often[there]


@explains
def unique_consecutive(
    input: Any, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None
) -> Any:
    """The elements (or slices of `dim`) without those equal to the one before."""
    dim = _check_unique(input, dim, "unique")
    array = _on_host(input, "unique_consecutive")
    rows = array.reshape(-1) if dim is None else np.moveaxis(array, dim, 0)
    fresh = np.ones(len(rows), bool)
    fresh[1:] = (rows[1:] != rows[:-1]).any(axis=tuple(range(1, rows.ndim)))
    starts = np.flatnonzero(fresh)
    results = [call("unique.consecutive", (input, _tensor(starts)), dim)]
    if return_inverse:
        groups = np.cumsum(fresh) - 1
        results.append(_tensor(groups.reshape(array.shape if dim is None else (-1,))))
    if return_counts:
        results.append(_tensor(np.diff(starts, append=len(rows))))
    return results[0] if len(results) == 1 else tuple(results)


# -- counting ------------------------------------------------------------------------------------


@explains
def bincount(input: Any, weights: Any = None, minlength: int = 0) -> Any:
    """How often each non-negative integer occurs. Raises: RuntimeError for negative ones."""
    if input.dtype.category != dtypes.dtype.INTEGER:
        raise NotImplementedError(
            f"\"bincount_cpu\" not implemented for '{input.dtype.scalar_name}'"
        )
    array = _on_host(input, "bincount")
    if minlength < 0:
        raise RuntimeError("minlength should be >= 0")
    if array.ndim != 1 or (array.size and array.min() < 0):
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    if weights is None:
        return _tensor(np.bincount(array, minlength=minlength).astype(np.int64))
    if weights.shape != input.shape:
        raise RuntimeError("weights should be 1-d and have the same length as input")
    found = np.bincount(array, _on_host(weights, "bincount"), minlength)
    kind = np.float32 if weights.dtype is dtypes.float32 else np.float64
    return _tensor(found.astype(kind))


@explains
@takes_out
def histc(input: Any, bins: int = 100, min: Any = 0, max: Any = 0) -> Any:
    """How many elements fall into each of `bins` equal parts of [min, max]."""
    if input.dtype.category != dtypes.dtype.FLOAT:
        raise NotImplementedError(
            f"\"histogram_cpu\" not implemented for '{input.dtype.scalar_name}'"
        )
    if bins <= 0:
        raise RuntimeError(f"torch.histogram(): bins must be > 0, but got {bins} for dimension 0")
    array = _on_host(input, "histc").reshape(-1)
    low, high = float(min), float(max)
    if low == high and array.size:
        low, high = float(array.min()), float(array.max())
    if low == high:
        low, high = low - 1, high + 1
    if not (np.isfinite(low) and np.isfinite(high)):
        raise RuntimeError(f"range of [{low}, {high}] is not finite")
    if low > high:
        raise RuntimeError("torch.histc: max must be larger than min")
    inside = array[(array >= low) & (array <= high)].astype(np.float64)
    place = np.minimum(((inside - low) / (high - low) * bins).astype(np.int64), bins - 1)
    return _tensor(np.bincount(place, minlength=bins).astype(array.dtype))


@explains
@takes_out
def searchsorted(
    sorted_sequence: Any,
    input: Any,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: str | None = None,
    sorter: Any = None,
) -> Any:
    """Where each element would be inserted to keep the last dim of `sorted_sequence` in order."""
    if side not in (None, "left", "right"):
        raise RuntimeError(
            f"torch.searchsorted(): side can only be 'left' or 'right' but got {side}"
        )
    if right and side == "left":
        raise RuntimeError(
            "torch.searchsorted(): side and right can't be set to opposites, got side of left "
            "while right was True"
        )
    if sorter is not None:
        sorted_sequence = bindings.gather(sorted_sequence, -1, sorter)
    number = not isinstance(input, TensorBase)
    values: Any = _tensor(np.asarray(input)) if number else input
    if not values.ndim and sorted_sequence.ndim != 1:
        raise RuntimeError(
            "torch.searchsorted(): input value can be a scalar only when boundaries tensor "
            "dimension is 1, but we got boundaries tensor "
            f"dim({sorted_sequence.ndim}) and input value's dim(0) numel(1)"
        )
    if sorted_sequence.ndim != 1 and sorted_sequence.shape[:-1] != values.shape[:-1]:
        raise RuntimeError(
            "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 "
            "dimensions of boundaries tensor and input value tensor must match, but we got "
            f"boundaries tensor {list(sorted_sequence.shape)} and input value tensor "
            f"{list(values.shape)}"
        )
    common = promote_types(sorted_sequence.dtype, values.dtype)
    sorted_sequence, values = to_dtype(sorted_sequence, common), to_dtype(values, common)
    after = right or side == "right"
    return call("searchsorted.tensor", (sorted_sequence, values), after, out_int32)


@explains
@takes_out
def bucketize(input: Any, boundaries: Any, *, out_int32: bool = False, right: bool = False) -> Any:
    """The bucket between `boundaries` that each element falls into."""
    if boundaries.ndim != 1:
        raise RuntimeError(f"boundaries tensor must be 1 dimension, but got dim({boundaries.ndim})")
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


@explains
@takes_out
def isin(
    elements: Any = REQUIRED,
    test_elements: Any = REQUIRED,
    *,
    element: Any = REQUIRED,
    test_element: Any = REQUIRED,
    assume_unique: bool = False,
    invert: bool = False,
) -> Any:
    """Whether each element is among `test_elements`."""
    del assume_unique  # a promise that saves PyTorch time
    elements, test_elements = either(elements, element), either(test_elements, test_element)
    for given in (elements, test_elements):
        if isinstance(given, TensorBase) and given.dtype.category in (0, 3):
            name = given.dtype.scalar_name
            raise RuntimeError(f"Unsupported input type encountered for isin(): {name}")
    pair = [
        x if isinstance(x, TensorBase) else _tensor(np.asarray(x))
        for x in (elements, test_elements)
    ]
    return call("isin.tensors", pair, invert)


@explains
def equal(input: Any, other: Any) -> bool:
    """Whether two tensors have the same size and elements."""
    if tuple(input.shape) != tuple(other.shape):
        return False
    return bool(call("equal_flag", (input, other)))


@explains
def allclose(
    input: Any, other: Any, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> bool:
    """Whether all elements are close (see `isclose`)."""
    return bool(bindings.isclose(input, other, rtol, atol, equal_nan).all())
