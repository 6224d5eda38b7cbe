"""Rounding to the values that a quantized tensor could have, with a gradient as if it were not."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._ops.families import BESPOKE
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op


def _check_range(low: int, high: int) -> None:
    if low > high:
        raise RuntimeError("`quant_min` should be less than or equal to `quant_max`.")


def _rounded(input: Any, scale: Any, zero_point: Any, low: int, high: int) -> Any:
    """The nearest of the values scale · (n - zero_point) for n from `low` to `high`."""
    inverse = 1 / scale
    level = jnp.round(input * inverse) + zero_point
    value = (jnp.clip(level, low, high) - zero_point) * scale
    inside = (level >= low) & (level <= high)
    passed = jnp.where(inside, input - lax.stop_gradient(input), 0)
    return lax.stop_gradient(value).astype(input.dtype) + passed


@op(
    BESPOKE,
    method=False,
    saves=("input",),
    grad_fn="FakeQuantizePerTensorAffineCachemaskBackward0",
)
def fake_quantize_per_tensor_affine(
    input: Array,
    scale: Array | Number,
    zero_point: Array | Number,
    quant_min: int,
    quant_max: int,
):
    """Each element rounded to a multiple of `scale`, as many from `zero_point` as are allowed."""
    _check_range(quant_min, quant_max)
    step, zero = (jnp.asarray(x).astype(input.dtype) for x in (scale, zero_point))
    return _rounded(input, step, zero, quant_min, quant_max)


@op(
    BESPOKE,
    method=False,
    saves=("input",),
    grad_fn="FakeQuantizePerChannelAffineCachemaskBackward0",
)
def fake_quantize_per_channel_affine(
    input: Array,
    scale: Array,
    zero_point: Array,
    axis: int,
    quant_min: int,
    quant_max: int,
):
    """`fake_quantize_per_tensor_affine` with a scale and zero point for each index of `axis`."""
    _check_range(quant_min, quant_max)
    if scale.ndim != 1 or zero_point.ndim != 1:
        raise RuntimeError("scale should be a 1-D tensor")
    if scale.shape != (input.shape[axis],) or zero_point.shape != scale.shape:
        raise RuntimeError(
            "dimensions of scale and zero-point are not consistent with input tensor"
        )
    shape = [1] * input.ndim
    shape[axis] = -1
    step, zero = (x.reshape(shape).astype(input.dtype) for x in (scale, zero_point))
    return _rounded(input, step, zero, quant_min, quant_max)
