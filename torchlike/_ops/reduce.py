"""Reductions over all or some dims."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._core.kernel import Aval, Spec
from torchlike._core.promotion import HALVES
from torchlike._ops.casting import to_dtype
from torchlike._ops.dims import (
    is_complex,
    is_inexact,
    scalar_name,
    wrap_dims,
)
from torchlike._ops.families import REDUCE
from torchlike._ops.grad_names import by_dims
from torchlike._ops.roles import Array, Dim, Dims, DType, Static
from torchlike._ops.schema import op


def accumulating(input: Any, dtype: Any) -> tuple[Any, Any]:
    """`input` in the dtype a sum or product is taken in, and the dtype of the result."""
    own = dtypes.from_numpy(input.dtype)
    result = dtype or (own if is_inexact(input) else dtypes.int64)
    return _widened(to_dtype(input, result)), result.np


def _widened(x: Any) -> Any:
    """Halves as float32, in which PyTorch accumulates them."""
    return x.astype(jnp.float32) if dtypes.from_numpy(x.dtype) in HALVES else x


def _nansum_kernel(specs: Sequence[Spec], static: tuple[Any, ...]) -> Any:
    del static
    spec = specs[0]
    if not isinstance(spec, Aval) or spec.dtype.category < dtypes.dtype.FLOAT:
        return None  # a plain sum
    if spec.dtype.is_complex:
        return RuntimeError, "nansum on CPU does not support complex inputs"
    return "nansum_cpu"


@op(
    REDUCE,
    saves=("input",),
    refuses={"c8": _nansum_kernel},
    flat_gradient=True,
)
def nansum(
    input: Array, dim: Dims | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The sum over `dim` of what is not NaN."""
    x, kind = accumulating(input, dtype)
    x = jnp.where(x != x, jnp.zeros_like(x), x)
    axes = wrap_dims(dim, x.ndim)
    return jnp.sum(x, axis=axes, keepdims=keepdim, dtype=x.dtype).astype(kind)


@op(REDUCE, grad_fn=by_dims("Sum"), refuses={"8": "sum_cpu"})
def sum(
    input: Array, dim: Dims | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The sum over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    axes = wrap_dims(dim, input.ndim)
    x, kind = accumulating(input, dtype)
    return jnp.sum(x, axis=axes, keepdims=keepdim, dtype=x.dtype).astype(kind)


def _check_mean(input: Any, dtype: Any, name: str) -> None:
    if dtype is not None:
        if dtype.category < dtypes.dtype.FLOAT:
            raise RuntimeError(
                f"{name}(): could not infer output dtype. Optional dtype must be either a floating "
                f"point or complex dtype. Got: {dtype.scalar_name}"
            )
    elif not is_inexact(input):
        raise RuntimeError(
            f"{name}(): could not infer output dtype. Input dtype must be either a floating point "
            f"or complex dtype. Got: {scalar_name(input)}"
        )


@op(REDUCE, grad_fn=by_dims("Mean"), refuses={"8": "sum_cpu"})
def mean(
    input: Array, dim: Dims | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The mean over `dim`. Raises: RuntimeError for integers without a float `dtype`."""
    _check_mean(input, dtype, "mean")
    kind = input.dtype if dtype is None else dtype.np
    x = _widened(input) if dtype is None or dtype in HALVES else to_dtype(input, dtype)
    x = x if is_inexact(x) else x.astype(jnp.float32)
    axes = wrap_dims(dim, input.ndim)
    return jnp.mean(x, axis=axes, keepdims=keepdim, dtype=x.dtype).astype(kind)


@op(REDUCE, saves=("input", "result"), grad_fn=by_dims("Prod"), refuses={"8": "prod_out_cpu"})
def prod(
    input: Array, dim: Dim | None = None, keepdim: bool = False, *, dtype: DType | None = None
):
    """The product over `dim`. Dtype: int64 for integers and bool, else the input's, or `dtype`."""
    x, kind = accumulating(input, dtype)
    axes = tuple(range(x.ndim)) if dim is None else wrap_dims(dim, x.ndim)
    if x.size < 2:
        return jnp.prod(x, axis=axes, keepdims=keepdim, dtype=x.dtype).astype(kind)
    product = _product(x.reshape(-1), 0) if len(axes) != 1 else _product(x, axes[0])
    shape = [1 if d in axes else n for d, n in enumerate(x.shape) if keepdim or d not in axes]
    return product.reshape(shape).astype(kind)


@functools.partial(jax.custom_jvp, nondiff_argnums=(1,))
def _product(x: Any, axis: int) -> Any:
    """The product along `axis`, whose gradient is the product of the others."""
    return jnp.prod(x, axis=axis, dtype=x.dtype)


@_product.defjvp
def _product_jvp(axis: int, primals: Any, tangents: Any) -> tuple[Any, Any]:
    (x,), (tangent,) = primals, tangents
    result = _product(x, axis)
    quotient = lambda: jnp.expand_dims(result, axis) / x
    others = lax.cond(jnp.any(x == 0), lambda: _product_of_others(x, axis), quotient)
    return result, jnp.sum(others * tangent, axis=axis)


def _product_of_others(x: Any, axis: int) -> Any:
    """For each element along `axis`, the product of those before it and of those after it."""
    one = jnp.ones_like(lax.slice_in_dim(x, 0, 1, axis=axis))
    before = lax.cumprod(x, axis=axis)
    after = lax.cumprod(x, axis=axis, reverse=True)
    before = jnp.concatenate([one, lax.slice_in_dim(before, 0, -1, axis=axis)], axis)
    return before * jnp.concatenate([lax.slice_in_dim(after, 1, None, axis=axis), one], axis)


def _tested(dim: Any, rank: int) -> tuple[int, ...]:
    """The dims that `all` and `any` reduce: none, not all of them, for an empty tuple."""
    return () if dim == () else wrap_dims(dim, rank)


@op(REDUCE, differentiable=False)
def all(input: Array, dim: Dims | None = None, keepdim: bool = False):
    """Whether no element over `dim` is zero. Dtype: bool; uint8 for uint8."""
    found = jnp.all(input != 0, axis=_tested(dim, input.ndim), keepdims=keepdim)
    return found.astype(jnp.uint8) if input.dtype == jnp.uint8 else found


@op(REDUCE, differentiable=False)
def any(input: Array, dim: Dims | None = None, keepdim: bool = False):
    """Whether some element over `dim` is not zero. Dtype: bool; uint8 for uint8."""
    found = jnp.any(input != 0, axis=_tested(dim, input.ndim), keepdims=keepdim)
    return found.astype(jnp.uint8) if input.dtype == jnp.uint8 else found


def _std_kernel(specs: Sequence[Spec], static: tuple[Any, ...]) -> Any:
    spec = specs[0]
    if static[0] is None and isinstance(spec, Aval):
        return RuntimeError, f"std_var_all: Unsupported dtype {spec.dtype.scalar_name}"
    return "std_cpu"


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


@op(REDUCE, saves=("input",), casts_out=True, refuses={"8": _std_kernel})
def var(input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False):
    """The variance over `dim`, with `correction` taken off the count (1: unbiased)."""
    value, dtype = _variance(input, dim, correction, keepdim, "var")
    return value if jnp.issubdtype(dtype, jnp.complexfloating) else value.astype(dtype)


@op(REDUCE, saves=("input", "result"), casts_out=True, refuses={"8": _std_kernel})
def std(input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False):
    """The standard deviation over `dim`; gradient 0 where it is 0."""
    return _deviation(input, dim, correction, keepdim, "std")


def _deviation(input: Any, dim: Any, correction: float, keepdim: bool, name: str) -> Any:
    value, dtype = _variance(input, dim, correction, keepdim, name)
    zero = value == 0
    root = jnp.where(zero, 0, jnp.sqrt(jnp.where(zero, 1, value)))
    return root if jnp.issubdtype(dtype, jnp.complexfloating) else root.astype(dtype)


@op(REDUCE, returns="plain", saves=("input", "result"), out=False, refuses={"8": "std_cpu"})
def var_mean(
    input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False
):
    """The variance and the mean over `dim`."""
    value, dtype = _variance(input, dim, correction, keepdim, "var_mean")
    mean = jnp.mean(input, axis=wrap_dims(dim, input.ndim), keepdims=keepdim, dtype=dtype)
    return (value if is_complex(input) else value.astype(dtype)), mean


@op(REDUCE, returns="plain", saves=("input", "result"), out=False, refuses={"8": "std_cpu"})
def std_mean(
    input: Array, dim: Dims | None = None, *, correction: float = 1.0, keepdim: bool = False
):
    """The standard deviation and the mean over `dim`."""
    deviation = _deviation(input, dim, correction, keepdim, "std_mean")
    mean = jnp.mean(input, axis=wrap_dims(dim, input.ndim), keepdims=keepdim, dtype=input.dtype)
    return deviation, mean


@op(REDUCE, saves=("input", "result"), casts_out=True, refuses={"8": "max_values_cpu"})
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


def _not_empty_for_norm(x: Any, order: Any, dim: Any, axes: tuple[int, ...]) -> None:
    start = f"linalg.vector_norm cannot compute the {order:g} norm on "
    end = "empty and the operation does not have an identity"
    if dim is None and not x.size:
        raise RuntimeError(
            f"{start}an empty tensor because the operation does not have an identity"
        )
    for axis in axes:
        if not x.shape[axis]:
            raise RuntimeError(f"{start}the dimension {axis}because this dimension is {end}")


def p_norm(x: Any, order: Any, dim: Any, keepdim: bool) -> Any:
    """The p-norm of `x` over `dim` with PyTorch's subgradients at 0."""
    axes = wrap_dims(dim, x.ndim)
    if order < 0 or order == float("inf"):
        _not_empty_for_norm(x, order, dim, axes)
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


@op(REDUCE, out=False, differentiable=False, refuses={"u8": "nonzero_count_cpu"})
def count_nonzero(input: Array, dim: Dims | None = None):
    """How many elements over `dim` are not zero. Dtype: int64."""
    return jnp.sum(input != 0, axis=wrap_dims(dim, input.ndim), dtype=jnp.int64)
