"""Elementwise operators of one operand."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.promotion import Promote
from torchlike._ops.dims import is_complex, is_float, is_inexact, scalar_name
from torchlike._ops.families import PREDICATE, UNARY, UNARY_FLOAT
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op

@op(UNARY, dunder="neg", aliases=("negative",), saves=())
def neg(input: Array):
    """-input. Raises: RuntimeError for bool."""
    if input.dtype == bool:
        raise RuntimeError(
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to "
            "invert a mask, use the `~` or `logical_not()` operator instead."
        )
    return -input


@op(UNARY, dunder="pos", saves=(), inplace=False, out=False)
def positive(input: Array):
    """+input. Raises: RuntimeError for bool."""
    if input.dtype == bool:
        raise RuntimeError("The `+` operator, on a bool tensor is not supported.")
    return input


@op(
    UNARY,
    promote=Promote.COMPLEX_TO_FLOAT,
    dunder="abs",
    aliases=("absolute",),
    domain="real",
)
def abs(input: Array):
    """|input|; the subgradient at 0 is 0. Complex gives the modulus."""
    if jnp.issubdtype(input.dtype, jnp.unsignedinteger) or input.dtype == bool:
        return input
    if is_complex(input):
        zero = input == 0
        return jnp.where(zero, 0, jnp.abs(jnp.where(zero, 1, input)))
    return jnp.abs(input)


@op(UNARY, saves=())
def sign(input: Array):
    """-1, 0 or 1 by the sign of each element, 0 for NaN; gradient 0."""
    if input.dtype == bool:
        return input
    result = jnp.sign(input)
    return jnp.where(jnp.isnan(result), 0, result) if is_float(input) else result


@op(UNARY, grad_fn="PowBackward0")
def square(input: Array):
    """input²."""
    return input * input if input.dtype != bool else input


@op(UNARY_FLOAT, saves=("result",))
def exp(input: Array):
    """e to the power of each element."""
    return jnp.exp(input)


@op(UNARY_FLOAT, saves=("result",))
def exp2(input: Array):
    """2 to the power of each element."""
    return jnp.exp2(input)


@op(UNARY_FLOAT, saves=("result",))
def expm1(input: Array):
    """exp(input) - 1, accurate near 0."""
    return jnp.expm1(input)


@op(UNARY_FLOAT)
def log(input: Array):
    """Natural logarithm; NaN below 0, -inf at 0."""
    return jnp.log(input)


@op(UNARY_FLOAT)
def log2(input: Array):
    """Logarithm to base 2."""
    return jnp.log2(input)


@op(UNARY_FLOAT)
def log10(input: Array):
    """Logarithm to base 10."""
    return jnp.log10(input)


@op(UNARY_FLOAT)
def log1p(input: Array):
    """log(1 + input), accurate near 0."""
    return jnp.log1p(input)


@op(UNARY_FLOAT, saves=("result",))
def sqrt(input: Array):
    """Square root; NaN below 0."""
    return jnp.sqrt(input)


@op(UNARY_FLOAT, saves=("result",))
def rsqrt(input: Array):
    """1 / sqrt(input)."""
    return 1 / jnp.sqrt(input) if is_complex(input) else lax.rsqrt(input)


@op(UNARY_FLOAT, saves=("result",))
def reciprocal(input: Array):
    """1 / input."""
    return 1 / input


@op(UNARY_FLOAT)
def sin(input: Array):
    """Sine of each element, in radians."""
    return jnp.sin(input)


@op(UNARY_FLOAT)
def cos(input: Array):
    """Cosine of each element, in radians."""
    return jnp.cos(input)


@op(UNARY_FLOAT, saves=("result",))
def tan(input: Array):
    """Tangent of each element, in radians."""
    return jnp.tan(input)


@op(UNARY_FLOAT, aliases=("arcsin",))
def asin(input: Array):
    """Arcsine of each element."""
    return jnp.arcsin(input)


@op(UNARY_FLOAT, aliases=("arccos",))
def acos(input: Array):
    """Arccosine of each element."""
    return jnp.arccos(input)


@op(UNARY_FLOAT, aliases=("arctan",))
def atan(input: Array):
    """Arctangent of each element."""
    return jnp.arctan(input)


@op(UNARY_FLOAT)
def sinh(input: Array):
    """Hyperbolic sine."""
    return jnp.sinh(input)


@op(UNARY_FLOAT)
def cosh(input: Array):
    """Hyperbolic cosine."""
    return jnp.cosh(input)


@op(UNARY_FLOAT, saves=("result",))
def tanh(input: Array):
    """Hyperbolic tangent."""
    return jnp.tanh(input)


@op(UNARY_FLOAT, saves=("result",))
def sigmoid(input: Array):
    """1 / (1 + exp(-input))."""
    return jax.nn.sigmoid(input)


@op(UNARY_FLOAT)
def erf(input: Array):
    """The error function."""
    return lax.erf(input)


@op(UNARY_FLOAT)
def erfc(input: Array):
    """1 - erf(input)."""
    return lax.erfc(input)


@op(UNARY_FLOAT)
def lgamma(input: Array):
    """Logarithm of the absolute gamma function."""
    return lax.lgamma(input)


def _keeps_integers(function):
    return lambda x: function(x) if is_inexact(x) else x


@op(UNARY, saves=())
def floor(input: Array):
    """The largest integer not above each element, in its dtype; gradient 0."""
    return _keeps_integers(jnp.floor)(input)


@op(UNARY, saves=())
def ceil(input: Array):
    """The smallest integer not below each element, in its dtype; gradient 0."""
    return _keeps_integers(jnp.ceil)(input)


@op(UNARY, saves=(), aliases=("fix",))
def trunc(input: Array):
    """Each element without its fraction; gradient 0."""
    return _keeps_integers(jnp.trunc)(input)


@op(UNARY, saves=())
def frac(input: Array):
    """The fraction of each element, with its sign."""
    return input - lax.stop_gradient(jnp.trunc(input))


@op(UNARY, saves=())
def round(input: Array, *, decimals: int = 0):
    """Each element rounded half to even, to `decimals` places; gradient 0."""
    if not is_inexact(input):
        return input
    if decimals == 0:
        return lax.round(input, lax.RoundingMethod.TO_NEAREST_EVEN)
    scale = 10.0 ** (decimals if decimals > 0 else -decimals)
    scaled = input * scale if decimals > 0 else input / scale
    rounded = lax.round(scaled, lax.RoundingMethod.TO_NEAREST_EVEN)
    return rounded / scale if decimals > 0 else rounded * scale


@op(UNARY, saves=(), dunder="invert", differentiable=False)
def bitwise_not(input: Array):
    """~input: bits of integers, logical for bool. Raises: NotImplementedError for floats."""
    if is_inexact(input):
        raise NotImplementedError(
            f"\"bitwise_not_cpu\" not implemented for '{scalar_name(input)}'"
        )
    return ~input


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


@op(PREDICATE, out=True)
def signbit(input: Array):
    """Whether each element's sign bit is set."""
    if input.dtype == bool or jnp.issubdtype(input.dtype, jnp.unsignedinteger):
        return jnp.zeros(input.shape, bool)
    return jnp.signbit(input) if is_float(input) else input < 0


@op(UNARY, aliases=("clip",))
def clamp(
    input: Array, min: Array | Number | None = None, max: Array | Number | None = None
):
    """Each element moved into [min, max]; the gradient passes where it lies inside or on a bound.

    Dtype: promoted with the bounds. NaN stays NaN. Raises: RuntimeError without any bound.
    """
    if min is None and max is None:
        raise RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None")
    result = input
    if min is not None:
        result = jnp.where(result < min, min, result)
    if max is not None:
        result = jnp.where(result > max, max, result)
    return result


@op(UNARY, saves=())
def nan_to_num(
    input: Array,
    nan: Number | None = None,
    posinf: Number | None = None,
    neginf: Number | None = None,
):
    """NaN and infinities replaced, by default by 0 and the dtype's extremes."""
    if not is_inexact(input):
        return input
    return jnp.nan_to_num(
        input, nan=0.0 if nan is None else nan, posinf=posinf, neginf=neginf
    )
