"""Elementwise operators of one operand."""

from __future__ import annotations

from collections.abc import Sequence

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core.dtypes import Defaults, dtype
from torchlike._core.kernel import Aval, Spec
from torchlike._core.promotion import Promote
from torchlike._ops.dims import is_complex, is_float, is_inexact
from torchlike._ops.families import BESPOKE, UNARY, UNARY_FLOAT
from torchlike._ops.grad_names import by_decimals
from torchlike._ops.layout import like_first
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op


@op(UNARY, dunder="neg", aliases=("negative",), saves=(), refuses={"u8": "neg_cpu"})
def neg(input: Array):
    """-input. Raises: RuntimeError for bool."""
    if input.dtype == bool:
        raise RuntimeError(
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to "
            "invert a mask, use the `~` or `logical_not()` operator instead."
        )
    return -input


@op(
    UNARY,
    promote=Promote.COMPLEX_TO_FLOAT,
    dunder="abs",
    aliases=("absolute",),
    domain="real",
    refuses={"bu": "abs_cpu"},
)
def abs(input: Array):
    """|input|; the subgradient at 0 is 0. Complex gives the modulus."""
    if jnp.issubdtype(input.dtype, jnp.unsignedinteger) or input.dtype == bool:
        return input
    if is_complex(input):
        zero = input == 0
        return jnp.where(zero, 0, jnp.abs(jnp.where(zero, 1, input)))
    zero = input == 0
    return jnp.where(zero, lax.stop_gradient(jnp.abs(input)), jnp.abs(input))


@op(
    UNARY,
    saves=(),
    refuses={
        "c": (
            NotImplementedError,
            "Unlike NumPy, torch.sign is not intended to support complex numbers. Please use "
            "torch.sgn instead.",
        ),
        "u8": "sign_cpu",
    },
)
def sign(input: Array):
    """-1, 0 or 1 by the sign of each element, 0 for NaN; gradient 0."""
    if input.dtype == bool:
        return input
    return _real_sign(input)


def _real_sign(x):
    """-1, 0 or 1; 0 for NaN and either zero."""
    one = jnp.ones((), x.dtype)
    negative = -one if jnp.issubdtype(x.dtype, jnp.signedinteger) or is_float(x) else one
    return jnp.where(x > 0, one, jnp.where(x < 0, negative, 0 * one))


@op(UNARY, promote=Promote.KEEP, grad_fn="PowBackward0", refuses={"u8": "pow"})
def square(input: Array):
    """input². Dtype: int64 for bool."""
    x = input.astype(jnp.int64) if input.dtype == bool else input
    return x * x


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: y)
def exp(input: Array):
    """e to the power of each element."""
    return jnp.exp(input)


@op(UNARY_FLOAT, saves=("result",), refuses={"8": "exp2"})
def exp2(input: Array):
    """2 to the power of each element."""
    return jnp.exp2(input)


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: y + 1)
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


@op(UNARY_FLOAT, grad_fn="Log1PBackward0")
def log1p(input: Array):
    """log(1 + input), accurate near 0."""
    return jnp.log1p(input)


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: 0.5 / y)
def sqrt(input: Array):
    """Square root; NaN below 0."""
    return jnp.sqrt(input)


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: -0.5 * y * y * y, refuses={"8": "rsqrt_cpu"})
def rsqrt(input: Array):
    """1 / sqrt(input)."""
    return 1 / jnp.sqrt(input) if is_complex(input) else lax.rsqrt(input)


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: -y * y, refuses={"8": "reciprocal_cpu"})
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


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: 1 + y * y)
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


@op(UNARY_FLOAT, refuses={"8": "sinh_cpu"})
def sinh(input: Array):
    """Hyperbolic sine."""
    return jnp.sinh(input)


@op(UNARY_FLOAT, refuses={"8": "cosh_cpu"})
def cosh(input: Array):
    """Hyperbolic cosine."""
    return jnp.cosh(input)


@op(UNARY_FLOAT, saves=("result",), slope=lambda y: 1 - y * y)
def tanh(input: Array):
    """Hyperbolic tangent."""
    return jnp.tanh(input)


@op(
    UNARY_FLOAT,
    saves=("result",),
    slope=lambda y: (1 - y) * y,
    refuses={"8": "sigmoid_cpu_reduced_float"},
)
def sigmoid(input: Array):
    """1 / (1 + exp(-input))."""
    return jax.nn.sigmoid(input)


@op(UNARY_FLOAT, refuses={"c": "erf_vml_cpu"})
def erf(input: Array):
    """The error function."""
    return lax.erf(input)


@op(UNARY_FLOAT, refuses={"c": "erfc_vml_cpu"})
def erfc(input: Array):
    """1 - erf(input)."""
    return lax.erfc(input)


@op(UNARY_FLOAT, aliases=("arcsinh",), refuses={"8": "asinh_cpu"})
def asinh(input: Array):
    """Inverse hyperbolic sine."""
    return jnp.arcsinh(input)


@op(UNARY_FLOAT, aliases=("arccosh",), refuses={"8": "acosh_cpu"})
def acosh(input: Array):
    """Inverse hyperbolic cosine; NaN below 1."""
    return jnp.arccosh(input)


@op(UNARY_FLOAT, aliases=("arctanh",), refuses={"8": "atanh_cpu"})
def atanh(input: Array):
    """Inverse hyperbolic tangent; NaN outside [-1, 1]."""
    return jnp.arctanh(input)


@op(
    UNARY_FLOAT,
    saves=(),
    grad_fn="Deg2RadBackward0",
    refuses={
        "c": (RuntimeError, "deg2rad is not supported for complex tensors."),
        "8": "mul_cpu_reduced_float",
    },
)
def deg2rad(input: Array):
    """Degrees as radians."""
    return input * np.asarray(np.pi / 180, input.dtype)


@op(
    UNARY_FLOAT,
    saves=(),
    grad_fn="Rad2DegBackward0",
    refuses={
        "c": (RuntimeError, "rad2deg is not supported for complex tensors."),
        "8": "mul_cpu_reduced_float",
    },
)
def rad2deg(input: Array):
    """Radians as degrees."""
    return input * np.asarray(180 / np.pi, input.dtype)


@op(UNARY, promote=Promote.KEEP, inplace=False, refuses={"8": "angle_cpu"}, flat_gradient=True)
def angle(input: Array):
    """The angle of each element in the complex plane: 0 or π for real ones."""
    if is_complex(input):
        return jnp.angle(input)
    x = input if is_float(input) else input.astype(Defaults.float_dtype.np)
    flat = jnp.where(x < 0, jnp.asarray(jnp.pi, x.dtype), jnp.zeros((), x.dtype))
    return jnp.where(jnp.isnan(x), x, flat)


@op(UNARY, saves=())
def conj_physical(input: Array):
    """The complex conjugate, computed."""
    return jnp.conj(input) if is_complex(input) else input


@op(UNARY, saves=("result",), refuses={"u8": "sign_cpu"}, flat_gradient=True)
def sgn(input: Array):
    """input / |input|, 0 at 0: the sign of real elements, the direction of complex ones."""
    if not is_complex(input):
        return _real_sign(input) if input.dtype != bool else input
    zero = input == 0
    safe = jnp.where(zero, 1, input)
    return jnp.where(zero, 0, safe / jnp.abs(safe))


def _round_kernel(specs: Sequence[Spec], static: tuple[int]) -> str | None:
    """Integers are refused only where places are asked for."""
    if static[0]:
        return "round_cpu"
    whole = isinstance(specs[0], Aval) and specs[0].dtype.category == dtype.INTEGER
    return None if whole else "round_vml_cpu"


def _keeps_integers(function):
    return lambda x: function(x) if is_inexact(x) else x


@op(
    UNARY,
    saves=(),
    refuses={
        "c": (NotImplementedError, "floor is not supported for complex inputs"),
        "b8": "floor_vml_cpu",
    },
)
def floor(input: Array):
    """The largest integer not above each element, in its dtype; gradient 0."""
    return _keeps_integers(jnp.floor)(input)


@op(
    UNARY,
    saves=(),
    refuses={
        "c": (NotImplementedError, "ceil is not supported for complex inputs"),
        "b8": "ceil_vml_cpu",
    },
)
def ceil(input: Array):
    """The smallest integer not below each element, in its dtype; gradient 0."""
    return _keeps_integers(jnp.ceil)(input)


@op(
    UNARY,
    saves=(),
    aliases=("fix",),
    refuses={
        "c": (NotImplementedError, "trunc is not supported for complex inputs"),
        "b8": "trunc_vml_cpu",
    },
)
def trunc(input: Array):
    """Each element without its fraction; gradient 0."""
    return _keeps_integers(jnp.trunc)(input)


@op(UNARY, saves=(), refuses={"bic8": "frac_cpu"})
def frac(input: Array):
    """The fraction of each element, with its sign."""
    return input - lax.stop_gradient(jnp.trunc(input))


@op(
    UNARY,
    saves=(),
    grad_fn=by_decimals,
    refuses={"bic8": _round_kernel},
)
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


@op(UNARY, saves=(), differentiable=False, refuses={"fcu": "bitwise_not_cpu"})
def bitwise_not(input: Array):
    """~input: bits of integers, logical for bool. Raises: NotImplementedError for floats."""
    return ~input


@op(
    BESPOKE,
    returns="frexp",
    saves=("indices",),
    out=True,
    elementwise=True,
    refuses={"8": "frexp_cpu"},
)
def frexp(input: Array):
    """Mantissas in [0.5, 1) and exponents of 2 whose product is the input. Dtype: int32 exponents.

    Raises: RuntimeError for integers.
    """
    if not is_float(input):
        raise RuntimeError("torch.frexp() only supports floating-point dtypes")
    wide = input.astype(jnp.float64)
    plain = jnp.isfinite(wide) & (wide != 0)
    mantissa, exponent = jnp.frexp(jnp.where(plain, wide, 1))
    mantissa = lax.stop_gradient(jnp.where(plain, mantissa, wide)).astype(input.dtype)
    exponent = jnp.where(plain, exponent, 0)
    # Nothing is added but the gradient, input / 2 ** exponent.
    slope = jnp.exp2(jnp.minimum(-exponent.astype(jnp.float64), 1023))
    nothing = jnp.where(plain, wide - lax.stop_gradient(wide), 0) * slope
    return mantissa + nothing.astype(input.dtype), exponent.astype(jnp.int32)


@op(
    UNARY,
    promotes=("input",),
    widened=False,
    laid_out=like_first,
    refuses={"8": "nan_to_num"},
    flat_gradient=True,
)
def nan_to_num(
    input: Array,
    nan: Number | None = None,
    posinf: Number | None = None,
    neginf: Number | None = None,
):
    """NaN and infinities replaced, by default by 0 and the dtype's extremes."""
    if not is_inexact(input):
        return input
    limits = jnp.finfo(input.dtype)
    values = [
        jnp.asarray(default if given is None else given).astype(limits.dtype)
        for given, default in ((nan, 0.0), (posinf, limits.max), (neginf, limits.min))
    ]
    return jnp.nan_to_num(input, nan=values[0], posinf=values[1], neginf=values[2])
