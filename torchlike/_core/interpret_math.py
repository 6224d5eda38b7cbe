"""NumPy rules for the elementwise primitives of a jaxpr."""

from __future__ import annotations

import math
from collections.abc import Callable
from operator import attrgetter, methodcaller
from typing import Any

import ml_dtypes
import numpy as np

from torchlike._core import dtypes
from torchlike._core.interpret_rules import (
    FLOAT32,
    Array,
    Call,
    Rule,
    category,
    in_dtype,
    is_narrow,
    out_dtype,
    out_shape,
    total_order_key,
    widened,
)
from torchlike._core.jaxprs import JaxprEqn

_LETTERS = {
    dtypes.dtype.BOOL: "b",
    dtypes.dtype.INTEGER: "i",
    dtypes.dtype.FLOAT: "f",
    dtypes.dtype.COMPLEX: "c",
}


def _elementwise(call: Call, accepts: str) -> Rule:
    """A rule for operands of the categories in `accepts` (b, i, f, c), halves going by float32."""

    def rule(eqn: JaxprEqn) -> Call | None:
        dtype = in_dtype(eqn)
        kind = category(dtype)
        if kind is None or _LETTERS[kind] not in accepts:
            return None
        return widened(call, out_dtype(eqn)) if is_narrow(dtype) else call

    return rule


# Floating point


def _logistic(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def _rsqrt(x: Array) -> Array:
    return 1 / np.sqrt(x)


def _round_half_away(x: Array) -> Array:
    whole = np.trunc(x)
    return whole + np.copysign(np.abs(x - whole) >= 0.5, x)


def _round(eqn: JaxprEqn) -> Call | None:
    to_even = int(eqn.params["rounding_method"]) == 1
    return _elementwise(np.rint if to_even else _round_half_away, "f")(eqn)


def _integer_pow(eqn: JaxprEqn) -> Call | None:
    exponent = eqn.params["y"]

    def call(x: Array) -> Array:
        # Repeated squaring, as XLA does it: exact for integers, one rounding a product.
        result, square, left = None, x, abs(exponent)
        while left:
            if left & 1:
                result = square if result is None else result * square
            left >>= 1
            if left:
                square = square * square
        if result is None:
            return np.ones_like(x)
        return 1 / result if exponent < 0 else result

    return _elementwise(call, "ifc" if exponent >= 0 else "fc")(eqn)


def _pow(x: Array, y: Array) -> Array:
    return np.power(x, y.astype(x.dtype, copy=False))


def _complex(x: Array, y: Array) -> Array:
    shape = np.broadcast(x, y).shape
    out = np.empty(shape, np.complex64 if x.dtype == FLOAT32 else np.complex128)
    out.real = x
    out.imag = y
    return out


def _conj(eqn: JaxprEqn) -> Call:
    dtype = out_dtype(eqn)
    return lambda x: np.conjugate(x).astype(dtype, copy=False)


def _nextafter(eqn: JaxprEqn) -> Call | None:
    # Neighbours in the type itself: never by way of float32.
    native = in_dtype(eqn).kind == "f" or in_dtype(eqn) == ml_dtypes.bfloat16
    return np.nextafter if native else None


def _total_order(compare: np.ufunc) -> Rule:
    """Comparison in which every float has its place, zeros and nans of either sign included."""

    def rule(eqn: JaxprEqn) -> Call | None:
        dtype = in_dtype(eqn)
        if category(dtype) != dtypes.dtype.FLOAT:
            return compare if dtype.kind in "biu" else None
        return lambda x, y: compare(total_order_key(x), total_order_key(y))

    return rule


# Special functions


def _each(function: Callable[[float], float]) -> Call:
    """A scalar function of Python's, applied to each element: exact, and nothing to import."""
    apply = np.frompyfunc(function, 1, 1)
    return lambda x: np.asarray(apply(x), x.dtype)


def _log_gamma(x: float) -> float:
    try:
        return math.lgamma(x)
    except (ValueError, OverflowError):  # a pole; a result too large
        return math.inf


#: erf(x) / x on [0, 1] as a polynomial in 2x² - 1, highest power first.
_ERF_NEAR = (
    4.136383696530863e-09,
    -7.557489639536692e-08,
    1.223367396927931e-06,
    -1.7536824743601988e-05,
    0.00021751716024823788,
    -0.0022854856569258473,
    0.019852496688680478,
    -0.14053608901553302,
    0.9654687386698666,
)
#: exp(x²) · (1 - erf(x)) on [1, 4.2] as a polynomial in (x - 2.6) / 1.6.
_ERF_FAR = (
    -8.554885951639335e-06,
    2.3028070220984125e-05,
    -3.088497275933426e-05,
    7.693365907763501e-05,
    -0.00022792166632295294,
    0.0005516251814484515,
    -0.0012736725394821235,
    0.002914861421319027,
    -0.006485635685180501,
    0.013959371058872901,
    -0.029016422535583133,
    0.05805696666927193,
    -0.11134444948159698,
    0.2036132477376977,
)


def _polynomial(coefficients: tuple[float, ...], t: Array) -> Array:
    total = np.full_like(t, coefficients[0])
    for coefficient in coefficients[1:]:
        total *= t
        total += coefficient
    return total


def _erf_float32(x: Array) -> Array:
    """The error function to the last place of float32, beyond 4.2 it is 1."""
    wide = x.astype(np.float64)
    size = np.minimum(np.abs(wide), 4.2)
    near = wide * _polynomial(_ERF_NEAR, 2 * size * size - 1)
    far = 1 - np.exp(-size * size) * _polynomial(_ERF_FAR, (size - 2.6) / 1.6)
    return np.where(size < 1, near, np.copysign(far, wide)).astype(x.dtype)


def _erf(eqn: JaxprEqn) -> Call | None:
    wide = in_dtype(eqn) == np.float64
    return _elementwise(_each(math.erf) if wide else _erf_float32, "f")(eqn)


def _scipy(name: str) -> Call:
    def call(*args: Array) -> Array:
        # Slow to import, and few programs need it.
        import scipy.special  # noqa: PLC0415

        return getattr(scipy.special, name)(*args).astype(args[0].dtype, copy=False)

    return call


def _digamma(x: Array) -> Array:
    return np.where(x == 0, x.dtype.type(np.nan), _scipy("psi")(x))


# Integers


def _int_remainder(x: Array, y: Array) -> Array:
    zero = y == 0
    return np.where(zero, x, np.fmod(x, np.where(zero, y.dtype.type(1), y)))


def _int_quotient(x: Array, y: Array) -> Array:
    """Division toward zero; by zero it gives all ones, as XLA's does on the CPU."""
    zero = y == 0
    divisor = np.where(zero, y.dtype.type(1), y)
    quotient = np.floor_divide(x, divisor)
    if x.dtype.kind == "i":
        inexact = np.fmod(x, divisor) != 0
        quotient = quotient + (inexact & ((x < 0) != (divisor < 0)))
    return np.where(zero, ~y.dtype.type(0), quotient)


def _by_kind(on_integers: Call, otherwise: np.ufunc, accepts: str) -> Rule:
    for_integers = _elementwise(on_integers, "i")
    for_others = _elementwise(otherwise, accepts)
    return lambda eqn: for_integers(eqn) or for_others(eqn)


def _unsigned(x: Array) -> Array:
    return x.view(f"u{x.dtype.itemsize}")


def _population_count(x: Array) -> Array:
    return np.bitwise_count(_unsigned(x)).astype(x.dtype)


def _leading_zeros(x: Array) -> Array:
    bits = _unsigned(x)
    shift = 1
    while shift < x.dtype.itemsize * 8:
        bits = bits | (bits >> bits.dtype.type(shift))
        shift *= 2
    return np.bitwise_count(~bits).astype(x.dtype)


def _shift_right_arithmetic(x: Array, y: Array) -> Array:
    signed = f"i{x.dtype.itemsize}"
    return np.right_shift(x.view(signed), y.view(signed)).view(x.dtype)


def _shift_right_logical(x: Array, y: Array) -> Array:
    return np.right_shift(_unsigned(x), _unsigned(y)).view(x.dtype)


# Selection and conversion


def _clamp(lowest: Array, x: Array, highest: Array) -> Array:
    return np.minimum(np.maximum(x, lowest), highest)


def _select_n(eqn: JaxprEqn) -> Call:
    n_cases = len(eqn.invars) - 1
    if n_cases == 1:
        return lambda which, case: case
    if n_cases == 2:
        where = np.where
        if in_dtype(eqn).kind == "b":
            return lambda which, off, on: where(which, on, off)
        return lambda which, off, on: where(which != 0, on, off)

    def call(which: Array, *cases: Array) -> Array:
        out = cases[0]
        for i in range(1, n_cases):
            out = np.where(which >= i, cases[i], out)
        return out

    return call


def _float_to_int(source: np.dtype[Any], target: np.dtype[Any]) -> Call:
    """Truncation, saturating at the bounds, not-a-number to zero."""
    limits = np.iinfo(target)
    compute = FLOAT32 if is_narrow(source) else source
    above, below = compute.type(float(limits.max)), compute.type(float(limits.min))

    def call(x: Array) -> Array:
        x = x.astype(compute, copy=False)
        result = np.where(x >= above, target.type(limits.max), x.astype(target))
        result = np.where(x <= below, target.type(limits.min), result)
        return np.where(np.isnan(x), target.type(0), result)

    return call


def _convert_element_type(eqn: JaxprEqn) -> Call | None:
    if eqn.params.get("sharding") is not None:
        return None
    source, target = in_dtype(eqn), out_dtype(eqn)
    kind = category(source)
    if kind == dtypes.dtype.COMPLEX and target.kind not in "cb":
        real = np.dtype(f"f{source.itemsize // 2}")
        convert = _conversion(real, target)
        return lambda x: convert(x.real)
    return _conversion(source, target)


def _conversion(source: np.dtype[Any], target: np.dtype[Any]) -> Call:
    kind, target_kind = category(source), category(target)
    if kind == dtypes.dtype.FLOAT:
        if target_kind == dtypes.dtype.INTEGER:
            return _float_to_int(source, target)
        if target_kind == dtypes.dtype.BOOL:
            return lambda x: np.not_equal(x.astype(FLOAT32) if is_narrow(source) else x, 0)
    if is_narrow(source) and target_kind == dtypes.dtype.COMPLEX:
        return lambda x: x.astype(FLOAT32).astype(target)
    return methodcaller("astype", target)


def _bitcast_convert_type(eqn: JaxprEqn) -> Call | None:
    source, target = in_dtype(eqn), out_dtype(eqn)
    if "c" in (source.kind, target.kind):
        return None
    shape = out_shape(eqn)
    if source.itemsize == target.itemsize:
        return methodcaller("view", target)
    return lambda x: np.frombuffer(x.tobytes(), target).reshape(shape)


def _reduce_precision(eqn: JaxprEqn) -> Call | None:
    """Keeping as many bits as the type has; fewer is refused."""
    if category(in_dtype(eqn)) != dtypes.dtype.FLOAT:
        return None
    limits = ml_dtypes.finfo(in_dtype(eqn))
    keeps = eqn.params["exponent_bits"] >= limits.nexp and (
        eqn.params["mantissa_bits"] >= limits.nmant
    )
    return (lambda x: x) if keeps else None


RULES: dict[str, Rule] = {
    "bitcast_convert_type": _bitcast_convert_type,
    "conj": _conj,
    "convert_element_type": _convert_element_type,
    "div": _by_kind(_int_quotient, np.true_divide, "fc"),
    "eq_to": _total_order(np.equal),
    "erf": _erf,
    "integer_pow": _integer_pow,
    "le_to": _total_order(np.less_equal),
    "lt_to": _total_order(np.less),
    "nextafter": _nextafter,
    "reduce_precision": _reduce_precision,
    "rem": _by_kind(_int_remainder, np.fmod, "f"),
    "round": _round,
    "select_n": _select_n,
} | {
    name: _elementwise(call, accepts)
    for name, call, accepts in (
        ("abs", np.absolute, "ifc"),
        ("acos", np.arccos, "fc"),
        ("acosh", np.arccosh, "fc"),
        ("add", np.add, "ifc"),
        ("add_any", np.add, "ifc"),
        ("and", np.bitwise_and, "bi"),
        ("asin", np.arcsin, "fc"),
        ("asinh", np.arcsinh, "fc"),
        ("atan", np.arctan, "fc"),
        ("atan2", np.arctan2, "f"),
        ("atanh", np.arctanh, "fc"),
        ("bessel_i0e", _scipy("i0e"), "f"),
        ("bessel_i1e", _scipy("i1e"), "f"),
        ("cbrt", np.cbrt, "f"),
        ("ceil", np.ceil, "f"),
        ("clamp", _clamp, "bif"),
        ("clz", _leading_zeros, "i"),
        ("complex", _complex, "f"),
        ("cos", np.cos, "fc"),
        ("cosh", np.cosh, "fc"),
        ("digamma", _digamma, "f"),
        ("eq", np.equal, "bifc"),
        ("erf_inv", _scipy("erfinv"), "f"),
        ("erfc", _each(math.erfc), "f"),
        ("exp", np.exp, "fc"),
        ("exp2", np.exp2, "f"),
        ("expm1", np.expm1, "fc"),
        ("floor", np.floor, "f"),
        ("ge", np.greater_equal, "bif"),
        ("gt", np.greater, "bif"),
        ("igamma", _scipy("gammainc"), "f"),
        ("igammac", _scipy("gammaincc"), "f"),
        ("imag", attrgetter("imag"), "c"),
        ("is_finite", np.isfinite, "f"),
        ("le", np.less_equal, "bif"),
        ("lgamma", _each(_log_gamma), "f"),
        ("log", np.log, "fc"),
        ("log1p", np.log1p, "fc"),
        ("logistic", _logistic, "fc"),
        ("lt", np.less, "bif"),
        ("max", np.maximum, "bif"),
        ("min", np.minimum, "bif"),
        ("mul", np.multiply, "ifc"),
        ("ne", np.not_equal, "bifc"),
        ("neg", np.negative, "ifc"),
        ("not", np.bitwise_not, "bi"),
        ("or", np.bitwise_or, "bi"),
        ("polygamma", _scipy("polygamma"), "f"),
        ("population_count", _population_count, "i"),
        ("pow", _pow, "fc"),
        ("real", attrgetter("real"), "c"),
        ("regularized_incomplete_beta", _scipy("betainc"), "f"),
        ("rsqrt", _rsqrt, "fc"),
        ("shift_left", np.left_shift, "i"),
        ("shift_right_arithmetic", _shift_right_arithmetic, "i"),
        ("shift_right_logical", _shift_right_logical, "i"),
        ("sign", np.sign, "ifc"),
        ("sin", np.sin, "fc"),
        ("sinh", np.sinh, "fc"),
        ("sqrt", np.sqrt, "fc"),
        ("square", np.square, "ifc"),
        ("sub", np.subtract, "ifc"),
        ("tan", np.tan, "fc"),
        ("tanh", np.tanh, "fc"),
        ("xor", np.bitwise_xor, "bi"),
        ("zeta", _scipy("zeta"), "f"),
    )
}
