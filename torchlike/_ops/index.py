"""Indexing by tensors: gathers, scatters and their checks."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np

from torchlike._core import dtypes
from torchlike._core.kernel import aval
from torchlike._ops.casting import number_as, to_dtype
from torchlike._ops.dims import scalar_name
from torchlike._ops.families import BESPOKE
from torchlike._ops.layout import dense_strides, elementwise_strides, is_dense, strides_of
from torchlike._ops.placing import overwrite
from torchlike._ops.roles import Array, Number, Static
from torchlike._ops.schema import broadcast_shapes, op
from torchlike._ops.shape import masked_fill
from torchlike._ops.view import viewed_strides


def _placed(indices: Sequence[Any], where: tuple[bool, ...]) -> tuple[Any, ...]:
    supply = iter(indices)
    return tuple(next(supply) if here else slice(None) for here in where)


def adjacent(where: Sequence[bool]) -> bool:
    """Whether the indexed dims stand together."""
    return "".join("i" if here else " " for here in where).strip().count(" ") == 0


def result_shape(
    shape: Sequence[int], where: Sequence[bool], indices: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """The shape of what indices of these shapes pick."""
    before, kept, after = _parts(where, len(shape))
    del kept
    common = np.broadcast_shapes(*indices)
    return (*(shape[d] for d in before), *common, *(shape[d] for d in after))


def _parts(where: Sequence[bool], rank: int) -> tuple[list[int], list[int], list[int]]:
    """The dims before those that are indexed, these, and those after, in the result's order."""
    indexed = [d for d, here in enumerate(where) if here]
    rest = [d for d in range(rank) if d not in indexed]
    if not adjacent(where):
        return [], indexed, rest
    return [d for d in rest if d < indexed[0]], indexed, [d for d in rest if d > indexed[0]]


def _index_strides(specs: Sequence[Any], static: Any, shape: tuple[int, ...]) -> Any:
    """As PyTorch's loop over the source, seen with the indices' strides, lays out its result."""
    source, *indices = specs
    (where,) = static
    own = strides_of(source)
    before, _, after = _parts(where, len(own))
    first, count = len(before), len(shape) - len(before) - len(after)
    strides = (*(own[d] for d in before), *[0] * count, *(own[d] for d in after))
    operands = [aval(shape, source.dtype, source.device, strides)]
    common = shape[first : first + count]
    full = (1,) * first + common + (1,) * len(after)
    for index in indices:
        missing = count - len(index.shape)
        steps = [
            0 if have != want else step
            for have, want, step in zip(
                index.shape, common[missing:], strides_of(index), strict=True
            )
        ]
        spread = aval(common, index.dtype, index.device, (*[0] * missing, *steps))
        strides = viewed_strides(spread, full)
        operands.append(aval(full, index.dtype, index.device, strides))
    return elementwise_strides(operands, shape)


@op(
    BESPOKE, name="index", function=False, method=False, saves=("indices",), laid_out=_index_strides
)
def index(input: Array, indices: Sequence[Array], where: Static):
    """Advanced indexing: `indices` stand at the dims where `where` is True.

    The indices broadcast; indexed dims that stand together stay there, others move to the front.
    """
    return input[_placed(indices, where)]


def as_clone(specs: Sequence[Any], static: Any, shape: tuple[int, ...]) -> Any:
    """The strides of a copy of the first operand that is then written to."""
    del static, shape
    own = strides_of(specs[0])
    if is_dense(specs[0].shape, own):
        return own
    order = sorted(range(len(own)), key=lambda d: (own[d], -d))
    return dense_strides(specs[0].shape, order)


@op(
    BESPOKE,
    name="index_put",
    function=False,
    method=False,
    saves=("indices",),
    laid_out=as_clone,
)
def index_put(
    input: Array, values: Array | Number, indices: Sequence[Array], where: Static, accumulate: bool
):
    """`input` with `values` written, or added, where `index` would read."""
    written = cast(values, input)
    if not accumulate:
        return overwrite(functools.partial(_placed, where=where), input, written, *indices)
    at = _placed(indices, where)
    if input.dtype == bool:
        return input.at[at].max(written)
    return input.at[at].add(written)


def cast(value: Any, like: Any) -> Any:
    """A Python number or an array in the dtype of `like`."""
    wanted = dtypes.from_numpy(like.dtype)
    return to_dtype(value, wanted) if hasattr(value, "dtype") else number_as(value, wanted)


@op(
    BESPOKE,
    name="index_put.mask",
    function=False,
    method=False,
    saves=("mask",),
    grad_fn="IndexPutBackward0",
    laid_out=as_clone,
    shared_number=True,
)
def index_put_mask(input: Array, mask: Array, value: Array | Number):
    """`input` with one number written where `mask` holds."""
    return masked_fill.body(input, mask, value)


def _assign_name(kernel: Any) -> str:
    return "FillBackward3" if kernel.specs[0].shape else "torch::autograd::CopyBackwards"


@op(BESPOKE, name="assign", function=False, method=False, grad_fn=_assign_name, shared_number=True)
def assign(input: Array, value: Number):
    """One number everywhere, as ``x[...] = number`` writes it."""
    return jnp.broadcast_to(cast(value, input), input.shape)


@op(BESPOKE, name="out_of_bounds", function=False, method=False, differentiable=False)
def out_of_bounds(index: Array, low: int, high: int, ignored: Static = None):
    """Whether some element of `index` lies outside [low, high), `ignored` ones not counting."""
    bad = (index < low) | (index >= high)
    return jnp.any(bad if ignored is None else bad & (index != ignored))


@op(BESPOKE, name="has_zero", function=False, method=False, differentiable=False)
def has_zero(input: Array):
    """Whether some element is zero, as a 0-dim bool."""
    return jnp.any(input == 0)


# -- without checks ------------------------------------------------------------------------------


def _inside(input: Any, indices: Sequence[Any]) -> tuple[Any, ...]:
    """Indices for the first dims, moved to the nearest element there is."""
    return tuple(jnp.clip(index, -n, n - 1) for index, n in zip(indices, input.shape, strict=False))


@op(BESPOKE, name="_unsafe_masked_index", function=False, method=False, saves=("mask", "indices"))
def unsafe_masked_index(input: Array, mask: Array, fill: Array | Number, indices: Sequence[Array]):
    """The elements at `indices`, moved into the tensor, and `fill` where `mask` does not hold."""
    picked = input[_inside(input, indices)]
    broadcast_shapes(mask.shape, picked.shape)
    kind = dtypes.from_numpy(input.dtype)
    number = isinstance(fill, (int, float, complex))
    return jnp.where(mask, picked, number_as(fill, kind) if number else to_dtype(fill, kind))


@op(
    BESPOKE, name="_unsafe_masked_index_put_accumulate", function=False, method=False,
    saves=("mask", "indices"),
)  # fmt: skip
def unsafe_masked_index_put_accumulate(
    input: Array, mask: Array, values: Array, indices: Sequence[Array]
):
    """A copy of `input` with `values` added at `indices` where `mask` holds.

    Raises: RuntimeError for values of another dtype.
    """
    if values.dtype != input.dtype:
        raise RuntimeError(
            "Index put requires the source and destination dtypes match, got "
            f"{scalar_name(input)} for the destination and {scalar_name(values)} for the source."
        )
    broadcast_shapes(mask.shape, values.shape)
    kept = jnp.where(mask, values, jnp.zeros((), values.dtype))
    at = input.at[_inside(input, indices)]
    return at.max(kept) if input.dtype == bool else at.add(kept)
