"""How picking from the last axis is compiled for the CPU.

``x[..., index]`` is a gather of columns, which XLA copies one strided slice after the other. Here
each row is gathered from by itself, at half the time.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from jax import lax
from jax.interpreters import mlir

#: Elements of the result below which XLA's own way is as good.
SMALL = 1 << 12


def _picks_columns(
    shape: tuple[int, ...], indices: tuple[int, ...], numbers: Any, sizes: tuple[int, ...]
) -> bool:
    """Whether a gather takes whole slices of the last axis, in its place, and enough of them."""
    last = len(shape) - 1
    return (
        last > 0
        and len(indices) == 2
        and numbers.start_index_map == (last,)
        and numbers.collapsed_slice_dims == (last,)
        and numbers.offset_dims == tuple(range(last))
        and not numbers.operand_batching_dims
        and sizes == (*shape[:-1], 1)
        and math.prod(sizes) * indices[0] >= SMALL
    )


def _by_rows(x: Any, indices: Any, mode: Any) -> Any:
    rows, (count, _) = math.prod(x.shape[:-1]), indices.shape
    numbers = lax.GatherDimensionNumbers(
        offset_dims=(), collapsed_slice_dims=(1,), start_index_map=(1,),
        operand_batching_dims=(0,), start_indices_batching_dims=(0,),
    )  # fmt: skip
    each = lax.broadcast_in_dim(indices, (rows, count, 1), (1, 2))
    matrix = lax.reshape(x, (rows, x.shape[-1]))
    found = lax.gather(matrix, each, numbers, (1, 1), mode=mode)
    return lax.reshape(found, (*x.shape[:-1], count))


def _rule(default: Any) -> Callable[..., Any]:
    def rule(ctx: Any, operand: Any, indices: Any, **params: Any) -> Any:
        aval, places = ctx.avals_in
        numbers, sizes = params["dimension_numbers"], params["slice_sizes"]
        fills = params["mode"] == lax.GatherScatterMode.FILL_OR_DROP
        if fills or not _picks_columns(aval.shape, places.shape, numbers, sizes):
            return default.rule(ctx, operand, indices, **params)

        def body(x: Any, at: Any) -> Any:
            return _by_rows(x, at, params["mode"])

        return mlir.lower_fun(body, multiple_results=False)(ctx, operand, indices)

    return rule


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    return [(primitives.gather_p, _rule(defaults[primitives.gather_p]))]
