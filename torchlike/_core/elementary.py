"""How elementary functions are compiled for the CPU that XLA leaves to the C library.

One call for each element, 10 to 40 ns, where a loop over vectors takes a tenth. The rules here hold
for float32, in which halves are computed as well; other types keep XLA's own lowering.
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


#: By primitive, what replaces its call of the C library for each element.
_VECTORISED: dict[str, Callable[..., Any]] = {
    "acos": lambda x: _atan2(_leg(x), x),
    "asin": lambda x: _atan2(x, _leg(x)),
    "atan": lambda x: _atan2(x, jnp.ones_like(x)),
    "atan2": _atan2,
    "rem": _rem,
    "tan": _tan,
}


def _rule(body: Callable[..., Any], default: Any) -> Any:
    def rule(ctx: Any, *operands: Any, **params: Any) -> Any:
        if ctx.avals_in[0].dtype != np.float32 or params.get("accuracy") is not None:
            return default.rule(ctx, *operands, **params)
        return mlir.lower_fun(body, multiple_results=False)(ctx, *operands)

    return rule


def rules(primitives: Any, defaults: Any) -> list[tuple[Any, Any]]:
    """The lowering rules, by primitive: `primitives` is the module that holds those."""
    found = [(getattr(primitives, f"{name}_p"), body) for name, body in _VECTORISED.items()]
    return [(primitive, _rule(body, defaults[primitive])) for primitive, body in found]
