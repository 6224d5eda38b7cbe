"""Comparisons, logical operators and tests of elements: bool results."""

from __future__ import annotations

import jax
import jax.numpy as jnp

from torchlike._core.kernel import Kernel
from torchlike._core.promotion import Promote
from torchlike._ops.dims import is_complex, is_float, is_inexact, scalar_name
from torchlike._ops.families import BESPOKE, COMPARE, PREDICATE
from torchlike._ops.grad_names import is_number
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op


@op(COMPARE, dunder="eq")
def eq(input: Array, other: Array | Number):
    """input == other."""
    return input == other


@op(COMPARE, dunder="ne", aliases=("not_equal",))
def ne(input: Array, other: Array | Number):
    """input != other."""
    return input != other


@op(COMPARE, dunder="lt", aliases=("less",), refuses={"cu8": "lt_cpu"})
def lt(input: Array, other: Array | Number):
    """input < other. Raises: NotImplementedError for complex."""
    return input < other


@op(COMPARE, dunder="le", aliases=("less_equal",), refuses={"cu8": "le_cpu"})
def le(input: Array, other: Array | Number):
    """input <= other. Raises: NotImplementedError for complex."""
    return input <= other


@op(COMPARE, dunder="gt", aliases=("greater",), refuses={"cu8": "gt_cpu"})
def gt(input: Array, other: Array | Number):
    """input > other. Raises: NotImplementedError for complex."""
    return input > other


@op(COMPARE, dunder="ge", aliases=("greater_equal",), refuses={"cu8": "ge_cpu"})
def ge(input: Array, other: Array | Number):
    """input >= other. Raises: NotImplementedError for complex."""
    return input >= other


def _comparison_name(kernel: Kernel) -> str:
    return f"{kernel.static[0].title()}Backward{0 if is_number(kernel.specs[1]) else 1}"


@op(BESPOKE, function=False, method=False, grad_fn=_comparison_name)
def comparison(input: Array, other: Array | Number, result: Array, name: str):
    """`result`, of comparing `input` with `other` in place; its gradients are zeros."""
    return result.astype(input.dtype)


@op(COMPARE, refuses={"u8": "logical_and_cpu"})
def logical_and(input: Array, other: Array):
    """Whether both elements are not zero."""
    return (input != 0) & (other != 0)


@op(COMPARE, refuses={"u8": "logical_or_cpu"})
def logical_or(input: Array, other: Array):
    """Whether either element is not zero."""
    return (input != 0) | (other != 0)


@op(COMPARE, refuses={"u8": "logical_xor_cpu"})
def logical_xor(input: Array, other: Array):
    """Whether exactly one element is not zero."""
    return (input != 0) ^ (other != 0)


@op(COMPARE, promote=Promote.KEEP, inplace=False, out=False, refuses={"8": "mul_cpu_reduced_float"})
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
    for name, value in (("rtol", rtol), ("atol", atol)):
        if value < 0:
            raise RuntimeError(f"{name} must be greater than or equal to zero, but got {value:g}")
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
    refuses={"c": "searchsorted_out_cpu"},
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
    refuses={"8": "equal_notnan_cpu"},
)
def equal_flag(input: Array, other: Array):
    """Whether all elements are equal, as a 0-dim bool."""
    return jnp.all(input == other)


@op(PREDICATE, inplace=True, out=True, refuses={"u8": "logical_not_cpu"})
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
    refuses={
        "c": (NotImplementedError, "signbit is not implemented for complex tensors."),
        "8": "signbit_cpu",
    },
)
def signbit(input: Array):
    """Whether each element's sign bit is set."""
    if input.dtype == bool or jnp.issubdtype(input.dtype, jnp.unsignedinteger):
        return jnp.zeros(input.shape, bool)
    return jnp.signbit(input) if is_float(input) else input < 0


@op(PREDICATE, out=True, refuses={"8": "isposinf_cpu"})
def isposinf(input: Array):
    """Whether each element is inf. Raises: RuntimeError for complex."""
    _not_complex(input, "isposinf")
    return input == jnp.inf if is_float(input) else jnp.zeros(input.shape, bool)


@op(PREDICATE, out=True, refuses={"8": "isneginf_cpu"})
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
