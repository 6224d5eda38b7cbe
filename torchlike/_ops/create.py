"""New tensors out of nothing."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

from torchlike._ops.casting import number_as, to_dtype
from torchlike._ops.families import CREATE
from torchlike._ops.roles import Array, DType, Number, Shape, Static
from torchlike._ops.schema import op
from torchlike._ops.shape import cast_strides


@op(CREATE, name="filled", function=False)
def filled(value: Number, size: Shape, dtype: DType):
    """`size` copies of a number, as `zeros`, `ones` and `full` make them."""
    if hasattr(value, "ndim"):
        return jnp.broadcast_to(to_dtype(value, dtype), size)
    return jnp.full(size, number_as(value, dtype))


@op(CREATE, name="filled_like", function=False, strides=cast_strides)
def filled_like(input: Array, value: Number, dtype: DType, memory_format: Static = None):
    """A number in the shape of `input`."""
    if hasattr(value, "ndim"):
        return jnp.broadcast_to(to_dtype(value, dtype), input.shape)
    return jnp.full(input.shape, number_as(value, dtype))


@op(CREATE, name="arange.values", function=False)
def arange_values(start: Static, step: Static, count: int, dtype: DType):
    """start, start + step, ...: `count` numbers, computed in double or int64 and rounded once."""
    wide = np.int64 if isinstance(start, int) and isinstance(step, int) else np.float64
    values = jnp.asarray(start, wide) + jnp.arange(count, dtype=wide) * jnp.asarray(step, wide)
    return values.astype(dtype.np)


@op(CREATE, name="linspace.values", function=False)
def linspace_values(start: Static, end: Static, steps: int, dtype: DType):
    """`steps` numbers from `start` to `end`, from either end to the middle."""
    if steps == 0:
        return jnp.zeros((0,), dtype.np)
    compute = np.dtype(np.float32) if dtype.itemsize <= 4 else dtype.np
    if dtype.is_complex:
        compute = dtype.np
    if dtype.category == dtype.INTEGER:
        compute = np.dtype(np.float64)
        start, end = (np.asarray(int(number)).astype(dtype.np) for number in (start, end))
    low, high = np.asarray(start).astype(compute), np.asarray(end).astype(compute)
    if steps == 1:
        return jnp.full((1,), low).astype(dtype.np)
    step = ((high - low) / np.asarray(steps - 1).astype(compute)).astype(compute)
    # float32 multiplies and adds with one rounding, as PyTorch's kernel does.
    wide = np.dtype(np.float64) if compute == np.float32 else compute
    low, high, step = (number.astype(wide) for number in (low, high, step))
    index = jnp.arange(steps).astype(wide)
    upper = high - step * (steps - 1 - index)
    values = jnp.where(jnp.arange(steps) < steps // 2, low + step * index, upper)
    return values.astype(compute).astype(dtype.np)


@op(CREATE, name="eye.values", function=False)
def eye_values(n: int, m: int, dtype: DType):
    """Ones on the diagonal of an n by m matrix."""
    return jnp.eye(n, m, dtype=dtype.np)
