"""Gamma and Dirichlet samplers."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from torchlike._core.random_engine import Generator, UniformStream, sampler
from torchlike._core.random_fill import WIDE_FLOATS, Array, Doubles, require

#: float32 numbers in PyTorch's source, also where it computes in float64.
_THIRD = float(np.float32(1.0 / 3.0))
_SQUEEZE = float(np.float32(0.0331))


@sampler
def standard_gamma(gen: Generator, alpha: Array) -> Array:
    """Gamma distributed with shape parameter `alpha` and scale 1: ``_standard_gamma``.

    Results are at least the smallest normal number of the type.

    Raises: NotImplementedError for other types than float32 and float64.
    """
    if alpha.size:
        require("gamma_cpu", alpha.dtype, WIDE_FLOATS)
    return _at_least_tiny(_draw_gammas(gen, alpha, alpha.dtype).astype(alpha.dtype))


@sampler
def dirichlet(gen: Generator, alpha: Array) -> Array:
    """Dirichlet distributed along the last dimension: ``_sample_dirichlet``.

    Results lie between the smallest normal number and the last number below 1.

    Raises: NotImplementedError for other types than float32 and float64.
    """
    if not alpha.size:
        return np.empty_like(alpha)
    require("dirichlet", alpha.dtype, WIDE_FLOATS)
    drawn = _at_least_tiny(_draw_gammas(gen, alpha, np.dtype(np.float64)))
    share = (drawn / _row_sums(drawn)).astype(alpha.dtype)
    below_one = np.nextafter(alpha.dtype.type(1), alpha.dtype.type(0))
    return np.minimum(_at_least_tiny(share), below_one)


def _row_sums(values: Doubles) -> Doubles:
    """Sums over the last dimension, kept, in the order of PyTorch's vectorised float64 sum.

    Sixteen running sums (four vectors of four lanes) go along the row; each is added up in blocks
    of sixteen terms, of sixteen such blocks and so on (for rows of up to a million numbers). What
    does not fill sixteen goes to the first vector, what does not fill a vector is added on its own.
    """
    rows = values.reshape(-1, values.shape[-1] if values.ndim else 1)
    count, length = rows.shape
    groups, vectors = length // 16, length // 4
    terms = rows[:, : 16 * groups].reshape(count, groups, 16).swapaxes(0, 1)
    running = np.zeros((count, 16))
    while len(terms):
        whole = len(terms) - len(terms) % 16
        running = running + functools.reduce(np.add, terms[whole:], 0.0)
        blocks = terms[:whole].reshape(-1, 16, count, 16)
        terms = functools.reduce(np.add, blocks.swapaxes(0, 1))
    first, *others = running.reshape(count, 4, 4).swapaxes(0, 1)
    loose = rows[:, 16 * groups : 4 * vectors].reshape(count, -1, 4).swapaxes(0, 1)
    vector = functools.reduce(np.add, [*loose, *others], first)
    total = functools.reduce(np.add, [*rows[:, 4 * vectors :].T, *vector.T], np.zeros(count))
    return total.reshape((*values.shape[:-1], 1)[: values.ndim])


def _at_least_tiny(values: Array) -> Array:
    """Raises zeros, and NaNs too, to the smallest normal number."""
    tiny = np.finfo(values.dtype).tiny
    return np.where(values > tiny, values, tiny)


def _draw_gammas(gen: Generator, alpha: Array, precision: np.dtype[Any]) -> Doubles:
    """Gammas in float64, but for what PyTorch derives from `alpha` alone: in `precision`."""
    flat = alpha.reshape(-1).astype(precision)
    small = flat < 1
    power = np.where(small, 1 / flat, 0).astype(np.float64)
    least = (np.where(small, flat + 1, flat) - precision.type(_THIRD)).astype(np.float64)
    with UniformStream(gen) as stream:
        drawn = [
            _draw_gamma(stream, *given) if given[0] else 0.0
            for given in zip(flat.tolist(), power.tolist(), least.tolist(), strict=True)
        ]
    return np.array(drawn, np.float64).reshape(alpha.shape)


def _draw_gamma(stream: UniformStream, alpha: float, power: float, d: float) -> float:
    """Marsaglia and Tsang's method; below 1 through ``alpha + 1`` and a power of a uniform."""
    scale = float(np.float64(1.0 - stream.draw()) ** power) if alpha < 1 else 1.0
    c = 1.0 / math.sqrt(9.0 * d) if d > 0 else math.nan  # PyTorch takes any alpha
    while True:
        x = stream.draw_normal()
        y = 1.0 + c * x
        if y <= 0:
            continue
        v = y * y * y
        u = 1.0 - stream.draw()
        xx = x * x
        if u < 1.0 - _SQUEEZE * xx * xx:
            return scale * d * v
        if math.log(u) < 0.5 * xx + d * (1.0 - v + math.log(v)):
            return scale * d * v
