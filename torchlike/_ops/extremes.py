"""The largest and smallest elements over all or some dims, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp

from torchlike._ops.dims import wrap_dim, wrap_dims
from torchlike._ops.families import REDUCE
from torchlike._ops.operand_checks import unless_empty
from torchlike._ops.roles import Array, Dim, Dims
from torchlike._ops.schema import op


def _extreme(pick: Callable[..., Any], input: Any, axis: Any, keepdims: bool) -> Any:
    """The extreme by `pick`; of nothing, which may be of any dtype, as many as a sum has."""
    if not input.size:
        return jnp.sum(input, axis=axis, keepdims=keepdims).astype(input.dtype)
    return pick(input, axis=axis, keepdims=keepdims)


def _not_empty(input: Any, dims: tuple[int, ...], name: str) -> None:
    """Raises the error of an extreme of no elements over `dims`, over all where there are none."""
    if input.size == 0 and not dims:
        raise RuntimeError(
            f"{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify "
            "the reduction dim with the 'dim' argument."
        )
    for dim in dims:
        if input.ndim and input.shape[dim] == 0:
            raise IndexError(f"{name}(): Expected reduction dim {dim} to have non-zero size.")


@op(
    REDUCE,
    saves=("input", "result"),
    refuses={"cu8": unless_empty("max_values_cpu")},
    flat_gradient=True,
)
def amax(input: Array, dim: Dims = (), keepdim: bool = False):
    """The largest element over `dim`; ties share the gradient."""
    axes = wrap_dims(dim, input.ndim)
    _not_empty(input, dim if isinstance(dim, tuple) else (dim,), "amax")
    return _extreme(jnp.max, input, axis=axes, keepdims=keepdim)


@op(
    REDUCE,
    saves=("input", "result"),
    refuses={"cu8": unless_empty("min_values_cpu")},
    flat_gradient=True,
)
def amin(input: Array, dim: Dims = (), keepdim: bool = False):
    """The smallest element over `dim`; ties share the gradient."""
    axes = wrap_dims(dim, input.ndim)
    _not_empty(input, dim if isinstance(dim, tuple) else (dim,), "amin")
    return _extreme(jnp.min, input, axis=axes, keepdims=keepdim)


@op(
    REDUCE,
    saves=("input", "result"),
    grad_fn="MaxBackward1",
    refuses={"cu8": unless_empty("max_all")},
    flat_gradient=True,
)
def max(input: Array):
    """The largest of all elements; ties share the gradient."""
    _not_empty(input, (), "max")
    return jnp.max(input)


@op(
    REDUCE,
    saves=("input", "result"),
    grad_fn="MinBackward1",
    refuses={"cu8": unless_empty("min_all")},
    flat_gradient=True,
)
def min(input: Array):
    """The smallest of all elements; ties share the gradient."""
    _not_empty(input, (), "min")
    return jnp.min(input)


@op(
    REDUCE,
    returns="aminmax",
    saves=("input", "result"),
    out=True,
    refuses={"cu8": unless_empty("aminmax_cpu", along=0)},
    flat_gradient=True,
)
def aminmax(input: Array, *, dim: Dim | None = None, keepdim: bool = False):
    """The smallest and the largest element over `dim`."""
    axes = wrap_dims(dim, input.ndim)
    if dim is None and input.size == 0:
        raise RuntimeError(
            "aminmax(): cannot compute aminmax over an empty dimension as the operation has no "
            "identity."
        )
    if dim is not None and input.ndim and not input.shape[axes[0]]:
        raise IndexError(f"aminmax: Expected reduction dim {axes[0]} to have non-zero size.")
    low, high = (_extreme(pick, input, axes, keepdim) for pick in (jnp.min, jnp.max))
    return low, high


def _along(input: Any, dim: int, keepdim: bool, name: str, pick: Callable[..., Any]) -> Any:
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return input, jnp.zeros((), jnp.int64)
    _not_empty(input, (axis,), name)
    index = pick(input, axis=axis, keepdims=True)
    values = jnp.take_along_axis(input, index, axis=axis)
    if not keepdim:
        values, index = values.squeeze(axis), index.squeeze(axis)
    return values, index.astype(jnp.int64)


@op(
    REDUCE,
    name="max.dim",
    returns="max",
    saves=("indices",),
    out=False,
    refuses={
        "c": unless_empty((RuntimeError, "max(): does not support complex input"), along=0),
        "u8": unless_empty("max_cpu", along=0),
    },
    flat_gradient=True,
)
def max_dim(input: Array, dim: Dim, keepdim: bool = False):
    """The largest element along `dim` and where it stands first."""
    return _along(input, dim, keepdim, "max", jnp.argmax)


@op(
    REDUCE,
    name="min.dim",
    returns="min",
    saves=("indices",),
    out=False,
    refuses={
        "c": unless_empty((RuntimeError, "min(): does not support complex input"), along=0),
        "u8": unless_empty("min_cpu", along=0),
    },
    flat_gradient=True,
)
def min_dim(input: Array, dim: Dim, keepdim: bool = False):
    """The smallest element along `dim` and where it stands first."""
    return _along(input, dim, keepdim, "min", jnp.argmin)


def _position(input: Any, dim: int | None, keepdim: bool, name: str, pick: Any) -> Any:
    if dim is None:
        if input.size == 0:
            raise IndexError(
                f"{name}(): Expected reduction dim to be specified for input.numel() == 0."
            )
        found = pick(input.reshape(-1), axis=0).astype(jnp.int64)
        return found.reshape((1,) * input.ndim) if keepdim else found
    axis = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        return jnp.zeros((), jnp.int64)
    _not_empty(input, (axis,), name)
    return pick(input, axis=axis, keepdims=keepdim).astype(jnp.int64)


@op(
    REDUCE,
    differentiable=False,
    refuses={
        "c": (RuntimeError, "argmax(): does not support complex input"),
        "b": (RuntimeError, "argmax(): does not support bool input"),
        "u8": "argmax_cpu",
    },
)
def argmax(input: Array, dim: Dim | None = None, keepdim: bool = False):
    """Where the largest element along `dim`, or of all, stands first. Dtype: int64."""
    return _position(input, dim, keepdim, "argmax", jnp.argmax)


@op(
    REDUCE,
    differentiable=False,
    refuses={
        "c": (RuntimeError, "argmin(): does not support complex input"),
        "b": (RuntimeError, "argmin(): does not support bool input"),
        "u8": "argmin_cpu",
    },
)
def argmin(input: Array, dim: Dim | None = None, keepdim: bool = False):
    """Where the smallest element along `dim`, or of all, stands first. Dtype: int64."""
    return _position(input, dim, keepdim, "argmin", jnp.argmin)
