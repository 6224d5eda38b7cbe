"""Rearranging and joining: results that are new tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._core import dtypes
from torchlike._core.kernel import Aval, contiguous_strides
from torchlike._core.promotion import Promote
from torchlike._ops.casting import check_fits, number_as, to_dtype
from torchlike._ops.dims import c_name, wrap_dim, wrap_dims
from torchlike._ops.families import BESPOKE, SHAPE
from torchlike._ops.grad_names import by_operands
from torchlike._ops.layout import (
    channels_last_if_all,
    channels_last_order,
    dense_strides,
    like_first,
    preserved_strides,
)
from torchlike._ops.roles import Array, Dim, Dims, DType, Number, Shape, Static
from torchlike._ops.schema import broadcast_shapes, op
from torchlike._ops.view import infer_shape


@op(SHAPE, name="reshape_copy", function=False, method=False, grad_fn="UnsafeViewBackward0")
def reshape_copy(input: Array, shape: Shape):
    """`reshape` where PyTorch has to copy."""
    return input.reshape(infer_shape(shape, input.size))


def _format_strides(aval: Aval, memory_format: Any) -> tuple[int, ...]:
    if memory_format in ("preserve_format", None):
        return preserved_strides(aval)
    return format_strides(aval.shape, memory_format)


def format_strides(shape: tuple[int, ...], memory_format: str) -> tuple[int, ...]:
    """The strides of `shape` in a memory format.

    Raises: RuntimeError when the rank does not go with it.
    """
    rank = {"channels_last": 4, "channels_last_3d": 5}.get(memory_format)
    order = None if rank is None else channels_last_order(rank)
    if order is None:
        return contiguous_strides(shape)
    if len(shape) != rank:
        raise RuntimeError(f"required rank {rank} tensor to use {memory_format} format")
    return dense_strides(shape, order)


@op(SHAPE, name="clone", function=False, method=False, strides=_format_strides)
def clone(input: Array, *, memory_format: Static = None):
    """A copy with its own memory."""
    return input


def cast_strides(aval: Aval, dtype: Any, memory_format: Any) -> tuple[int, ...]:
    """The strides of what is made like `aval` in another dtype."""
    del dtype
    return _format_strides(aval, memory_format)


@op(
    SHAPE,
    name="to_copy",
    function=False,
    method=False,
    grad_fn="ToCopyBackward0",
    strides=cast_strides,
)
def to_copy(input: Array, dtype: DType, memory_format: Static = None):
    """A copy in another dtype."""
    return to_dtype(input, dtype)


def _cat_checked(tensors: list[Any], dim: int) -> int:
    if not tensors:
        raise ValueError("torch.cat(): expected a non-empty list of Tensors")
    for i, x in enumerate(tensors):
        if x.ndim == 0:
            raise RuntimeError(f"zero-dimensional tensor (at position {i}) cannot be concatenated")
    first = tensors[0]
    axis = wrap_dim(dim, first.ndim)
    for i, x in enumerate(tensors[1:], 1):
        if x.ndim != first.ndim:
            raise RuntimeError(
                f"Tensors must have same number of dimensions: got {first.ndim} and {x.ndim}"
            )
        for d in range(first.ndim):
            if d != axis and x.shape[d] != first.shape[d]:
                raise RuntimeError(
                    f"Sizes of tensors must match except in dimension {axis}. Expected size "
                    f"{first.shape[d]} but got size {x.shape[d]} for tensor number {i} in the list."
                )
    return axis


@op(
    SHAPE,
    promote=Promote.DEFAULT,
    method=False,
    out=True,
    aliases=("concat", "concatenate"),
    saves=(),
    laid_out=channels_last_if_all,
)
def cat(tensors: Sequence[Array], dim: Dim = 0):
    """The tensors one after another along `dim`. Dtype: promoted; 1-d empty ones are skipped."""
    kept = [x for x in tensors if x.shape != (0,)] if len(tensors) > 1 else tensors
    kept = kept or tensors[:1]
    return jnp.concatenate(kept, axis=_cat_checked(list(kept), dim))


def _stacked_strides(specs: Any, static: Any, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """Those of `cat` along the dim, which is then taken apart."""
    dim = wrap_dim(static[0], len(shape))
    if dim == len(shape) - 1:
        return None
    joined = (*shape[:dim], shape[dim] * shape[dim + 1], *shape[dim + 2 :])
    strides = channels_last_if_all(specs, (), joined)
    if strides is None:
        return None
    return (*strides[:dim], strides[dim] * shape[dim + 1], *strides[dim:])


@op(SHAPE, promote=Promote.DEFAULT, method=False, out=True, saves=(), laid_out=_stacked_strides)
def stack(tensors: Sequence[Array], dim: Dim = 0):
    """The tensors along a new `dim`. Raises: RuntimeError when the shapes differ."""
    if not tensors:
        raise RuntimeError("stack expects a non-empty TensorList")
    first = tensors[0]
    for i, x in enumerate(tensors):
        if x.shape != first.shape:
            raise RuntimeError(
                f"stack expects each tensor to be equal size, but got {list(first.shape)} at entry "
                f"0 and {list(x.shape)} at entry {i}"
            )
    return jnp.stack(tensors, axis=wrap_dim(dim, first.ndim + 1))


@op(SHAPE, laid_out=like_first)
def flip(input: Array, dims: Shape):
    """The elements in reverse along `dims`."""
    axes = []
    for dim in dims:
        axis = wrap_dim(dim, input.ndim)
        if axis in axes:
            raise RuntimeError(f"dim {axis} appears multiple times in the list of dims")
        axes.append(axis)
    return jnp.flip(input, axes) if axes and input.ndim else input


def _turned_strides(specs: Any, static: Any, shape: tuple[int, ...]) -> tuple[int, ...]:
    turns, first, second = static
    strides = list(like_first(specs, static, shape))
    if turns % 2:
        strides[first], strides[second] = strides[second], strides[first]
    return tuple(strides)


@op(
    SHAPE,
    name="rot90.turned",
    function=False,
    method=False,
    grad_fn="Rot90Backward0",
    laid_out=_turned_strides,
)
def turned(input: Array, turns: int, first: int, second: int):
    """`input` turned by 90 degrees some times in the plane of two dims."""
    return jnp.rot90(input, turns, (first, second))


def _rolled_strides(specs: Any, static: Any, shape: tuple[int, ...]) -> Any:
    rule = like_first if 0 in shape else channels_last_if_all
    return rule(specs, static, shape)


@op(SHAPE, laid_out=_rolled_strides)
def roll(input: Array, shifts: Dims, dims: Dims | None = None):
    """The elements shifted along `dims`, those pushed out coming in again."""
    if shifts == ():
        raise RuntimeError("`shifts` required")
    if dims is not None and dims != () and not input.ndim:
        first = dims if isinstance(dims, int) else dims[0]
        raise IndexError(f"Dimension specified as {first} but tensor has no dimensions")
    if dims is None or dims == ():
        return jnp.roll(input.reshape(-1), shifts).reshape(input.shape)
    axes = wrap_dims(dims, input.ndim)
    count = 1 if isinstance(shifts, int) else len(shifts)
    if count != len(axes):
        raise RuntimeError(f"shifts and dimensions must align. shifts: {count}, dims:{len(axes)}")
    return jnp.roll(input, shifts, axes)


@op(SHAPE, function=False)
def repeat(input: Array, repeats: Shape):
    """Copies along each dim. Raises: RuntimeError with fewer sizes than dims."""
    if len(repeats) < input.ndim:
        raise RuntimeError(
            "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
            "tensor"
        )
    shape = [
        r * n
        for r, n in zip(repeats, (1,) * (len(repeats) - input.ndim) + input.shape, strict=True)
    ]
    if any(n < 0 for n in shape):
        negative = next(n for n in shape if n < 0)
        raise RuntimeError(f"Trying to create tensor with negative dimension {negative}: {shape}")
    return jnp.tile(input, repeats)


@op(SHAPE, grad_fn="RepeatBackward0")
def tile(input: Array, dims: Shape):
    """Copies along each dim, missing ones counting as 1."""
    return repeat.body(input, (1,) * (input.ndim - len(dims)) + dims)


def _matrices(input: Any, name: str) -> None:
    if input.ndim < 2:
        raise RuntimeError(f"{name}: input tensor must have at least 2 dimensions")


@op(SHAPE, out=True, inplace=True)
def tril(input: Array, diagonal: int = 0):
    """The lower triangle, zeros elsewhere."""
    _matrices(input, "tril")
    return jnp.tril(input, diagonal)


@op(SHAPE, out=True, inplace=True)
def triu(input: Array, diagonal: int = 0):
    """The upper triangle, zeros elsewhere."""
    _matrices(input, "triu")
    return jnp.triu(input, diagonal)


@op(SHAPE, name="diag_embed")
def diag_embed(input: Array, offset: int = 0, dim1: Dim = -2, dim2: Dim = -1):
    """Matrices with the last dim on a diagonal."""
    rank = input.ndim + 1
    axes = wrap_dim(dim1, rank), wrap_dim(dim2, rank)
    if axes[0] == axes[1]:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    size = input.shape[-1] + (offset if offset >= 0 else -offset)
    rows = jnp.arange(input.shape[-1]) + max(-offset, 0)
    columns = jnp.arange(input.shape[-1]) + max(offset, 0)
    full = jnp.zeros((*input.shape[:-1], size, size), input.dtype)
    full = full.at[..., rows, columns].set(input)
    return jnp.moveaxis(full, (-2, -1), axes)


@op(
    BESPOKE,
    promote=Promote.DEFAULT,
    promotes=("input", "other"),
    name="where.self",
    saves=("condition",),
    function=False,
    method=False,
    elementwise=True,
    checks_range=True,
    grad_fn="WhereBackward0",
)
def where_self(condition: Array, input: Array | Number, other: Array | Number):
    """`input` where `condition` holds, else `other`. Dtype: promoted."""
    if condition.dtype not in (jnp.bool_, jnp.uint8):
        raise RuntimeError(
            "where expected condition to be a boolean tensor, but got a tensor with dtype "
            f"{_word(condition)}"
        )
    return jnp.where(condition != 0, input, other)


def _word(x: Any) -> str:
    return dtypes.from_numpy(x.dtype).scalar_name


@op(
    BESPOKE,
    saves=("mask",),
    inplace=True,
    checks=("value",),
    grad_fn=by_operands("MaskedFill", {"ttn": 0, "": 1}),
)
def masked_fill(input: Array, mask: Array, value: Array | Number):
    """`value` where `mask` holds. Raises: RuntimeError for a mask that is not bool."""
    if mask.dtype != jnp.bool_:
        raise RuntimeError(
            f"masked_fill_ only supports boolean masks, but got mask with dtype {c_name(mask)}"
        )
    if hasattr(value, "ndim") and value.ndim > 0:
        raise RuntimeError(
            "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with "
            f"{value.ndim} dimension(s)."
        )
    broadcast_shapes(mask.shape, input.shape)
    kind = dtypes.from_numpy(input.dtype)
    if isinstance(value, (int, float, complex)):
        check_fits(value, kind)
        return jnp.where(mask, number_as(value, kind), input)
    if jnp.iscomplexobj(value) and kind is not dtypes.bool and not kind.is_complex:
        check_fits(1j, kind)  # an imaginary part, as far as one can tell before it is computed
    return jnp.where(mask, to_dtype(value, kind), input)


@op(BESPOKE, inplace=True, grad_fn="torch::autograd::CopyBackwards", function=False, method=False)
def copy(input: Array, src: Array):
    """`src`, broadcast and cast to what `input` is."""
    target = input.shape
    have = src.shape
    missing = len(target) - len(have)
    for i, size in enumerate(target):
        own = have[i - missing] if i >= missing >= 0 else 1
        if own not in (1, size):
            raise RuntimeError(
                f"The size of tensor a ({size}) must match the size of tensor b ({own}) at "
                f"non-singleton dimension {i}"
            )
    if missing < 0:
        raise RuntimeError(
            f"output with shape {list(target)} doesn't match the broadcast shape {list(have)}"
        )
    wanted = dtypes.from_numpy(input.dtype)
    value = src if src.dtype == input.dtype else to_dtype(src, wanted)
    return jnp.broadcast_to(value, target)


@op(
    BESPOKE,
    inplace=True,
    function=False,
    method=False,
    laid_out=like_first,
    grad_fn=by_operands("Fill", {"tn": 2, "": 3}),
)
def fill(input: Array, value: Array | Number):
    """A number everywhere."""
    wanted = dtypes.from_numpy(input.dtype)
    if hasattr(value, "ndim"):
        if value.ndim:
            raise RuntimeError(
                "fill_ only supports 0-dimension value tensor but got tensor with "
                f"{value.ndim} dimensions."
            )
        return jnp.broadcast_to(to_dtype(value, wanted), input.shape)
    return jnp.full(input.shape, number_as(value, wanted))


@op(BESPOKE, inplace=True, function=False, method=False)
def zero(input: Array):
    """Zeros everywhere."""
    return jnp.zeros(input.shape, input.dtype)
