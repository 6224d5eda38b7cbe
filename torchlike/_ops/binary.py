"""Elementwise arithmetic of two operands."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core import dtypes
from torchlike._core.kernel import Aval, Const
from torchlike._core.node_names import NOT_IMPLEMENTED
from torchlike._core.promotion import Promote
from torchlike._ops.casting import check_fits, number_as, to_dtype
from torchlike._ops.dims import C_NAMES, is_complex, is_float, is_inexact
from torchlike._ops.divisors import greatest_divisor, least_multiple
from torchlike._ops.families import BINARY
from torchlike._ops.grad_names import by_operands, remainder_name
from torchlike._ops.operand_checks import divided_integers, heaviside_dtypes, some_tensor
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op

_PAIR = ("input", "other")


def _scaled(other, alpha):
    if isinstance(alpha, int) and alpha == 1:
        return _times_one(other)
    kind = dtypes.from_numpy(other.dtype)
    if isinstance(alpha, (int, float, complex)):
        check_fits(alpha, kind)
        return other * number_as(alpha, kind)
    return other * to_dtype(alpha, kind)


def _times_one(x):
    """`x`; a complex one is NaN where it is infinite, since C++ multiplies by 1 + 0j."""
    if not is_complex(x):
        return x
    return x + lax.stop_gradient(lax.complex(-jnp.imag(x) * 0, jnp.real(x) * 0))


def _check_alpha(specs):
    if len(specs) < 3:
        return
    scale = specs[2]
    rank = max(_rank(s) for s in specs[:2])
    kind = type(scale.value) if isinstance(scale, Const) else scale.number
    if kind is bool and rank != dtypes.dtype.BOOL:
        raise RuntimeError("Boolean alpha only supported for Boolean results.")
    if kind is complex and rank != dtypes.dtype.COMPLEX:
        raise RuntimeError(
            "For non-complex input tensors, argument alpha must not be a complex number."
        )
    if kind is float and rank < dtypes.dtype.FLOAT:
        raise RuntimeError(
            "For integral input tensors, argument alpha must not be a floating point number."
        )


def _rank(spec):
    """The category of an operand's dtype."""
    if isinstance(spec, Const):
        return (bool, int, float, complex).index(type(spec.value))
    return spec.dtype.category


def _kind(spec):
    """The dtype of a tensor operand, or of an integer number; None for other numbers."""
    if isinstance(spec, Aval):
        return spec.dtype
    found = type(spec.value)
    return {bool: dtypes.bool, int: dtypes.int64}.get(found)


@op(
    BINARY,
    dunder="add",
    promotes=_PAIR,
    check=_check_alpha,
    checks=("alpha",),
    refuses={"u8": "add_stub"},
)
def add(input: Array | Number, other: Array | Number, *, alpha: Number = 1):
    """input + alpha · other. Dtype: promoted; bool adds as logical or."""
    if input.dtype == bool:
        return input | (other & jnp.asarray(alpha, bool))
    return input + _scaled(other, alpha)


def _check_subtraction(specs):
    flags = [s is not None and _kind(s) is dtypes.bool for s in specs[:2]]
    if all(flags):
        raise RuntimeError(
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
            "`logical_xor()` operator instead."
        )
    if any(flags):
        raise RuntimeError(
            "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying "
            "to invert a mask, use the `~` or `logical_not()` operator instead."
        )
    _check_alpha(specs)


@op(
    BINARY,
    dunder="sub",
    aliases=("subtract",),
    promotes=_PAIR,
    check=_check_subtraction,
    checks=("alpha",),
    refuses={"u8": "add_stub"},
)
def sub(input: Array | Number, other: Array | Number, *, alpha: Number = 1):
    """input - alpha · other. Raises: RuntimeError for bool."""
    return input - _scaled(other, alpha)


@op(
    BINARY,
    inplace=False,
    out=False,
    promotes=_PAIR,
    check=_check_subtraction,
    checks=("alpha",),
    grad_fn=by_operands("Rsub", {"tn": 1, "": 0}),
    refuses={"u8": "add_stub"},
)
def rsub(input: Array, other: Array | Number, *, alpha: Number = 1):
    """other - alpha · input."""
    return other - _scaled(input, alpha)


@op(BINARY, dunder="mul", aliases=("multiply",), saves=("input", "other", "crossed"))
def mul(input: Array | Number, other: Array | Number):
    """input · other."""
    return input & other if input.dtype == bool else input * other


@op(
    BINARY,
    promote=Promote.INT_TO_FLOAT,
    dunder="truediv",
    saves=("input:other", "other"),
    refuses={"8": "div_cpu"},
)
def div(input: Array | Number, other: Array | Number):
    """input / other, in the default float dtype for integers."""
    return input / other


@op(
    BINARY,
    name="div.rounded",
    saves=("other",),
    grad_fn="DivBackward2",
    widened=False,
    refuses={"cbu8": lambda specs, static: f"div_{static[0]}_cpu"},
)
def div_rounded(input: Array | Number, other: Array | Number, *, rounding_mode: str | None):
    """input / other rounded towards zero ("trunc") or down ("floor"), in the promoted dtype.

    Raises: RuntimeError for another mode and for integer division by zero.
    """
    input, other = lax.stop_gradient((input, other))  # the gradient is 0, also at infinity
    if rounding_mode == "floor":
        return _floor_divide(input, other)
    if rounding_mode != "trunc":
        expected = "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found "
        raise RuntimeError(f"{expected}'{rounding_mode}'")
    if is_inexact(input):
        # XLA divides by what is broadcast as by its reciprocal, which rounds differently.
        divisor = jnp.broadcast_to(other, jnp.broadcast_shapes(input.shape, other.shape))
        return jnp.trunc(input / lax.optimization_barrier(divisor))
    return lax.div(*jnp.broadcast_arrays(input, other))


def _floor_divide(a, b):
    if not is_float(a):
        return jnp.floor_divide(a, b)
    a, b = jnp.broadcast_arrays(a, b)
    safe = jnp.where(b == 0, 1, b)
    mod = lax.rem(a, safe)
    quotient = (a - mod) / safe
    quotient = jnp.where((mod != 0) & ((b < 0) != (mod < 0)), quotient - 1, quotient)
    rounded = jnp.floor(quotient)
    rounded = jnp.where(quotient - rounded > 0.5, rounded + 1, rounded)
    zero = jnp.copysign(jnp.zeros_like(a), a / safe)
    return jnp.where(b == 0, a / b, jnp.where(quotient == 0, zero, rounded))


@op(BINARY, grad_fn=NOT_IMPLEMENTED, refuses={"cbu8": "div_floor_cpu"})
def floor_divide(input: Array | Number, other: Array | Number):
    """The quotient rounded down, as Python's //."""
    return _floor_divide(input, other)


@op(
    BINARY,
    saves=("input:other", "other:other"),
    grad_fn=remainder_name,
    check=some_tensor,
    refuses={"cbu8": "remainder_cpu"},
)
def remainder(input: Array | Number, other: Array | Number):
    """The remainder with the divisor's sign, as Python's %; gradient 1 and -floor(a / b)."""
    if is_float(input):
        return _modulo(*jnp.broadcast_arrays(input, other))
    return jnp.remainder(input, other)


@jax.custom_jvp
def _modulo(a: Any, b: Any) -> Any:
    mod = lax.rem(a, b)
    return jnp.where((mod != 0) & ((b < 0) != (mod < 0)), mod + b, mod)


@_modulo.defjvp
def _modulo_jvp(primals: Any, tangents: Any) -> Any:
    """The quotient rounded down is the same one that `floor_divide` finds."""
    quotient = lax.stop_gradient(_floor_divide(*primals))
    return _modulo(*primals), tangents[0] - quotient * tangents[1]


@op(
    BINARY,
    saves=("input:other", "other:other"),
    grad_fn=by_operands("Fmod", {"tn": 0, "": 1}),
    refuses={"cbu8": "fmod_cpu"},
)
def fmod(input: Array, other: Array | Number):
    """The remainder with the dividend's sign, as C's fmod."""
    return lax.rem(*jnp.broadcast_arrays(input, other))


@op(
    BINARY,
    promote=Promote.INT_TO_FLOAT,
    saves=("input", "other"),
    aliases=("arctan2",),
    refuses={"c8": "atan2_cpu"},
)
def atan2(input: Array, other: Array):
    """The angle of (other, input) in (-π, π]; gradient 0 at the origin."""
    origin = (input == 0) & (other == 0)
    angle = jnp.arctan2(jnp.where(origin, 1, input), other)
    return jnp.where(origin, lax.stop_gradient(jnp.arctan2(input, other)), angle)


@op(
    BINARY,
    saves=("input", "other"),
    refuses={
        "c": (RuntimeError, "maximum not implemented for complex tensors."),
        "u8": "maximum_cpu",
    },
    flat_gradient=True,
)
def maximum(input: Array, other: Array):
    """The larger of each pair, NaN if either is; ties share the gradient."""
    return jnp.maximum(input, other)


@op(
    BINARY,
    saves=("input", "other"),
    refuses={
        "c": (RuntimeError, "minimum not implemented for complex tensors."),
        "u8": "minimum_cpu",
    },
    flat_gradient=True,
)
def minimum(input: Array, other: Array):
    """The smaller of each pair, NaN if either is; ties share the gradient."""
    return jnp.minimum(input, other)


@op(
    BINARY,
    inplace=False,
    saves=("input", "other"),
    refuses={
        "c": (RuntimeError, "fmax not implemented for complex tensors."),
        "u": "maximum_cpu",
        "8": "fmax_cpu",
    },
    flat_gradient=True,
)
def fmax(input: Array, other: Array):
    """The larger of each pair, a number before NaN; the first one's gradient in a tie."""
    return jnp.where((input >= other) | (other != other), input, other)


@op(
    BINARY,
    inplace=False,
    saves=("input", "other"),
    refuses={
        "c": (RuntimeError, "fmin not implemented for complex tensors."),
        "u": "minimum_cpu",
        "8": "fmin_cpu",
    },
    flat_gradient=True,
)
def fmin(input: Array, other: Array):
    """The smaller of each pair, a number before NaN; the first one's gradient in a tie."""
    return jnp.where((input <= other) | (other != other), input, other)


@op(BINARY, saves=("input:input", "other:other", "result"), refuses={"bic8": "hypot_cpu"})
def hypot(input: Array, other: Array):
    """√(input² + other²), without overflow."""
    return jnp.hypot(input, other)


@op(
    BINARY,
    promote=Promote.INT_TO_FLOAT,
    saves=("input:input", "result"),
    grad_fn=by_operands("Copysign", {"tn": 1, "": 0}),
    refuses={"c8": "copysign_cpu"},
)
def copysign(input: Array, other: Array | Number):
    """The magnitude of `input` with the sign of `other`."""
    flip = jnp.signbit(input) != jnp.signbit(other)
    result = jnp.where(flip, -input, input)
    return jnp.where(input == 0, jnp.copysign(lax.stop_gradient(input), other), result)


@op(BINARY, inplace=False, saves=("input", "other"), refuses={"bi8": "logaddexp_cpu"})
def logaddexp(input: Array, other: Array):
    """log(exp(input) + exp(other)), without overflow."""
    return log_added(input, other)


@jax.custom_jvp
def log_added(a, b):
    """log(exp(a) + exp(b)); the angle of the larger of complex operands is not wrapped around."""
    a, b = jnp.broadcast_arrays(a, b)
    if not is_complex(a):
        return jnp.logaddexp(a, b)
    below = jnp.real(a) < jnp.real(b)
    low, high = jnp.where(below, a, b), jnp.where(below, b, a)
    # Nothing can be told of the angle where both are 0, and nothing needs care where both are inf.
    endless = jnp.isinf(jnp.real(low)) & (jnp.real(low) == jnp.real(high))
    alone = jnp.where(jnp.real(low) < 0, low, jnp.log(jnp.exp(low) + jnp.exp(high)))
    total = jnp.log1p(jnp.exp(jnp.where(endless, 0, low - high))) + high
    bad = jnp.isnan(a) | jnp.isnan(b)
    return jnp.where(
        bad, jnp.asarray(complex("nan+nanj"), a.dtype), jnp.where(endless, alone, total)
    )


@log_added.defjvp
def _log_added_jvp(primals, tangents):
    a, b = primals
    share = 1 / (1 + jnp.exp(b - a)), 1 / (1 + jnp.exp(a - b))
    return log_added(a, b), share[0] * tangents[0] + share[1] * tangents[1]


@op(BINARY, inplace=False, saves=("input", "other"), refuses={"bic8": "logaddexp2_cpu"})
def logaddexp2(input: Array, other: Array):
    """log2(2^input + 2^other), without overflow."""
    return jnp.logaddexp2(input, other)


@op(
    BINARY,
    promote=Promote.INT_TO_FLOAT,
    saves=("input", "other"),
    grad_fn=by_operands("Xlogy", {"n": 1, "tn": 2, "": 0}),
    check=some_tensor,
    refuses={"c8": "xlogy_cpu"},
)
def xlogy(input: Array | Number, other: Array | Number):
    """input · log(other), 0 where `input` is 0; NaN where `other` is."""
    zero = (input == 0) & (other == other)
    return jnp.where(zero, 0, input * jnp.log(jnp.where(zero, 1, other)))


@op(BINARY, differentiable=False, refuses={"bfcu": "gcd_cpu"})
def gcd(input: Array, other: Array):
    """The greatest common divisor. Raises: NotImplementedError for floats."""
    return greatest_divisor(*jnp.broadcast_arrays(input, other))


@op(BINARY, differentiable=False, refuses={"bfcu": "lcm_cpu"})
def lcm(input: Array, other: Array):
    """The least common multiple. Raises: NotImplementedError for floats."""
    return least_multiple(*jnp.broadcast_arrays(input, other))


@op(
    BINARY,
    saves=(),
    grad_fn=NOT_IMPLEMENTED,
    refuses={
        "c": (RuntimeError, "heaviside is not yet implemented for complex tensors."),
        "u8": "heaviside_cpu",
    },
    check=heaviside_dtypes,
)
def heaviside(input: Array, values: Array):
    """0 below 0, 1 above, `values` at 0."""
    zero = jnp.zeros((), input.dtype)
    return jnp.where(input == 0, values, jnp.where(input > 0, zero + 1, zero))


@op(
    BINARY,
    promote=Promote.KEEP,
    name="complex.parts",
    function=False,
    method=False,
    grad_fn="ComplexBackward0",
)
def complex_parts(real: Array, imag: Array):
    """real + i · imag."""
    return lax.complex(*jnp.broadcast_arrays(real, imag))


@op(BINARY, saves=("input", "other"), widened=False, refuses={"bic8": "nextafter_cpu"})
def nextafter(input: Array, other: Array):
    """The neighbour of `input` towards `other`; gradient 1 for `input` where they differ."""
    return _nextafter(*jnp.broadcast_arrays(input, other))


@jax.custom_jvp
def _nextafter(a, b):
    return jnp.nextafter(a, b)


@_nextafter.defjvp
def _nextafter_jvp(primals, tangents):
    a, b = primals
    return _nextafter(a, b), jnp.where(a != b, tangents[0], 0)


def _check_lerp(specs: Any) -> None:
    """All of one dtype, but for a 0-dim weight."""
    wanted, *others = specs
    for name, spec in zip(("end", "weight"), others, strict=True):
        exempt = name == "weight" and not getattr(spec, "shape", ())  # a number has none
        if not exempt and spec.dtype is not wanted.dtype:
            own, found = (C_NAMES[s.dtype.scalar_name] for s in (wanted, spec))
            raise RuntimeError(f"expected dtype {own} for `{name}` but got dtype {found}")


def _lerp_kernel(specs: Any, static: tuple[()]) -> str:
    return "lerp_kernel_tensor" if getattr(specs[2], "shape", ()) else "lerp_kernel_scalar"


@op(
    BINARY,
    saves=("weight", "input:weight", "end:weight"),
    grad_fn=by_operands("Lerp", {"ttn": 0, "": 1}),
    check=_check_lerp,
    promotes=("input", "end"),
    refuses={"bi8": _lerp_kernel},
)
def lerp(input: Array, end: Array, weight: Array | Number):
    """input + weight · (end - input)."""
    weight = jnp.asarray(weight).astype(input.dtype)
    return _lerp(*jnp.broadcast_arrays(input, end, weight))


@jax.custom_jvp
def _lerp(x, y, w):
    return jnp.where(jnp.abs(w) < 0.5, x + w * (y - x), y - (y - x) * (1 - w))


@_lerp.defjvp
def _lerp_tangent(primals, tangents):
    (x, y, w), (dx, dy, dw) = primals, tangents
    return _lerp(x, y, w), dx * (1 - w) + dy * w + dw * (y - x)


@op(
    BINARY,
    saves=("tensor1:tensor2", "tensor2:tensor1"),
    promotes=("input", "tensor1", "tensor2"),
    refuses={"bu8": "addcmul_cpu_out"},
)
def addcmul(input: Array, tensor1: Array, tensor2: Array, *, value: Number = 1):
    """input + value · tensor1 · tensor2."""
    return input + _scaled(tensor1, value) * tensor2


@op(
    BINARY,
    saves=("tensor1:tensor2", "tensor2"),
    promotes=("input", "tensor1", "tensor2"),
    refuses={"8": "addcdiv_cpu_out"},
    check=divided_integers,
)
def addcdiv(input: Array, tensor1: Array, tensor2: Array, *, value: Number = 1):
    """input + value · tensor1 / tensor2. Raises: RuntimeError for integers."""
    return input + _scaled(tensor1, value) / tensor2
