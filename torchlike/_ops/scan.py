"""Running sums, products and extremes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._ops.binary import log_added
from torchlike._ops.dims import is_complex, is_float, is_inexact, wrap_dim
from torchlike._ops.families import REDUCE
from torchlike._ops.matrix_checks import as_if
from torchlike._ops.operand_checks import unless_empty
from torchlike._ops.reduce import accumulating
from torchlike._ops.roles import Array, Dim, DType
from torchlike._ops.schema import op


def _running_total(input: Any, dtype: Any, kernel: str) -> tuple[Any, Any]:
    if dtype is dtypes.bool:
        raise NotImplementedError(f"\"{kernel}\" not implemented for 'Bool'")
    return accumulating(input, dtype)


@op(REDUCE, saves=(), inplace=True, refuses={"8": "cumsum_out_cpu"})
def cumsum(input: Array, dim: Dim, *, dtype: DType | None = None):
    """Running sums along `dim`."""
    x, kind = _running_total(input, dtype, "cumsum_out_cpu")
    axis = wrap_dim(dim, x.ndim)
    return (x if x.ndim == 0 else jnp.cumsum(x, axis=axis, dtype=x.dtype)).astype(kind)


@op(REDUCE, saves=("input", "result"), inplace=True, refuses={"8": "cumprod_out_cpu"})
def cumprod(input: Array, dim: Dim, *, dtype: DType | None = None):
    """Running products along `dim`."""
    x, kind = _running_total(input, dtype, "cumprod_out_cpu")
    axis = wrap_dim(dim, x.ndim)
    alone = x.ndim == 0 or x.shape[axis] == 1  # the gradient needs nothing of x then
    return (x if alone else _running_product(x, axis)).astype(kind)


@functools.partial(jax.custom_jvp, nondiff_argnums=(1,))
def _running_product(x: Any, axis: int) -> Any:
    """Running products, whose gradient is made of quotients where nothing is zero."""
    return lax.cumprod(x, axis=axis)


@_running_product.defjvp
def _running_product_jvp(axis: int, primals: Any, tangents: Any) -> tuple[Any, Any]:
    (x,), (tangent,) = primals, tangents
    products = _running_product(x, axis)
    shares = lambda: products * lax.cumsum(tangent / x, axis=axis)
    each = lambda: jax.jvp(lambda v: lax.cumprod(v, axis=axis), (x,), (tangent,))[1]
    return products, lax.cond(jnp.any(x == 0), each, shares)


def _running(input: Any, dim: int, sweep: Callable[..., Any]) -> tuple[Any, Any]:
    """The running extreme and where it stands; the latest of equal ones, NaN before all."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0 or input.size == 0:
        return input, jnp.zeros(input.shape, jnp.int64)
    plain = input.astype(jnp.uint8) if input.dtype == bool else lax.stop_gradient(input)
    extremes = sweep(plain, axis=axis)
    reached = plain == extremes
    if is_float(input):
        reached |= jnp.isnan(plain)
    narrow = jnp.int32 if input.shape[axis] < 1 << 31 else jnp.int64
    positions = lax.broadcasted_iota(narrow, input.shape, axis)
    index = lax.cummax(jnp.where(reached, positions, 0), axis=axis).astype(jnp.int64)
    return _standing_at(input, index, extremes.astype(input.dtype), axis), index


@functools.partial(jax.custom_jvp, nondiff_argnums=(3,))
def _standing_at(input: Any, index: Any, found: Any, axis: int) -> Any:
    """`found`, the elements of `input` at `index`, which they pass their gradient on to."""
    del input, index, axis
    return found


@_standing_at.defjvp
def _standing_at_jvp(axis: int, primals: Any, tangents: Any) -> tuple[Any, Any]:
    _, index, found = primals
    return found, jnp.take_along_axis(tangents[0], index, axis=axis)


@op(
    REDUCE,
    returns="cummax",
    saves=("input", "indices"),
    out=True,
    refuses={"cu8": unless_empty("cummax_cpu")},
    flat_gradient=True,
)
def cummax(input: Array, dim: Dim):
    """The largest element so far along `dim` and where it stands."""
    return _running(input, dim, lax.cummax)


@op(
    REDUCE,
    returns="cummin",
    saves=("input", "indices"),
    out=True,
    refuses={"cu8": unless_empty("cummin_cpu")},
    flat_gradient=True,
)
def cummin(input: Array, dim: Dim):
    """The smallest element so far along `dim` and where it stands."""
    return _running(input, dim, lax.cummin)


@op(REDUCE, saves=("input", "result"), refuses={"bi8": "logcumsumexp_out_cpu"})
def logcumsumexp(input: Array, dim: Dim):
    """Running log(sum(exp(input))) along `dim`."""
    x = input if is_inexact(input) else input.astype(Defaults.float_dtype.np)
    axis = wrap_dim(dim, x.ndim)
    if x.ndim == 0:
        return x
    smooth = lax.cumlogsumexp(x, axis=axis)
    return as_if(_running_log_total(x, axis), smooth) if is_complex(x) else smooth


def _running_log_total(x: Any, axis: int) -> Any:
    """`logcumsumexp` of complex numbers, added up one by one: their angles keep what they add."""

    def add(total: Any, row: Any) -> tuple[Any, Any]:
        total = log_added(row, total)
        return total, total

    rows = jnp.moveaxis(lax.stop_gradient(x), axis, 0)
    _, totals = lax.scan(add, jnp.full_like(rows[0], -jnp.inf), rows) if len(rows) else (None, rows)
    return jnp.moveaxis(totals, 0, axis)
