"""Reductions over all or some dims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._ops.dims import (
    is_complex,
    is_inexact,
    scalar_name,
    wrap_dim,
    wrap_dims,
)
from torchlike._ops.families import REDUCE
from torchlike._ops.grad_names import by_dims
from torchlike._ops.roles import Array, Dim, Dims, DType, Static
from torchlike._ops.schema import op, to_dtype


def accumulating(input: Any, dtype: Any) -> Any:
    """`input` in the dtype a sum or product is taken in."""
    if dtype is not None:
        return to_dtype(input, dtype)
    return input if is_inexact(input) else input.astype(jnp.int64)


@op(
    REDUCE,
    saves=("input",),
    refuses={"c": (RuntimeError, "nansum on CPU does not support complex inputs")},
)
def nansum(
    input: Array, dim: Dims | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The sum over `dim` of what is not NaN."""
    x = accumulating(input, dtype)
    x = jnp.where(x != x, 0, x)
    return jnp.sum(x, axis=wrap_dims(dim, x.ndim), keepdims=keepdim, dtype=x.dtype)


@op(REDUCE, grad_fn=by_dims("Sum"))
def sum(
    input: Array, dim: Dims | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The sum over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    axes = wrap_dims(dim, input.ndim)
    x = accumulating(input, dtype)
    return jnp.sum(x, axis=axes, keepdims=keepdim, dtype=x.dtype)


def _mean_input(input: Any, dtype: Any, name: str) -> Any:
    if dtype is not None:
        if dtype.category < dtypes.dtype.FLOAT:
            raise RuntimeError(
                f"{name}(): could not infer output dtype. Optional dtype must be either a floating "
                f"point or complex dtype. Got: {dtype.scalar_name}"
            )
        return to_dtype(input, dtype)
    if not is_inexact(input):
        raise RuntimeError(
            f"{name}(): could not infer output dtype. Input dtype must be either a floating point "
            f"or complex dtype. Got: {scalar_name(input)}"
        )
    return input


@op(REDUCE, grad_fn=by_dims("Mean"))
def mean(
    input: Array, dim: Dims | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The mean over `dim`. Raises: RuntimeError for integers without a float `dtype`."""
    x = _mean_input(input, dtype, "mean")
    axes = wrap_dims(dim, input.ndim)
    return jnp.mean(x, axis=axes, keepdims=keepdim, dtype=x.dtype)


@op(REDUCE, saves=("input", "result"), grad_fn=by_dims("Prod"))
def prod(
    input: Array, dim: Dim | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The product over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    x = accumulating(input, dtype)
    axes = tuple(range(x.ndim)) if dim is None else wrap_dims(dim, x.ndim)
    return jnp.prod(x, axis=axes, keepdims=keepdim, dtype=x.dtype)


@op(REDUCE, differentiable=False)
def all(input: Array, dim: Dims | None = None, keepdim: bool = False):
    """Whether no element over `dim` is zero. Dtype: bool; uint8 for uint8."""
    found = jnp.all(input != 0, axis=wrap_dims(dim, input.ndim), keepdims=keepdim)
    return found.astype(jnp.uint8) if input.dtype == jnp.uint8 else found


@op(REDUCE, differentiable=False)
def any(input: Array, dim: Dims | None = None, keepdim: bool = False):
    """Whether some element over `dim` is not zero. Dtype: bool; uint8 for uint8."""
    found = jnp.any(input != 0, axis=wrap_dims(dim, input.ndim), keepdims=keepdim)
    return found.astype(jnp.uint8) if input.dtype == jnp.uint8 else found


def _not_empty(input: Any, axes: tuple[int, ...], name: str) -> None:
    if input.size == 0 and len(axes) == input.ndim:
        raise RuntimeError(
            f"{name}(): Expected reduction dim to be specified for input.numel() == 0. Specify "
            "the reduction dim with the 'dim' argument."
        )
    for axis in axes:
        if input.ndim and input.shape[axis] == 0:
            raise IndexError(f"{name}(): Expected reduction dim {axis} to have non-zero size.")


@op(REDUCE, saves=("input", "result"), refuses={"c": "max_values_cpu"})
def amax(input: Array, dim: Dims = (), keepdim: bool = False):
    """The largest element over `dim`; ties share the gradient."""
    axes = wrap_dims(dim, input.ndim)
    _not_empty(input, axes, "amax")
    return jnp.max(input, axis=axes, keepdims=keepdim)


@op(REDUCE, saves=("input", "result"), refuses={"c": "min_values_cpu"})
def amin(input: Array, dim: Dims = (), keepdim: bool = False):
    """The smallest element over `dim`; ties share the gradient."""
    axes = wrap_dims(dim, input.ndim)
    _not_empty(input, axes, "amin")
    return jnp.min(input, axis=axes, keepdims=keepdim)


@op(REDUCE, saves=("input", "result"), grad_fn="MaxBackward1", refuses={"c": "max_all"})
def max(input: Array):
    """The largest of all elements; ties share the gradient."""
    _not_empty(input, tuple(range(input.ndim)), "max")
    return jnp.max(input)


@op(REDUCE, saves=("input", "result"), grad_fn="MinBackward1", refuses={"c": "min_all"})
def min(input: Array):
    """The smallest of all elements; ties share the gradient."""
    _not_empty(input, tuple(range(input.ndim)), "min")
    return jnp.min(input)


@op(REDUCE, returns="aminmax", saves=("input", "result"), out=False, refuses={"c": "aminmax_cpu"})
def aminmax(input: Array, *, dim: Dim | None = None, keepdim: bool = False):
    """The smallest and the largest element over `dim`."""
    axes = wrap_dims(dim, input.ndim)
    _not_empty(input, axes, "aminmax")
    low = jnp.min(input, axis=axes, keepdims=keepdim)
    return low, jnp.max(input, axis=axes, keepdims=keepdim)


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
    saves=("result",),
    out=False,
    refuses={"c": (RuntimeError, "max(): does not support complex input")},
)
def max_dim(input: Array, dim: Dim, keepdim: bool = False):
    """The largest element along `dim` and where it stands first."""
    return _along(input, dim, keepdim, "max", jnp.argmax)


@op(
    REDUCE,
    name="min.dim",
    returns="min",
    saves=("result",),
    out=False,
    refuses={"c": (RuntimeError, "min(): does not support complex input")},
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
    },
)
def argmin(input: Array, dim: Dim | None = None, keepdim: bool = False):
    """Where the smallest element along `dim`, or of all, stands first. Dtype: int64."""
    return _position(input, dim, keepdim, "argmin", jnp.argmin)


def _variance(input: Any, dim: Any, correction: float, keepdim: bool, name: str) -> tuple[Any, Any]:
    if not is_inexact(input):
        plain = "std and var" if name in ("std", "var") else name
        raise RuntimeError(f"{plain} only support floating point and complex dtypes")
    axes = wrap_dims(dim, input.ndim)
    count = 1
    for axis in axes:
        count *= input.shape[axis]
    x = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    center = jnp.mean(x, axis=axes, keepdims=True)
    deviation = x - center
    squares = (deviation * jnp.conj(deviation)).real if is_complex(x) else deviation * deviation
    freedom = count - correction
    total = jnp.sum(squares, axis=axes, keepdims=keepdim)
    return total / (freedom if freedom > 0 else 0.0), input.dtype


@op(REDUCE, saves=("input",))
def var(input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False):
    """The variance over `dim`, with `correction` taken off the count (1: unbiased)."""
    value, dtype = _variance(input, dim, correction, keepdim, "var")
    return value if jnp.issubdtype(dtype, jnp.complexfloating) else value.astype(dtype)


@op(REDUCE, saves=("input", "result"))
def std(input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False):
    """The standard deviation over `dim`; gradient 0 where it is 0."""
    return _deviation(input, dim, correction, keepdim, "std")


def _deviation(input: Any, dim: Any, correction: float, keepdim: bool, name: str) -> Any:
    value, dtype = _variance(input, dim, correction, keepdim, name)
    zero = value == 0
    root = jnp.where(zero, 0, jnp.sqrt(jnp.where(zero, 1, value)))
    return root if jnp.issubdtype(dtype, jnp.complexfloating) else root.astype(dtype)


@op(REDUCE, returns="plain", saves=("input", "result"), out=False)
def var_mean(
    input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False
):
    """The variance and the mean over `dim`."""
    value, dtype = _variance(input, dim, correction, keepdim, "var_mean")
    mean = jnp.mean(input, axis=wrap_dims(dim, input.ndim), keepdims=keepdim, dtype=dtype)
    return (value if is_complex(input) else value.astype(dtype)), mean


@op(REDUCE, returns="plain", saves=("input", "result"), out=False)
def std_mean(
    input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False
):
    """The standard deviation and the mean over `dim`."""
    mean = jnp.mean(input, axis=wrap_dims(dim, input.ndim), keepdims=keepdim, dtype=input.dtype)
    return _deviation(input, dim, correction, keepdim, "std_mean"), mean


@op(REDUCE, saves=("result",))
def logsumexp(input: Array, dim: Dims, keepdim: bool = False):
    """log(sum(exp(input))) over `dim`, without overflow."""
    x = input if is_inexact(input) else input.astype(Defaults.float_dtype.np)
    return jax.nn.logsumexp(x, axis=wrap_dims(dim, x.ndim), keepdims=keepdim)


@op(
    REDUCE,
    name="vector_norm",
    namespace="linalg",
    method=False,
    saves=("x", "result"),
    grad_fn="LinalgVectorNormBackward0",
)
def vector_norm(
    x: Array,
    ord: Static = 2,
    dim: Dims | None = None,
    keepdim: bool = False,
    *,
    dtype: DType | None = None,
):
    """The `ord`-norm over `dim`; the subgradient at 0 is 0."""
    if not is_inexact(x):
        raise RuntimeError(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
            f"{scalar_name(x)}"
        )
    return p_norm(x if dtype is None else to_dtype(x, dtype), ord, dim, keepdim)


def p_norm(x: Any, order: Any, dim: Any, keepdim: bool) -> Any:
    """The p-norm of `x` over `dim` with PyTorch's subgradients at 0."""
    axes = wrap_dims(dim, x.ndim)
    size = jnp.where(x == 0, 0, jnp.abs(jnp.where(x == 0, 1, x)))
    if order == float("inf"):
        return jnp.max(size, axis=axes, keepdims=keepdim)
    if order == float("-inf"):
        return jnp.min(size, axis=axes, keepdims=keepdim)
    if order == 0:
        return jnp.sum((x != 0).astype(size.dtype), axis=axes, keepdims=keepdim)
    if order == 1:
        return jnp.sum(size, axis=axes, keepdims=keepdim)
    wide = size.astype(jnp.float32) if size.dtype.itemsize == 2 else size
    if order == 2:
        total = jnp.sum(wide * wide, axis=axes, keepdims=keepdim)
    else:
        zero = wide == 0
        powers = jnp.where(zero, 0.0 if order > 0 else jnp.inf, jnp.where(zero, 1, wide) ** order)
        total = jnp.sum(powers, axis=axes, keepdims=keepdim)
    zero = total == 0
    safe = jnp.where(zero, 1, total)
    root = jnp.sqrt(safe) if order == 2 else safe ** (1.0 / order)
    return jnp.where(zero, 0, root).astype(size.dtype)


@op(
    REDUCE,
    name="norm.p",
    saves=("input", "result"),
    grad_fn="NormBackward1",
    method=False,
    function=False,
    out=False,
)
def norm_p(
    input: Array,
    p: Static = 2,
    dim: Dims | None = None,
    keepdim: bool = False,
    *,
    dtype: DType | None = None,
):
    """The p-norm over `dim`, as layers and losses take it."""
    if not is_inexact(input):
        raise RuntimeError(
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
            f"{scalar_name(input)}"
        )
    return p_norm(input if dtype is None else to_dtype(input, dtype), p, dim, keepdim)


@op(REDUCE, differentiable=False)
def count_nonzero(input: Array, dim: Dims | None = None):
    """How many elements over `dim` are not zero. Dtype: int64."""
    return jnp.sum(input != 0, axis=wrap_dims(dim, input.ndim), dtype=jnp.int64)
