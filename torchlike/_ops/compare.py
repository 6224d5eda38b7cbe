"""Comparisons, logical operators and tests of elements: bool results."""

from __future__ import annotations

import jax
import jax.numpy as jnp

from torchlike._core.promotion import Promote
from torchlike._ops.dims import is_complex, is_float, is_inexact, scalar_name
from torchlike._ops.families import BESPOKE, COMPARE, PREDICATE
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op


def _ordered(x, name: str) -> None:
    if is_complex(x):
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(x)}'")


@op(COMPARE, dunder="eq")
def eq(input: Array, other: Array | Number):
    """input == other."""
    return input == other


@op(COMPARE, dunder="ne", aliases=("not_equal",))
def ne(input: Array, other: Array | Number):
    """input != other."""
    return input != other


@op(COMPARE, dunder="lt", aliases=("less",))
def lt(input: Array, other: Array | Number):
    """input < other. Raises: NotImplementedError for complex."""
    _ordered(input, "lt_cpu")
    return input < other


@op(COMPARE, dunder="le", aliases=("less_equal",))
def le(input: Array, other: Array | Number):
    """input <= other. Raises: NotImplementedError for complex."""
    _ordered(input, "le_cpu")
    return input <= other


@op(COMPARE, dunder="gt", aliases=("greater",))
def gt(input: Array, other: Array | Number):
    """input > other. Raises: NotImplementedError for complex."""
    _ordered(input, "gt_cpu")
    return input > other


@op(COMPARE, dunder="ge", aliases=("greater_equal",))
def ge(input: Array, other: Array | Number):
    """input >= other. Raises: NotImplementedError for complex."""
    _ordered(input, "ge_cpu")
    return input >= other


@op(COMPARE)
def logical_and(input: Array, other: Array):
    """Whether both elements are not zero."""
    return (input != 0) & (other != 0)


@op(COMPARE)
def logical_or(input: Array, other: Array):
    """Whether either element is not zero."""
    return (input != 0) | (other != 0)


@op(COMPARE)
def logical_xor(input: Array, other: Array):
    """Whether exactly one element is not zero."""
    return (input != 0) ^ (other != 0)


@op(COMPARE, promote=Promote.KEEP, inplace=False, out=False)
def isclose(
    input: Array,
    other: Array,
    rtol: float = 1e-05,
    atol: float = 1e-08,
    equal_nan: bool = False,
):
    """Whether |input - other| <= atol + rtol · |other|. Raises: RuntimeError on mixed dtypes."""
    if input.dtype != other.dtype:
        raise RuntimeError(f"{scalar_name(input)} did not match {scalar_name(other)}")
    close = input == other
    if equal_nan:
        close |= jnp.isnan(input) & jnp.isnan(other)
    if not jnp.issubdtype(input.dtype, jnp.inexact):
        input, other = input.astype(jnp.float64), other.astype(jnp.float64)
    finite = jnp.isfinite(input) & jnp.isfinite(other)
    return close | (finite & (jnp.abs(input - other) <= atol + rtol * jnp.abs(other)))


@op(
    BESPOKE,
    name="searchsorted.tensor",
    differentiable=False,
    function=False,
    method=False,
    promote=Promote.KEEP,
)
def searchsorted_tensor(sorted_sequence: Array, values: Array, right: bool, out_int32: bool):
    """Where each element would be inserted to keep the last dim in order."""
    side = "right" if right else "left"

    def search(row, wanted):
        return jnp.searchsorted(row, wanted.reshape(-1), side=side).reshape(wanted.shape)

    found = search
    for _ in range(sorted_sequence.ndim - 1):
        found = jax.vmap(found)
    return found(sorted_sequence, values).astype(jnp.int32 if out_int32 else jnp.int64)


@op(
    BESPOKE,
    name="isin.tensors",
    differentiable=False,
    function=False,
    method=False,
    promote=Promote.TO_BOOL,
)
def isin_tensors(elements: Array, test_elements: Array, invert: bool):
    """Whether each element is among `test_elements`."""
    ordered = jnp.sort(test_elements.reshape(-1))
    if ordered.size == 0:
        return jnp.full(elements.shape, invert)
    place = jnp.searchsorted(ordered, elements.reshape(-1)).reshape(elements.shape)
    found = ordered[jnp.minimum(place, ordered.size - 1)] == elements
    return found != invert


@op(
    BESPOKE,
    promote=Promote.TO_BOOL,
    name="equal_flag",
    differentiable=False,
    function=False,
    method=False,
)
def equal_flag(input: Array, other: Array):
    """Whether all elements are equal, as a 0-dim bool."""
    return jnp.all(input == other)


@op(PREDICATE, inplace=True, out=True)
def logical_not(input: Array):
    """Whether each element is zero."""
    return input == 0


@op(PREDICATE)
def isnan(input: Array):
    """Whether each element is NaN."""
    return jnp.isnan(input) if is_inexact(input) else jnp.zeros(input.shape, bool)


@op(PREDICATE)
def isinf(input: Array):
    """Whether each element is infinite."""
    return jnp.isinf(input) if is_inexact(input) else jnp.zeros(input.shape, bool)


@op(PREDICATE)
def isfinite(input: Array):
    """Whether each element is neither infinite nor NaN."""
    return jnp.isfinite(input) if is_inexact(input) else jnp.ones(input.shape, bool)


@op(
    PREDICATE,
    out=True,
    refuses={"c": (NotImplementedError, "signbit is not implemented for complex tensors.")},
)
def signbit(input: Array):
    """Whether each element's sign bit is set."""
    if input.dtype == bool or jnp.issubdtype(input.dtype, jnp.unsignedinteger):
        return jnp.zeros(input.shape, bool)
    return jnp.signbit(input) if is_float(input) else input < 0


@op(PREDICATE, out=True)
def isposinf(input: Array):
    """Whether each element is inf. Raises: RuntimeError for complex."""
    _not_complex(input, "isposinf")
    return input == jnp.inf if is_float(input) else jnp.zeros(input.shape, bool)


@op(PREDICATE, out=True)
def isneginf(input: Array):
    """Whether each element is -inf. Raises: RuntimeError for complex."""
    _not_complex(input, "isneginf")
    return input == -jnp.inf if is_float(input) else jnp.zeros(input.shape, bool)


def _not_complex(input, name: str) -> None:
    if is_complex(input):
        raise RuntimeError(f"{name} does not support complex inputs.")


@op(PREDICATE)
def isreal(input: Array):
    """Whether each element's imaginary part is 0."""
    return jnp.imag(input) == 0 if is_complex(input) else jnp.ones(input.shape, bool)
