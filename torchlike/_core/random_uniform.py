"""Samplers that turn one uniform draw into one value."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import ml_dtypes
import numpy as np

from torchlike._core.errors import check
from torchlike._core.random_engine import Generator, sampler
from torchlike._core.random_fill import (
    BOOL,
    CHUNK,
    CPP_NAMES,
    FLOATS,
    INTEGERS,
    Array,
    Doubles,
    chunks,
    real_view,
    require,
    scalar_name,
    store,
)
from torchlike._core.random_fma import fma32, fma64
from torchlike._core.random_libm import double_function

_MASK24 = np.uint32(2**24 - 1)


@sampler
def uniform(
    gen: Generator, shape: Sequence[int], dtype: np.dtype[Any], low: float = 0.0, high: float = 1.0
) -> Array:
    """Uniform on [low, high), both parts of a complex number alike: ``uniform_``, ``rand``.

    Raises: NotImplementedError for other than floating and complex types; RuntimeError for bounds
        that are not finite in `dtype`, out of order, or too far apart.
    """
    out = np.empty(shape, dtype)
    flat = real_view(out)
    if dtype.kind != "c" or flat.size:
        _check_bounds(flat.dtype, low, high)
    if flat.dtype == np.float64:
        _fill_uniform64(gen, flat, float(low), float(high))
    else:
        _fill_uniform32(gen, flat, float(low), float(high))
    return out


def _fill_uniform32(gen: Generator, flat: Array, low: float, high: float) -> None:
    low, high = float(np.float32(low)), float(np.float32(high))
    scale = float(np.float32(high - low)) * 2.0**-24
    for part in chunks(flat.size):
        drawn = gen.draw32(part.stop - part.start)
        np.bitwise_and(drawn, _MASK24, out=drawn)
        if scale == 2.0**-24 and low == 0:
            values = drawn.astype(np.float32)
            values *= np.float32(scale)
        elif low == 0:
            values = (drawn * scale).astype(np.float32)  # exact, then rounded once
        else:
            values = fma32(drawn.astype(np.float64), scale, low)
        np.copyto(flat[part], values, casting="unsafe")
        _keep_below(flat[part], high, low)


def _fill_uniform64(gen: Generator, flat: Array, low: float, high: float) -> None:
    for part in chunks(flat.size, CHUNK // 2):
        values = gen.draw53(part.stop - part.start) * 2.0**-53
        flat[part] = values if low == 0 and high == 1 else fma64(values, high - low, low)
        _keep_below(flat[part], high, low)


def _keep_below(values: Array, high: float, low: float) -> None:
    """Turns what rounding brought up to the open end into `low`."""
    reached = values == np.float64(high).astype(values.dtype)
    if reached.any():
        values[reached] = low


def _check_bounds(dtype: np.dtype[Any], low: float, high: float) -> None:
    require("check_uniform_bounds", dtype, FLOATS)
    largest = float(ml_dtypes.finfo(dtype).max)
    for name, bound in (("from", low), ("to", high)):
        if not -largest <= bound <= largest:
            raise RuntimeError(f"{name} is out of bounds for {CPP_NAMES[dtype.name]}")
    check(
        low <= high,
        lambda: (
            f"uniform_ expects to return a [from, to) range, but found from={low:g} > to={high:g}"
        ),
    )
    check(
        high - low <= largest,
        lambda: (
            f"uniform_ expects to-from <= std::numeric_limits<{scalar_name(dtype)}>::max(), but "
            f"found to={high:g} and from={low:g} which result in to-from to exceed the limit"
        ),
    )


@sampler
def bernoulli(gen: Generator, shape: Sequence[int], dtype: np.dtype[Any], p: float) -> Array:
    """1 with probability `p`, else 0: ``bernoulli_(p)``, the noise of ``dropout``.

    Raises: RuntimeError for `p` outside [0, 1]; NotImplementedError for complex and wide unsigned
        types.
    """
    check(0 <= p <= 1, lambda: f"bernoulli_ expects p to be in [0, 1], but got p={p:g}")
    out = np.empty(shape, dtype)
    flat = out.reshape(-1)
    if flat.size:
        require("bernoulli_scalar_cpu_", dtype, (BOOL, *INTEGERS, *FLOATS))
    below = math.ceil(p * 2.0**53)  # u < p, asked of the integer behind u
    for part in chunks(flat.size):
        drawn = gen.draw53(part.stop - part.start)
        np.copyto(flat[part], drawn < below, casting="unsafe")
    return out


@sampler
def bernoulli_array(gen: Generator, p: Array, dtype: np.dtype[Any]) -> Array:
    """1 with the probability each element of `p` gives: ``bernoulli_(p)``, ``torch.bernoulli``.

    The caller broadcasts `p`. A float64 `p` takes twice the draws of a narrower one.

    Raises: RuntimeError for a probability outside [0, 1]; NotImplementedError for other types.
    """
    out = np.empty(p.shape, dtype)
    flat, wanted = out.reshape(-1), p.reshape(-1)
    if not flat.size:
        return out
    require("bernoulli_tensor_cpu_self_", dtype, (BOOL, *INTEGERS, *FLOATS))
    require("bernoulli_tensor_cpu_p_", p.dtype, FLOATS)
    for part in chunks(flat.size):
        chance = wanted[part].astype(np.float64)
        check(
            ((chance >= 0) & (chance <= 1)).all(),
            lambda: (
                "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error "
                "message be improved?  If so, please report an enhancement request to PyTorch.)"
            ),
        )
        if p.dtype == np.float64:
            drawn = gen.draw53(chance.size) * 2.0**-53
        else:
            drawn = (gen.draw32(chance.size) & _MASK24) * 2.0**-24
        np.copyto(flat[part], drawn < chance, casting="unsafe")
    return out


def _fill_from_double(
    gen: Generator, shape: Sequence[int], dtype: np.dtype[Any], transform: Callable[..., Doubles]
) -> Array:
    """Fills with ``transform(u)``, u uniform in float64, cast to `dtype`."""
    out = np.empty(shape, dtype)
    flat = out.reshape(-1)
    for part in chunks(flat.size, CHUNK // 2):
        store(transform(gen.draw53(part.stop - part.start) * 2.0**-53), flat[part])
    return out


@sampler
def exponential(
    gen: Generator, shape: Sequence[int], dtype: np.dtype[Any], rate: float = 1.0
) -> Array:
    """Exponentially distributed with `rate` (PyTorch's ``lambd``): ``exponential_``.

    Raises: RuntimeError for a rate that is not positive or an integer type.
    """
    check(rate > 0, lambda: f"exponential_ expects lambda > 0.0, but found lambda={rate:g}")
    if math.prod(shape):
        check(
            dtype.kind not in "biuc",
            lambda: (
                "Exponential distribution is a continuous probability distribution. dtype must be "
                f"a floating point but you specified {scalar_name(dtype)}"
            ),
        )
        require("exponential_cpu", dtype, FLOATS)
    log1p, scale = double_function("log1p"), -1.0 / rate
    return _fill_from_double(gen, shape, dtype, lambda u: scale * log1p(-u))


@sampler
def geometric(gen: Generator, shape: Sequence[int], dtype: np.dtype[Any], p: float) -> Array:
    """The number of trials up to the first success of chance `p`: ``geometric_``.

    Raises: RuntimeError for `p` outside (0, 1); NotImplementedError for bool, complex and wide
        unsigned types.
    """
    check(0 < p < 1, lambda: f"geometric_ expects p to be in (0, 1), but got p={p:g}")
    if math.prod(shape):
        require("geometric_cpu", dtype, (*INTEGERS, *FLOATS))
    log, base = double_function("log"), math.log1p(-p)
    return _fill_from_double(gen, shape, dtype, lambda u: np.ceil(log(u) / base))


@sampler
def cauchy(
    gen: Generator,
    shape: Sequence[int],
    dtype: np.dtype[Any],
    median: float = 0.0,
    sigma: float = 1.0,
) -> Array:
    """Cauchy distributed around `median`: ``cauchy_``.

    Raises: RuntimeError for a `sigma` that is not positive or an integer type.
    """
    check(sigma > 0, lambda: f"cauchy_ expects sigma > 0.0, but found sigma={sigma:g}")
    if math.prod(shape):
        check(
            dtype.kind not in "biuc",
            lambda: (
                "Cauchy distribution is a continuous probability distribution. dtype must be a "
                f"floating point but you specified {CPP_NAMES[dtype.name]}"
            ),
        )
        require("cauchy_cpu", dtype, FLOATS)
    tan = double_function("tan")
    return _fill_from_double(
        gen,
        shape,
        dtype,
        lambda u: fma64(tan(math.pi * (u - 0.5)), float(sigma), float(median)),
    )
