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


def _rule(default: Any) -> Callable[..., Any]:
    def rule(ctx: Any, lhs: Any, rhs: Any, **params: Any) -> Any:
        lhs_spec, rhs_spec, out_spec = params["dimension_numbers"]
        shapes = [aval.shape for aval in (*ctx.avals_in, *ctx.avals_out)]
        x, kernel = [shapes[0][d] for d in lhs_spec], [shapes[1][d] for d in rhs_spec]
        space = [shapes[2][d] for d in out_spec[2:]]
        compute = _chosen(x, kernel, space, params)
        if compute is None or not jnp.issubdtype(ctx.avals_in[0].dtype, np.floating):
            return default.rule(ctx, lhs, rhs, **params)

        def body(lhs: Any, rhs: Any) -> Any:
            operands = lax.transpose(lhs, lhs_spec), lax.transpose(rhs, rhs_spec)
            result = compute(params, space, *operands).astype(ctx.avals_out[0].dtype)
            return lax.transpose(result, np.argsort(out_spec))

        return mlir.lower_fun(body, multiple_results=False)(ctx, lhs, rhs)

    return rule


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    primitive = primitives.conv_general_dilated_p
    return [(primitive, _rule(defaults[primitive]))]
