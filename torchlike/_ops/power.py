"""Powers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core import dtypes
from torchlike._core.kernel import Spec
from torchlike._core.promotion import HALVES, Promote, result_type
from torchlike._ops.casting import check_fits, check_range, number_as, to_dtype
from torchlike._ops.dims import is_complex, is_inexact
from torchlike._ops.families import BINARY
from torchlike._ops.grad_names import by_operands, is_number
from torchlike._ops.layout import elementwise_strides
from torchlike._ops.operand_checks import some_tensor
from torchlike._ops.roles import Array, Number, Static
from torchlike._ops.schema import op


def _strides(specs: Sequence[Spec], static: Any, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """Those of an elementwise result, but contiguous ones for the powers of a number."""
    del static
    return None if is_number(specs[0]) else elementwise_strides(specs, shape)


@op(
    BINARY,
    saves=("input", "exponent", "result"),
    laid_out=_strides,
    grad_fn=by_operands("Pow", {"n": 2, "": 1}),
    check=some_tensor,
    refuses={"bu8": "pow"},
)
def pow(input: Array | Number, exponent: Array | Number):
    """input to the power of a tensor."""
    if not is_inexact(input):
        return _integer_power(input, exponent)
    input, exponent = jnp.broadcast_arrays(input, exponent)
    if is_complex(input):
        return _complex_power(input, exponent)
    # The power 0 is constant in its base, 0 included.
    return lax.pow(jnp.where(exponent == 0, lax.stop_gradient(input), input), exponent)


@op(
    BINARY,
    name="pow.scalar",
    promote=Promote.KEEP,
    saves=("input",),
    grad_fn="PowBackward0",
    function=False,
    method=False,
)
def pow_scalar(input: Array, exponent: Static, kind: Static):
    """input to the power of a number of Python's type `kind`, which equal numbers do not show.

    A small whole exponent multiplies. Raises: RuntimeError for integers to a negative integer.
    """
    check_range(exponent)
    own = dtypes.from_numpy(input.dtype)
    common = result_type([own], [], [kind]) if input.ndim else result_type([], [own], [kind])
    wide = dtypes.float32 if common in HALVES else common
    x = to_dtype(input, wide)
    if exponent == -0.5 and common is wide and not is_complex(x):
        return 1 / jnp.sqrt(x)
    return to_dtype(_to_number(x, exponent), common)


@jax.custom_jvp
def _complex_power(base, exponent):
    """exp(exponent · log(base)), by parts: 0 and infinities leave what C's functions make of it."""
    size, angle = jnp.log(jnp.abs(base)), jnp.angle(base)
    real = jnp.real(exponent) * size - jnp.imag(exponent) * angle
    turn = jnp.real(exponent) * angle + jnp.imag(exponent) * size
    length = jnp.exp(real)
    vanishes = length == 0
    turn = jnp.where(vanishes & ~jnp.isfinite(turn), 0, turn)
    upwards = jnp.where(turn == 0, turn, length * jnp.sin(turn))
    value = lax.complex(length * jnp.cos(turn), upwards)
    lost = jnp.isposinf(real) & ~jnp.isfinite(turn)
    return jnp.where(lost, complex(np.inf, np.nan), value)


@_complex_power.defjvp
def _complex_power_tangent(primals, tangents):
    base, exponent = primals
    zero = base == 0

    def power(base, exponent):
        return jnp.where(zero, 0, lax.pow(jnp.where(zero, 1, base), exponent))

    return _complex_power(base, exponent), jax.jvp(power, primals, tangents)[1]


def _to_number(x, exponent):
    if not is_inexact(x):
        check_fits(exponent, dtypes.from_numpy(x.dtype))
        if exponent < 0:
            raise RuntimeError("Integers to negative integer powers are not allowed.")
        return _integer_power(x, number_as(exponent, dtypes.from_numpy(x.dtype)))
    if exponent == 0.5 and not is_complex(x):
        return jnp.sqrt(x)
    if np.isfinite(exponent) and exponent == int(exponent.real) and -8 <= exponent.real <= 8:
        return lax.integer_pow(x, int(exponent.real))
    power = _complex_power if is_complex(x) else lax.pow
    return power(x, jnp.full(x.shape, exponent, x.dtype))


def _integer_power(base, exponent):
    if base.dtype == bool:
        return base | ~exponent
    whole = _power_by_squaring(*jnp.broadcast_arrays(base, jnp.maximum(exponent, 0)))
    return jnp.where(exponent < 0, _unit_power(base, exponent), whole)


def _power_by_squaring(base, exponent):
    """Modulo the dtype's range, for exponents of any size."""

    def square(state):
        result, factor, left = state
        return jnp.where(left % 2 == 1, result * factor, result), factor * factor, left // 2

    start = (jnp.ones_like(base), base, exponent)
    return lax.while_loop(lambda state: jnp.any(state[2] > 0), square, start)[0]


def _unit_power(base, exponent):
    odd = exponent % 2 != 0
    return jnp.where(base == 1, 1, jnp.where(base == -1, jnp.where(odd, -1, 1), 0)).astype(
        base.dtype
    )
