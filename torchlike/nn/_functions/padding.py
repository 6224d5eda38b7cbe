"""Padding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import apply1, apply2
from torchlike._ops.arguments import explains
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.convolution import sizes_of


def _pairs(pad: Sequence[int]) -> list[tuple[int, int]]:
    """Elements before and after, by dim, the last dim last."""
    return [(int(pad[i]), int(pad[i + 1])) for i in range(len(pad) - 2, -1, -2)]


def _check_mirrored(input: Any, edges: Sequence[tuple[int, int]], mode: str) -> None:
    rank = len(edges)
    shape = list(input.shape)
    if 0 in shape[-rank - 1 :]:
        raise RuntimeError(
            f"Expected {rank + 1}D or {rank + 2}D (batch mode) tensor with possibly 0 batch size "
            f"and other non-zero dimensions for input, but got: {shape}"
        )
    for dim, (low, high) in reversed(list(enumerate(edges, len(shape) - rank))):
        if mode == "reflect" and max(low, high) >= shape[dim]:
            raise RuntimeError(
                f"Argument #{2 * (len(shape) - dim) + 2}: Padding size should be less than the "
                f"corresponding input dimension, but got: padding ({low}, {high}) at dimension "
                f"{dim} of input {shape}"
            )
    made = [n + sum(e) for n, e in zip(shape[-rank:], edges, strict=True)]
    if min(made) < 1:
        letters = "DHW"[3 - rank :]
        sizes = " ".join(f"{d}: {n}" for d, n in zip(letters, shape[-rank:], strict=True))
        found = " ".join(f"{d}: {n}" for d, n in zip(letters, made, strict=True))
        raise RuntimeError(f"input ({sizes}) is too small. Calculated output {found}")


def _check_circular(input: Any, edges: Sequence[tuple[int, int]]) -> None:
    for size, (low, high) in zip(input.shape[-len(edges) :], edges, strict=True):
        if low > size or high > size:
            raise RuntimeError("Padding value causes wrapping around more than once.")
        if low + high + size < 0:
            raise RuntimeError("Negative padding value is resulting in an empty dimension")


@explains
def pad(input: Any, pad: Any, mode: str = "constant", value: float | None = None) -> Any:
    """Elements before and after the last dims: (last before, last after, second last ...)."""
    pad = sizes_of(pad, "pad", "pad")
    if len(pad) % 2:
        raise RuntimeError("Padding length must be divisible by 2")
    rank = input.dim()
    if len(pad) > 2 * rank:
        raise RuntimeError(
            "Padding length should be less than or equal to two times the input dimension but got "
            f"padding length {len(pad)} and input of dimension {rank}"
        )
    edges = _pairs(pad)
    if mode == "constant":
        return constant_pad_nd(input, pad, 0 if value is None else value)
    if value is not None and value != 0:
        raise RuntimeError(f'Padding mode "{mode}" doesn\'t take in value argument')
    if mode not in ("reflect", "replicate", "circular"):
        raise NotImplementedError(f"Unrecognised padding mode {mode}")
    if len(edges) > 3 or rank not in (len(edges) + 1, len(edges) + 2):
        raise NotImplementedError(
            f"Padding size {len(pad)} is not supported for {rank}D input tensor."
        )
    if mode == "circular":
        _check_circular(input, edges)
    else:
        _check_mirrored(input, edges, mode)
        if input.dtype is dtypes.bool:
            word = "reflection" if mode == "reflect" else "replication"
            raise NotImplementedError(f"\"{word}_pad{len(edges)}d\" not implemented for 'Bool'")
    return apply1(TABLE["padded_by_itself"], input, (tuple(edges), mode))


@explains
def constant_pad_nd(input: Any, pad: Any, value: Any = 0) -> Any:
    """`pad` with a number."""
    pad = sizes_of(pad, "constant_pad_nd", "pad")
    rank = input.dim()
    if len(pad) % 2:
        raise RuntimeError(f"Length of pad must be even but instead it equals {len(pad)}")
    if len(pad) > 2 * rank:
        raise RuntimeError(
            "Length of pad should be no more than twice the number of dimensions of the input. Pad "
            f"length is {len(pad)} while the input has {rank} dimensions."
        )
    edges = (((0, 0),) * (rank - len(pad) // 2)) + tuple(_pairs(pad))
    for dim, (size, (low, high)) in enumerate(zip(input.shape, edges, strict=True)):
        if low < 0 and high < 0 and size + low + high < 0:
            raise RuntimeError("narrow(): length must be non-negative.")
        if size + low + high < 0:
            raise RuntimeError(
                f"The input size {size}, plus negative padding {low} and {high} resulted in a "
                f"negative output size, which is invalid. Check dimension {dim} of your input."
            )
    return apply2(TABLE["padded"], input, value, (edges,))
