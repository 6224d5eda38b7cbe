"""How elementary functions are compiled for the CPU that XLA leaves to the C library.

One call for each element, 10 to 40 ns, where a loop over vectors takes a tenth. The rules here are
for float32, in which halves are computed as well, or for float64; other types keep XLA's lowering.
int32 is divided as float64, which tells all quotients apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.interpreters import mlir

#: (atan(t) / t - 1) / t² as a polynomial of t² up to 1: off by a twentieth of a rounding.
_ARCTANGENT = (
    -0.33333298563957214, 0.19998548924922943, -0.14264240860939026, 0.10952181369066238,
    -0.08403436839580536, 0.05795735865831375, -0.031177613884210587, 0.010914481244981289,
    -0.001793593866750598,
)  # fmt: skip
#: (tan(t) / t - 1) / t² as a polynomial of t² up to (π / 4)².
_TANGENT = (
    0.33333349783701055, 0.1333266232311648, 0.054060034542789355, 0.021281561789977244,
    0.010837475022393616, 8.73794715508646e-05, 0.0043773626300883705,
)  # fmt: skip
#: π / 2 in two parts, whose products with this many turns a double holds.
_QUARTER_TURN = (1.5707963267341256, 6.077100506506192e-11)
_MOST_TURNS = 2.0**20
#: Quotients that a double holds together with their remainder.
_LARGEST_QUOTIENT = 2.0**28


def _bits(x: Any) -> Any:
    return lax.bitcast_convert_type(x, np.int32)


def _with_sign(x: Any, sign: Any) -> Any:
    """`x`, which is not negative, with the sign of `sign`, which may be a zero or NaN."""
    lowest = np.int32(np.iinfo(np.int32).min)
    return lax.bitcast_convert_type(_bits(x) | (_bits(sign) & lowest), np.float32)


def _less(angle: float, x: Any) -> Any:
    """angle - x, as exact as if `angle` were."""
    head = np.float32(angle)
    return (head - x) + np.float32(angle - float(head))


def _odd_series(coefficients: Sequence[float], t: Any) -> Any:
    """t + t³ times the polynomial of t²."""
    square = t * t
    series = jnp.full_like(t, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        series = series * square + np.float32(coefficient)
    return t + t * (square * series)


def _atan2(y: Any, x: Any) -> Any:
    """The angle in the first eighth of the circle, then mirrored."""
    height, width = lax.abs(y), lax.abs(x)
    low, high = lax.min(height, width), lax.max(height, width)
    one, zero = np.float32(1), np.float32(0)
    # Neither 0 / 0 nor inf / inf; NaN stays.
    t = jnp.where(low == high, jnp.where(high == 0, zero, one), low / high)
    angle = _odd_series(_ARCTANGENT, t)
    angle = jnp.where(height > width, _less(math.pi / 2, angle), angle)
    angle = jnp.where(_bits(x) < 0, _less(math.pi, angle), angle)
    return jnp.where(low == low, _with_sign(angle, y), np.float32(np.nan))


def _tan(x: Any) -> Any:
    """In the eighth of the circle around a quarter turn, or what is left to XLA: very far away."""
    wide = x.astype(np.float64)
    turns = lax.round(wide / (math.pi / 2), lax.RoundingMethod.TO_NEAREST_EVEN)
    near = lax.reduce_and(lax.abs(turns) < _MOST_TURNS, range(turns.ndim))

    def reduced() -> Any:
        rest = (wide - turns * _QUARTER_TURN[0]) - turns * _QUARTER_TURN[1]
        tangent = _odd_series(_TANGENT, rest.astype(np.float32))
        return jnp.where(turns.astype(np.int32) & 1, -1 / tangent, tangent)

    tangent = lax.cond(near, reduced, lambda: lax.sin(x) / lax.cos(x))
    return jnp.where(x == 0, x, tangent)


#: What exponents of two a double and a float32, beyond its range, hold.
_LOWEST_POWER, _HIGHEST_POWER = -160.0, 136.0
_SMALLEST_BITS, _ROOT_HALF_BITS = (
    np.float32(x).view(np.int32) for x in (np.finfo(np.float32).tiny, math.sqrt(0.5))
)


def _log2(size: Any) -> Any:
    """The logarithm of a float32 that is not negative, in double precision."""
    bits = _bits(size)
    subnormal = bits < _SMALLEST_BITS
    bits = jnp.where(subnormal, _bits(bits.astype(np.float32)), bits)
    shift = (bits - _ROOT_HALF_BITS) >> 23
    mantissa = lax.bitcast_convert_type(bits - (shift << 23), np.float32).astype(np.float64)
    share = (mantissa - 1) / (mantissa + 1)
    square, series = share * share, jnp.zeros_like(share)
    for power in range(17, 0, -2):
        series = series * square + 2 / (math.log(2) * power)
    exponent = (shift + jnp.where(subnormal, np.int32(-149), np.int32(0))).astype(np.float64)
    log = exponent + share * series
    log = jnp.where(bits == 0, -np.inf, log)
    return jnp.where(size == np.inf, np.inf, log)


def _exp2(x: Any) -> Any:
    """A power of two as float32, of a double."""
    x = lax.clamp(_LOWEST_POWER, x, _HIGHEST_POWER)
    whole = lax.round(x, lax.RoundingMethod.TO_NEAREST_EVEN)
    rest, series = (x - whole) * math.log(2), jnp.zeros_like(x)
    for power in range(11, -1, -1):
        series = series * rest + 1 / math.factorial(power)
    scale = (whole.astype(np.int32).astype(np.int64) + 1023) << 52
    return (series * lax.bitcast_convert_type(scale, np.float64)).astype(np.float32)


def _pow(x: Any, y: Any) -> Any:
    """By logarithms in double precision, with what C says of signs, zeros and infinities."""
    size = lax.abs(x)
    power = _exp2(y.astype(np.float64) * _log2(size))
    is_zero = (_bits(y) << 1) == 0
    power = jnp.where((x == 1) | is_zero | ((size == 1) & (lax.abs(y) == np.inf)), 1, power)
    # Floats from 2^24 on are even.
    odd = (lax.abs(y) < 2**24) & (y.astype(np.int32) & 1 == 1) & (lax.floor(y) == y)
    power = jnp.where(odd, _with_sign(power, x), power)
    imaginary = (x < 0) & (size < np.inf) & (lax.floor(y) != y)
    undefined = ((x != x) & ~is_zero) | ((y != y) & (x != 1))
    return jnp.where(imaginary | undefined, np.float32(np.nan), power)


#: π / 2 in three parts, the first two of 33 bits.
_LONG_QUARTER_TURN = (1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21)


def _taylor(first: int, square: Any) -> Any:
    """The series of sine or cosine from the power `first` on, over that power of the argument."""
    series = jnp.zeros_like(square)
    for power in range(first + 12, first - 1, -2):
        sign = 1 - power // 2 % 2 * 2
        series = series * square + sign / math.factorial(power)
    return series


def _turned(x: Any, shift: int) -> Any:
    """sin(x + shift * π / 2) of float64, or what is left to XLA: very far away."""
    turns = lax.round(x * (2 / math.pi), lax.RoundingMethod.TO_NEAREST_EVEN)
    near = lax.reduce_and(lax.abs(turns) < _MOST_TURNS, range(turns.ndim))

    def reduced() -> Any:
        high, middle, low = (turns * part for part in _LONG_QUARTER_TURN)
        rest = x - high  # exact
        angle = rest - middle
        error = ((rest - angle) - middle) - low
        square = angle * angle
        sine = angle + (error * (1 - square / 2) + angle * square * _taylor(3, square))
        start = 1 - square / 2
        lost = (1 - start) - square / 2
        cosine = start + (lost + square * square * _taylor(4, square) - angle * error)
        quarter = turns.astype(np.int32) + shift
        value = jnp.where(quarter & 1, cosine, sine)
        return jnp.where(quarter & 2, -value, value)

    def far() -> Any:
        around = lax.exp(lax.complex(jnp.zeros_like(x), x))
        return lax.real(around) if shift else lax.imag(around)

    value = lax.cond(near, reduced, far)
    return value if shift else jnp.where(x == 0, x, value)


#: ln 2 in two parts, whose products with an exponent of a double are exact, or as good.
_LN2 = (0.6931471803691238, 1.9082149292705877e-10)
_LARGEST_EXPONENT = 1100.0


def _power_of_two(exponent: Any) -> Any:
    """2 ** exponent as a double, which has one."""
    bits = (exponent.astype(np.int32).astype(np.int64) + 1023) << 52
    return lax.bitcast_convert_type(bits, np.float64)


def _wide_exp(x: Any) -> Any:
    """Of float64: a power of two, taken in two steps for what is beyond the largest one."""
    bounded = lax.clamp(-_LARGEST_EXPONENT, x, _LARGEST_EXPONENT)
    whole = lax.round(bounded / math.log(2), lax.RoundingMethod.TO_NEAREST_EVEN)
    whole = jnp.where(x == x, whole, 0)
    rest = (bounded - whole * _LN2[0]) - whole * _LN2[1]
    series = jnp.zeros_like(x)
    for power in range(13, 1, -1):
        series = series * rest + 1 / math.factorial(power)
    value = 1 + (rest + rest * rest * series)
    half = lax.floor(whole / 2)
    return value * _power_of_two(half) * _power_of_two(whole - half)


_WIDE_ROOT_HALF = np.float64(math.sqrt(0.5)).view(np.int64)
_WIDE_SMALLEST = np.finfo(np.float64).tiny.view(np.int64)


def _wide_log(x: Any) -> Any:
    """Of float64: the logarithm of its part between root 0.5 and root 2, and of its exponent."""
    bits = lax.bitcast_convert_type(x, np.int64)
    subnormal = (bits > 0) & (bits < _WIDE_SMALLEST)
    bits = jnp.where(subnormal, lax.bitcast_convert_type(bits.astype(np.float64), np.int64), bits)
    # The difference counted from above 0, since vectors of 64 bits are shifted without a sign.
    shift = (bits - _WIDE_ROOT_HALF + (1 << 62)).astype(np.uint64) >> 52
    exponent = shift.astype(np.int32) - (1 << 10)
    rest = lax.bitcast_convert_type(bits - (exponent.astype(np.int64) << 52), np.float64) - 1
    share = rest / (2 + rest)
    square, series = share * share, jnp.zeros_like(x)
    for power in range(21, 1, -2):
        series = series * square + 2 / power
    half = rest * rest / 2
    count = jnp.where(subnormal, exponent - 1074, exponent).astype(np.float64)
    tail = share * (half + square * series) + count * _LN2[1]
    log = count * _LN2[0] - ((half - tail) - rest)
    log = jnp.where(x == 0, jnp.where(subnormal, log, -np.inf), log)
    return jnp.where((x < 0) | (x != x), np.nan, jnp.where(x == np.inf, x, log))


def _leg(x: Any) -> Any:
    """What makes a right triangle of `x` and a hypotenuse of 1."""
    return lax.sqrt((1 - x) * (1 + x))


def _rem(x: Any, y: Any) -> Any:
    """In double precision, which is exact for small quotients and after steps for large ones."""
    dividend, divisor = (lax.abs(v).astype(np.float64) for v in (x, y))
    small = dividend / divisor < _LARGEST_QUOTIENT
    all_small = lax.reduce_and(small, range(small.ndim))

    def smaller() -> Any:
        def step(_: Any, state: Any) -> Any:
            rest, unit = state
            return _rest(rest, unit), unit / _LARGEST_QUOTIENT

        # No quotient of two of float32 is larger than all steps together.
        return lax.fori_loop(0, 9, step, (dividend, divisor * _LARGEST_QUOTIENT**9))[0]

    rest = _rest(lax.cond(all_small, lambda: dividend, smaller), divisor)
    return _with_sign(rest.astype(np.float32), x)


def _rest(dividend: Any, divisor: Any) -> Any:
    """What division by `divisor` leaves, for quotients below the largest."""
    rest = dividend - lax.floor(dividend / divisor) * divisor
    # The quotient may have been rounded up to an integer.
    rest = jnp.where(rest < 0, rest + divisor, rest)
    return jnp.where(dividend < divisor, dividend, rest)


def _divided(x: Any, y: Any) -> Any:
    """The quotient of integers rounded towards 0; that of nothing is -1, as XLA has it."""
    whole = (x.astype(np.float64) / jnp.where(y == 0, 1, y).astype(np.float64)).astype(x.dtype)
    whole = jnp.where(y == -1, -x, whole)
    return jnp.where(y == 0, -1, whole)


#: By primitive, what replaces its call of the C library for each element.
_VECTORISED: dict[str, Callable[..., Any]] = {
    "acos": lambda x: _atan2(_leg(x), x),
    "asin": lambda x: _atan2(x, _leg(x)),
    "atan": lambda x: _atan2(x, jnp.ones_like(x)),
    "atan2": _atan2,
    "pow": _pow,
    "rem": _rem,
    "tan": _tan,
}


#: The same for float64.
_WIDE: dict[str, Callable[..., Any]] = {
    "cos": lambda x: _turned(x, 1),
    "exp": _wide_exp,
    "log": _wide_log,
    "sin": lambda x: _turned(x, 0),
}


#: The same for int32.
_DIVISIONS: dict[str, Callable[..., Any]] = {
    "div": _divided,
    "rem": lambda x, y: x - _divided(x, y) * y,
}
_RULES = (
    (_VECTORISED, np.dtype(np.float32)),
    (_WIDE, np.dtype(np.float64)),
    (_DIVISIONS, np.dtype(np.int32)),
)


def _rule(bodies: dict[Any, Callable[..., Any]], default: Any) -> Any:
    """The rule of one primitive, whose bodies are found by dtype."""

    def rule(ctx: Any, *operands: Any, **params: Any) -> Any:
        kinds = {aval.dtype for aval in ctx.avals_in}
        body = bodies.get(kinds.pop()) if len(kinds) == 1 else None
        if body is None or params.get("accuracy") is not None:
            return default.rule(ctx, *operands, **params)
        return mlir.lower_fun(body, multiple_results=False)(ctx, *operands)

    return rule


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    found: dict[Any, dict[Any, Callable[..., Any]]] = {}
    for table, dtype in _RULES:
        for name, body in table.items():
            found.setdefault(getattr(primitives, f"{name}_p"), {})[dtype] = body
    return [(p, _rule(bodies, defaults[p])) for p, bodies in found.items()]
