"""`torch.masked`: operators over the elements that a mask keeps."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.errors import unsupported
from torchlike._ops import _bindings as bindings
from torchlike._ops.dims import wrap_dim
from torchlike._ops.matrix_norms import vector_norm
from torchlike._ops.overloads import nanmedian, where

# -- masks and dims -------------------------------------------------------------------------------


def _mask_of(input: Any, mask: Any) -> Any:
    """`mask` as bools in the shape of `input`. Raises: IndexError for more dims than it has."""
    if mask.ndim > input.ndim:
        raise IndexError(
            "_input_mask expected broadcastable mask (got mask dimensionality higher than of the "
            "input)"
        )
    if tuple(mask.shape) != tuple(input.shape):
        mask = mask.expand(tuple(input.shape))
    return mask if mask.dtype is dtypes.bool else mask.bool()


def _lowest(input: Any, name: str) -> Any:
    """What the largest of no elements is."""
    return _extreme(input, name, -1)


def _highest(input: Any, name: str) -> Any:
    """What the smallest of no elements is."""
    return _extreme(input, name, 1)


def _extreme(input: Any, name: str, sign: int) -> Any:
    kind = input.dtype
    if kind.is_floating_point:
        return sign * math.inf
    if kind is dtypes.bool:
        raise NotImplementedError(f"identity of {name} on torch.bool input")
    if kind.is_complex:
        raise TypeError(
            "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'"
        )
    limits = np.iinfo(kind.np)
    return int(limits.max if sign > 0 else limits.min)


def _filled(input: Any, mask: Any, fill: Any) -> Any:
    """`input` with `fill`, a number or a function that makes one, where the mask does not keep."""
    if mask is None:
        return input
    kept = _mask_of(input, mask)
    number = fill() if callable(fill) else fill
    return where(kept, input, input.new_full((), number))


def _dims(dim: Any, rank: int) -> tuple[int, ...]:
    """Dims counted from the front, all of them for None or ().

    Raises: IndexError out of range; RuntimeError for a dim given twice.
    """
    if dim is None or dim == ():
        return tuple(range(rank))
    found: list[int] = []
    for one in dim if isinstance(dim, Sequence) else (dim,):
        wrapped = wrap_dim(one, rank)
        if wrapped in found:
            raise RuntimeError(f"dim={wrapped} appears multiple times in the list of dims")
        found.append(wrapped)
    return tuple(found) if rank else ()


def _only(dim: Any, rank: int) -> int:
    return (*_dims(dim, rank), 0)[0]


def _long(input: Any, dtype: Any) -> Any:
    """The dtype of a sum or product."""
    whole = input.dtype.category < dtypes.dtype.FLOAT
    return dtype or (dtypes.int64 if whole else input.dtype)


# -- reductions -----------------------------------------------------------------------------------


def sum(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The sum of what is kept."""
    dims = _dims(dim, input.ndim)
    return bindings.sum(_filled(input, mask, 0), dims, keepdim, dtype=_long(input, dtype))


def prod(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The product of what is kept."""
    result = _filled(input, mask, 1)
    for d in sorted(_dims(dim, input.ndim), reverse=True):
        result = bindings.prod(result, d, keepdim)
    return result.to(_long(input, dtype))


def amax(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The largest of what is kept."""
    filled = _filled(input, mask, lambda: _lowest(input, "amax"))
    found = bindings.amax(filled, _dims(dim, input.ndim), keepdim)
    return found.to(dtype or input.dtype)


def amin(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The smallest of what is kept."""
    filled = _filled(input, mask, lambda: _highest(input, "amin"))
    found = bindings.amin(filled, _dims(dim, input.ndim), keepdim)
    return found.to(dtype or input.dtype)


def argmax(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """Where the largest of what is kept stands. Dtype: the input's, or `dtype`."""
    filled = _filled(input, mask, lambda: _lowest(input, "argmax"))
    return bindings.argmax(filled, dim, keepdim).to(dtype or input.dtype)


def argmin(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """Where the smallest of what is kept stands. Dtype: the input's, or `dtype`."""
    filled = _filled(input, mask, lambda: _highest(input, "argmin"))
    return bindings.argmin(filled, dim, keepdim).to(dtype or input.dtype)


def _count(input: Any, dims: tuple[int, ...], keepdim: bool, mask: Any) -> Any:
    """How many elements are kept: a number without a mask."""
    if mask is None:
        return math.prod(input.shape[d] for d in dims)
    return bindings.sum(_mask_of(input, mask), dims, keepdim)


def mean(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The mean of what is kept, NaN of nothing. Raises: ValueError for integers."""
    kind = dtype or input.dtype
    if kind.category < dtypes.dtype.FLOAT:
        given = "Optional dtype" if dtype is not None else "Input dtype"
        raise ValueError(
            f"mean(): Could not infer output dtype. {given} must be either a floating point or "
            f"complex dtype. Got: {kind!r}"
        )
    dims = _dims(dim, input.ndim)
    total = sum(input, dims, keepdim=keepdim, dtype=kind, mask=mask)
    return (total / _count(input, dims, keepdim, mask)).to(kind)


def median(
    input: Any, dim: Any = -1, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The lower median of what is kept along `dim`.

    Raises: ValueError for integers of which nothing is kept somewhere.
    """
    axis = _only(dim, input.ndim)
    if not input.dtype.is_floating_point and mask is not None:
        kept = bindings.any(_mask_of(input, mask), axis)
        if not bool(bindings.all(kept)):
            raise ValueError(
                "masked median expects no fully masked out rows if dtype is not floating point"
            )
    wide = input if input.dtype.is_floating_point else input.to(dtypes.float64)
    filled = _filled(wide, mask, math.nan)
    return nanmedian(filled, axis, keepdim)[0].to(dtype or input.dtype)


def logsumexp(
    input: Any, dim: Any = None, *, keepdim: bool = False, dtype: Any = None, mask: Any = None
) -> Any:
    """The logarithm of the sum of exponentials of what is kept."""
    fill = -math.inf if input.dtype.is_complex else lambda: _lowest(input, "logsumexp")
    filled = _filled(input, mask, fill)
    found = bindings.logsumexp(filled, _dims(dim, input.ndim), keepdim)
    return found.to(dtype or input.dtype)


def norm(
    input: Any,
    ord: float = 2.0,
    dim: Any = None,
    *,
    keepdim: bool = False,
    dtype: Any = None,
    mask: Any = None,
) -> Any:
    """The vector norm of what is kept."""
    filled = _filled(input, mask, math.inf if ord == -math.inf else 0)
    dims = _dims(dim, input.ndim)
    return vector_norm(filled, ord, dims, keepdim, dtype=dtype or input.dtype)


def _spread(
    input: Any, dim: Any, unbiased: Any, correction: Any, keepdim: bool, dtype: Any, mask: Any
) -> Any:
    """The sum of squared distances from the mean, by the count less a correction."""
    if unbiased is not None and correction is not None:
        raise AssertionError("Only one of unbiased and correction may be given")
    less = correction if correction is not None else int(unbiased is not False)
    kind = dtype or input.dtype
    if kind.category < dtypes.dtype.FLOAT:
        kind = dtypes.float32
    dims = _dims(dim, input.ndim)
    total = sum(input, dims, keepdim=True, dtype=kind, mask=mask)
    distance = input - total / _count(input, dims, True, mask)
    square = distance * bindings.conj_physical(distance)
    squares = sum(square, dims, keepdim=keepdim, dtype=kind, mask=mask)
    count = _count(input, dims, keepdim, mask)
    if mask is None:
        return (squares / builtins.max(count - less, 0)).to(kind)
    return (squares / bindings.clamp_min(count - less, 0)).to(kind)


def var(
    input: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    *,
    correction: float | None = None,
    keepdim: bool = False,
    dtype: Any = None,
    mask: Any = None,
) -> Any:
    """The variance of what is kept."""
    return _spread(input, dim, unbiased, correction, keepdim, dtype, mask)


def std(
    input: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    *,
    correction: int | None = None,
    keepdim: bool = False,
    dtype: Any = None,
    mask: Any = None,
) -> Any:
    """The standard deviation of what is kept."""
    return bindings.sqrt(_spread(input, dim, unbiased, correction, keepdim, dtype, mask))


# -- along a dim ----------------------------------------------------------------------------------


def cumsum(input: Any, dim: int, *, dtype: Any = None, mask: Any = None) -> Any:
    """Running sums of what is kept."""
    axis = _only(dim, input.ndim)
    return bindings.cumsum(_filled(input, mask, 0), axis, dtype=dtype).to(dtype or input.dtype)


def cumprod(input: Any, dim: int, *, dtype: Any = None, mask: Any = None) -> Any:
    """Running products of what is kept."""
    axis = _only(dim, input.ndim)
    return bindings.cumprod(_filled(input, mask, 1), axis, dtype=dtype).to(dtype or input.dtype)


def _normalised(
    function: Callable[..., Any], input: Any, dim: Any, dtype: Any, mask: Any, fill: Any
) -> Any:
    axis = _only(dim, input.ndim)
    filled = _filled(input, mask, lambda: fill(input, function.__name__))
    return function(filled, axis, dtype=dtype)


def softmax(input: Any, dim: int, *, dtype: Any = None, mask: Any = None) -> Any:
    """exp(input), scaled so that what is kept sums to 1; 0 elsewhere."""
    return _normalised(bindings.softmax, input, dim, dtype, mask, _lowest)


def log_softmax(input: Any, dim: int, *, dtype: Any = None, mask: Any = None) -> Any:
    """The logarithm of `softmax`."""
    return _normalised(bindings.log_softmax, input, dim, dtype, mask, _lowest)


def softmin(input: Any, dim: int, *, dtype: Any = None, mask: Any = None) -> Any:
    """`softmax` of -input."""

    def of_negative(filled: Any, axis: int, *, dtype: Any) -> Any:
        return bindings.softmax(bindings.neg(filled), axis, dtype=dtype)

    return _normalised(of_negative, input, dim, dtype, mask, _highest)


def normalize(
    input: Any,
    ord: float,
    dim: int,
    *,
    eps: float = 1e-12,
    dtype: Any = None,
    mask: Any = None,
) -> Any:
    """`input` by its norm along `dim`, which counts as at least `eps`; 0 where nothing is kept."""
    size = norm(input, ord, dim, keepdim=True, dtype=dtype, mask=mask)
    floor = size.new_full((), eps)
    return _filled(input, mask, 0) / bindings.maximum(size, floor)


def logaddexp(
    input: Any,
    other: Any,
    *,
    dtype: Any = None,
    input_mask: Any = None,
    other_mask: Any = None,
) -> Any:
    """log(exp(input) + exp(other)), what is not kept counting as -inf."""
    first = _filled(input, input_mask, lambda: _lowest(input, "logaddexp"))
    second = _filled(other, other_mask, lambda: _lowest(other, "logaddexp"))
    return bindings.logaddexp(first, second).to(dtype or input.dtype)


# -- masked tensors -------------------------------------------------------------------------------


class MaskedTensor:
    """A tensor that carries its mask, which torchlike does not have."""

    def __init__(self, data: Any, mask: Any, requires_grad: bool = False) -> None:
        raise unsupported(f"MaskedTensor({type(data).__name__}, {type(mask).__name__})")


def masked_tensor(data: Any, mask: Any, requires_grad: bool = False) -> MaskedTensor:
    """A MaskedTensor. Raises: NotImplementedError."""
    return MaskedTensor(data, mask, requires_grad)


def as_masked_tensor(data: Any, mask: Any) -> MaskedTensor:
    """A MaskedTensor. Raises: NotImplementedError."""
    return MaskedTensor(data, mask)


def is_masked_tensor(obj: Any, /) -> bool:
    """Whether `obj` is a MaskedTensor."""
    return isinstance(obj, MaskedTensor)
