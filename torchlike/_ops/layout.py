"""Strides of results: PyTorch's rules, kept as metadata although buffers are dense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core.kernel import Aval, Spec, contiguous_strides


def strides_of(aval: Aval) -> tuple[int, ...]:
    """The strides of `aval`, contiguous ones written out."""
    return contiguous_strides(aval.shape) if aval.strides is None else aval.strides


def elementwise_strides(specs: Sequence[Spec], shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """The strides of an elementwise result: the operands' order of dims, made dense."""
    avals = [s for s in specs if isinstance(s, Aval) and s.number is None]
    if 0 not in shape and all(a.strides is None for a in avals):
        return None
    alone = not shape or len(avals) == len([s for s in specs if s is not None])
    if avals and alone and all(a.shape == shape for a in avals):
        if all(_lies(a, contiguous_strides(shape)) for a in avals):
            return None
        channels = dense_strides(shape, [1, 3, 2, 0]) if len(shape) == 4 else None
        if channels is not None and all(_lies(a, channels) for a in avals):
            return channels
        strides = strides_of(avals[0])
        if is_dense(shape, strides) and all(strides_of(a) == strides for a in avals):
            return strides
    order = iteration_order(avals, shape)
    if order == list(range(len(shape) - 1, -1, -1)):
        return None
    return dense_strides(shape, order, empty=0)


def _lies(aval: Aval, strides: Sequence[int]) -> bool:
    """Whether a tensor has these strides where they matter: in dims of more than one element."""
    own = strides_of(aval)
    return not aval.size or all(
        n == 1 or a == b for n, a, b in zip(aval.shape, own, strides, strict=True)
    )


def is_dense(shape: Sequence[int], strides: Sequence[int]) -> bool:
    """Whether the elements fill their memory without overlap or holes."""
    if 0 in shape:
        return True
    expected = 1
    for size, stride in sorted(
        ((n, s) for n, s in zip(shape, strides, strict=True) if n != 1), key=lambda e: e[1]
    ):
        if stride != expected:
            return False
        expected *= size
    return True


def dense_strides(shape: Sequence[int], order: Sequence[int], *, empty: int = 1) -> tuple[int, ...]:
    """Dense strides with the dims in `order`, innermost first; an empty dim counts as `empty`."""
    strides = [0] * len(shape)
    step = 1
    for dim in order:
        strides[dim] = step
        step *= max(shape[dim], empty)
    return tuple(strides)


def iteration_order(avals: Sequence[Aval], shape: tuple[int, ...]) -> list[int]:
    """Dims from innermost to outermost, as the operands' strides, first operand first, have it."""
    rank = len(shape)
    table = [broadcast_strides(a, shape) for a in avals]

    def compare(outer: int, inner: int) -> int:
        for strides in table:
            x, y = strides[outer], strides[inner]
            if x == 0 or y == 0:
                continue
            if x != y:
                return 1 if x > y else -1
            if shape[outer] > shape[inner]:
                return 1
        return 0

    order = list(range(rank - 1, -1, -1))
    for i in range(1, rank):
        at = i
        for j in range(i - 1, -1, -1):
            verdict = compare(order[j], order[at])
            if verdict > 0:
                order[j], order[at] = order[at], order[j]
                at = j
            elif verdict < 0:
                break
    return order


def broadcast_strides(aval: Aval, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of a tensor seen in a `shape` that it is broadcast to."""
    missing = len(shape) - len(aval.shape)
    own = [
        0 if size == 1 and full != 1 else stride
        for size, stride, full in zip(aval.shape, strides_of(aval), shape[missing:], strict=True)
    ]
    return (0,) * missing + tuple(own)


def preserved_strides(aval: Aval) -> tuple[int, ...]:
    """The strides of a copy: a dense tensor's own, else dense in the same order of dims."""
    own = strides_of(aval)
    if is_dense(aval.shape, own):
        return own
    return dense_strides(aval.shape, iteration_order([aval], aval.shape))


def like_first(specs: Sequence[Spec], static: Any, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The strides of results that lie as a copy of the first operand does."""
    del static, shape
    first = specs[0]
    assert isinstance(first, Aval)
    return preserved_strides(first)


def by_columns(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """The strides of results that are matrices stored column by column, as LAPACK leaves them."""
    del static
    first = specs[0]
    assert isinstance(first, Aval)
    if len(shape) < max(2, len(first.shape)):
        return None
    rank = len(shape)
    return dense_strides(shape, [rank - 2, rank - 1, *range(rank - 3, -1, -1)])


def channels_last_order(rank: int) -> list[int] | None:
    """The dims of a channels-last tensor of this rank, innermost first; None for other ranks."""
    return [1, *range(rank - 1, 1, -1), 0] if rank in (4, 5) else None


def is_channels_last(aval: Aval) -> bool:
    """Whether PyTorch takes a tensor, by its strides, for one in a channels-last format."""
    strides = strides_of(aval)
    order = channels_last_order(len(strides))
    if order is None or strides[1] == 0:
        return False
    least = 0
    for dim in order:
        size, stride = aval.shape[dim], strides[dim]
        if size == 0 or stride < least or (dim == 0 and least == strides[1]):
            return False
        least = stride * size if size > 1 else stride
    return True


def channels_last_if_all(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """The strides of results that are channels-last where all operands are."""
    del static
    order = channels_last_order(len(shape))
    if order is None or not all(isinstance(s, Aval) and is_channels_last(s) for s in specs):
        return None
    return dense_strides(shape, order)
