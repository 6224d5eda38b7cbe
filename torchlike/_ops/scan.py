"""Running sums, products and extremes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._ops.dims import is_float, is_inexact, wrap_dim
from torchlike._ops.families import REDUCE
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
    return (x if x.ndim == 0 else jnp.cumprod(x, axis=axis, dtype=x.dtype)).astype(kind)


def _running(input: Any, dim: int, sweep: Callable[..., Any]) -> tuple[Any, Any]:
    """The running extreme and where it stands; the latest of equal ones, NaN before all."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    plain = input.astype(jnp.uint8) if input.dtype == bool else lax.stop_gradient(input)
    reached = plain == sweep(plain, axis=axis)
    if is_float(input):
        reached |= jnp.isnan(plain)
    positions = lax.broadcasted_iota(jnp.int64, input.shape, axis)
    index = lax.cummax(jnp.where(reached, positions, 0), axis=axis)
    return jnp.take_along_axis(input, index, axis=axis), index


@op(
    REDUCE,
    returns="cummax",
    saves=("input", "indices"),
    out=True,
    refuses={"cu8": "cummax_cpu"},
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
    refuses={"cu8": "cummin_cpu"},
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
    return x if x.ndim == 0 else lax.cumlogsumexp(x, axis=axis)
