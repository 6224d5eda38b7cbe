"""Special functions: gamma, error and exponential integrals, with PyTorch's derivatives."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax
from jax.custom_derivatives import SymbolicZero

from torchlike._core.promotion import Promote
from torchlike._ops.chebyshev import ERFCX, chebyshev_sum
from torchlike._ops.families import UNARY_FLOAT
from torchlike._ops.grad_names import by_operands
from torchlike._ops.operand_checks import some_tensor
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import Family, op
from torchlike._ops.unary import round as _round

#: A function of `torch.special` alone.
SPECIAL = Family(
    "special",
    Promote.INT_TO_FLOAT,
    method=False,
    out=True,
    elementwise=True,
    saves=("input",),
    refuses={"c8": "{}_cpu"},
)
#: The same of two operands.
SPECIAL_BINARY = Family(
    "special_binary",
    Promote.INT_TO_FLOAT,
    method=False,
    out=True,
    elementwise=True,
    saves=("input", "other"),
    refuses={"c8": "{}_cpu"},
)


def sloped(slope: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    """Decorates a function of one number: its derivative is `slope(x, f(x))`."""

    def decorate(function: Callable[[Any], Any]) -> Any:
        value = jax.custom_jvp(function)

        @value.defjvp
        def _(primals: Any, tangents: Any) -> Any:
            (x,) = primals
            result = value(x)
            return result, slope(x, result) * tangents[0]

        return value

    return decorate


# -- entropy and the normal distribution ----------------------------------------------------------


@sloped(lambda x, _: -(1 + jnp.log(x)))
def _entropy(x: Any) -> Any:
    positive = x > 0
    inside = -x * jnp.log(jnp.where(positive, x, 1))
    return jnp.where(positive | (x != x), inside, jnp.where(x == 0, 0, -jnp.inf))


@op(SPECIAL)
def special_entr(input: Array):
    """-input · log(input), 0 at 0 and -inf below."""
    return _entropy(input)


@sloped(lambda x, result: 2 * x * result - 2 / math.sqrt(math.pi))
def _scaled_complement(x: Any) -> Any:
    """exp(x²) · erfc(x)."""
    wide = x.astype(jnp.float64)
    size = jnp.minimum(jnp.abs(wide), jnp.finfo(jnp.float64).max)
    positive = chebyshev_sum(ERFCX, size / (size + 3.75)) / (1 + 2 * size)
    result = jnp.where(wide < 0, 2 * jnp.exp(size * size) - positive, positive)
    return jnp.where(x != x, x, result.astype(x.dtype))


@op(SPECIAL, refuses={"h": "erfcx_cpu"}, saves=("input", "result"))
def special_erfcx(input: Array):
    """exp(input²) · erfc(input)."""
    return _scaled_complement(input)


@op(UNARY_FLOAT, name="special_ndtr", method=False, inplace=False, grad_fn="MulBackward1",
    refuses={"c": "erf_vml_cpu", "8": "mul_cpu_reduced_float"})  # fmt: skip
def special_ndtr(input: Array):
    """The area under the standard normal density up to `input`."""
    return (1 + lax.erf(input * math.sqrt(0.5))) * 0.5


@sloped(lambda x, result: -result * (x + result))
def _log_normal_slope(x: Any) -> Any:
    """The derivative of the logarithm of the area under the normal density."""
    return math.sqrt(2 / math.pi) / _scaled_complement(-x * math.sqrt(0.5))


@sloped(lambda x, _: _log_normal_slope(x))
def _log_normal_area(x: Any) -> Any:
    scaled = x * math.sqrt(0.5)
    far = jnp.log(_scaled_complement(-scaled) / 2) - scaled * scaled
    return jnp.where(x < -1, far, jnp.log1p(-lax.erfc(scaled) / 2))


@op(SPECIAL, refuses={"h": "log_ndtr_cpu"}, saves=("input", "result"))
def special_log_ndtr(input: Array):
    """log(ndtr(input)), accurate far below 0."""
    return _log_normal_area(input)


@sloped(lambda _, result: math.sqrt(2 * math.pi) * jnp.exp(result * result / 2))
def _normal_quantile(x: Any) -> Any:
    return jax.scipy.special.ndtri(x)


@op(SPECIAL, refuses={"h": "ndtri_cpu"}, saves=("result",))
def special_ndtri(input: Array):
    """The inverse of `ndtr`; NaN outside [0, 1]."""
    return _normal_quantile(input)


@sloped(lambda _, result: math.sqrt(math.pi) / 2 * jnp.exp(result * result))
def _inverse_error(x: Any) -> Any:
    return jnp.where(x == 0, x, lax.erf_inv(x))


@op(UNARY_FLOAT, saves=("input",), refuses={"c": "erfinv_vml_cpu"})
def erfinv(input: Array):
    """The inverse of the error function."""
    return _inverse_error(input)


# -- other elementary combinations ----------------------------------------------------------------


@functools.partial(jax.custom_jvp, nondiff_argnums=(2,))
def _log_odds(x: Any, low: Any, moves: bool) -> Any:
    """log(x / (1 - x)), where it `moves` of x moved into [low, 1 - low]."""
    moved = jnp.where(x < low, low, jnp.where(x > 1 - low, 1 - low, x)) if moves else x
    return jnp.log(moved / (1 - moved))


@_log_odds.defjvp
def _log_odds_jvp(moves: bool, primals: Any, tangents: Any) -> Any:
    x, low = primals
    outside = (x < low) | (x > 1 - low)
    slope = 1 / jnp.where(outside, 1, x * (1 - x))
    slope = jnp.where(outside, 0.0 if moves else jnp.nan, slope)
    return _log_odds(x, low, moves), slope * tangents[0]


@op(UNARY_FLOAT, refuses={"c8": "logit_cpu"})
def logit(input: Array, eps: Number | None = None):
    """log(input / (1 - input)), the input first moved into [eps, 1 - eps] where `eps` is given.

    Without it, the gradient outside [0, 1] is NaN.
    """
    low = jnp.zeros((), input.dtype) if eps is None else eps
    return _log_odds(input, low, eps is not None)


def _sinc_slope(x: Any, _: Any) -> Any:
    turn = math.pi * x
    square = turn * x
    zero = square == 0
    slope = (turn * jnp.cos(turn) - jnp.sin(turn)) / jnp.where(zero, 1, square)
    return jnp.where(zero, 0, slope)


_sinc = sloped(_sinc_slope)(jnp.sinc)


@op(UNARY_FLOAT, refuses={"8": "sinc_cpu"})
def sinc(input: Array):
    """sin(π · input) / (π · input), 1 at 0."""
    return _sinc(input)


def _round_kernel(specs: Any, static: tuple[int]) -> str:
    del specs
    return "round_cpu" if static[0] else "round_vml_cpu"


@op(SPECIAL, promote=Promote.DEFAULT, saves=(), grad_fn="RoundBackward1",
    refuses={"bic8": _round_kernel})  # fmt: skip
def special_round(input: Array, *, decimals: int = 0):
    """`round` of floating point numbers."""
    return _round.body(input, decimals=decimals)


# -- modified Bessel functions with derivatives ---------------------------------------------------


def _off_zero(x: Any) -> tuple[Any, Any]:
    """Whether |x| is beyond rounding, and x where it is."""
    off = jnp.abs(x) > jnp.finfo(x.dtype).eps
    return off, jnp.where(off, x, 1)


def _i1_slope(x: Any, _: Any) -> Any:
    off, plain = _off_zero(x)
    return jnp.where(off, _i0(plain) - _i1(plain) / plain, 0.5)


def _i1e_slope(x: Any, _: Any) -> Any:
    off, plain = _off_zero(x)
    slope = _i0e(plain) - _i1e(plain) * (jnp.sign(plain) + 1 / plain)
    return jnp.where(off, slope, 0.5)


_i0 = sloped(lambda x, _: _i1(x))(jax.scipy.special.i0)
_i1 = sloped(_i1_slope)(jax.scipy.special.i1)
_i0e = sloped(lambda x, result: _i1e(x) - jnp.sign(x) * result)(jax.scipy.special.i0e)
_i1e = sloped(_i1e_slope)(jax.scipy.special.i1e)


@op(UNARY_FLOAT, refuses={"c8": "i0_vml_cpu"})
def i0(input: Array):
    """The modified Bessel function of the first kind of order 0."""
    return _i0(input)


@op(SPECIAL, saves=("input", "result"), grad_fn="SpecialI0EBackward0")
def special_i0e(input: Array):
    """exp(-|input|) · i0(input)."""
    return _i0e(input)


@op(SPECIAL, saves=("input", "result"))
def special_i1(input: Array):
    """The modified Bessel function of the first kind of order 1."""
    return _i1(input)


@op(SPECIAL, saves=("input", "result"), grad_fn="SpecialI1EBackward0")
def special_i1e(input: Array):
    """exp(-|input|) · i1(input)."""
    return _i1e(input)


# -- gamma functions ------------------------------------------------------------------------------


#: Bernoulli's numbers of even order from the second on.
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6)
#: How far an argument is moved up before its asymptotic series is used.
_MOVED = 10


def _trigamma(x: Any) -> Any:
    """The derivative of the digamma function, reflected below 1/2."""
    low = x < 0.5
    start = jnp.where(low, 1 - x, x)
    far = start + _MOVED
    inverse = 1 / (far * far)
    series = jnp.zeros_like(x)
    for number in reversed(_BERNOULLI):
        series = (series + number) * inverse
    upper = (1 + 0.5 / far + series) / far
    for step in reversed(range(_MOVED)):
        upper = upper + 1 / ((start + step) * (start + step))
    sine = jnp.sin(math.pi * jnp.where(low, x, 0.5))
    return jnp.where(low, math.pi**2 / (sine * sine) - upper, upper)


@sloped(lambda x, _: _polygamma(x, 1))
def _digamma(x: Any) -> Any:
    """The logarithmic derivative of the gamma function; NaN at its poles, -inf or inf at zeros."""
    pole = jnp.where(x == 0, jnp.copysign(jnp.inf, -x), jnp.nan)
    at_pole = (x <= 0) & (x == jnp.trunc(x))
    return jnp.where(at_pole, pole, lax.digamma(jnp.where(at_pole, 1, x)))


def _polygamma(x: Any, n: int) -> Any:
    """The derivative of order `n` of the digamma function."""
    if n == 0:
        return _digamma(x)

    @sloped(lambda x, _: _polygamma(x, n + 1))
    def value(x: Any) -> Any:
        if n == 1:
            return _trigamma(x)
        factor = math.factorial(n) if n % 2 else -math.factorial(n)
        return jnp.asarray(float(factor), x.dtype) * _zeta(jnp.full_like(x, n + 1), x)

    return value(x)


def _polygamma_kernel(specs: Any, static: tuple[int, ...]) -> str:
    del specs
    return {0: "digamma", 1: "trigamma"}.get(static[0], "polygamma")


@op(UNARY_FLOAT, method=False, inplace=False, refuses={"c8": _polygamma_kernel})
def polygamma(n: int, input: Array):
    """The derivative of order `n` of the digamma function. Raises: RuntimeError for n < 0."""
    if n < 0:
        raise RuntimeError("polygamma(n, x) does not support negative n.")
    return _polygamma(input, n)


@op(UNARY_FLOAT, refuses={"c8": "digamma"})
def digamma(input: Array):
    """The logarithmic derivative of the gamma function; NaN at its poles, -inf or inf at zeros."""
    return _digamma(input)


@op(UNARY_FLOAT, refuses={"c": "lgamma_vml_cpu"})
def lgamma(input: Array):
    """Logarithm of the absolute gamma function."""
    return _lgamma(input)


@op(UNARY_FLOAT, refuses={"c": "arange_cpu", "8": "add_stub"})
def mvlgamma(input: Array, p: int):
    """The logarithm of the multivariate gamma function of dimension `p`."""
    if p < 1:
        raise RuntimeError("p has to be greater than or equal to 1")
    shifts = jnp.arange(p, dtype=input.dtype) / 2
    logs = _lgamma(input[..., None] - shifts)
    return jnp.sum(logs, -1) + p * (p - 1) / 4 * math.log(math.pi)


@sloped(lambda x, _: _digamma(x))
def _lgamma(x: Any) -> Any:
    """The logarithm of the absolute gamma function."""
    # Exact at its zeros, where compiled code is not.
    return jnp.where((x == 1) | (x == 2), 0, lax.lgamma(x))


def _underived(words: str, tangent: Any) -> None:
    """Raises PyTorch's error where a derivative is asked for that it does not have."""
    if not isinstance(tangent, SymbolicZero):
        raise NotImplementedError(f"the derivative for '{words}' is not implemented.")


def _incomplete(lower: bool) -> Any:
    """The regularised incomplete gamma function, the share below `x` or above it."""
    share = jax.scipy.special.gammainc if lower else jax.scipy.special.gammaincc
    below, above = (0.0, 1.0) if lower else (1.0, 0.0)
    name = "igamma" if lower else "igammac"

    @jax.custom_jvp
    def value(a: Any, x: Any) -> Any:
        a, x = jnp.broadcast_arrays(a, x)
        plain = (a > 0) & (x > 0) & jnp.isfinite(a) & jnp.isfinite(x)
        inside = share(jnp.where(plain, a, 1), jnp.where(plain, x, 1))
        found = jnp.where(plain, inside, jnp.nan)
        found = jnp.where(jnp.isinf(x) & ~jnp.isinf(a), above, found)
        found = jnp.where(jnp.isinf(a) & ~jnp.isinf(x) & (x == x), below, found)
        found = jnp.where((a == 0) & (x > 0), above, found)
        found = jnp.where((x == 0) & (a != 0), below, found)
        return jnp.where((a < 0) | (x < 0), jnp.nan, found)

    def slope(primals: Any, tangents: Any) -> Any:
        a, x = primals
        _underived(f"{name}: input", tangents[0])
        density = jnp.exp((a - 1) * jnp.log(x) - x - _lgamma(a))
        return value(a, x), (density if lower else -density) * tangents[1]

    value.defjvp(slope, symbolic_zeros=True)
    return value


_igamma, _igammac = _incomplete(True), _incomplete(False)


@op(SPECIAL_BINARY, promote=Promote.DEFAULT, method=True, inplace=True,
    refuses={"bi": "igamma_cpu"}, underived={"input": "igamma: input"})  # fmt: skip
def igamma(input: Array, other: Array):
    """The share of the gamma distribution of shape `input` that lies below `other`."""
    return _igamma(input, other)


@op(SPECIAL_BINARY, promote=Promote.DEFAULT, method=True, inplace=True,
    refuses={"bi": "igammac_cpu"}, underived={"input": "igammac: input"})  # fmt: skip
def igammac(input: Array, other: Array):
    """The share of the gamma distribution of shape `input` that lies above `other`."""
    return _igammac(input, other)


@jax.custom_jvp
def _zeta(x: Any, q: Any) -> Any:
    x, q = jnp.broadcast_arrays(x, q)
    pole = (q <= 0) & (q == jnp.floor(q))
    # Compiled code knows q > 0 alone: the terms before it are added one by one.
    found = jnp.where(q > 0, lax.zeta(x, jnp.where(q > 0, q, 1)), _zeta_below(x, q))
    found = jnp.where(pole, jnp.inf, jnp.where(q == jnp.inf, jnp.nan, found))
    return jnp.where(x == 1, jnp.inf, jnp.where(x < 1, jnp.nan, found))


def _zeta_below(x: Any, q: Any) -> Any:
    """The sum of (q + k)^-x from a negative q on, for whole x."""
    below = jnp.where(jnp.isfinite(q) & (q < 0), q, -0.5).astype(jnp.float64)
    x = x.astype(jnp.float64)
    steps = jnp.ceil(-below)
    count = jnp.max(steps, initial=0)

    def add(state: tuple[Any, Any]) -> tuple[Any, Any]:
        k, total = state
        term = jnp.where(k < steps, below + k, 1)
        sign = jnp.where((term < 0) & (x % 2 == 1), -1, 1)
        return k + 1, total + jnp.where(k < steps, sign * jnp.abs(term) ** -x, 0)

    start = (jnp.zeros((), jnp.float64), jnp.zeros_like(below))
    _, total = lax.while_loop(lambda state: state[0] < count, add, start)
    result = (total + lax.zeta(x, below + steps)).astype(q.dtype)
    return jnp.where((x == jnp.floor(x)) & (q < 0), result, jnp.nan)


def _zeta_jvp(primals: Any, tangents: Any) -> Any:
    x, q = primals
    _underived("zeta", tangents[0])
    return _zeta(x, q), -x * _zeta(x + 1, q) * tangents[1]


_zeta.defjvp(_zeta_jvp, symbolic_zeros=True)


@op(
    SPECIAL_BINARY,
    grad_fn=by_operands("SpecialZeta", {"n": 1, "tn": 2, "": 0}),
    refuses={"h": "zeta_cpu"},
    underived={"input": "zeta"},
    check=some_tensor,
)
def special_zeta(input: Array | Number, other: Array | Number):
    """The Hurwitz zeta function: the sum of (k + other)^-input over k = 0, 1, ..."""
    return _zeta(input, other)


@jax.custom_jvp
def _xlog1py(x: Any, y: Any) -> Any:
    zero = (x == 0) & (y == y)
    return jnp.where(zero, 0, x * jnp.log1p(jnp.where(zero, 0, y)))


@_xlog1py.defjvp
def _xlog1py_jvp(primals: Any, tangents: Any) -> Any:
    x, y = primals
    off = (x == 0) & (y <= -1)
    by_x = jnp.where(off, 0, jnp.log1p(jnp.where(off, 0, y)))
    return _xlog1py(x, y), by_x * tangents[0] + x / (y + 1) * tangents[1]


@op(
    SPECIAL_BINARY,
    grad_fn=by_operands("SpecialXlog1Py", {"n": 1, "tn": 2, "": 0}),
    check=some_tensor,
)
def special_xlog1py(input: Array | Number, other: Array | Number):
    """input · log1p(other), 0 where `input` is 0; NaN where `other` is."""
    return _xlog1py(*jnp.broadcast_arrays(input, other))
