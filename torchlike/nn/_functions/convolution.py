"""Convolutions, and windows of images as columns."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, apply
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int
from torchlike._ops.schema import TABLE

_CONVOLUTION = TABLE["convolution"]


def sizes_of(value: Any, function: str, name: str) -> tuple[int, ...]:
    """An int, or several, as a tuple of ints. Raises: TypeError, in PyTorch's words."""
    if isinstance(value, (tuple, list)):
        return tuple(as_int(v, function, name) for v in value)
    return (as_int(value, function, name),)


def _as_batch(input: Any, weight: Any, rank: int, function: str) -> Any:
    """The input with a batch dim. Raises: RuntimeError for another number of dims."""
    if not isinstance(input, TensorBase) or not isinstance(weight, TensorBase):
        raise TypeError
    if input.ndim not in (rank + 1, rank + 2):
        raise RuntimeError(
            f"Expected {rank + 1}D (unbatched) or {rank + 2}D (batched) input to {function}, but "
            f"got input of size: {list(input.shape)}"
        )
    return input if input.ndim == rank + 2 else input.unsqueeze(0)


def _same_padding(
    input: Any, weight: Any, stride: Sequence[int], dilation: Sequence[int]
) -> tuple[Any, tuple[int, ...]]:
    """The padding that keeps sizes, and the input padded by what is not the same on both sides."""
    if any(s != 1 for s in stride):
        raise RuntimeError("padding='same' is not supported for strided convolutions")
    kernel = weight.shape[2:]
    rank = len(kernel)
    if weight.ndim != input.ndim:
        return input, (0,)  # the operator refuses it
    spread = tuple(dilation) * (rank if len(dilation) == 1 else 1)
    total = [d * (k - 1) for d, k in zip(spread, kernel, strict=True)]
    if any(t % 2 for t in total):
        warnings.warn(
            "Using padding='same' with even kernel lengths and odd dilation may require a "
            "zero-padded copy of the input be created (Triggered internally at "
            "/__w/pytorch/pytorch/aten/src/ATen/native/Convolution.cpp:1101.)",
            stacklevel=4,
        )
        edges = tuple((0, t % 2) for t in total)
        input = apply(TABLE["padded"], (input, 0.0), (((0, 0), (0, 0), *edges),))
    return input, tuple(t // 2 for t in total)


def _plain(rank: int) -> Callable[..., Any]:
    name = f"conv{rank}d"

    def function(
        input: Any,
        weight: Any,
        bias: Any = None,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
    ) -> Any:
        batch = _as_batch(input, weight, rank, name)
        steps, spread = sizes_of(stride, name, "stride"), sizes_of(dilation, name, "dilation")
        if not isinstance(padding, str):
            edges = sizes_of(padding, name, "padding")
        elif padding == "same":
            batch, edges = _same_padding(batch, weight, steps, spread)
        elif padding == "valid":
            edges = (0,)
        else:
            raise RuntimeError(f"Invalid padding string: '{padding}'")
        static = (steps, edges, spread, False, (0,), as_int(groups, name, "groups"))
        result = apply(_CONVOLUTION, (batch, weight, bias), static)
        return result if batch.ndim == input.ndim else result.squeeze(0)

    return _named(function, name, f"The cross-correlation over {rank} spatial dims, plus bias.")


def _transposed(rank: int) -> Callable[..., Any]:
    name = f"conv_transpose{rank}d"

    def function(
        input: Any,
        weight: Any,
        bias: Any = None,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: int = 1,
        dilation: Any = 1,
    ) -> Any:
        batch = _as_batch(input, weight, rank, name)
        static = (
            sizes_of(stride, name, "stride"),
            sizes_of(padding, name, "padding"),
            sizes_of(dilation, name, "dilation"),
            True,
            sizes_of(output_padding, name, "output_padding"),
            as_int(groups, name, "groups"),
        )
        result = apply(_CONVOLUTION, (batch, weight, bias), static)
        return result if batch.ndim == input.ndim else result.squeeze(0)

    return _named(function, name, f"The transpose of `conv{rank}d`, plus bias.")


def _named(function: Callable[..., Any], name: str, doc: str) -> Callable[..., Any]:
    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    return explains(function)


conv1d, conv2d, conv3d = map(_plain, (1, 2, 3))
conv_transpose1d, conv_transpose2d, conv_transpose3d = map(_transposed, (1, 2, 3))


@explains
def conv_tbc(input: Any, weight: Any, bias: Any, pad: int = 0) -> Any:
    """`conv1d` of (time, batch, channels) by weights of (width, in, out)."""
    if input.dim() != 3:
        raise RuntimeError("Input must have 3 dims: time, batch, in_channel")
    if weight.dim() != 3:
        raise RuntimeError(
            "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels."
        )
    if bias.dim() != 1:
        raise RuntimeError("Bias must be 1-D")
    moved = conv1d(input.permute(1, 2, 0), weight.permute(2, 1, 0), bias, 1, pad)
    return moved.permute(2, 0, 1).contiguous()
