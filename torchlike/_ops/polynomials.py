"""Orthogonal polynomials by their recurrences. PyTorch has no derivatives of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._core.promotion import Promote
from torchlike._ops.operand_checks import some_tensor
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import Family, op

#: A polynomial at `x` of the degree `n`, whose fraction does not count; 0 for a negative one.
POLYNOMIAL = Family(
    "polynomial",
    Promote.INT_TO_FLOAT,
    method=False,
    out=True,
    differentiable=False,
    elementwise=True,
    refuses={"hc8": "{}_cpu"},
)

#: The degrees above which Hermite polynomials overflow, in float32 and in float64.
_HERMITE_DEGREES = {"float32": 128, "float64": 512}


def _recurrence(x: Any, n: Any, first: Any, following: Callable[[Any, Any, Any], Any]) -> Any:
    """The polynomial of degree `n`, the one of degree 1 being `first`.

    `following(k, p, q)` is the one of degree k + 1, `p` and `q` those of degrees k and k - 1.
    """
    x, n = jnp.broadcast_arrays(x, n)
    first = jnp.broadcast_to(first, x.shape)
    degree = jnp.nan_to_num(jnp.trunc(n), nan=-1, posinf=-1, neginf=-1).astype(jnp.int64)
    one = jnp.ones_like(x)
    start = jnp.where(degree > 0, first, jnp.where(degree == 0, one, 0))

    def step(state: tuple[Any, ...]) -> tuple[Any, ...]:
        k, before, last, found = state
        new = following(k.astype(x.dtype), last, before)
        return k + 1, last, new, jnp.where(degree == k + 1, new, found)

    highest = jnp.max(degree, initial=0)
    ready = (jnp.asarray(1, jnp.int64), one, first, start)
    return lax.while_loop(lambda state: state[0] < highest, step, ready)[3]


def _chebyshev(x: Any, n: Any, first: Any) -> Any:
    return _recurrence(x, n, first, lambda k, p, q: 2 * x * p - q)


def _hermite(x: Any, n: Any, first: Any, following: Callable[[Any, Any, Any], Any]) -> Any:
    beyond = jnp.isfinite(n) & (n > _HERMITE_DEGREES[x.dtype.name])
    return jnp.where(beyond, jnp.nan, _recurrence(x, jnp.where(beyond, 0, n), first, following))


@op(POLYNOMIAL, check=some_tensor)
def special_chebyshev_polynomial_t(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the first kind."""
    return _chebyshev(x, n, x)


@op(POLYNOMIAL, check=some_tensor)
def special_chebyshev_polynomial_u(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the second kind."""
    return _chebyshev(x, n, 2 * x)


@op(POLYNOMIAL, check=some_tensor)
def special_chebyshev_polynomial_v(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the third kind."""
    return _chebyshev(x, n, 2 * x - 1)


@op(POLYNOMIAL, check=some_tensor)
def special_chebyshev_polynomial_w(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the fourth kind."""
    return _chebyshev(x, n, 2 * x + 1)


def _shifted(v: Any) -> Any:
    """From [0, 1] to [-1, 1]."""
    return 2 * v - 1


@op(POLYNOMIAL, check=some_tensor)
def special_shifted_chebyshev_polynomial_t(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the first kind at 2 · x - 1."""
    at = _shifted(x)
    return _chebyshev(at, n, at)


@op(POLYNOMIAL, check=some_tensor)
def special_shifted_chebyshev_polynomial_u(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the second kind at 2 · x - 1."""
    at = _shifted(x)
    return _chebyshev(at, n, 2 * at)


@op(POLYNOMIAL, check=some_tensor)
def special_shifted_chebyshev_polynomial_v(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the third kind at 2 · x - 1."""
    at = _shifted(x)
    return _chebyshev(at, n, 2 * at - 1)


@op(POLYNOMIAL, check=some_tensor)
def special_shifted_chebyshev_polynomial_w(x: Array | Number, n: Array | Number):
    """The Chebyshev polynomial of the fourth kind at 2 · x - 1."""
    at = _shifted(x)
    return _chebyshev(at, n, 2 * at + 1)


@op(POLYNOMIAL, check=some_tensor)
def special_hermite_polynomial_h(x: Array | Number, n: Array | Number):
    """The physicists' Hermite polynomial; NaN where the degree is too high for the dtype."""
    return _hermite(x, n, 2 * x, lambda k, p, q: 2 * x * p - 2 * k * q)


@op(POLYNOMIAL, check=some_tensor)
def special_hermite_polynomial_he(x: Array | Number, n: Array | Number):
    """The probabilists' Hermite polynomial; NaN where the degree is too high for the dtype."""
    return _hermite(x, n, x, lambda k, p, q: x * p - k * q)


@op(POLYNOMIAL, check=some_tensor)
def special_laguerre_polynomial_l(x: Array | Number, n: Array | Number):
    """The Laguerre polynomial."""

    def following(k: Any, p: Any, q: Any) -> Any:
        return ((2 * k + 1 - x) * p - k * q) / (k + 1)

    return _recurrence(x, n, 1 - x, following)


@op(POLYNOMIAL, check=some_tensor)
def special_legendre_polynomial_p(x: Array | Number, n: Array | Number):
    """The Legendre polynomial."""

    def following(k: Any, p: Any, q: Any) -> Any:
        return ((2 * k + 1) * x * p - k * q) / (k + 1)

    return _recurrence(x, n, x, following)
