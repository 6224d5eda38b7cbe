"""Comparisons and logical operators: two operands, a bool result."""

from __future__ import annotations

import jax.numpy as jnp

from torchlike._ops.dims import is_complex, scalar_name
from torchlike._ops.families import BESPOKE, COMPARE
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op


def _ordered(x, name: str) -> None:
    if is_complex(x):
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(x)}'")


@op(COMPARE, dunder="eq")
def eq(input: Array | Number, other: Array | Number):
    """input == other."""
    return input == other


@op(COMPARE, dunder="ne", aliases=("not_equal",))
def ne(input: Array | Number, other: Array | Number):
    """input != other."""
    return input != other


@op(COMPARE, dunder="lt", aliases=("less",))
def lt(input: Array | Number, other: Array | Number):
    """input < other. Raises: NotImplementedError for complex."""
    _ordered(input, "lt_cpu")
    return input < other


@op(COMPARE, dunder="le", aliases=("less_equal",))
def le(input: Array | Number, other: Array | Number):
    """input <= other. Raises: NotImplementedError for complex."""
    _ordered(input, "le_cpu")
    return input <= other


@op(COMPARE, dunder="gt", aliases=("greater",))
def gt(input: Array | Number, other: Array | Number):
    """input > other. Raises: NotImplementedError for complex."""
    _ordered(input, "gt_cpu")
    return input > other


@op(COMPARE, dunder="ge", aliases=("greater_equal",))
def ge(input: Array | Number, other: Array | Number):
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


@op(COMPARE, inplace=False, out=False)
def isclose(
    input: Array,
    other: Array,
    rtol: float = 1e-05,
    atol: float = 1e-08,
    equal_nan: bool = False,
):
    """Whether |input - other| <= atol + rtol · |other|. Raises: RuntimeError on mixed dtypes."""
    close = input == other
    if equal_nan:
        close |= jnp.isnan(input) & jnp.isnan(other)
    if not jnp.issubdtype(input.dtype, jnp.inexact):
        input, other = input.astype(jnp.float64), other.astype(jnp.float64)
    finite = jnp.isfinite(input) & jnp.isfinite(other)
    return close | (finite & (jnp.abs(input - other) <= atol + rtol * jnp.abs(other)))


@op(BESPOKE, name="equal_flag", differentiable=False, function=False, method=False)
def equal_flag(input: Array, other: Array):
    """Whether all elements are equal, as a 0-dim bool."""
    return jnp.all(input == other)
