"""Strides of results: PyTorch's rules, kept as metadata although buffers are dense."""

from __future__ import annotations

from collections.abc import Sequence

from torchlike._core.kernel import Aval, Spec, contiguous_strides


def strides_of(aval: Aval) -> tuple[int, ...]:
    """The strides of `aval`, contiguous ones written out."""
    return contiguous_strides(aval.shape) if aval.strides is None else aval.strides


def elementwise_strides(specs: Sequence[Spec], shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """The strides of an elementwise result: the operands' order of dims, made dense."""
    avals = [s for s in specs if isinstance(s, Aval) and s.number is None]
    if all(a.strides is None for a in avals):
        return None
    full = [a for a in avals if a.shape == shape]
    if full and len(full) == len(avals) and len({strides_of(a) for a in full}) == 1:
        strides = strides_of(full[0])
        if is_dense(shape, strides):
            return strides
    order = _iteration_order(avals, shape)
    return dense_strides(shape, order)


def is_dense(shape: Sequence[int], strides: Sequence[int]) -> bool:
    """Whether the elements fill their memory without overlap or holes."""
    expected = 1
    for size, stride in sorted(
        ((n, s) for n, s in zip(shape, strides, strict=True) if n != 1), key=lambda e: e[1]
    ):
        if size == 0:
            return True
        if stride != expected:
            return False
        expected *= size
    return True


def dense_strides(shape: Sequence[int], order: Sequence[int]) -> tuple[int, ...]:
    """Dense strides with the dims in `order`, innermost first."""
    strides = [0] * len(shape)
    step = 1
    for dim in order:
        strides[dim] = step
        step *= max(shape[dim], 1)
    return tuple(strides)


def _iteration_order(avals: Sequence[Aval], shape: tuple[int, ...]) -> list[int]:
    """Dims from innermost to outermost, as the operands' strides, first operand first, have it."""
    rank = len(shape)
    table = [_broadcast_strides(a, shape) for a in avals]

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


def _broadcast_strides(aval: Aval, shape: tuple[int, ...]) -> tuple[int, ...]:
    missing = len(shape) - len(aval.shape)
    own = [
        0 if size == 1 and full != 1 else stride
        for size, stride, full in zip(aval.shape, strides_of(aval), shape[missing:], strict=True)
    ]
    return (0,) * missing + tuple(own)
