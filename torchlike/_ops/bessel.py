"""Bessel and Airy functions. PyTorch has no derivatives of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.promotion import Promote
from torchlike._ops import chebyshev as tables
from torchlike._ops.chebyshev import chebyshev_sum
from torchlike._ops.roles import Array
from torchlike._ops.schema import Family, op

#: A function of real numbers, without a derivative, evaluated in double precision.
BESSEL = Family(
    "bessel",
    Promote.INT_TO_FLOAT,
    method=False,
    out=True,
    differentiable=False,
    elementwise=True,
    refuses={"hc8": "{}_cpu"},
)


def _in_double(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`function` of float64, its result in the dtype of the argument."""
    return lambda x: function(x.astype(jnp.float64)).astype(x.dtype)


# -- first and second kind ------------------------------------------------------------------------

#: Where series in x² end and those in 1 / x² begin.
_BORDER = 8.0


def _near(x: Any) -> tuple[Any, Any]:
    """|x|, and (x / 8)² as far as the border."""
    size = jnp.abs(x)
    share = jnp.minimum(size, _BORDER) / _BORDER
    return size, share * share


def _hankel(size: Any, order: int) -> tuple[Any, Any]:
    """J and Y of `size` beyond the border, from modulus and phase."""
    p, q = ((tables.P0, tables.Q0), (tables.P1, tables.Q1))[order]
    far = jnp.maximum(size, _BORDER)
    inverse = _BORDER / far
    real = chebyshev_sum(p, inverse * inverse)
    imaginary = chebyshev_sum(q, inverse * inverse) * inverse
    phase = far - (2 * order + 1) * math.pi / 4
    scale = jnp.sqrt(2 / (math.pi * far))
    cosine, sine = jnp.cos(phase), jnp.sin(phase)
    return scale * (real * cosine - imaginary * sine), scale * (real * sine + imaginary * cosine)


def _far(size: Any, order: int, kind: int) -> Any:
    """`_hankel`, where any element lies beyond the border."""
    is_far = jnp.any(~(size <= _BORDER))
    return lax.cond(is_far, lambda: _hankel(size, order)[kind], lambda: jnp.zeros_like(size))


def _first_kind(x: Any, order: int) -> Any:
    size, share = _near(x)
    near = chebyshev_sum((tables.J0_NEAR, tables.J1_NEAR)[order], share)
    far = _far(size, order, 0)
    if order:
        return jnp.where(size <= _BORDER, x * near, jnp.sign(x) * far)
    return jnp.where(size <= _BORDER, near, far)


def _second_kind(x: Any, order: int) -> Any:
    """NaN below 0, -inf at 0."""
    size, share = _near(x)
    log = jnp.log(x)
    if order:
        smooth = x * chebyshev_sum(tables.Y1_NEAR, share)
        near = smooth + 2 / math.pi * (log * x * chebyshev_sum(tables.J1_NEAR, share) - 1 / x)
    else:
        smooth = chebyshev_sum(tables.Y0_NEAR, share)
        near = smooth + 2 / math.pi * log * chebyshev_sum(tables.J0_NEAR, share)
    far = _far(size, order, 1)
    positive = jnp.where(x <= _BORDER, near, far)
    return jnp.where(x == 0, -jnp.inf, jnp.where(x < 0, jnp.nan, positive))


@op(BESSEL)
def special_bessel_j0(input: Array):
    """The Bessel function of the first kind of order 0."""
    return _in_double(lambda x: _first_kind(x, 0))(input)


@op(BESSEL)
def special_bessel_j1(input: Array):
    """The Bessel function of the first kind of order 1."""
    return _in_double(lambda x: _first_kind(x, 1))(input)


@op(BESSEL)
def special_bessel_y0(input: Array):
    """The Bessel function of the second kind of order 0; NaN below 0."""
    return _in_double(lambda x: _second_kind(x, 0))(input)


@op(BESSEL)
def special_bessel_y1(input: Array):
    """The Bessel function of the second kind of order 1; NaN below 0."""
    return _in_double(lambda x: _second_kind(x, 1))(input)


@op(BESSEL)
def special_spherical_bessel_j0(x: Array):
    """sin(x) / x, 1 at 0 and 0 at the infinities."""

    def evaluated(v: Any) -> Any:
        plain = jnp.where(v == 0, 1, v)
        return jnp.where(jnp.isinf(v), 0, jnp.where(v == 0, 1, jnp.sin(plain) / plain))

    return _in_double(evaluated)(x)


# -- modified -------------------------------------------------------------------------------------


@op(BESSEL)
def special_modified_bessel_i0(input: Array):
    """The modified Bessel function of the first kind of order 0."""
    return jax.scipy.special.i0(input)


@op(BESSEL)
def special_modified_bessel_i1(input: Array):
    """The modified Bessel function of the first kind of order 1."""
    return jax.scipy.special.i1(input)


#: Where series in x² end and those in 1 / x begin.
_MODIFIED_BORDER = 2.0


def _modified_second_kind(x: Any, order: int, scaled: bool) -> Any:
    """Times exp(x) where `scaled`; NaN below 0, inf at 0."""
    share = jnp.clip(x, 0, _MODIFIED_BORDER) / _MODIFIED_BORDER
    share = share * share
    log = jnp.log(x / 2)
    if order:
        first = x * chebyshev_sum(tables.I1_NEAR, share)
        near = 1 / x + log * first + x * chebyshev_sum(tables.K1_NEAR, share)
    else:
        first = chebyshev_sum(tables.I0_NEAR, share)
        near = chebyshev_sum(tables.K0_NEAR, share) - log * first
    beyond = jnp.maximum(x, _MODIFIED_BORDER)
    far = chebyshev_sum((tables.K0_FAR, tables.K1_FAR)[order], _MODIFIED_BORDER / beyond)
    far = far / jnp.sqrt(beyond)
    if scaled:
        near = near * jnp.exp(share**0.5 * _MODIFIED_BORDER)
    else:
        far = far * jnp.exp(-beyond)
    positive = jnp.where(x <= _MODIFIED_BORDER, near, far)
    valid = jnp.where(x == 0, jnp.inf, jnp.where(x < 0, jnp.nan, positive))
    return jnp.where(x != x, x, valid)


@op(BESSEL)
def special_modified_bessel_k0(input: Array):
    """The modified Bessel function of the second kind of order 0; NaN below 0."""
    return _in_double(lambda x: _modified_second_kind(x, 0, False))(input)


@op(BESSEL)
def special_modified_bessel_k1(input: Array):
    """The modified Bessel function of the second kind of order 1; NaN below 0."""
    return _in_double(lambda x: _modified_second_kind(x, 1, False))(input)


@op(BESSEL)
def special_scaled_modified_bessel_k0(x: Array):
    """exp(x) · K0(x); NaN below 0."""
    return _in_double(lambda v: _modified_second_kind(v, 0, True))(x)


@op(BESSEL)
def special_scaled_modified_bessel_k1(x: Array):
    """exp(x) · K1(x); NaN below 0."""
    return _in_double(lambda v: _modified_second_kind(v, 1, True))(x)


# -- Airy -----------------------------------------------------------------------------------------


def _airy(x: Any) -> Any:
    """By series near 0, modulus and phase far below, decay far above; NaN at infinities."""
    below = jnp.maximum(-x, 4.0)
    inverse = (4.0 / below) ** 1.5
    real = chebyshev_sum(tables.AIRY_P, inverse * inverse)
    imaginary = chebyshev_sum(tables.AIRY_Q, inverse * inverse) * inverse
    phase = 2 / 3 * below**1.5 + math.pi / 4
    wave = real * jnp.sin(phase) + imaginary * jnp.cos(phase)
    wave = wave / (math.sqrt(math.pi) * below**0.25)
    above = jnp.maximum(x, 2.0)
    decay = chebyshev_sum(tables.AIRY_FAR, (2.0 / above) ** 1.5)
    decay = decay * jnp.exp(-2 / 3 * above**1.5) / above**0.25
    rising = chebyshev_sum(tables.AIRY_NEAR, jnp.clip(x, -4, 0) / 4 + 1)
    falling = chebyshev_sum(tables.AIRY_LOW, jnp.clip(x, 0, 2) / 2)
    middle = jnp.where(x < 0, rising, falling)
    found = jnp.where(x < -4, wave, jnp.where(x > 2, decay, middle))
    return jnp.where(jnp.isfinite(x), found, jnp.nan)


@op(BESSEL)
def special_airy_ai(x: Array):
    """The Airy function Ai; NaN at the infinities."""
    return _in_double(_airy)(x)
