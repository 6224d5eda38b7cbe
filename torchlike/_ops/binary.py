"""Elementwise arithmetic of two operands."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core.kernel import Const
from torchlike._core.promotion import Promote
from torchlike._ops.dims import is_complex, is_float, is_inexact, scalar_name
from torchlike._ops.families import BINARY
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op

def _scaled(other, alpha):
    return other if isinstance(alpha, int) and alpha == 1 else other * alpha


@op(BINARY, dunder="add")
def add(input: Array | Number, other: Array | Number, *, alpha: Number = 1):
    """input + alpha · other. Dtype: promoted; bool adds as logical or."""
    if input.dtype == bool:
        return input | (other & jnp.asarray(alpha, bool))
    return input + _scaled(other, alpha)


@op(BINARY, dunder="sub", aliases=("subtract",))
def sub(input: Array | Number, other: Array | Number, *, alpha: Number = 1):
    """input - alpha · other. Raises: RuntimeError for bool."""
    if input.dtype == bool:
        raise RuntimeError(
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or "
            "`logical_xor()` operator instead."
        )
    return input - _scaled(other, alpha)


@op(BINARY, inplace=False, out=False)
def rsub(input: Array | Number, other: Array | Number, *, alpha: Number = 1):
    """other - alpha · input."""
    if input.dtype == bool:
        raise RuntimeError(
            "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying "
            "to invert a mask, use the `~` or `logical_not()` operator instead."
        )
    return other - _scaled(input, alpha)


@op(BINARY, dunder="mul", aliases=("multiply",), saves=("input", "other", "crossed"))
def mul(input: Array | Number, other: Array | Number):
    """input · other."""
    return input & other if input.dtype == bool else input * other


@op(
    BINARY,
    promote=Promote.INT_TO_FLOAT,
    dunder="truediv",
    aliases=("divide", "true_divide"),
    saves=("input", "other"),
)
def div(input: Array | Number, other: Array | Number):
    """input / other, in the default float dtype for integers."""
    return input / other


@op(BINARY, name="div.rounded", saves=("other",), grad_fn="DivBackward1")
def div_rounded(
    input: Array | Number, other: Array | Number, *, rounding_mode: str | None
):
    """input / other rounded towards zero ("trunc") or down ("floor"), in the promoted dtype.

    Raises: RuntimeError for another mode and for integer division by zero.
    """
    if rounding_mode == "floor":
        return _floor_divide(input, other)
    if rounding_mode != "trunc":
        raise RuntimeError(
            "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found "
            f"'{rounding_mode}'"
        )
    if is_inexact(input):
        return jnp.trunc(input / other)
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


@op(BINARY, dunder="floordiv", differentiable=False)
def floor_divide(input: Array | Number, other: Array | Number):
    """The quotient rounded down, as Python's //."""
    return _floor_divide(input, other)


@op(BINARY, dunder="mod", saves=("other",))
def remainder(input: Array | Number, other: Array | Number):
    """The remainder with the divisor's sign, as Python's %; gradient 1 and -floor(a / b)."""
    if is_float(input):
        a, b = jnp.broadcast_arrays(input, other)
        mod = lax.rem(a, b)
        return jnp.where((mod != 0) & ((b < 0) != (mod < 0)), mod + b, mod)
    return jnp.remainder(input, other)


@op(BINARY, saves=("other",))
def fmod(input: Array | Number, other: Array | Number):
    """The remainder with the dividend's sign, as C's fmod."""
    return lax.rem(*jnp.broadcast_arrays(input, other))


def _pow_grad_fn(kernel):
    return "PowBackward0" if isinstance(kernel.specs[1], Const) else "PowBackward1"


@op(BINARY, dunder="pow", saves=("input", "exponent"), grad_fn=_pow_grad_fn)
def pow(input: Array | Number, exponent: Array | Number):
    """input to the power of exponent.

    A small whole exponent given as a number multiplies. Raises: RuntimeError for integers to a
    negative whole number.
    """
    known = exponent.item() if isinstance(exponent, np.ndarray) and exponent.ndim == 0 else None
    if not is_inexact(input):
        if known is not None and known < 0:
            raise RuntimeError("Integers to negative integer powers are not allowed.")
        return _integer_power(input, exponent)
    if known == 0.5 and not is_complex(input):
        return jnp.sqrt(input)
    if known is not None and known == _whole(known) and -8 <= known.real <= 8:
        return lax.integer_pow(input, int(known.real))
    return lax.pow(*jnp.broadcast_arrays(input, exponent))


def _whole(x):
    """The nearest whole number towards zero of a finite real number, else None."""
    return int(x.real) if np.isfinite(x) else None


def _integer_power(base, exponent):
    if base.dtype == bool:
        return base | ~exponent
    return jnp.where(exponent < 0, _unit_power(base, exponent), jnp.power(base, abs(exponent)))


def _unit_power(base, exponent):
    odd = exponent % 2 != 0
    return jnp.where(base == 1, 1, jnp.where(base == -1, jnp.where(odd, -1, 1), 0)).astype(base.dtype)


@op(BINARY, promote=Promote.INT_TO_FLOAT, saves=("input", "other"), aliases=("arctan2",))
def atan2(input: Array, other: Array):
    """The angle of (other, input) in (-π, π]."""
    return jnp.arctan2(input, other)


@op(BINARY, saves=("input", "other"))
def maximum(input: Array, other: Array):
    """The larger of each pair, NaN if either is; ties share the gradient."""
    return jnp.maximum(input, other)


@op(BINARY, saves=("input", "other"))
def minimum(input: Array, other: Array):
    """The smaller of each pair, NaN if either is; ties share the gradient."""
    return jnp.minimum(input, other)


def _no_floats(input, name: str) -> None:
    if is_inexact(input):
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(input)}'")


@op(BINARY, dunder="and", differentiable=False)
def bitwise_and(input: Array | Number, other: Array | Number):
    """Bitwise and of integers, logical for bool. Raises: NotImplementedError for floats."""
    _no_floats(input, "bitwise_and_cpu")
    return input & other


@op(BINARY, dunder="or", differentiable=False)
def bitwise_or(input: Array | Number, other: Array | Number):
    """Bitwise or of integers, logical for bool. Raises: NotImplementedError for floats."""
    _no_floats(input, "bitwise_or_cpu")
    return input | other


@op(BINARY, dunder="xor", differentiable=False)
def bitwise_xor(input: Array | Number, other: Array | Number):
    """Bitwise exclusive or of integers, logical for bool. Raises: NotImplementedError for floats."""
    _no_floats(input, "bitwise_xor_cpu")
    return input ^ other


@op(BINARY, dunder="lshift", differentiable=False)
def bitwise_left_shift(input: Array | Number, other: Array | Number):
    """input · 2^other for integers."""
    _no_floats(input, "lshift_cpu")
    return jnp.left_shift(input, other)


@op(BINARY, dunder="rshift", differentiable=False)
def bitwise_right_shift(input: Array | Number, other: Array | Number):
    """input · 2^-other for integers, rounded down."""
    _no_floats(input, "rshift_cpu")
    return jnp.right_shift(input, other)


@op(BINARY, saves=("weight", "end"))
def lerp(input: Array, end: Array, weight: Array | Number):
    """input + weight · (end - input)."""
    low = jnp.abs(weight) < 0.5
    return jnp.where(low, input + weight * (end - input), end - (end - input) * (1 - weight))


@op(BINARY, saves=("tensor1", "tensor2"))
def addcmul(input: Array, tensor1: Array, tensor2: Array, *, value: Number = 1):
    """input + value · tensor1 · tensor2."""
    return input + value * tensor1 * tensor2


@op(BINARY, saves=("tensor1", "tensor2"))
def addcdiv(input: Array, tensor1: Array, tensor2: Array, *, value: Number = 1):
    """input + value · tensor1 / tensor2. Raises: RuntimeError for integers."""
    if not is_inexact(tensor1) and not is_inexact(tensor2):
        raise RuntimeError(
            "Integer division with addcdiv is no longer supported, and in a future  release "
            "addcdiv will perform a true division of tensor1 and tensor2. The historic addcdiv "
            "behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2))."
            "to(input.dtype) for integer inputs and as (input + value * tensor1 / tensor2) for "
            "float inputs. The future addcdiv behavior is just the latter implementation: (input "
            "+ value * tensor1 / tensor2), for all dtypes."
        )
    return input + value * (tensor1 / tensor2)

