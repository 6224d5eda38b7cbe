"""The inverse of max pooling."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import apply2
from torchlike._core.execute import array_of
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.pooling import named, numbers


def _unpooled_size(
    input: Any, kernel: Any, stride: Any, padding: Any, output_size: Any
) -> tuple[int, ...]:
    """The size before pooling, which `output_size` may say where several would do."""
    rank = len(kernel)
    steps = list(zip(input.shape[-rank:], kernel, stride, padding, strict=True))
    usual = tuple((n - 1) * s + k - 2 * p for n, k, s, p in steps)
    if output_size is None:
        return usual
    asked = tuple(output_size)[2:] if len(output_size) == rank + 2 else tuple(output_size)
    if len(asked) != rank:
        raise ValueError(
            f"output_size should be a sequence containing {rank} or {rank + 2} elements, but it "
            f"has a length of '{len(asked)}'"
        )
    for dim, (size, near, step) in enumerate(zip(asked, usual, stride, strict=True)):
        if not near - step < size < near + step:
            raise ValueError(
                f'invalid output_size "{output_size}" (dim {dim} must be between {near - step} '
                f"and {near + step})"
            )
    return asked


def _check_unpool(input: Any, indices: Any, rank: int) -> None:
    if indices.dtype is not dtypes.int64:
        raise RuntimeError(
            f"elements in indices should be type int64 but got: {indices.dtype.scalar_name}"
        )
    if input.dim() not in (rank + 1, rank + 2):
        shown = 2 if rank == 1 else rank
        raise RuntimeError(
            f"Input to max_unpooling{shown}d should be a {rank + 1}d or {rank + 2}d Tensor, but "
            f"got a tensor with {input.dim() + (rank == 1)} dimensions."
        )
    if input.shape != indices.shape:
        added = [1] if rank == 1 else []
        own, found = ([*list(t.shape), *added] for t in (input, indices))
        raise RuntimeError(
            f"Expected shape of indices to be same as that of the input tensor ({own}) but got "
            f"indices tensor with shape: {found}"
        )


def _unpool(rank: int) -> Callable[..., Any]:
    name = f"max_unpool{rank}d"

    def function(
        input: Any,
        indices: Any,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        output_size: Any = None,
    ) -> Any:
        kernel = numbers(kernel_size, rank, name, "kernel_size")
        steps = kernel if stride is None else numbers(stride, rank, name, "stride")
        edges = numbers(padding, rank, name, "padding")
        size = _unpooled_size(input, kernel, steps, edges, output_size)
        _check_unpool(input, indices, rank)
        volume = "x".join(map(str, (*size, 1) if rank == 1 else size))

        def error() -> NoReturn:
            found = np.asarray(array_of(indices._read(), f"{name}()"))
            bad = found[(found < 0) | (found >= math.prod(size))]
            raise RuntimeError(
                f"Found an invalid max index: {bad.flat[0]} (output volumes are of size {volume}"
            )

        check_index(indices, 0, math.prod(size), error)
        return apply2(TABLE["max_unpooled"], input, indices, (size,))

    return named(function, name, f"The inverse of `max_pool{rank}d`, zeros for what was not kept.")


max_unpool1d, max_unpool2d, max_unpool3d = map(_unpool, (1, 2, 3))
