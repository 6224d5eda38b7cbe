"""How reductions are compiled for the CPU: split so that XLA vectorises each part.

XLA cuts every long reduction into windows of 32 elements, for the accuracy of sums. Along the
fastest axis it does not vectorise those: a sum of a million floats takes 200 us instead of 65, a
maximum of a thousand rows 850 instead of 110. So its pass is switched off (`REPLACED_PASS`), and
the lowering rules here do what it does where that is fast, along the other axes; along the fastest
one a sum is cut into pieces long enough to vectorise. An argmax is a maximum and the first index
that has it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.interpreters import mlir

#: XLA's pass that this replaces.
REPLACED_PASS = "tree_reduction_rewriter"
#: Elements added up in one piece along the fastest axis, several vector lanes at once.
LONGEST_ROW = 2048
#: Elements reduced in one piece along another axis, one after the other in each lane.
WINDOW = 32

#: What reduces: the primitive's name, two operands' combination, and whether pieces matter for
#: accuracy.
_KINDS: dict[str, tuple[Callable[[Any, Any], Any], bool]] = {
    "reduce_sum": (lax.add, True),
    "reduce_prod": (lax.mul, True),
    "reduce_max": (lax.max, False),
    "reduce_min": (lax.min, False),
    "reduce_and": (lax.bitwise_and, False),
    "reduce_or": (lax.bitwise_or, False),
}


def _identity(name: str, dtype: np.dtype) -> np.ndarray:
    """What a combination leaves as it is."""
    if name == "reduce_prod":
        return np.ones((), dtype)
    if name not in ("reduce_max", "reduce_min", "reduce_and"):
        return np.zeros((), dtype)
    if dtype == np.bool_:
        return np.asarray(name != "reduce_max")
    lowest = name == "reduce_max"
    if jnp.issubdtype(dtype, np.inexact):
        return np.asarray(-np.inf if lowest else np.inf, dtype)
    if name == "reduce_and":
        return np.invert(np.zeros((), dtype))
    return np.asarray(jnp.iinfo(dtype).min if lowest else jnp.iinfo(dtype).max, dtype)


def _merged(x: Any, axes: Sequence[int]) -> tuple[Any, list[int]]:
    """`x` with neighbouring axes that are reduced made one, and which are reduced then."""
    shape: list[int] = []
    found: list[int] = []
    for axis, size in enumerate(x.shape):
        if axis in axes and axis - 1 in axes:
            shape[-1] *= size
            continue
        if axis in axes:
            found.append(len(shape))
        shape.append(size)
    return lax.reshape(x, shape), found


def _is_short(name: str, shape: Sequence[int], axes: Sequence[int], dtype: Any) -> bool:
    """Whether XLA's own loop over all `axes` at once is fast and accurate."""
    size = math.prod(shape[a] for a in axes)
    if size <= WINDOW:
        return True
    if len(shape) - 1 not in axes:
        return False
    if _KINDS[name][1] and jnp.issubdtype(dtype, np.inexact):
        return size <= LONGEST_ROW
    # The last axis is one of several groups: the others are columns.
    return max(axes) - min(axes) + 1 == len(axes)


def _staged(name: str, reduce: Callable[..., Any], x: Any, axes: Sequence[int]) -> Any:
    """The reduction of `x` over `axes` in parts; `reduce(x, axes)` is XLA's own."""
    x, axes = _merged(x, axes)
    if _is_short(name, x.shape, axes, x.dtype):
        return reduce(x, axes)
    again = functools.partial(_staged, name, reduce)
    if len(axes) > 1:
        return again(_apart(again(x, axes[-1:])), axes[:-1])
    (axis,) = axes
    if axis != x.ndim - 1:
        return again(_windows(name, x, axis), axes)
    return _row_in_pieces(name, again, x)


def _apart(x: Any) -> Any:
    """`x` made an array of its own: XLA would make one long reduction of two short ones again."""
    return lax.optimization_barrier(x)


def _windows(name: str, x: Any, axis: int) -> Any:
    """Reduces every `WINDOW` elements along `axis`."""
    window = [WINDOW if a == axis else 1 for a in range(x.ndim)]
    padding = [(0, -x.shape[a] % window[a]) for a in range(x.ndim)]
    identity = _identity(name, x.dtype)
    return lax.reduce_window(x, identity, _KINDS[name][0], window, window, padding)


def _row_in_pieces(name: str, again: Callable[..., Any], x: Any) -> Any:
    """The reduction of the last axis in pieces of equal length, and what is left."""
    *rows, size = x.shape
    piece = next((p for p in range(LONGEST_ROW, LONGEST_ROW // 8, -1) if size % p == 0), 0)
    rest = 0 if piece else size % LONGEST_ROW
    piece = piece or LONGEST_ROW
    whole = size - rest
    pieces = lax.slice_in_dim(x, 0, whole, axis=-1) if rest else x
    pieces = lax.reshape(pieces, (*rows, whole // piece, piece))
    total = again(_apart(again(pieces, [len(rows) + 1])), [len(rows)])
    if not rest:
        return total
    return _KINDS[name][0](total, again(lax.slice_in_dim(x, whole, size, axis=-1), [len(rows)]))


def _first_index(maximum: bool, x: Any, axis: int, index_dtype: Any) -> Any:
    """Where the largest (or smallest) element is first, NaN counting as such."""
    extreme = lax.reduce_max if maximum else lax.reduce_min
    best = lax.expand_dims(extreme(x, (axis,)), (axis,))
    best = lax.broadcast_in_dim(best, x.shape, tuple(range(x.ndim)))
    hit = lax.eq(x, best)
    if jnp.issubdtype(x.dtype, np.floating):
        hit = lax.bitwise_or(hit, lax.ne(x, x))
    index = lax.broadcasted_iota(index_dtype, x.shape, axis)
    none = lax.full(x.shape, x.shape[axis], index_dtype)
    return lax.reduce_min(lax.select(hit, index, none), (axis,))


def _reduction_rule(name: str, primitive: Any, default: Any) -> Any:
    def rule(ctx: Any, operand: Any, *, axes: Sequence[int], **params: Any) -> Any:
        aval = ctx.avals_in[0]
        narrow = name == "reduce_sum" and aval.dtype.itemsize == 2 and aval.dtype.kind in "fV"
        if _is_short(name, aval.shape, axes, aval.dtype) and not narrow:
            return default.rule(ctx, operand, axes=axes, **params)

        def reduce(x: Any, axes: Sequence[int]) -> Any:
            return primitive.bind(x, axes=tuple(axes), **params)

        def body(x: Any) -> Any:
            if not narrow:
                return _staged(name, reduce, x, axes)
            wide = _staged(name, reduce, lax.convert_element_type(x, np.float32), axes)
            return lax.convert_element_type(wide, aval.dtype)

        return mlir.lower_fun(body, multiple_results=False)(ctx, operand)

    return rule


def _index_rule(maximum: bool, default: Any) -> Any:
    def rule(ctx: Any, operand: Any, *, axes: Sequence[int], index_dtype: Any) -> Any:
        aval = ctx.avals_in[0]
        (axis,) = axes
        if aval.shape[axis] <= WINDOW or jnp.iinfo(index_dtype).max < aval.shape[axis]:
            return default.rule(ctx, operand, axes=axes, index_dtype=index_dtype)

        def body(x: Any) -> Any:
            return _first_index(maximum, x, axis, index_dtype)

        return mlir.lower_fun(body, multiple_results=False)(ctx, operand)

    return rule


@functools.cache
def lowering_parameters() -> Any:
    """What `Traced.lower` takes to use these rules; None where this JAX has no such thing.

    Then XLA's own pass stays on: slower, as accurate.
    """
    try:
        from jax._src.interpreters.mlir import LoweringParameters, _lowerings  # noqa: PLC0415
        from jax._src.lax import lax as primitives  # noqa: PLC0415

        rules = []
        for name in _KINDS:
            primitive = getattr(primitives, f"{name}_p")
            rules.append((primitive, _reduction_rule(name, primitive, _lowerings[primitive])))
        for name in ("argmax", "argmin"):
            primitive = getattr(primitives, f"{name}_p")
            rules.append((primitive, _index_rule(name == "argmax", _lowerings[primitive])))
        return LoweringParameters(override_lowering_rules=tuple(rules))
    except (ImportError, AttributeError, KeyError, TypeError):
        return None
