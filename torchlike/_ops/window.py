"""View operators on memory itself: strided windows and other element types."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core import dtypes
from torchlike._core.errors import unsupported
from torchlike._core.kernel import Aval, aval, contiguous_strides
from torchlike._ops.dims import wrap_dim
from torchlike._ops.families import VIEW
from torchlike._ops.layout import strides_of
from torchlike._ops.roles import Array, Dim, DType, Shape
from torchlike._ops.schema import op

# -- windows that may overlap ---------------------------------------------------------------------


def _positions(size: tuple[int, ...], stride: tuple[int, ...], offset: int) -> Any:
    """Where in flat memory each element of the window lies."""
    at = jnp.full(size, offset, jnp.int64)
    for dim, step in enumerate(stride):
        at = at + lax.broadcasted_iota(jnp.int64, size, dim) * step
    return at


def _strides_given(
    operand: Aval, size: Any, stride: tuple[int, ...], offset: int
) -> tuple[int, ...]:
    del operand, size, offset
    return stride


def _put_strided(base: Any, new: Any, static: Any) -> Any:
    size, stride, offset = static
    if stride == contiguous_strides(size):
        return lax.dynamic_update_slice_in_dim(base, new.reshape(-1), offset, 0)
    return base.at[_positions(size, stride, offset).reshape(-1)].set(new.reshape(-1))


@op(VIEW, name="strided", function=False, method=False, put=_put_strided,
    strides=_strides_given, grad_fn="AsStridedBackward0")  # fmt: skip
def strided(input: Array, size: Shape, stride: Shape, offset: int):
    """Elements of flat memory: [i, j] at offset + i * stride[0] + j * stride[1]."""
    if stride == contiguous_strides(size):
        count = int(np.prod(size))
        return lax.slice_in_dim(input, offset, offset + count).reshape(size)
    return input[_positions(size, stride, offset)]


def _unfolded(shape: tuple[int, ...], dimension: int, size: int, step: int) -> tuple[int, int]:
    """The dim counted from the front and the number of windows."""
    dim = wrap_dim(dimension, len(shape))
    length = shape[dim] if shape else 1
    if size < 0:
        raise RuntimeError(f"size is {size} but must be >= 0")
    if size > length:
        raise RuntimeError(
            f"maximum size for tensor at dimension {dim} is {length} but size is {size}"
        )
    if step <= 0:
        raise RuntimeError(f"step is {step} but must be > 0")
    return dim, (length - size) // step + 1


def _windows(shape: tuple[int, ...], dimension: int, size: int, step: int) -> tuple[int, Any]:
    dim, count = _unfolded(shape, dimension, size, step)
    starts = jnp.arange(count, dtype=jnp.int64)[:, None] * step
    return dim, starts + jnp.arange(size, dtype=jnp.int64)


def _put_unfolded(base: Any, new: Any, static: Any) -> Any:
    if base.ndim == 0:
        return new.reshape(-1)[-1] if new.size else base
    dim, at = _windows(base.shape, *static)
    merged = jnp.moveaxis(new, -1, dim + 1).reshape(*base.shape[:dim], -1, *base.shape[dim + 1 :])
    return base.at[(slice(None),) * dim + (at.reshape(-1),)].set(merged)


def _unfolded_strides(operand: Aval, dimension: int, size: int, step: int) -> tuple[int, ...]:
    dim, _ = _unfolded(operand.shape, dimension, size, step)
    own = strides_of(operand)
    if not own:
        return (1,)
    return (*(s * (step if d == dim else 1) for d, s in enumerate(own)), own[dim])


@op(VIEW, function=False, put=_put_unfolded, strides=_unfolded_strides)
def unfold(input: Array, dimension: Dim, size: int, step: int):
    """Windows of `size` elements of a dim, one every `step`, as a new last dim.

    Raises: RuntimeError for a size or step that does not fit.
    """
    if input.ndim == 0:
        _unfolded(input.shape, dimension, size, step)
        return jnp.broadcast_to(input, (size,))
    dim, at = _windows(input.shape, dimension, size, step)
    return jnp.moveaxis(jnp.take(input, at, axis=dim), dim + 1, -1)


# -- other element types --------------------------------------------------------------------------


def _put_parts(base: Any, new: Any, static: Any) -> Any:
    del base, static
    return lax.complex(new[..., 0], new[..., 1])


def _parts_strides(operand: Aval) -> tuple[int, ...]:
    return (*(2 * s for s in strides_of(operand)), 1)


@op(VIEW, put=_put_parts, strides=_parts_strides, method=False, function=False,
    recodes=True)  # fmt: skip
def view_as_real(input: Array):
    """The real and imaginary parts as a last dim of size 2."""
    if not jnp.issubdtype(input.dtype, jnp.complexfloating):
        raise RuntimeError("view_as_real is only supported for complex tensors")
    return jnp.stack([input.real, input.imag], -1)


def _put_joined(base: Any, new: Any, static: Any) -> Any:
    del static
    return jnp.stack([new.real, new.imag], -1).astype(base.dtype)


def _joined_strides(operand: Aval) -> tuple[int, ...]:
    own = strides_of(operand)
    if own[-1] != 1:
        raise RuntimeError("Tensor must have a last dimension with stride 1")
    if any(s % 2 for s in own[:-1]):
        raise RuntimeError("Tensor must have a stride divisible by 2 for all but last dimension")
    return tuple(s // 2 for s in own[:-1])


@op(VIEW, recodes=True, put=_put_joined, strides=_joined_strides, method=False)
def view_as_complex(input: Array):
    """The last dim, of size 2, as real and imaginary parts. Raises: RuntimeError otherwise."""
    kind = dtypes.from_numpy(input.dtype)
    if kind is dtypes.float16:
        raise unsupported("view_as_complex() of float16 (complex32)")
    if kind not in (dtypes.float32, dtypes.float64):
        raise RuntimeError(
            "view_as_complex is only supported for half, float and double tensors, but got a "
            f"tensor of scalar type: {kind.scalar_name}"
        )
    if input.ndim == 0:
        raise RuntimeError("Input tensor must have one or more dimensions")
    if input.shape[-1] != 2:
        raise RuntimeError("Tensor must have a last dimension of size 2")
    return lax.complex(input[..., 0], input[..., 1])


def _bits(x: Any) -> Any:
    """`x` in an element type whose bits can be looked at."""
    if x.dtype == jnp.bool_:
        return x.astype(jnp.uint8)
    if jnp.issubdtype(x.dtype, jnp.complexfloating):
        pairs = jnp.stack([x.real, x.imag], -1)
        return pairs.reshape(*x.shape[:-1], -1) if x.ndim else pairs
    return x


def _reinterpret(x: Any, dtype: dtypes.dtype) -> Any:
    """The bits of `x` as elements of `dtype`, more or fewer in the last dim."""
    if x.dtype == dtype.np:
        return x
    if dtype.is_complex:
        parts = _reinterpret(x, dtype.to_real())
        pairs = parts.reshape(*x.shape[:-1], parts.shape[-1] // 2, 2) if x.ndim else parts
        return lax.complex(pairs[..., 0], pairs[..., 1])
    bits = _bits(x)
    if dtype is dtypes.bool:
        return _reinterpret(bits, dtypes.uint8) != 0
    have, want = bits.dtype.itemsize, dtype.itemsize
    if have < want:
        ratio = want // have
        bits = bits.reshape(*bits.shape[:-1], bits.shape[-1] // ratio, ratio)
    found = lax.bitcast_convert_type(bits, dtype.np)
    if have <= want:
        return found
    return found.reshape(*bits.shape[:-1], (bits.shape[-1] if bits.ndim else 1) * (have // want))


def _put_reinterpreted(base: Any, new: Any, static: Any) -> Any:
    del static
    return _reinterpret(new, dtypes.from_numpy(base.dtype)).reshape(base.shape)


def _reinterpreted_strides(operand: Aval, dtype: dtypes.dtype) -> tuple[int, ...]:
    own = strides_of(operand)
    have, want = operand.dtype.itemsize, dtype.itemsize
    if have == want:
        return own
    words = f"to view {operand.dtype.scalar_name} as {dtype.scalar_name} (different element sizes)"
    if not own:
        raise RuntimeError(f"self.dim() cannot be 0 {words}")
    if own[-1] != 1:
        raise RuntimeError(f"self.stride(-1) must be 1 {words}, but got {own[-1]}")
    if have > want:
        return (*(s * (have // want) for s in own[:-1]), 1)
    ratio = want // have
    if operand.shape[-1] % ratio:
        raise RuntimeError(
            f"self.size(-1) must be divisible by {ratio} {words}, but got {operand.shape[-1]}"
        )
    for dim, step in enumerate(own[:-1]):
        if step % ratio:
            raise RuntimeError(
                f"self.stride({dim}) must be divisible by {ratio} {words}, but got {step}"
            )
    return (*(s // ratio for s in own[:-1]), 1)


@op(VIEW, name="view_dtype", function=False, method=False, differentiable=False,
    put=_put_reinterpreted, strides=_reinterpreted_strides, recodes=True)  # fmt: skip
def view_dtype(input: Array, dtype: DType):
    """The same bytes as elements of another type (`view(dtype)`)."""
    _reinterpreted_strides(aval(input.shape, dtypes.from_numpy(input.dtype)), dtype)
    return _reinterpret(input, dtype)
