"""Sorting, and what is found by it: the largest elements, medians, quantiles, modes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Kernel, Spec, contiguous_strides
from torchlike._ops.dims import is_float, wrap_dim
from torchlike._ops.families import BESPOKE, REDUCE
from torchlike._ops.layout import like_first
from torchlike._ops.operand_checks import unless_empty
from torchlike._ops.roles import Array, Dim, Number
from torchlike._ops.schema import op


def _at(x: Any, places: Any, axis: int) -> Any:
    """The elements of `x` along `axis` at `places`, all of which there are."""
    return jnp.take_along_axis(x, places, axis=axis, mode="promise_in_bounds")


def _sort_name(kernel: Kernel) -> str:
    return f"SortBackward{0 if kernel.static[2] is None else 1}"


@op(
    BESPOKE,
    returns="sort",
    saves=("indices",),
    grad_fn=_sort_name,
    laid_out=like_first,
    refuses={"c": (RuntimeError, " Sort does not support complex dtypes on CPU")},
    out=True,
    flat_gradient=True,
)
def sort(input: Array, dim: Dim = -1, descending: bool = False, *, stable: bool | None = None):
    """The elements along `dim` in order, and where they stood. Equal ones keep their order."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    order = jnp.argsort(input, axis=axis, stable=True, descending=descending)
    return _at(input, order, axis), order.astype(jnp.int64)


@op(
    BESPOKE,
    out=True,
    differentiable=False,
    laid_out=like_first,
    refuses={"c": (RuntimeError, " Sort does not support complex dtypes on CPU")},
)
def argsort(input: Array, dim: Dim = -1, descending: bool = False, *, stable: bool = True):
    """Where the elements along `dim` stand in order. Dtype: int64."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return jnp.zeros((), jnp.int64)
    return jnp.argsort(input, axis=axis, stable=True, descending=descending).astype(jnp.int64)


@op(
    BESPOKE,
    returns="topk",
    saves=("indices",),
    refuses={
        "c": (RuntimeError, " topk does not support complex dtypes on CPU"),
        "b": (RuntimeError, "topk does not support bool dtypes on CPU"),
    },
    out=True,
    flat_gradient=True,
)
def topk(input: Array, k: int, dim: Dim = -1, largest: bool = True, sorted: bool = True):
    """The `k` largest (or smallest) along `dim`, in order, and where they stood.

    Raises: RuntimeError when `dim` has fewer.
    """
    axis = wrap_dim(dim, input.ndim)
    if k < 0 or k > (input.shape[axis] if input.ndim else 1):
        raise RuntimeError("selected index k out of range")
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    index = _extreme_places(lax.stop_gradient(input), k, axis, largest)
    return _at(input, index, axis), index.astype(jnp.int64)


#: The smallest elements that are looked for without sorting all of them.
_FEW = 64


def _extreme_places(x: Any, k: int, axis: int, largest: bool) -> Any:
    """Where the `k` largest or smallest stand, of equal ones the first; NaN is the largest."""
    if x.dtype.itemsize > 2 and x.dtype != jnp.float32:
        order = jnp.argsort(x, axis=axis, stable=True, descending=largest)
        return lax.slice_in_dim(order, 0, k, axis=axis)
    # XLA is fast with what float32 holds, in its total order.
    x = x.astype(jnp.float32)
    x = jnp.where(jnp.isnan(x), jnp.nan, jnp.where(x == 0, 0, x))
    return lax.top_k(x if largest else -x, k, axis=axis)[1]


@op(
    REDUCE,
    returns="kthvalue",
    saves=("indices",),
    out=True,
    refuses={"bc": unless_empty("kthvalue_cpu", along=1)},
    flat_gradient=True,
)
def kthvalue(input: Array, k: int, dim: Dim = -1, keepdim: bool = False):
    """The k-th smallest element along `dim` and where it stands.

    Raises: RuntimeError when `dim` has fewer.
    """
    axis = wrap_dim(dim, input.ndim)
    _not_empty(input, axis, "kthvalue")
    if not 1 <= k <= (input.shape[axis] if input.ndim else 1):
        raise RuntimeError(f"kthvalue(): selected number k out of range for dimension {axis}")
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    if k <= _FEW:
        order = _extreme_places(lax.stop_gradient(input), k, axis, largest=False)
    else:
        order = jnp.argsort(input, axis=axis, stable=True)
    return _picked(input, lax.slice_in_dim(order, k - 1, k, axis=axis), axis, keepdim)


def _not_empty(input, axis: int, name: str) -> None:
    if input.ndim and not input.shape[axis]:
        raise IndexError(f"{name}(): Expected reduction dim {axis} to have non-zero size.")


def _picked(input, index, axis: int, keepdim: bool):
    values = _at(input, index, axis)
    if not keepdim:
        values, index = values.squeeze(axis), index.squeeze(axis)
    return values, index.astype(jnp.int64)


@op(
    REDUCE,
    returns="mode",
    saves=("indices",),
    out=True,
    refuses={"c": unless_empty("mode_cpu")},
    flat_gradient=True,
)
def mode(input: Array, dim: Dim = -1, keepdim: bool = False):
    """The smallest of the most frequent elements along `dim` and where it stands last."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    _not_empty(input, axis, "mode")
    order = jnp.argsort(input, axis=axis, stable=True)
    ordered = lax.stop_gradient(_at(input, order, axis))
    positions = lax.broadcasted_iota(jnp.int64, input.shape, axis)
    fresh = (ordered != jnp.roll(ordered, 1, axis)) | (positions == 0)
    start = lax.cummax(jnp.where(fresh, positions, 0), axis=axis)
    longest = jnp.argmax(positions - start, axis=axis, keepdims=True)
    return _picked(input, _at(order, longest, axis), axis, keepdim)


@op(
    REDUCE,
    returns="median",
    name="median.dim",
    saves=("indices",),
    grad_fn="MedianBackward1",
    out=False,
    refuses={"bc": unless_empty("median_out", along=0)},
    flat_gradient=True,
)
def median_dim(input: Array, dim: Dim, keepdim: bool = False):
    """The lower median along `dim` and where it stands; NaN where there is one."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    _not_empty(input, axis, "median")
    order = jnp.argsort(input, axis=axis, stable=True)
    middle = (input.shape[axis] - 1) // 2
    index = lax.slice_in_dim(order, middle, middle + 1, axis=axis)
    if is_float(input):
        nan = jnp.isnan(input)
        first = jnp.argmax(nan, axis=axis, keepdims=True)
        index = jnp.where(jnp.any(nan, axis=axis, keepdims=True), first, index)
    return _picked(input, index, axis, keepdim)


@op(
    REDUCE,
    saves=("input", "result"),
    out=False,
    refuses={"bc": unless_empty("median_cpu")},
    flat_gradient=True,
)
def median(input: Array):
    """The lower median of all elements; NaN if there is one."""
    flat = input.reshape(-1)
    if flat.size == 0:
        return jnp.asarray(jnp.nan).astype(input.dtype)
    middle = jnp.sort(flat)[(flat.size - 1) // 2]
    if is_float(input):
        middle = jnp.where(jnp.any(jnp.isnan(flat)), jnp.nan, middle)
    return _one_of(flat, middle)


@jax.custom_jvp
def _one_of(flat: Any, found: Any) -> Any:
    """`found`, an element of `flat`; all that equal it share the gradient, NaNs too."""
    del flat
    return found


@_one_of.defjvp
def _one_of_jvp(primals: Any, tangents: Any) -> tuple[Any, Any]:
    flat, found = primals
    hit = (flat == found) | ((flat != flat) & (found != found))
    shared = jnp.sum(jnp.where(hit, tangents[0], 0)) / jnp.sum(hit)
    return found, shared.astype(found.dtype)


@op(
    REDUCE,
    name="nanmedian.dim",
    returns="nanmedian",
    saves=("indices",),
    grad_fn="NanmedianBackward1",
    out=False,
    refuses={"bc": unless_empty("median_out", along=0)},
    flat_gradient=True,
)
def nanmedian_dim(input: Array, dim: Dim, keepdim: bool = False):
    """The lower median along `dim` of what is not NaN, and where it stands."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    _not_empty(input, axis, "median")
    order = jnp.argsort(input, axis=axis, stable=True)
    there = jnp.sum(input == input, axis=axis, keepdims=True)
    middle = jnp.maximum((there - 1) // 2, 0)
    return _picked(input, _at(order, middle, axis), axis, keepdim)


@op(
    REDUCE,
    saves=("input", "result"),
    out=False,
    refuses={"bc": unless_empty("median_cpu")},
    flat_gradient=True,
)
def nanmedian(input: Array):
    """The lower median of all elements that are not NaN."""
    flat = input.reshape(-1)
    if flat.size == 0:
        return jnp.asarray(jnp.nan).astype(input.dtype)
    there = jnp.sum(flat == flat)
    return _one_of(flat, jnp.sort(flat)[jnp.maximum((there - 1) // 2, 0)])


_INTERPOLATIONS = ("linear", "lower", "higher", "midpoint", "nearest")


def _quantile_strides(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """Several quantiles stand in a last dim that is then moved to the front."""
    del static
    q = specs[1]
    if not isinstance(q, Aval) or not q.shape or len(shape) < 2:
        return None
    *rest, first = contiguous_strides((*shape[1:], shape[0]))
    return (first, *rest)


def _check_quantiles(name: str, input: Any, q: Any, interpolation: str) -> None:
    if q.ndim > 1:
        raise RuntimeError(f"{name}() q must be a scalar or 1D tensor")
    if input.size == 0:
        raise RuntimeError(f"{name}() input tensor must be non-empty")
    if input.dtype not in (jnp.float32, jnp.float64):
        raise RuntimeError(f"{name}() input tensor must be either float or double dtype")
    if q.dtype != input.dtype:
        raise RuntimeError(f"{name}() q tensor must be same dtype as the input tensor")
    if interpolation not in _INTERPOLATIONS:
        raise RuntimeError(
            f"{name}() interpolation must be one of linear, lower, higher, midpoint or nearest, "
            f"but got {interpolation}"
        )


def _quantiles(
    name: str, input: Any, q: Any, dim: int | None, keepdim: bool, interpolation: str
) -> Any:
    """The quantiles over `dim`; NaN counts for nothing in `nanquantile`, else for everything."""
    q = jnp.asarray(q, input.dtype) if not hasattr(q, "ndim") else q
    _check_quantiles(name, input, q, interpolation)
    axis = None if dim is None else wrap_dim(dim, input.ndim)
    x = input.reshape(-1) if axis is None or not input.ndim else jnp.moveaxis(input, axis, -1)
    ordered = jnp.sort(x, axis=-1)
    bad = jnp.isnan(x)
    most = jnp.full((*x.shape[:-1], 1), x.shape[-1] - 1, x.dtype)
    if name == "nanquantile":
        there = jnp.sum(~bad, axis=-1, keepdims=True, dtype=x.dtype)
        rank = q.reshape(-1) * jnp.maximum(there - 1, 0)
    else:
        rank = jnp.where(jnp.any(bad, axis=-1, keepdims=True), most, q.reshape(-1) * most)
    low, high = jnp.floor(rank), jnp.ceil(rank)
    if interpolation in ("lower", "higher", "nearest"):
        rank = {"lower": low, "higher": high, "nearest": jnp.round(rank)}[interpolation]
        result = jnp.take_along_axis(ordered, rank.astype(jnp.int64), axis=-1)
    else:
        below = jnp.take_along_axis(ordered, low.astype(jnp.int64), axis=-1)
        above = jnp.take_along_axis(ordered, high.astype(jnp.int64), axis=-1)
        share = rank - low if interpolation == "linear" else jnp.where(low == high, 0, 0.5)
        share = share.astype(x.dtype)
        # From the nearer of the two, so that neither end is missed by rounding.
        near = share < 0.5
        step = jnp.where(low == high, 0, above - below)
        result = jnp.where(near, below + share * step, above - (1 - share) * step)
    result = jnp.moveaxis(result, -1, 0)
    if keepdim and input.ndim:
        shape = [1] * input.ndim if axis is None else list(input.shape)
        if axis is not None:
            shape[axis] = 1
        result = result.reshape(-1, *shape)
    return result if q.ndim else result[0]


@op(
    REDUCE,
    saves=("input",),
    grad_fn="SqueezeBackward4",
    laid_out=_quantile_strides,
    out=True,
)
def quantile(
    input: Array,
    q: Array | Number,
    dim: Dim | None = None,
    keepdim: bool = False,
    *,
    interpolation: str = "linear",
):
    """The `q`-th quantiles over `dim`, a 1-d `q` giving a new first dim; NaN where there is one.

    Raises: RuntimeError for integers and for mixed dtypes.
    """
    return _quantiles("quantile", input, q, dim, keepdim, interpolation)


@op(
    REDUCE,
    saves=("input",),
    grad_fn="SqueezeBackward4",
    laid_out=_quantile_strides,
    out=True,
)
def nanquantile(
    input: Array,
    q: Array | Number,
    dim: Dim | None = None,
    keepdim: bool = False,
    *,
    interpolation: str = "linear",
):
    """The `q`-th quantiles over `dim` of what is not NaN, a 1-d `q` giving a new first dim.

    Raises: RuntimeError for integers and for mixed dtypes.
    """
    return _quantiles("nanquantile", input, q, dim, keepdim, interpolation)
