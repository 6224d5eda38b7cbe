"""How reductions are compiled for the CPU: split so that XLA vectorises each part.

XLA cuts every long reduction into windows of 32 elements, for the accuracy of sums. Along the
fastest axis it does not vectorise those: a sum of a million floats takes 200 us instead of 65, a
maximum of a thousand rows 850 instead of 110. So its pass is switched off (`REPLACED_PASS`), and
the lowering rules here do what it does where that is fast, along the other axes; along the fastest
one they leave the loop whole, but for sums, which are cut into pieces long enough to vectorise.
An argmax is a maximum and the first index that has it.

Which axis is the fastest is known only while XLA has no reason to lay an array out differently, so
a program with matrix products or convolutions is left to XLA: a small GPT step was 15% slower with
these rules.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.interpreters import mlir

from torchlike._core.jaxprs import subjaxprs

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


def _plain(name: str, x: Any, axes: Sequence[int]) -> Any:
    """The reduction as one loop of XLA's.

    Not the primitive that the rules are for: they would be applied again.
    """
    combine = _KINDS[name][0]
    return lax.reduce(x, _identity(name, x.dtype), lambda a, b: combine(a, b), tuple(axes))


def _staged(name: str, x: Any, axes: Sequence[int]) -> Any:
    """The reduction of `x` over `axes` in parts."""
    again = functools.partial(_staged, name)
    if x.ndim - 1 in axes:
        *others, last = sorted(axes)
        if x.shape[last] > WINDOW:
            total = _row(name, x)
            return again(_apart(total), others) if others else total
    if all(x.shape[a] <= WINDOW for a in axes):
        return _plain(name, x, axes)
    return again(_windows(name, x, axes), axes)


def _apart(x: Any) -> Any:
    """`x` made an array of its own: XLA would make one long reduction of two short ones again."""
    return lax.optimization_barrier(x)


def _windows(name: str, x: Any, axes: Sequence[int]) -> Any:
    """Reduces every `WINDOW` elements along `axes`, as XLA's own pass does."""
    window = [min(WINDOW, size) if a in axes else 1 for a, size in enumerate(x.shape)]
    padding = [(0, -size % step) for size, step in zip(x.shape, window, strict=True)]
    identity = _identity(name, x.dtype)
    return lax.reduce_window(x, identity, _KINDS[name][0], window, window, padding)


def _row(name: str, x: Any) -> Any:
    """The reduction of the last axis, in pieces of equal length and a rest where that matters."""
    *rows, size = x.shape
    last = len(rows)
    matters = _KINDS[name][1] and jnp.issubdtype(x.dtype, np.inexact)
    if size <= LONGEST_ROW or not matters:
        return _plain(name, x, [last])
    piece = next((p for p in range(LONGEST_ROW, LONGEST_ROW // 8, -1) if size % p == 0), 0)
    rest = 0 if piece else size % LONGEST_ROW
    piece = piece or LONGEST_ROW
    whole = size - rest
    pieces = lax.slice_in_dim(x, 0, whole, axis=-1) if rest else x
    pieces = _plain(name, lax.reshape(pieces, (*rows, whole // piece, piece)), [last + 1])
    total = _row(name, _apart(pieces))
    if not rest:
        return total
    left = _plain(name, lax.slice_in_dim(x, whole, size, axis=-1), [last])
    return _KINDS[name][0](total, left)


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


def _reduction_rule(name: str, default: Any) -> Any:
    def rule(ctx: Any, operand: Any, *, axes: Sequence[int], **params: Any) -> Any:
        aval = ctx.avals_in[0]
        narrow = name == "reduce_sum" and aval.dtype.itemsize == 2 and aval.dtype.kind in "fV"
        if all(aval.shape[a] <= WINDOW for a in axes) and not narrow:
            return default.rule(ctx, operand, axes=axes, **params)

        def body(x: Any) -> Any:
            if not narrow:
                return _staged(name, x, axes)
            wide = lax.convert_element_type(x, np.float32)
            wide = _staged(name, wide, axes)
            return lax.convert_element_type(wide, aval.dtype)

        return mlir.lower_fun(body, multiple_results=False)(ctx, operand)

    return rule


def _index_rule(maximum: bool, default: Any) -> Any:
    def rule(ctx: Any, operand: Any, *, axes: Sequence[int], index_dtype: Any) -> Any:
        aval = ctx.avals_in[0]
        (axis,) = axes
        slow = axis != aval.ndim - 1
        if slow or aval.shape[axis] <= WINDOW or jnp.iinfo(index_dtype).max < aval.shape[axis]:
            return default.rule(ctx, operand, axes=axes, index_dtype=index_dtype)

        def body(x: Any) -> Any:
            return _first_index(maximum, x, axis, index_dtype)

        return mlir.lower_fun(body, multiple_results=False)(ctx, operand)

    return rule


def pays(jaxpr: Any) -> bool:
    """Whether these rules are for `jaxpr`: XLA has no reason for layouts other than the usual."""
    if any(e.primitive.name in ("dot_general", "conv_general_dilated") for e in jaxpr.eqns):
        return False
    return all(pays(inner) for inner in subjaxprs(jaxpr))


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    found = []
    for name in _KINDS:
        primitive = getattr(primitives, f"{name}_p")
        found.append((primitive, _reduction_rule(name, defaults[primitive])))
    for name in ("argmax", "argmin"):
        primitive = getattr(primitives, f"{name}_p")
        found.append((primitive, _index_rule(name == "argmax", defaults[primitive])))
    return found
