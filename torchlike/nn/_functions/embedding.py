"""Rows of a table in bags, and embeddings as `torch` has them."""

from __future__ import annotations

import warnings
from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import apply, wrap
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete, local
from torchlike._ops.arguments import explains
from torchlike._ops.calls import requires_grad
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.layer import embedding as embedding_of
from torchlike.nn._functions.layer import renormalise

_MODES = ("sum", "mean", "max")


def _flat_bags(input: Any, offsets: Any, samples: Any) -> tuple[Any, Any, Any]:
    """Indices, offsets and weights of bags laid end to end."""
    if input.dim() == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch "
                f"of fixed length sequences. However, found offsets of type {_class_of(offsets)}"
            )
        rows, width = input.shape
        starts = wrap(concrete(np.arange(rows, dtype=np.int64) * width))
        flat = None if samples is None else samples.reshape(-1)
        return input.reshape(-1), starts, flat
    if input.dim() != 1:
        raise ValueError(
            f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}"
        )
    if offsets is None:
        raise ValueError("offsets has to be a 1D Tensor but got None")
    if offsets.dim() != 1:
        raise ValueError("offsets has to be a 1D Tensor")
    return input, offsets, samples


def _class_of(tensor: Any) -> str:
    return f"<class 'torch.{type(tensor).__name__}'>"


def embedding_bag(
    input: Any,
    weight: Any,
    offsets: Any = None,
    max_norm: float | None = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Any = None,
    include_last_offset: bool = False,
    padding_idx: int | None = None,
) -> Any:
    """The sums, means or maxima of rows of `weight` in bags of indices."""
    if weight.dtype is dtypes.int64 and input.is_floating_point():
        warnings.warn(
            "Argument order of nn.functional.embedding_bag was changed. Usage "
            "`embedding_bag(weight, input, ...)` is deprecated, and should now be "
            "`embedding_bag(input, weight, ...)`.",
            stacklevel=2,
        )
        weight, input = input, weight
    if per_sample_weights is not None and input.shape != per_sample_weights.shape:
        raise ValueError(
            f"embedding_bag: If per_sample_weights ({per_sample_weights.size()}) is not None, then "
            f"it must have the same shape as the input ({input.size()})"
        )
    if weight.dim() != 2:
        raise ValueError(
            f"weight has to be a 2D Tensor, but got Tensor of dimension {weight.dim()}"
        )
    two = input.dim() == 2
    input, offsets, per_sample_weights = _flat_bags(input, offsets, per_sample_weights)
    if mode not in _MODES:
        raise ValueError("mode has to be one of sum, mean or max")
    if mode == "max" and scale_grad_by_freq:
        raise ValueError("max mode does not support scaling the gradient by the frequency")
    if mode == "max" and sparse:
        raise ValueError("max mode does not support sparse weights")
    if max_norm is not None:
        renormalise(weight, input, float(max_norm), float(norm_type))
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(
            "embedding_bag: per_sample_weights was not None. per_sample_weights is only supported "
            f"for mode='sum' (got mode='{mode}'). Please open a feature request on GitHub."
        )
    return torch_embedding_bag(
        weight,
        input,
        offsets,
        scale_grad_by_freq,
        _MODES.index(mode),
        sparse,
        per_sample_weights,
        include_last_offset and not two,
        padding_idx,
    )[0]


def _check_indices(indices: Any, weight: Any) -> None:
    if indices.dtype not in (dtypes.int32, dtypes.int64):
        raise RuntimeError(
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
            f"Long, Int; but got torch.{indices.dtype.scalar_name}Tensor instead (while checking "
            "arguments for embedding_bag)"
        )
    count = weight.shape[0]

    def error() -> NoReturn:
        found = np.asarray(array_of(indices._read(), "embedding_bag()"))
        at = int(np.flatnonzero((found < 0) | (found >= count))[0])
        raise RuntimeError(
            f"Index {at} of input takes value {found[at]} which is not in the valid range "
            f"[0, {count})"
        )

    check_index(indices, 0, count, error)


def _bags(indices: Any, offsets: Any, include_last: bool) -> tuple[np.ndarray, int]:
    """The bag of each index, and the number of bags."""
    starts = np.asarray(array_of(offsets._read(), "embedding_bag()")).astype(np.int64)
    length = indices.shape[0]
    if len(starts) and starts[0]:
        raise RuntimeError(
            "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from "
            f"position 0. However, got {starts[0]}"
        )
    if len(starts) and starts[-1] > length:
        raise RuntimeError(
            f"offsets[-1] can not be greater than input's length {length} but got offsets[-1] of "
            f"{starts[-1]}"
        )
    if include_last:
        if not len(starts):
            raise RuntimeError("include_last_offset: number of offsets should be at least 1")
        starts = starts[:-1]
    return np.searchsorted(starts, np.arange(length), side="right") - 1, len(starts)


@explains
def torch_embedding_bag(
    weight: Any,
    indices: Any,
    offsets: Any,
    scale_grad_by_freq: bool = False,
    mode: int = 0,
    sparse: bool = False,
    per_sample_weights: Any = None,
    include_last_offset: bool = False,
    padding_idx: int | None = None,
) -> tuple[Any, Any, Any, Any]:
    """`torch.embedding_bag`: the bags, each index's bag, their sizes, the largest rows."""
    if sparse and requires_grad(weight) and local.state.grad:
        raise unsupported("embedding_bag(sparse=True) of a weight that requires grad")
    _check_indices(indices, weight)
    if per_sample_weights is not None and per_sample_weights.dtype is not weight.dtype:
        raise RuntimeError(
            "expected scalar type "
            f"{weight.dtype.scalar_name} but found {per_sample_weights.dtype.scalar_name}"
        )
    count = weight.shape[0]
    padding = -1
    if padding_idx is not None:
        if not -count <= padding_idx < count:
            raise RuntimeError(
                "padding_idx must be within the number of embeddings, -"
                f"{count} through {count - 1}, but got {padding_idx}"
            )
        padding = padding_idx % count
    places, bags = _bags(indices, offsets, include_last_offset)
    place = wrap(concrete(places))
    word = _MODES[mode]
    operands = (weight, indices.to(dtypes.int64), place, per_sample_weights)
    static = (bags, word, bool(scale_grad_by_freq), padding)
    value, sizes, largest = apply(TABLE["embedding_bag_value"], operands, static)
    if word == "sum":
        nothing = np.zeros(bags, np.int64)
        empty = (concrete(np.zeros(0, np.int64)), concrete(nothing), concrete(nothing.copy()))
        return value, *map(wrap, empty)
    return value, place, sizes, largest


@explains
def torch_embedding(
    weight: Any,
    indices: Any,
    padding_idx: int = -1,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Any:
    """`torch.embedding`: the rows of `weight` that `indices` name."""
    padding = None if padding_idx < 0 else padding_idx
    return embedding_of(
        indices, weight, padding, scale_grad_by_freq=scale_grad_by_freq, sparse=sparse
    )
