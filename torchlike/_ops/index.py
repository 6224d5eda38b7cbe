"""Indexing by tensors: gathers, scatters and their checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._ops.dims import is_inexact, scalar_name, wrap_dim
from torchlike._ops.families import BESPOKE
from torchlike._ops.roles import Array, Dim, Number, Static
from torchlike._ops.schema import op


def _placed(indices: Sequence[Any], where: tuple[bool, ...]) -> tuple[Any, ...]:
    supply = iter(indices)
    return tuple(next(supply) if here else slice(None) for here in where)


@op(BESPOKE, name="index", function=False, method=False, saves=("indices",))
def index(input: Array, indices: Sequence[Array], where: Static):
    """Advanced indexing: `indices` stand at the dims where `where` is True.

    The indices broadcast; indexed dims that stand together stay there, others move to the front.
    """
    _broadcastable(indices)
    return input[_placed(indices, where)]


@op(BESPOKE, name="index_put", function=False, method=False, saves=("indices",))
def index_put(
    input: Array, values: Array, indices: Sequence[Array], where: Static, accumulate: bool
):
    """`input` with `values` written, or added, where `index` would read."""
    _broadcastable(indices)
    at = input.at[_placed(indices, where)]
    values = values.astype(input.dtype)
    shape = input[_placed(indices, where)].shape
    if values.ndim > len(shape) and values.shape[: values.ndim - len(shape)].count(1) == (
        values.ndim - len(shape)
    ):
        values = values.reshape(values.shape[values.ndim - len(shape) :])
    if not _fits(values.shape, shape):
        raise RuntimeError(
            f"shape mismatch: value tensor of shape {list(values.shape)} cannot be broadcast to "
            f"indexing result of shape {list(shape)}"
        )
    return at.add(values) if accumulate else at.set(values)


def _fits(shape: tuple[int, ...], into: tuple[int, ...]) -> bool:
    return len(shape) <= len(into) and all(
        a in (1, b) for a, b in zip(reversed(shape), reversed(into), strict=False)
    )


def _broadcastable(indices: Sequence[Any]) -> None:
    try:
        jnp.broadcast_shapes(*(i.shape for i in indices))
    except ValueError:
        shapes = ", ".join(str(list(i.shape)) for i in indices)
        raise IndexError(
            "shape mismatch: indexing tensors could not be broadcast together with shapes " + shapes
        ) from None


@op(BESPOKE, name="out_of_bounds", function=False, method=False, differentiable=False)
def out_of_bounds(index: Array, low: int, high: int, ignored: Static = None):
    """Whether some element of `index` lies outside [low, high), `ignored` ones not counting."""
    bad = (index < low) | (index >= high)
    return jnp.any(bad if ignored is None else bad & (index != ignored))


@op(BESPOKE, name="has_zero", function=False, method=False, differentiable=False)
def has_zero(input: Array):
    """Whether some element is zero, as a 0-dim bool."""
    return jnp.any(input == 0)


def _index_dtype(index: Any, name: str, accepted: str = "int32/int64") -> None:
    if index.dtype not in (jnp.int64, jnp.int32):
        raise RuntimeError(f"{name}(): Expected dtype {accepted} for index")


def _along_shapes(input: Any, index: Any, dim: int, name: str) -> int:
    if input.ndim != index.ndim and input.ndim and index.ndim:
        raise RuntimeError(f"Index tensor must have the same number of dimensions as {name} tensor")
    return wrap_dim(dim, input.ndim)


@op(BESPOKE, saves=("index",), out=True)
def gather(input: Array, dim: Dim, index: Array):
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    _index_dtype(index, "gather")
    axis = _along_shapes(input, index, dim, "input")
    if input.ndim == 0:
        return jnp.broadcast_to(input, index.shape)
    if index.ndim == 0:
        return input.reshape(-1)[index]
    for d in range(input.ndim):
        if d != axis and index.shape[d] > input.shape[d]:
            raise RuntimeError(
                f"Size does not match at dimension {d} expected index {list(index.shape)} to be "
                f"no larger than self {list(input.shape)} apart from dimension {axis}"
            )
    return input[_grid(index, axis)]


def _grid(index: Any, axis: int) -> tuple[Any, ...]:
    return tuple(
        index if d == axis else jnp.arange(n).reshape((1,) * d + (n,) + (1,) * (index.ndim - d - 1))
        for d, n in enumerate(index.shape)
    )


def _scattered(input: Any, dim: int, index: Any, source: Any, how: str) -> Any:
    axis = _along_shapes(input, index, dim, "self")
    if index.size == 0:
        return input
    if hasattr(source, "ndim") and source.ndim:
        source = source[tuple(slice(n) for n in index.shape)]
    if input.ndim == 0:
        return input + source.reshape(()) if how == "add" else jnp.asarray(source).reshape(())
    if index.ndim == 0:
        index = index.reshape((1,) * input.ndim)
    at = input.at[_grid(index, axis)]
    source = jnp.asarray(source).astype(input.dtype)
    return at.add(source) if how == "add" else at.set(source)


def _same_dtype(input: Any, source: Any, name: str) -> None:
    if hasattr(source, "dtype") and source.dtype != input.dtype:
        raise RuntimeError(f"{name}(): Expected self.dtype to be equal to src.dtype")


@op(
    BESPOKE,
    name="scatter.src",
    saves=("index",),
    inplace=True,
    grad_fn="ScatterBackward0",
    function=False,
    method=False,
)
def scatter_src(input: Array, dim: Dim, index: Array, src: Array):
    """`input` with src[i, j] written at [index[i, j], j] for dim 0, likewise for others."""
    _index_dtype(index, "scatter")
    _same_dtype(input, src, "scatter")
    return _scattered(input, dim, index, src, "set")


@op(
    BESPOKE,
    name="scatter.value",
    saves=("index",),
    inplace=True,
    grad_fn="ScatterBackward1",
    function=False,
    method=False,
)
def scatter_value(input: Array, dim: Dim, index: Array, value: Number):
    """`scatter.src` with one number."""
    _index_dtype(index, "scatter")
    return _scattered(input, dim, index, value, "set")


@op(BESPOKE, saves=("index",), inplace=True)
def scatter_add(input: Array, dim: Dim, index: Array, src: Array):
    """`input` with src[i, j] added at [index[i, j], j] for dim 0, likewise for others."""
    _index_dtype(index, "scatter")
    _same_dtype(input, src, "scatter")
    return _scattered(input, dim, index, src, "add")


_REDUCTIONS = ("sum", "prod", "mean", "amax", "amin")


@op(
    BESPOKE,
    name="scatter_reduce.two",
    saves=("input", "index", "src", "result"),
    grad_fn="ScatterReduceBackward0",
    function=False,
    method=False,
)
def scatter_reduce_two(
    input: Array, dim: Dim, index: Array, src: Array, reduce: str, include_self: bool
):
    """`input` with src[i, j] reduced into [index[i, j], j]; without what was there if so asked."""
    if reduce not in _REDUCTIONS:
        raise RuntimeError(
            f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}"
        )
    _index_dtype(index, "scatter_reduce")
    _same_dtype(input, src, "scatter_reduce")
    axis = _along_shapes(input, index, dim, "self")
    if input.ndim == 0:
        input, index, src = input[None], index.reshape(-1), src.reshape(-1)
        return _reduced(input, 0, index, src, reduce, include_self)[0]
    src = src[tuple(slice(n) for n in index.shape)]
    return _reduced(input, axis, index, src, reduce, include_self)


def _reduced(input: Any, axis: int, index: Any, src: Any, reduce: str, include_self: bool) -> Any:
    grid = _grid(index, axis)
    start = input
    if not include_self:
        neutral = {"sum": 0, "mean": 0, "prod": 1}.get(reduce)
        if neutral is None:
            neutral = _lowest(input.dtype) if reduce == "amax" else _highest(input.dtype)
        start = input.at[grid].set(jnp.asarray(neutral, input.dtype))
    at = start.at[grid]
    if reduce == "prod":
        return at.mul(src)
    if reduce in ("amax", "amin"):
        return at.max(src) if reduce == "amax" else at.min(src)
    total = at.add(src)
    if reduce == "sum":
        return total
    ones = jnp.ones(index.shape, jnp.int64)
    count = jnp.full(input.shape, int(include_self), jnp.int64).at[grid].add(ones)
    count = jnp.maximum(count, 1).astype(input.dtype)
    return total / count if is_inexact(input) else jnp.floor_divide(total, count)


def _lowest(dtype: Any) -> Any:
    return -jnp.inf if jnp.issubdtype(dtype, jnp.inexact) else jnp.iinfo(dtype).min


def _highest(dtype: Any) -> Any:
    return jnp.inf if jnp.issubdtype(dtype, jnp.inexact) else jnp.iinfo(dtype).max


@op(BESPOKE, saves=("mask",), function=False, method=False)
def masked_scatter(input: Array, mask: Array, source: Array):
    """`input` with the elements of a 1-d `source`, in order, where a 1-d `mask` holds."""
    _same_dtype(input, source, "masked_scatter")
    if source.size == 0:
        return input
    position = jnp.maximum(jnp.cumsum(mask) - 1, 0)
    return jnp.where(mask, source[position], input.reshape(-1)).reshape(input.shape)


@op(BESPOKE, saves=("index",), out=True)
def index_select(input: Array, dim: Dim, index: Array):
    """The slices of `dim` that a 1-d `index` names."""
    _index_dtype(index, "index_select", "int32 or int64")
    if index.ndim > 1:
        raise IndexError("index_select(): Index is supposed to be a vector")
    if input.ndim == 0:
        return input
    return jnp.take(input, index.reshape(-1), axis=wrap_dim(dim, input.ndim))


@op(BESPOKE, saves=("index",), inplace=True)
def index_add(input: Array, dim: Dim, index: Array, source: Array, *, alpha: Number = 1):
    """`input` with the slices of `source` added where a 1-d `index` says."""
    axis = wrap_dim(dim, input.ndim)
    if source.dtype != input.dtype:
        raise RuntimeError(
            f"index_add_(): self ({scalar_name(input)}) and source ({scalar_name(source)}) must "
            "have the same scalar type"
        )
    at = input.at[(slice(None),) * axis + (index.reshape(-1),)]
    return at.add(source if isinstance(alpha, int) and alpha == 1 else source * alpha)


@op(BESPOKE, saves=("index",), inplace=True)
def index_fill(input: Array, dim: Dim, index: Array, value: Number):
    """`input` with `value` in the slices a 1-d `index` names."""
    axis = wrap_dim(dim, input.ndim)
    return input.at[(slice(None),) * axis + (index.reshape(-1),)].set(value)


@op(BESPOKE, saves=("index",), inplace=True)
def index_copy(input: Array, dim: Dim, index: Array, source: Array):
    """`input` with the slices of `source` written where a 1-d `index` says."""
    axis = wrap_dim(dim, input.ndim)
    return input.at[(slice(None),) * axis + (index.reshape(-1),)].set(source)
