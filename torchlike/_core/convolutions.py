"""How convolutions are compiled for the CPU that XLA has nothing but plain loops for.

One filter for each channel ("depthwise"), and in three dims. The first is a sum over the places of
the kernel, of the input moved and multiplied; its gradient by the kernel, one sum of products for
each of those places. The second is a sum over the kernel's depth, of convolutions in two dims.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.interpreters import mlir

#: Places of a kernel that are worth an operation each.
MOST_PLACES = 64
#: Channels of a result that are worth computing it in phases.
FEWEST_CHANNELS = 16


def _spaced(x: Any, params: dict[str, Any]) -> Any:
    """`x` (batch, channel, *space) with its padding, and its elements spread out."""
    config = [
        (low, high, spread - 1)
        for (low, high), spread in zip(params["padding"], params["lhs_dilation"], strict=True)
    ]
    return lax.pad(x, np.zeros((), x.dtype), [(0, 0, 0), (0, 0, 0), *config])


def _part(x: Any, starts: Sequence[int], sizes: Sequence[int], steps: Sequence[int]) -> Any:
    """So many elements of each dim of space, from `starts`, in `steps`."""
    rows = list(zip(starts, sizes, steps, strict=True))
    limits = [start + (size - 1) * step + 1 for start, size, step in rows]
    whole = x.shape[:2]
    return lax.slice(x, (0, 0, *starts), (*whole, *limits), (1, 1, *steps))


def _places(sizes: Sequence[int]) -> Any:
    return itertools.product(*map(range, sizes))


def _depthwise(params: dict[str, Any], space: Sequence[int], x: Any, kernel: Any) -> Any:
    """x (n, c, *), kernel (m, 1, *) -> (n, m, *space), every channel with its m / c filters."""
    x = _spaced(x, params)
    total: Any = 0
    for place in _places(kernel.shape[2:]):
        starts = [i * step for i, step in zip(place, params["rhs_dilation"], strict=True)]
        moved = _part(x, starts, space, params["window_strides"])
        moved = jnp.repeat(moved, kernel.shape[0] // x.shape[1], 1)
        weight = lax.expand_dims(kernel[(slice(None), 0, *place)], range(1, 1 + len(place)))
        total = total + moved * weight
    return total


def _depthwise_kernel(params: dict[str, Any], space: Sequence[int], x: Any, kernel: Any) -> Any:
    """x (g, n, *), kernel (m, n, *) -> (1, m, *space): each of m with its own one of g."""
    x = _spaced(x, params)
    sums = []
    for place in _places(space):
        starts = [i * step for i, step in zip(place, params["window_strides"], strict=True)]
        moved = _part(x, starts, kernel.shape[2:], params["rhs_dilation"])
        products = jnp.repeat(moved, kernel.shape[0] // x.shape[0], 0) * kernel
        sums.append(jnp.sum(products, range(1, products.ndim)))
    return lax.reshape(jnp.stack(sums, 1), (1, kernel.shape[0], *space))


def _in_layers(params: dict[str, Any], space: Sequence[int], x: Any, kernel: Any) -> Any:
    """x (n, c, d, *), kernel (m, c, e, *) -> (n, m, *space): plane by plane of the kernel."""
    x = _spaced(x, params)
    total: Any = 0
    for plane in range(kernel.shape[2]):
        start = plane * params["rhs_dilation"][0]
        limit = start + (space[0] - 1) * params["window_strides"][0] + 1
        planes = lax.slice_in_dim(x, start, limit, params["window_strides"][0], axis=2)
        flat = jnp.swapaxes(planes, 1, 2).reshape(-1, x.shape[1], *x.shape[3:])
        total = total + lax.conv_general_dilated(
            flat,
            kernel[:, :, plane],
            params["window_strides"][1:],
            "VALID",
            rhs_dilation=params["rhs_dilation"][1:],
            precision=params["precision"],
        )
    return jnp.swapaxes(total.reshape(x.shape[0], space[0], *total.shape[1:]), 1, 2)


def spreads(params: dict[str, Any], out: Sequence[int]) -> bool:
    """Whether a convolution goes over an input spread out, and should make `out` in phases.

    The gradient by the input of one with a stride, or its transpose. Of few channels XLA's is fast.
    """
    groups = params["feature_group_count"], params["batch_group_count"]
    is_plain = prod((*params["window_strides"], *params["rhs_dilation"], *groups)) == 1
    worth = 0 not in out and out[1] >= FEWEST_CHANNELS
    return is_plain and worth and max(params["lhs_dilation"]) > 1


def in_phases(params: dict[str, Any], space: Sequence[int], x: Any, kernel: Any) -> Any:
    """x (n, *, c) spread out, kernel (m, c, *) -> (n, *space, m), without looking at any zeros.

    Every so many elements of the result see the same elements of the kernel, so that they are a
    convolution by these alone: as many small ones as there are phases, interleaved at the end.
    """
    spread = params["lhs_dilation"]
    counts = [-(-size // step) for size, step in zip(space, spread, strict=True)]
    phases = []
    for phase in _places(spread):
        rows = zip(phase, spread, params["padding"], x.shape[1:], counts, strict=False)
        picks, edges = zip(*itertools.starmap(_phase, rows), strict=True)
        part = kernel[(..., *picks)]
        edges = [
            (low, high + size) for (low, high), size in zip(edges, part.shape[2:], strict=True)
        ]
        phases.append(_small(x, part, edges, counts, params["precision"]))
    rank = len(counts)
    joined = jnp.stack(phases, 1).reshape(x.shape[0], *spread, *counts, kernel.shape[0])
    pairs = (d for dim in range(1, 1 + rank) for d in (rank + dim, dim))
    joined = joined.transpose(0, *pairs, 1 + 2 * rank)
    sizes = [count * step for count, step in zip(counts, spread, strict=True)]
    whole = joined.reshape(x.shape[0], *sizes, kernel.shape[0])
    return whole[(slice(None), *map(slice, space))]


def _phase(
    phase: int, spread: int, padding: tuple[int, int], size: int, count: int
) -> tuple[slice, tuple[int, int]]:
    """What `phase` sees of the kernel along a dim; the edges for that many elements, but for it."""
    first = (padding[0] - phase) % spread
    before = (padding[0] - phase - first) // spread
    return slice(first, None, spread), (before, count - size - before - 1)


def _small(x: Any, kernel: Any, edges: Any, counts: Sequence[int], precision: Any) -> Any:
    """x (n, *, c), kernel (m, c, *) -> (n, *counts, m)."""
    if 0 in kernel.shape:
        return jnp.zeros((x.shape[0], *counts, kernel.shape[0]), x.dtype)
    # XLA's own convolution reads beyond its input where edges of both signs meet.
    cut = [(min(low, 0), min(high, 0), 0) for low, high in edges]
    x = lax.pad(x, np.zeros((), x.dtype), [(0, 0, 0), *cut, (0, 0, 0)])
    edges = [(max(low, 0), max(high, 0)) for low, high in edges]
    numbers = lax.ConvDimensionNumbers((0, 3, 1, 2), (0, 1, 2, 3), (0, 3, 1, 2))
    return lax.conv_general_dilated(
        x, kernel, (1,) * len(edges), edges, dimension_numbers=numbers, precision=precision
    )


def _chosen(x: Any, kernel: Any, space: Sequence[int], params: dict[str, Any]) -> Any:
    """Who computes a convolution of these shapes; None for XLA."""
    groups, batch_groups = params["feature_group_count"], params["batch_group_count"]
    if 0 in (*x, *kernel, *space):
        return None
    if groups > 1 and groups == x[1] and prod(kernel[2:]) <= MOST_PLACES:
        return _depthwise
    if batch_groups > 1 and batch_groups == x[0] and prod(space) <= MOST_PLACES:
        return _depthwise_kernel
    is_plain = groups == batch_groups == 1 and len(space) == 3
    return _in_layers if is_plain and kernel[2] <= MOST_PLACES // 8 else None


def rule_for(params: dict[str, Any], lhs: Any, rhs: Any, out: Any) -> Any:
    """Who computes a convolution of these Avals; None for XLA."""
    lhs_spec, rhs_spec, out_spec = params["dimension_numbers"]
    if not jnp.issubdtype(lhs.dtype, np.floating):
        return None
    x, kernel = [lhs.shape[d] for d in lhs_spec], [rhs.shape[d] for d in rhs_spec]
    return _chosen(x, kernel, [out.shape[d] for d in out_spec[2:]], params)


def _rule(default: Any) -> Callable[..., Any]:
    def rule(ctx: Any, lhs: Any, rhs: Any, **params: Any) -> Any:
        compute = rule_for(params, *ctx.avals_in, *ctx.avals_out)
        if compute is None:
            return default.rule(ctx, lhs, rhs, **params)
        (out,) = ctx.avals_out
        lhs_spec, rhs_spec, out_spec = params["dimension_numbers"]
        space = [out.shape[d] for d in out_spec[2:]]

        def body(lhs: Any, rhs: Any) -> Any:
            operands = lax.transpose(lhs, lhs_spec), lax.transpose(rhs, rhs_spec)
            result = compute(params, space, *operands).astype(out.dtype)
            return lax.transpose(result, np.argsort(out_spec))

        return mlir.lower_fun(body, multiple_results=False)(ctx, lhs, rhs)

    return rule


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    primitive = primitives.conv_general_dilated_p
    return [(primitive, _rule(defaults[primitive]))]
