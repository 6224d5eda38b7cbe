"""How running sums and their like are compiled for the CPU.

JAX makes them of halves of halves, whose strided slices XLA does not vectorise: 4 ns an element.
Here they run along an axis that has enough elements beside it to fill vectors; the last axis is cut
into short pieces, which are laid side by side for that. What is long is done in tiles that stay in
the cache: transposing much more at once costs ten times as much.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.interpreters import mlir

#: Elements beside the axis that are worth a step of a loop.
FEWEST_LANES = 256
#: Elements in a piece of the last axis, one after the other.
PIECE = 16
#: Elements transposed at once.
TILE = 1 << 17
#: Elements below which JAX's own way is as good.
SMALL = 1 << 10

Combine = Callable[[Any, Any], Any]


def _running(combine: Combine, x: Any, axis: int, reached_in: Any) -> Any:
    """Running results along `axis`, one step of a loop for each of its elements.

    What is reached so far is kept in the dtype `reached_in`.
    """

    def step(k: Any, state: Any) -> Any:
        out, reached = state
        row = lax.dynamic_index_in_dim(x, k, axis, keepdims=False)
        reached = combine(reached, row.astype(reached_in))
        return lax.dynamic_update_index_in_dim(out, reached.astype(x.dtype), k, axis), reached

    first = lax.index_in_dim(x, 0, axis, keepdims=False).astype(reached_in)
    return lax.fori_loop(1, x.shape[axis], step, (x, first))[0]


def _rows(combine: Combine, x: Any) -> Any:
    """Running results along the rows of a matrix, in pieces laid side by side."""
    rows, size = x.shape
    if size == 1:
        return x
    piece = min(PIECE, size)
    count = -(-size // piece)
    # What is added at the end is combined with nothing that is kept.
    whole = lax.pad(x, np.zeros((), x.dtype), ((0, 0, 0), (0, count * piece - size, 0)))
    lanes = lax.transpose(lax.reshape(whole, (rows, count, piece)), (2, 0, 1))
    lanes = _running(combine, lax.reshape(lanes, (piece, rows * count)), 0, x.dtype)
    lanes = lax.reshape(lanes, (piece, rows, count))
    if count > 1:
        totals = _rows(combine, lanes[-1, :, :-1])
        later = combine(lax.broadcast(totals, (piece,)), lanes[:, :, 1:])
        lanes = lax.concatenate([lanes[:, :, :1], later], 2)
    together = lax.reshape(lax.transpose(lanes, (1, 2, 0)), (rows, count * piece))
    return lax.slice_in_dim(together, 0, size, axis=1)


def _tiled(combine: Combine, x: Any) -> Any:
    """Running results along the rows of a matrix of any size."""
    rows, size = x.shape
    if rows * size <= TILE:
        return _rows(combine, x)
    if size > TILE:
        return lax.map(functools.partial(_line, combine), x)
    together = next(d for d in range(min(TILE // size, rows), 0, -1) if rows % d == 0)
    tiles = lax.reshape(x, (rows // together, together, size))
    return lax.reshape(lax.map(functools.partial(_rows, combine), tiles), x.shape)


def _line(combine: Combine, line: Any) -> Any:
    """Running results along one long line, tile after tile."""
    (size,) = line.shape
    count = -(-size // TILE)
    padded = lax.pad(line, np.zeros((), line.dtype), ((0, count * TILE - size, 0),))

    def step(reached: Any, tile: Any) -> Any:
        is_first, total = reached
        results = _rows(combine, tile)
        results = jnp.where(is_first, results, combine(total, results))
        return (np.False_, results[0, -1]), results

    tiles = lax.reshape(padded, (count, 1, TILE))
    _, results = lax.scan(step, (np.True_, line[0]), tiles)
    return lax.slice_in_dim(lax.reshape(results, (count * TILE,)), 0, size)


def _cumulated(combine: Combine, x: Any, axis: int, reverse: bool) -> Any:
    if reverse:
        x = lax.rev(x, (axis,))
    size, beside = x.shape[axis], math.prod(x.shape[axis + 1 :])
    before = math.prod(x.shape[:axis])
    if beside >= FEWEST_LANES:
        # One after the other, sums of many are as good as their accumulator.
        reached_in = np.float64 if x.dtype == np.float32 else x.dtype
        out = _running(combine, lax.reshape(x, (before, size, beside)), 1, reached_in)
    else:
        moved = jnp.moveaxis(x, axis, -1)
        out = _tiled(combine, lax.reshape(moved, (before * beside, size)))
        out = jnp.moveaxis(lax.reshape(out, moved.shape), -1, axis)
    out = lax.reshape(out, x.shape)
    return lax.rev(out, (axis,)) if reverse else out


_COMBINATIONS: dict[str, Combine] = {
    "cumsum": lax.add,
    "cumprod": lax.mul,
    "cummax": lax.max,
    "cummin": lax.min,
    "cumlogsumexp": jnp.logaddexp,
}


def _rule(name: str, default: Any) -> Any:
    def rule(ctx: Any, operand: Any, *, axis: int, reverse: bool) -> Any:
        (aval,) = ctx.avals_in
        is_complex = jnp.issubdtype(aval.dtype, np.complexfloating)
        if aval.size < SMALL or (is_complex and name not in ("cumsum", "cumprod")):
            return default.rule(ctx, operand, axis=axis, reverse=reverse)

        def body(x: Any) -> Any:
            narrow = jnp.issubdtype(x.dtype, np.floating) and x.dtype.itemsize < 4
            wide = x.astype(np.float32) if narrow else x
            return _cumulated(_COMBINATIONS[name], wide, axis, reverse).astype(x.dtype)

        return mlir.lower_fun(body, multiple_results=False)(ctx, operand)

    return rule


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    found = [(getattr(primitives, f"{name}_p"), name) for name in _COMBINATIONS]
    return [(primitive, _rule(name, defaults[primitive])) for primitive, name in found]
