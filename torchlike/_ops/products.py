"""Products of several matrices, in the order that takes the least work."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from torchlike._ops import _bindings as bindings
from torchlike._ops.qualified import into_linalg


@into_linalg
def multi_dot(tensors: Sequence[Any]) -> Any:
    """The product of several matrices in the cheapest order; the ends may be vectors."""
    given = list(tensors)
    _check_chain(given)
    first, last = given[0], given[-1]
    if len(given) == 2:
        return bindings.matmul(first, last)
    if first.ndim == 1:
        given[0] = bindings.unsqueeze(first, 0)
    if last.ndim == 1:
        given[-1] = bindings.unsqueeze(last, -1)
    product = _chained(given, _splits([given[0].shape[0], *(t.shape[1] for t in given)]))
    shape = (*first.shape[: first.ndim - 1], *last.shape[1:])
    return product.view(shape)


def _check_chain(tensors: Sequence[Any]) -> None:
    count = len(tensors)
    if count < 2:
        raise RuntimeError(f"multi_dot(): expected at least 2 tensors but got {count}")
    for at, rank in ((0, tensors[0].ndim), (count - 1, tensors[-1].ndim)):
        if rank not in (1, 2):
            which = "the first" if at == 0 else "the last"
            raise RuntimeError(f"multi_dot(): {which} tensor must be 1D or 2D but got {rank}D")
    for at, x in enumerate(tensors):
        if 0 < at < count - 1 and x.ndim != 2:
            raise RuntimeError(f"multi_dot(): tensor {at} must be 2D but got {x.ndim}D")
        if x.dtype is not tensors[0].dtype:
            raise RuntimeError(
                "multi_dot(): all tensors must have be the same dtype but tensor 0 is "
                f"{tensors[0].dtype.scalar_name} and tensor {at} {x.dtype.scalar_name}"
            )
    for at, (left, right) in enumerate(itertools.pairwise(tensors)):
        if left.shape[-1] != right.shape[0]:
            raise RuntimeError(
                f"multi_dot(): tensors {at} and {at + 1} with shapes {list(left.shape)} and "
                f"{list(right.shape)} cannot be multiplied"
            )


def _splits(sizes: Sequence[int]) -> dict[tuple[int, int], int]:
    """Where to split each part of a chain of matrices of these sizes, to multiply least."""
    count = len(sizes) - 1
    costs: dict[tuple[int, int], int] = {(i, i): 0 for i in range(count)}
    splits: dict[tuple[int, int], int] = {}
    for length in range(1, count):
        for i in range(count - length):
            j = i + length
            options = [
                (costs[i, k] + costs[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1], k)
                for k in range(i, j)
            ]
            # Of two ways that cost the same PyTorch takes the first, of three matrices the last.
            best = min(options, key=lambda o: (o[0], -o[1] if count == 3 else o[1]))
            costs[i, j], splits[i, j] = best
    return splits


def _chained(tensors: Sequence[Any], splits: dict[tuple[int, int], int]) -> Any:
    """The product of a chain of matrices, split as told."""

    def part(i: int, j: int) -> Any:
        if i == j:
            return tensors[i]
        k = splits[i, j]
        return bindings.mm(part(i, k), part(k + 1, j))

    return part(0, len(tensors) - 1)
