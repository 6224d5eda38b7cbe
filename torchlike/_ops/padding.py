"""Padding: numbers, mirrors, copies of the edge and the other side's elements around a tensor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core import dtypes
from torchlike._core.kernel import Aval, Kernel, Spec, aval
from torchlike._ops.casting import number_as
from torchlike._ops.families import LAYER
from torchlike._ops.layout import (
    channels_last_order,
    dense_strides,
    is_channels_last,
    preserved_strides,
    strides_of,
)
from torchlike._ops.roles import Array, Number, Shape
from torchlike._ops.schema import op


def as_first(specs: Sequence[Spec], static: Any, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """The strides of a result that is channels-last where the first operand is."""
    del static
    order = channels_last_order(len(shape))
    first = specs[0]
    if order is None or not isinstance(first, Aval) or len(first.shape) != len(shape):
        return None
    return dense_strides(shape, order) if is_channels_last(first) else None


def _padded_strides(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """What is only cut is a copy of a view; anything else is new."""
    first = specs[0]
    assert isinstance(first, Aval)
    if any(edge > 0 for edges in static[0] for edge in edges):
        return as_first(specs, static, shape)
    return preserved_strides(aval(shape, first.dtype, first.device, strides_of(first)))


@op(
    LAYER, name="padded", function=False, grad_fn="ConstantPadNdBackward0", laid_out=_padded_strides
)
def padded(input: Array, value: Number, edges: Shape):
    """`value` around the input: `edges` elements before and after in each dim, fewer than 0 cut."""
    if isinstance(value, (bool, int, float, complex)):
        value = number_as(value, dtypes.from_numpy(input.dtype))
    return lax.pad(input, jnp.asarray(value).astype(input.dtype), [(*e, 0) for e in edges])


_NODES = {"reflect": "ReflectionPad", "replicate": "ReplicationPad"}


def _mode_name(kernel: Kernel) -> str:
    edges, mode = kernel.static
    word = _NODES.get(mode)
    return f"{word}{len(edges)}DBackward0" if word else "torch::autograd::CopySlices"


def _sources(size: int, before: int, after: int, mode: str) -> np.ndarray:
    """Which element each padded one repeats."""
    at = np.arange(-before, size + after)
    if mode == "replicate":
        return at.clip(0, size - 1)
    if mode == "circular":
        kept = np.arange(max(-before, 0), size - max(-after, 0))
        return kept[np.arange(-max(before, 0), len(kept) + max(after, 0)) % len(kept)]
    return size - 1 - np.abs(size - 1 - np.abs(at))


@op(LAYER, name="padded_by_itself", function=False, grad_fn=_mode_name, laid_out=as_first)
def padded_by_itself(input: Array, edges: Shape, mode: str):
    """The last dims extended by elements of the input: "reflect", "replicate" or "circular"."""
    first = input.ndim - len(edges)
    for axis, (before, after) in enumerate(edges, first):
        if before or after:
            at = _sources(input.shape[axis], before, after, mode)
            input = _taken(input, at, axis)
    return input


def _taken(x: Any, at: np.ndarray, axis: int) -> Any:
    """The elements `at` along `axis`, as slices put together: their transpose is no scatter."""
    steps = np.diff(at)
    pieces = []
    start = 0
    while start < len(at):
        step = int(steps[start]) if start < len(steps) else 1
        others = np.flatnonzero(steps[start:] != step) if abs(step) <= 1 else [0]
        end = start + int(others[0]) + 1 if len(others) else len(at)
        pieces.append(_run(x, int(at[start]), end - start, step, axis))
        start = end
    return jnp.concatenate(pieces, axis) if len(pieces) > 1 else pieces[0]


def _run(x: Any, start: int, count: int, step: int, axis: int) -> Any:
    if step == 0:
        piece = lax.slice_in_dim(x, start, start + 1, axis=axis)
        shape = list(x.shape)
        shape[axis] = count
        return jnp.broadcast_to(piece, shape)
    if step > 0 or count == 1:
        return lax.slice_in_dim(x, start, start + count, axis=axis)
    return jnp.flip(lax.slice_in_dim(x, start - count + 1, start + 1, axis=axis), axis)
