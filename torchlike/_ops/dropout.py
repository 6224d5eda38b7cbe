"""Dropout: noise drawn on the host, multiplied in the Trace."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from torchlike._core import random as core
from torchlike._core.apply import apply2
from torchlike._core.batching import drawing, sizes_of
from torchlike._core.dtypes import Defaults
from torchlike._core.kernel import contiguous_strides
from torchlike._ops.activation import SELU_ALPHA, SELU_SCALE
from torchlike._ops.calls import inplace
from torchlike._ops.filling import in_memory_order, made, strides_before, strides_like
from torchlike._ops.generator import default_generator
from torchlike._ops.schema import TABLE


def _noise_shape(input: Any, channels: bool) -> tuple[int, ...]:
    """The shape of the noise: one draw for each element, or for each of the first two dims."""
    shape = tuple(input._read().aval.shape)
    if not channels:
        return shape
    if len(shape) < 2:
        raise RuntimeError("Feature dropout requires at least 2 dimensions in the input")
    return (*shape[:2], *(1 for _ in shape[2:]))


def _changes_nothing(input: Any, p: float, training: bool) -> bool:
    return p == 0 or not training or not math.prod(input._read().aval.shape)


def _check_probability(p: float) -> None:
    if not 0 <= p <= 1:
        raise RuntimeError(f"dropout probability has to be between 0 and 1, but got {p:g}")


def _combined(input: Any, name: str, other: Any, write_back: bool) -> Any:
    if write_back:
        return inplace(input, TABLE[name], (input, other), ())
    return apply2(TABLE[name], input, other, ())


def _noise(input: Any, shape: tuple[int, ...], p: float) -> np.ndarray:
    """0 with probability `p`, else 1, drawn as a tensor like `input` lies in memory."""
    source = input._read().aval
    dtype = source.dtype
    strides = strides_like(source, None) if shape == source.shape else contiguous_strides(shape)
    shape = (*sizes_of(drawing()), *shape)
    array = in_memory_order(
        shape,
        strides_before(shape, strides),
        lambda s, _: core.bernoulli(default_generator, s, dtype.np, 1.0 - p),
    )
    if not dtype.is_floating_point:
        raise RuntimeError(
            f"result type {Defaults.float_dtype.scalar_name} can't be cast to the desired output "
            f"type {dtype.scalar_name}"
        )
    return array


def dropped(
    input: Any, p: float, training: bool, *, write_back: bool = False, channels: bool = False
) -> Any:
    """`input` with each element zeroed with probability `p` and the others scaled by 1 / (1 - p).

    With `channels`, whole channels are zeroed. Raises: RuntimeError for a probability outside
    [0, 1].
    """
    _check_probability(p)
    if _changes_nothing(input, p, training):
        return input
    if p == 1:
        return _combined(input, "mul", 0.0, write_back)
    array = _noise(input, _noise_shape(input, channels), p)
    wide = array.astype(np.float32) if array.itemsize == 2 else array
    wide /= wide.dtype.type(1.0 - p)
    scaled = wide.astype(array.dtype, copy=False)
    return _combined(input, "mul", made(scaled, input._read().aval.device, drawing()), write_back)


def dropped_to_alpha(
    input: Any, p: float, training: bool, *, write_back: bool = False, channels: bool = False
) -> Any:
    """Dropout that keeps the mean and variance of what SELU gives: zeroed elements saturate."""
    _check_probability(p)
    if _changes_nothing(input, p, training):
        return input
    if p == 1:
        return _combined(input, "mul", 0.0, write_back)
    kept = _noise(input, _noise_shape(input, channels), p)
    dtype = kept.dtype
    alpha = SELU_ALPHA * SELU_SCALE
    scale = 1.0 / math.sqrt((alpha * alpha * p + 1) * (1 - p))
    # Each step rounds to the dtype of the input, as PyTorch's do.
    lost = (kept - dtype.type(1)) * dtype.type(alpha * scale) + dtype.type(alpha * scale * p)
    place = input._read().aval.device
    factor = made(kept * dtype.type(scale), place, drawing())
    return _combined(
        _combined(input, "mul", factor, write_back),
        "add",
        made(lost, place, drawing()),
        write_back,
    )


def dropout(input: Any, p: float, train: bool) -> Any:
    """`torch.dropout`: zeroes elements with probability `p` where `train` says so."""
    return dropped(input, p, train)


def dropout_(input: Any, p: float, train: bool) -> Any:
    """`torch.dropout_`: `dropout` into the tensor itself."""
    return dropped(input, p, train, write_back=True)


def native_dropout(input: Any, p: float, train: bool | None) -> tuple[Any, Any]:
    """`torch.native_dropout`: the result of `dropout` and the mask of what was kept."""
    place = input._read().aval.device
    shape = tuple(input._read().aval.shape)
    if not train or not math.prod(shape):
        return input * 1, made(np.ones(shape, bool), place)
    mask = made(_noise(input, shape, p).astype(bool), place, drawing())
    scale = 0.0 if p == 1 else 1.0 / (1.0 - p)
    return apply2(TABLE["mul"], apply2(TABLE["mul"], input, mask, ()), scale, ()), mask
