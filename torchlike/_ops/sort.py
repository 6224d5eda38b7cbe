"""Sorting and the largest elements."""

from __future__ import annotations

import jax.numpy as jnp
from jax import lax

from torchlike._ops.dims import wrap_dim
from torchlike._ops.families import BESPOKE
from torchlike._ops.roles import Array, Dim
from torchlike._ops.schema import op


@op(BESPOKE, returns="sort", saves=("result",))
def sort(input: Array, dim: Dim = -1, descending: bool = False, *, stable: bool = True):
    """The elements along `dim` in order, and where they stood. Equal ones keep their order."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    order = jnp.argsort(input, axis=axis, stable=True, descending=descending)
    return jnp.take_along_axis(input, order, axis=axis), order.astype(jnp.int64)


@op(BESPOKE, differentiable=False)
def argsort(input: Array, dim: Dim = -1, descending: bool = False, *, stable: bool = True):
    """Where the elements along `dim` stand in order. Dtype: int64."""
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return jnp.zeros((), jnp.int64)
    return jnp.argsort(input, axis=axis, stable=True, descending=descending).astype(jnp.int64)


@op(BESPOKE, returns="topk", saves=("result",))
def topk(input: Array, k: int, dim: Dim = -1, largest: bool = True, sorted: bool = True):
    """The `k` largest (or smallest) along `dim`, in order, and where they stood.

    Raises: RuntimeError when `dim` has fewer.
    """
    axis = wrap_dim(dim, input.ndim)
    if k < 0 or k > (input.shape[axis] if input.ndim else 1):
        raise RuntimeError("selected index k out of range")
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    order = jnp.argsort(input, axis=axis, stable=True, descending=largest)
    index = lax.slice_in_dim(order, 0, k, axis=axis)
    return jnp.take_along_axis(input, index, axis=axis), index.astype(jnp.int64)
