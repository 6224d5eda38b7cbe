"""NumPy rules for the shape, reduction, scan and sorting primitives of a jaxpr.

A *rule* looks at one equation, once, and returns a function of the operands' arrays, or None where
the equation's parameters or types are beyond it. What the function returns is an array, or a
sequence of arrays where the primitive has several results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter, methodcaller
from typing import Any

import ml_dtypes
import numpy as np

from torchlike._core import dtypes
from torchlike._core.jaxprs import Jaxpr, JaxprEqn

Array = np.ndarray[Any, Any]
Call = Callable[..., Any]
Rule = Callable[[JaxprEqn], Call | None]

_BY_NUMPY = {dtype.np: dtype for dtype in dtypes.ALL}
FLOAT32 = np.dtype(np.float32)


def category(dtype: np.dtype[Any]) -> int | None:
    """`dtypes.dtype.BOOL` ... `COMPLEX`, or None for an element type no rule knows."""
    found = _BY_NUMPY.get(dtype)
    return None if found is None else found.category


def is_complex(dtype: np.dtype[Any]) -> bool:
    """Whether the element type is complex."""
    return dtype.kind == "c"


def is_narrow(dtype: np.dtype[Any]) -> bool:
    """Whether arithmetic in this type is carried out in float32 and rounded once."""
    return dtype.itemsize < 4 and category(dtype) == dtypes.dtype.FLOAT


def wide(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The type arithmetic in `dtype` is carried out in."""
    return FLOAT32 if is_narrow(dtype) else dtype


def widened(call: Call, dtype: np.dtype[Any]) -> Call:
    """`call` on float32 copies of its operands, its result rounded to `dtype`."""
    return lambda *args: call(*[x.astype(FLOAT32) for x in args]).astype(dtype, copy=False)


def aval(atom: Any) -> Any:
    """The abstract value of a variable or literal: its shape and element type."""
    return atom.aval


def in_shape(eqn: JaxprEqn, i: int = 0) -> tuple[int, ...]:
    """The shape of operand `i`."""
    return aval(eqn.invars[i]).shape


def in_dtype(eqn: JaxprEqn, i: int = 0) -> np.dtype[Any]:
    """The element type of operand `i`."""
    return aval(eqn.invars[i]).dtype


def out_shape(eqn: JaxprEqn, i: int = 0) -> tuple[int, ...]:
    """The shape of result `i`."""
    return aval(eqn.outvars[i]).shape


def out_dtype(eqn: JaxprEqn, i: int = 0) -> np.dtype[Any]:
    """The element type of result `i`."""
    return aval(eqn.outvars[i]).dtype


# Shapes


def _reshape(eqn: JaxprEqn) -> Call | None:
    if len(eqn.invars) != 1:
        return None
    reshape, order = methodcaller("reshape", out_shape(eqn)), eqn.params.get("dimensions")
    if eqn.primitive.name == "reshape" and order is not None:
        return lambda x: reshape(x.transpose(order))
    return reshape


def _broadcast_in_dim(eqn: JaxprEqn) -> Call | None:
    if len(eqn.invars) != 1:
        return None
    target, dtype = out_shape(eqn), out_dtype(eqn)
    inner = [1] * len(target)
    for size, dim in zip(in_shape(eqn), eqn.params["broadcast_dimensions"], strict=True):
        inner[dim] = size
    if tuple(inner) == target:
        return methodcaller("reshape", target)

    # Filling a fresh array costs a fraction of np.broadcast_to on the small shapes met here.
    def call(x: Array) -> Array:
        out = np.empty(target, dtype)
        out[...] = x.reshape(inner)
        return out

    return call


def _transpose(eqn: JaxprEqn) -> Call:
    return methodcaller("transpose", eqn.params["permutation"])


def _tile(eqn: JaxprEqn) -> Call:
    reps = eqn.params["reps"]
    return lambda x: np.tile(x, reps)


def _stack(eqn: JaxprEqn) -> Call:
    axis = eqn.params["axis"]
    return lambda *xs: np.stack(xs, axis)


def _unstack(eqn: JaxprEqn) -> Call:
    axis = eqn.params["axis"]
    places = [(slice(None),) * axis + (i, ...) for i in range(in_shape(eqn)[axis])]
    return lambda x: [x[place] for place in places]


def _concatenate(eqn: JaxprEqn) -> Call:
    axis = eqn.params["dimension"]
    return lambda *xs: np.concatenate(xs, axis)


def _split(eqn: JaxprEqn) -> Call:
    axis = eqn.params["axis"]
    places, start = [], 0
    for size in eqn.params["sizes"]:
        places.append((slice(None),) * axis + (slice(start, start + size),))
        start += size
    return lambda x: [x[place] for place in places]


def _slice(eqn: JaxprEqn) -> Call:
    starts, limits = eqn.params["start_indices"], eqn.params["limit_indices"]
    strides = eqn.params["strides"] or (1,) * len(starts)
    return itemgetter(tuple(slice(*place) for place in zip(starts, limits, strides, strict=True)))


def _rev(eqn: JaxprEqn) -> Call:
    dims = set(eqn.params["dimensions"])
    ndim = len(in_shape(eqn))
    return itemgetter(tuple(slice(None, None, -1 if d in dims else None) for d in range(ndim)))


def padded(shape: Iterable[int], config: Iterable[tuple[int, int, int]]) -> Call:
    """A function of (array, value) that pads by (low, high, interior), negatives cropping."""
    target, source_places, target_places = [], [], []
    for size, (low, high, interior) in zip(shape, config, strict=True):
        step = interior + 1
        length = low + high + (max(size - 1, 0) * step + 1 if size else 0)
        # Element i lands at low + i * step: keep those that land inside the result.
        first = max(0, -(low // step))
        stop = max(first, min(size, -((low - length) // step)))
        start = low + first * step
        target.append(length)
        source_places.append(slice(first, stop))
        target_places.append(slice(start, start + (stop - first) * step, step))
    source, place = tuple(source_places), tuple(target_places)

    def call(x: Array, value: Any) -> Array:
        out = np.empty(target, x.dtype)
        out.fill(value)
        out[place] = x[source]
        return out

    return call


def _pad(eqn: JaxprEqn) -> Call:
    call = padded(in_shape(eqn), eqn.params["padding_config"])
    return lambda x, value: call(x, value[()])


def _iota(eqn: JaxprEqn) -> Call | None:
    if eqn.invars:
        return None
    shape, dimension = out_shape(eqn), eqn.params["dimension"]
    line = np.arange(shape[dimension]).astype(out_dtype(eqn))
    line = line.reshape([-1 if d == dimension else 1 for d in range(len(shape))])
    return lambda: np.broadcast_to(line, shape)


# Reductions

_MONOIDS: dict[str, np.ufunc] = {
    "add": np.add,
    "mul": np.multiply,
    "max": np.maximum,
    "min": np.minimum,
    "and": np.bitwise_and,
    "or": np.bitwise_or,
    "xor": np.bitwise_xor,
}


def monoid(jaxpr: Jaxpr) -> np.ufunc | None:
    """The operation a binary computation consists of, where it is one a reduction can use."""
    if len(jaxpr.eqns) != 1 or jaxpr.constvars:
        return None
    (eqn,) = jaxpr.eqns
    if list(eqn.outvars) != list(jaxpr.outvars) or set(eqn.invars) != set(jaxpr.invars):
        return None
    return _MONOIDS.get(eqn.primitive.name)


def identity(ufunc: np.ufunc, dtype: np.dtype[Any]) -> Any:
    """The value that a reduction by `ufunc` of no elements gives."""
    if ufunc in (np.maximum, np.minimum):
        lowest = ufunc is np.maximum
        kind = category(dtype)
        if kind == dtypes.dtype.BOOL:
            return not lowest
        if kind == dtypes.dtype.INTEGER:
            limits = np.iinfo(dtype)
            return limits.min if lowest else limits.max
        if dtype == ml_dtypes.float8_e4m3fn:  # it has no infinity
            limits = ml_dtypes.finfo(dtype)
            return limits.min if lowest else limits.max
        return -np.inf if lowest else np.inf
    if ufunc is np.bitwise_and:
        return np.bitwise_not(np.zeros((), dtype))
    return 1 if ufunc is np.multiply else 0


def reduction(
    ufunc: np.ufunc, shape: tuple[int, ...], axes: tuple[int, ...], dtype: np.dtype[Any]
) -> Call | None:
    """A function reducing an array of `shape` over `axes`; None for an order complex lacks."""
    if is_complex(dtype) and ufunc in (np.maximum, np.minimum):
        return None
    if any(shape[axis] == 0 for axis in axes):
        kept = [size for axis, size in enumerate(shape) if axis not in axes]
        start = identity(ufunc, dtype)
        return lambda _: np.full(kept, start, dtype)
    reduce = ufunc.reduce
    if is_narrow(dtype):
        return lambda x: reduce(x.astype(FLOAT32), axes, FLOAT32).astype(dtype)
    return lambda x: reduce(x, axes, dtype)


def _reduce_by(ufunc: np.ufunc) -> Rule:
    def rule(eqn: JaxprEqn) -> Call | None:
        axes = tuple(int(axis) for axis in eqn.params["axes"])
        return reduction(ufunc, in_shape(eqn), axes, in_dtype(eqn))

    return rule


def _reduce(eqn: JaxprEqn) -> Call | None:
    jaxpr = eqn.params["jaxpr"]
    ufunc = monoid(getattr(jaxpr, "jaxpr", jaxpr))
    if ufunc is None or len(eqn.invars) != 2:
        return None
    axes, dtype = tuple(eqn.params["dimensions"]), in_dtype(eqn)
    reduce = reduction(ufunc, in_shape(eqn), axes, dtype)
    if reduce is None:
        return None
    combine = widened(ufunc, dtype) if is_narrow(dtype) else ufunc
    return lambda x, start: [np.asarray(combine(np.asarray(reduce(x)), start))]


def _arg(method: str) -> Rule:
    def rule(eqn: JaxprEqn) -> Call | None:
        (axis,) = eqn.params["axes"]
        dtype, index = in_dtype(eqn), out_dtype(eqn)
        if is_complex(dtype):
            return None
        find = methodcaller(method, int(axis))
        if is_narrow(dtype):
            return lambda x: find(x.astype(FLOAT32)).astype(index)
        return lambda x: find(x).astype(index)

    return rule


def _cumulate(ufunc: np.ufunc) -> Rule:
    def rule(eqn: JaxprEqn) -> Call | None:
        dtype = in_dtype(eqn)
        if is_complex(dtype) and ufunc not in (np.add, np.multiply):
            return None
        axis, compute = eqn.params["axis"], wide(dtype)
        back = (slice(None),) * axis + (slice(None, None, -1),)

        def call(x: Array) -> Array:
            return ufunc.accumulate(x.astype(compute, copy=False), axis, compute)

        if eqn.params["reverse"]:
            return lambda x: call(x[back])[back].astype(dtype, copy=False)
        return lambda x: call(x).astype(dtype, copy=False)

    return rule


# Sorting


def total_order_key(x: Array) -> Array:
    """Integers in the order of the floats: -nan < -inf < ... < -0 < +0 < ... < inf < nan."""
    signed = np.dtype(f"i{x.dtype.itemsize}")
    bits = x.view(signed)
    return np.where(bits < 0, bits ^ np.iinfo(signed).max, bits)


def _along(x: Array, order: Array, axis: int) -> Array:
    return x[order] if x.ndim == 1 else np.take_along_axis(x, order, axis)


_POSITION = (1 << 32) - 1


def _packed(x: Array, axis: int) -> Array | None:
    """Integers in the order of `x`, NaN last, with the position in their lower halves.

    NumPy sorts those several times as fast as it finds an order. None where 64 bits do not do.
    """
    if x.dtype == FLOAT32:
        # Both zeros are equal, and NaN may have any sign.
        key = np.where(np.isnan(x), np.int32(np.iinfo(np.int32).max), total_order_key(x + 0))
    elif x.dtype.kind not in "iu" or not x.size:
        return None
    elif x.dtype.itemsize < 4 or x.dtype == np.int32:
        key = x
    elif int(x.max()) - int(lowest := x.min()) < 1 << 31:
        key = x - lowest
    else:
        return None
    line = [1] * x.ndim
    line[axis] = -1
    return (key.astype(np.int64) << 32) | np.arange(x.shape[axis]).reshape(line)


def _argsort(x: Array, axis: int) -> Array:
    """Where the elements stand in order, equal ones in theirs; NaN last."""
    packed = _packed(x, axis)
    return np.argsort(x, axis, "stable") if packed is None else np.sort(packed, axis) & _POSITION


def _first(x: Array, k: int, axis: int) -> Array:
    """Where the `k` smallest elements stand in order, equal ones in theirs."""
    first = (slice(None),) * axis + (slice(k),)
    packed = _packed(x, axis)
    if packed is None or not 0 < k < x.shape[axis]:
        return _argsort(x, axis)[first]
    return np.sort(np.partition(packed, k - 1, axis)[first], axis) & _POSITION


def _sorted(x: Array, axis: int) -> Array:
    """`x` in order; zeros of both signs, which are equal, in theirs."""
    signed = x.dtype.kind == "f" and bool(np.any((x == 0) & np.signbit(x)))
    return np.sort(x, axis, "stable" if signed else None)


def _sort(eqn: JaxprEqn) -> Call | None:
    axis, n_keys = eqn.params["dimension"], eqn.params["num_keys"]
    key_types = [in_dtype(eqn, i) for i in range(n_keys)]
    if any(is_complex(dtype) for dtype in key_types):
        return None
    if len(eqn.invars) == 1 and not is_narrow(key_types[0]):
        return lambda x: [_sorted(x, axis)]

    def call(*operands: Array) -> list[Array]:
        keys = [x.astype(wide(x.dtype), copy=False) for x in operands[:n_keys]]
        order = _argsort(keys[0], axis) if n_keys == 1 else np.lexsort(keys[::-1], axis)
        return [_along(x, order, axis) for x in operands]

    return call


def _top_k(eqn: JaxprEqn) -> Call | None:
    dtype = in_dtype(eqn)
    if is_complex(dtype):
        return None
    ndim, k = len(in_shape(eqn)), eqn.params["k"]
    axis = eqn.params.get("axis", ndim - 1) % ndim
    index = out_dtype(eqn, 1)
    is_float = category(dtype) == dtypes.dtype.FLOAT

    def call(x: Array) -> list[Array]:
        # Largest first, so inverted; of equal elements the one that stands first.
        keys = ~(total_order_key(x) if is_float else x)
        order = _first(keys, k, axis)
        return [_along(x, order, axis), order.astype(index)]

    return call


RULES: dict[str, Rule] = {
    "argmax": _arg("argmax"),
    "argmin": _arg("argmin"),
    "broadcast_in_dim": _broadcast_in_dim,
    "concatenate": _concatenate,
    "cumlogsumexp": _cumulate(np.logaddexp),
    "cummax": _cumulate(np.maximum),
    "cummin": _cumulate(np.minimum),
    "cumprod": _cumulate(np.multiply),
    "cumsum": _cumulate(np.add),
    "expand_dims": _reshape,
    "iota": _iota,
    "pad": _pad,
    "reduce": _reduce,
    "reduce_and": _reduce_by(np.bitwise_and),
    "reduce_max": _reduce_by(np.maximum),
    "reduce_min": _reduce_by(np.minimum),
    "reduce_or": _reduce_by(np.bitwise_or),
    "reduce_prod": _reduce_by(np.multiply),
    "reduce_sum": _reduce_by(np.add),
    "reduce_xor": _reduce_by(np.bitwise_xor),
    "reshape": _reshape,
    "rev": _rev,
    "slice": _slice,
    "sort": _sort,
    "split": _split,
    "squeeze": _reshape,
    "stack": _stack,
    "tile": _tile,
    "top_k": _top_k,
    "transpose": _transpose,
    "unstack": _unstack,
}
