"""Multinomial, Poisson and binomial samplers."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from torchlike._core.errors import check
from torchlike._core.random_engine import Generator, UniformStream, sampler
from torchlike._core.random_fill import (
    FLOATS,
    HALVES,
    WIDE_FLOATS,
    Array,
    Doubles,
    require,
    scalar_name,
    store,
)
from torchlike._core.random_uniform import exponential

_Cast = Callable[[float], float]

_NO_WEIGHT = "invalid multinomial distribution (sum of probabilities <= 0)"


def _exact_stirling_tail(k: int) -> float:
    approximation = (k + 0.5) * math.log(k + 1) - (k + 1) + 0.5 * math.log(2 * math.pi)
    return math.lgamma(k + 1) - approximation


_STIRLING_TAILS = [_exact_stirling_tail(k) for k in range(10)]


@sampler
def multinomial(
    gen: Generator, weights: Array, num_samples: int, replacement: bool = False
) -> NDArray[np.int64]:
    """Category numbers drawn by the weights in the last dimension: ``torch.multinomial``.

    Raises: RuntimeError for weights that are not one or two dimensions of floats, are negative,
        not finite or sum to zero, and for a number of samples that cannot be drawn.
    """
    _check_multinomial(weights, num_samples, replacement)
    rows = weights.reshape(-1, weights.shape[-1]) if weights.size else weights
    if not weights.size:
        picked = np.empty(0, np.int64)
    elif not replacement or num_samples == 1:
        picked = _pick_distinct(gen, rows, num_samples)
    else:
        drawn = gen.draw53(len(rows) * num_samples) * 2.0**-53
        picked = _first_reaching(_cumulative(rows), drawn.reshape(len(rows), num_samples))
    return picked.reshape(*weights.shape[:-1], num_samples)


def _check_multinomial(weights: Array, num_samples: int, replacement: bool) -> None:
    check(weights.ndim in (1, 2), lambda: "prob_dist must be 1 or 2 dim")
    check(
        weights.dtype.kind not in "biuc",
        lambda: (
            "multinomial only supports floating-point dtypes for input, got: "
            f"{scalar_name(weights.dtype)}"
        ),
    )
    check(num_samples > 0, lambda: "cannot sample n_sample <= 0 samples")
    categories = weights.shape[-1]
    check(
        replacement or num_samples <= categories,
        lambda: "cannot sample n_sample > prob_dist.size(-1) samples without replacement",
    )
    check(categories <= 2**24, lambda: "number of categories cannot exceed 2^24")
    by_score = not replacement or num_samples == 1
    if weights.size:
        require("aminmax_cpu" if by_score else "multinomial", weights.dtype, FLOATS)
        (_check_scored if by_score else _check_summed)(weights)
    elif weights.shape[:-1] != (0,):
        check(
            not by_score,
            lambda: (
                "aminmax(): cannot compute aminmax over an empty dimension as the operation has no "
                "identity."
            ),
        )
        raise RuntimeError(_NO_WEIGHT)


def _check_scored(weights: Array) -> None:
    largest = weights.max(-1)  # NaN where there is one
    check(
        weights.min() >= 0 and (largest < np.inf).all(),
        lambda: "probability tensor contains either `inf`, `nan` or element < 0",
    )
    check((largest > 0).all(), lambda: _NO_WEIGHT)


def _check_summed(weights: Array) -> None:
    largest = weights.max(-1)
    if not (weights.min() >= 0 and (largest < np.inf).all()):
        refused = ~(weights >= 0) | np.isinf(weights)
        first = weights.reshape(-1)[np.argmax(refused)]
        fault = "= infinity or NaN" if first > 0 else "< 0"  # a NaN counts as below 0
        raise RuntimeError(
            f"invalid multinomial distribution (encountering probability entry {fault})"
        )
    check((largest > 0).all(), lambda: _NO_WEIGHT)


def _pick_distinct(gen: Generator, rows: Array, num_samples: int) -> NDArray[np.int64]:
    """The categories whose weight is largest against an exponential of rate 1, best first."""
    scores = (rows / exponential(gen, rows.shape, rows.dtype)).astype(np.float64)
    if num_samples == 1:
        return scores.argmax(-1)
    return np.argsort(-scores, axis=-1, kind="stable")[:, :num_samples]


def _cumulative(rows: Array) -> Array:
    """Where each category's share of [0, 1) ends, summed in float32 for narrower types."""
    wide = rows.astype(np.float32) if rows.dtype in HALVES else rows
    ends = np.cumsum(wide, axis=-1)
    ends /= ends[:, -1:].copy()
    ends[:, -1] = 1
    return ends


def _first_reaching(ends: Array, wanted: Doubles) -> NDArray[np.int64]:
    """In each row of `ends` the first place whose number is not below each one wanted.

    No wanted one is above the last number of a row.
    """
    rows, size = ends.shape
    line, start = ends.reshape(-1), np.arange(rows)[:, None] * size - 1
    below = np.zeros(wanted.shape, np.int64)
    for bit in reversed(range(size.bit_length())):
        last = np.minimum(below + (1 << bit), size)
        below += (line.take(start + last) < wanted) * np.int64(1 << bit)
    return below


@sampler
def poisson(gen: Generator, rates: Array) -> Array:
    """Poisson distributed counts in the type of `rates`: ``torch.poisson``.

    Raises: RuntimeError for a negative rate; NotImplementedError for other than floating types.
    """
    out = np.empty(rates.shape, rates.dtype)
    if not out.size:
        return out
    require("poisson_cpu", rates.dtype, FLOATS)
    wide = rates.reshape(-1).astype(np.float64)
    check((wide >= 0).all(), lambda: "invalid Poisson rate, expected rate to be non-negative")
    with UniformStream(gen) as stream:
        counts = [
            (_draw_large_poisson if rate >= 10 else _draw_small_poisson)(stream, rate)
            for rate in wide.tolist()
        ]
    store(np.array(counts, np.float64), out.reshape(-1))
    return out


def _draw_small_poisson(stream: UniformStream, rate: float) -> int:
    """The number of uniforms whose product stays above ``exp(-rate)``."""
    if rate == 0:
        return 0
    limit, product, count = math.exp(-rate), 1.0, -1
    while True:
        product *= stream.draw()
        count += 1
        if product <= limit:
            return count


@functools.lru_cache(maxsize=64)
def _poisson_constants(rate: float) -> tuple[float, float, float, float, float]:
    b = 0.931 + 2.53 * math.sqrt(rate)
    a = -0.059 + 0.02483 * b
    return b, a, 1.1239 + 1.1328 / (b - 3.4), 0.9277 - 3.6224 / (b - 2), math.log(rate)


def _draw_large_poisson(stream: UniformStream, rate: float) -> int:
    """Hoermann's transformed rejection method PTRS."""
    b, a, inverse_alpha, v_r, log_rate = _poisson_constants(rate)
    while True:
        u = stream.draw() - 0.5
        v = stream.draw()
        us = 0.5 - abs(u)
        if us == 0:
            continue
        k = _to_int64((2 * a / us + b) * u + rate + 0.43)
        if us >= 0.07 and v <= v_r:
            return k
        if k < 0 or (us < 0.013 and v > us):
            continue
        density = -rate + k * log_rate - math.lgamma(k + 1)
        if v == 0 or math.log(v) + math.log(inverse_alpha) - math.log(a / (us * us) + b) <= density:
            return k


def _to_int64(value: float) -> int:
    """Rounds down to an integer, overflow giving the lowest as on x86."""
    return math.floor(value) if -(2.0**63) <= value < 2.0**63 else -(2**63)


@sampler
def binomial(gen: Generator, count: Array, prob: Array) -> Array:
    """The successes among `count` trials of chance `prob`: ``torch.binomial``.

    The caller broadcasts the two to one shape.

    Raises: ValueError for a `count` that is not floating; RuntimeError for operands of two types;
        NotImplementedError for other types than float32 and float64.
    """
    check(
        count.dtype.kind not in "biuc",
        lambda: (
            "binomial only supports floating-point dtypes for count, got: "
            f"{scalar_name(count.dtype)}"
        ),
        kind=ValueError,
    )
    check(
        count.dtype == prob.dtype,
        lambda: f"Found dtype {scalar_name(prob.dtype)} but expected {scalar_name(count.dtype)}",
    )
    require("binomial_cpu", count.dtype, WIDE_FLOATS)
    cast = float if count.dtype == np.float64 else _single
    pairs = zip(count.reshape(-1).tolist(), prob.reshape(-1).tolist(), strict=True)
    with UniformStream(gen) as stream:
        drawn = [_draw_binomial(stream, n, p, cast) for n, p in pairs]
    return np.array(drawn, count.dtype).reshape(count.shape)


def _single(value: float) -> float:
    return float(np.float32(value))


def _draw_binomial(stream: UniformStream, n: float, p: float, cast: _Cast) -> float:
    if n <= 0 or p <= 0:
        return 0.0
    if p >= 1:
        return n
    if not math.isfinite(n) or math.isnan(p):
        return math.nan
    if p > 0.5:
        return n - _draw_likely(stream, n, cast(1.0 - p), cast)
    return _draw_likely(stream, n, p, cast)


def _draw_likely(stream: UniformStream, n: float, p: float, cast: _Cast) -> float:
    """The successes for ``0 < p <= 0.5``."""
    if cast(n * p) >= 10:
        return _draw_large_binomial(stream, n, p, cast)
    log_miss, trials, successes = math.log1p(-p), 0.0, 0
    while True:
        u = stream.draw()
        trials += math.ceil(math.log(u) / log_miss) if u else math.inf
        if trials > n:
            return successes
        successes += 1


def _draw_large_binomial(stream: UniformStream, n: float, p: float, cast: _Cast) -> float:
    """Hoermann's transformed rejection method BTRS."""
    mean, miss = cast(n * p), cast(1.0 - p)
    deviation = cast(math.sqrt(cast(mean * miss)))
    b = 1.15 + 2.53 * deviation
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = mean + 0.5
    v_r = 0.92 - 4.2 / b
    odds = cast(p / miss)
    alpha = (2.83 + 5.1 / b) * deviation
    m = math.floor(cast(cast(n + 1) * p))
    while True:
        u = stream.draw() - 0.5
        v = stream.draw()
        us = 0.5 - abs(u)
        if us == 0:
            continue
        k = math.floor((2 * a / us + b) * u + c)
        if us >= 0.07 and v <= v_r:
            return k
        if k < 0 or k > n:
            continue
        density = (
            (m + 0.5) * math.log((m + 1) / (odds * (n - m + 1)))
            + (n + 1) * math.log((n - m + 1) / (n - k + 1))
            + (k + 0.5) * math.log(odds * (n - k + 1) / (k + 1))
            + _stirling_tail(m)
            + _stirling_tail(n - m)
            - _stirling_tail(k)
            - _stirling_tail(n - k)
        )
        if v == 0 or math.log(v * alpha / (a / (us * us) + b)) <= density:
            return k


def _stirling_tail(k: float) -> float:
    """``log(k!)`` less Stirling's approximation of it."""
    if k <= 9:
        return _STIRLING_TAILS[int(k)]
    square = (k + 1) * (k + 1)
    return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1)
