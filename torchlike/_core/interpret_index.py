"""NumPy rules for the primitives of a jaxpr that index: gather, scatter and dynamic slices.

Gather and scatter go through flat positions in the operand. What does not depend on the indices,
the offsets inside a window and the batch coordinates, is laid out once, when the rule is resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from jax.lax import GatherScatterMode

from torchlike._core import dtypes
from torchlike._core.interpret_rules import (
    FLOAT32,
    Array,
    Call,
    Rule,
    category,
    in_dtype,
    in_shape,
    is_complex,
    is_narrow,
    out_shape,
)
from torchlike._core.jaxprs import JaxprEqn

_MODES = (
    GatherScatterMode.CLIP,
    GatherScatterMode.FILL_OR_DROP,
    GatherScatterMode.PROMISE_IN_BOUNDS,
)


@dataclass(frozen=True, slots=True)
class _Positions:
    """Where the windows of a gather or scatter lie in the flattened operand.

    `offsets` holds what is the same for all indices, shaped like the windows; an index vector's
    k-th entry, clipped to ``[0, bounds[k]]``, moves its window by ``strides[k]`` elements.
    """

    offsets: Array
    bounds: Array
    strides: Array
    batch_shape: tuple[int, ...]

    def starts(self, indices: Array) -> Array:
        """The index vectors as int64, huge unsigned ones kept out of bounds."""
        if indices.dtype == np.uint64:
            indices = np.minimum(indices, np.uint64(np.iinfo(np.int64).max))
        return indices.astype(np.int64, copy=False)

    def flat(self, starts: Array) -> Array:
        """The flat position of every element of every window, the starts clipped."""
        moved = np.minimum(np.maximum(starts, 0), self.bounds) @ self.strides
        return moved.reshape(self.batch_shape) + self.offsets

    def inside(self, starts: Array) -> Array:
        """Which windows lie fully inside the operand, to be broadcast against `flat`."""
        inside = (starts >= 0) & (starts <= self.bounds)
        return np.all(inside, -1).reshape(self.batch_shape)


def _positions(
    shape: tuple[int, ...],
    window: Sequence[int],
    indexed: Sequence[int],
    result_shape: tuple[int, ...],
    places: dict[int, int],
    batching: dict[int, int],
    batch_places: Sequence[int],
) -> _Positions:
    """Lays out windows of size `window` of an operand of `shape` in the result.

    `indexed` are the operand's dimensions an index vector's entries move, `places` maps the
    operand's window dimensions to the result's, `batching` maps the operand's batching dimensions
    to dimensions of the index batch, which lie at `batch_places` of the result.
    """
    strides = [prod(shape[d + 1 :]) for d in range(len(shape))]
    ndim = len(result_shape)

    def laid_out(size: int, stride: int, place: int) -> Array:
        line = np.arange(size, dtype=np.int64) * stride
        return line.reshape([-1 if d == place else 1 for d in range(ndim)])

    offsets = np.zeros((1,) * ndim, np.int64)
    for d, place in places.items():
        if window[d] != 1:
            offsets = offsets + laid_out(window[d], strides[d], place)
    for d, batch in batching.items():
        offsets = offsets + laid_out(shape[d], strides[d], batch_places[batch])
    batch_shape = [1] * ndim
    for place in batch_places:
        batch_shape[place] = result_shape[place]
    return _Positions(
        np.broadcast_to(offsets, result_shape).copy(),
        np.array([shape[d] - window[d] for d in indexed], np.int64),
        np.array([strides[d] for d in indexed], np.int64),
        tuple(batch_shape),
    )


def _fill_value(dtype: np.dtype[Any], given: Any) -> Any:
    """What a gather out of bounds reads: the given value, else JAX's choice for the type."""
    if given is not None:
        return np.asarray(given).astype(dtype)
    kind = category(dtype)
    if kind == dtypes.dtype.BOOL:
        return np.True_
    if kind == dtypes.dtype.INTEGER:
        limits = np.iinfo(dtype)
        return dtype.type(limits.min if dtype.kind == "i" else limits.max)
    return dtype.type(np.nan)


def _rows(eqn: JaxprEqn) -> int | None:
    """The axis of a gather that amounts to `np.take` along it, if it does."""
    numbers, shape = eqn.params["dimension_numbers"], in_shape(eqn)
    if len(numbers.start_index_map) != 1 or numbers.operand_batching_dims:
        return None
    (axis,) = numbers.start_index_map
    window = tuple(1 if d == axis else size for d, size in enumerate(shape))
    n_batch = len(in_shape(eqn, 1)) - 1
    kept = [d if d < axis else d - 1 + n_batch for d in range(len(shape)) if d != axis]
    takes = (
        numbers.collapsed_slice_dims == (axis,)
        and eqn.params["slice_sizes"] == window
        and list(numbers.offset_dims) == kept
    )
    return axis if takes else None


def _gather(eqn: JaxprEqn) -> Call | None:
    params, shape, dtype = eqn.params, in_shape(eqn), in_dtype(eqn)
    mode = GatherScatterMode.from_any(params["mode"])
    if mode not in _MODES:
        return None
    numbers = params["dimension_numbers"]
    dropped = {*numbers.collapsed_slice_dims, *numbers.operand_batching_dims}
    kept = [d for d in range(len(shape)) if d not in dropped]
    result = out_shape(eqn)
    batch_places = [d for d in range(len(result)) if d not in numbers.offset_dims]
    if 0 in result:
        return lambda *_: np.empty(result, dtype)
    if 0 in shape:  # only a fill can come of it
        return None
    fill = None
    if mode == GatherScatterMode.FILL_OR_DROP:
        fill = _fill_value(dtype, params["fill_value"])
    axis = _rows(eqn)
    if axis is not None and fill is None:
        bound = shape[axis] - 1

        def take(x: Array, indices: Array) -> Array:
            return x.take(np.minimum(np.maximum(indices[..., 0], 0), bound), axis)

        return take
    positions = _positions(
        shape,
        params["slice_sizes"],
        numbers.start_index_map,
        result,
        dict(zip(kept, numbers.offset_dims, strict=True)),
        dict(zip(numbers.operand_batching_dims, numbers.start_indices_batching_dims, strict=True)),
        batch_places,
    )

    def call(x: Array, indices: Array) -> Array:
        starts = positions.starts(indices)
        out = x.reshape(-1)[positions.flat(starts)]
        if fill is not None:
            inside = positions.inside(starts)
            if not inside.all():
                out = np.where(inside, out, fill)
        return out

    return call


def _scatter_by(ufunc: np.ufunc | None) -> Rule:
    """A rule that writes the updates (None), or combines them with the operand by `ufunc`."""

    def rule(eqn: JaxprEqn) -> Call | None:
        params, shape, dtype = eqn.params, in_shape(eqn), in_dtype(eqn)
        mode = GatherScatterMode.from_any(params["mode"])
        ordered = ufunc in (np.maximum, np.minimum)
        if mode not in _MODES or (is_complex(dtype) and ordered):
            return None
        numbers = params["dimension_numbers"]
        dropped = {*numbers.inserted_window_dims, *numbers.operand_batching_dims}
        kept = [d for d in range(len(shape)) if d not in dropped]
        updates_shape = in_shape(eqn, 2)
        if 0 in updates_shape or 0 in shape:
            return lambda x, indices, updates: x
        places = dict(zip(kept, numbers.update_window_dims, strict=True))
        window = [updates_shape[places[d]] if d in places else 1 for d in range(len(shape))]
        batch_places = [d for d in range(len(updates_shape)) if d not in places.values()]
        batching = zip(
            numbers.operand_batching_dims, numbers.scatter_indices_batching_dims, strict=True
        )
        positions = _positions(
            shape,
            window,
            numbers.scatter_dims_to_operand_dims,
            updates_shape,
            places,
            dict(batching),
            batch_places,
        )
        clips = mode == GatherScatterMode.CLIP
        compute = FLOAT32 if is_narrow(dtype) and ufunc is not None else dtype

        def call(x: Array, indices: Array, updates: Array) -> Array:
            starts = positions.starts(indices)
            flat, values = positions.flat(starts), updates
            if not clips:
                inside = positions.inside(starts)
                if not inside.all():
                    inside = np.broadcast_to(inside, flat.shape)
                    flat, values = flat[inside], values[inside]
            out = np.array(x, compute, order="C")
            line, flat, values = out.reshape(-1), flat.reshape(-1), values.reshape(-1)
            if ufunc is None:
                line[flat] = values
            else:
                ufunc.at(line, flat, values.astype(compute, copy=False))
            return out.astype(dtype, copy=False)

        return call

    return rule


def _clipped(bounds: Sequence[int], starts: Sequence[Array]) -> list[int]:
    return [min(max(int(at), 0), top) for at, top in zip(starts, bounds, strict=True)]


def _dynamic_slice(eqn: JaxprEqn) -> Call | None:
    sizes, shape = eqn.params["slice_sizes"], in_shape(eqn)
    if len(eqn.invars) != 1 + len(shape):
        return None
    bounds = [whole - size for whole, size in zip(shape, sizes, strict=True)]

    def call(x: Array, *starts: Array) -> Array:
        at = _clipped(bounds, starts)
        return x[tuple([slice(i, i + size) for i, size in zip(at, sizes, strict=True)])]

    return call


def _dynamic_update_slice(eqn: JaxprEqn) -> Call:
    shape, sizes = in_shape(eqn), in_shape(eqn, 1)
    bounds = [whole - size for whole, size in zip(shape, sizes, strict=True)]

    def call(x: Array, update: Array, *starts: Array) -> Array:
        at = _clipped(bounds, starts)
        out = x.copy()
        out[tuple([slice(i, i + size) for i, size in zip(at, sizes, strict=True)])] = update
        return out

    return call


RULES: dict[str, Rule] = {
    "dynamic_slice": _dynamic_slice,
    "dynamic_update_slice": _dynamic_update_slice,
    "gather": _gather,
    "scatter": _scatter_by(None),
    "scatter-add": _scatter_by(np.add),
    "scatter-max": _scatter_by(np.maximum),
    "scatter-min": _scatter_by(np.minimum),
    "scatter-mul": _scatter_by(np.multiply),
    "scatter-sub": _scatter_by(np.subtract),
}
