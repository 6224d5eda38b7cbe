"""Normal and log-normal samplers: Box-Muller, in blocks of sixteen or in pairs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core.errors import check
from torchlike._core.random_compiled import SIZES, normals_of
from torchlike._core.random_engine import Generator, sampler
from torchlike._core.random_fill import (
    CHUNK,
    FLOATS,
    HALVES,
    Array,
    Doubles,
    chunks,
    real_view,
    require,
    store,
)
from torchlike._core.random_fma import fma64
from torchlike._core.random_libm import double_function

_BLOCK = 16


@sampler
def normal(
    gen: Generator,
    shape: Sequence[int],
    dtype: np.dtype[Any],
    mean: float = 0.0,
    std: float = 1.0,
    *,
    block: bool = True,
) -> Array:
    """Normally distributed: ``normal_``, ``randn``. A complex number's variance is ``std ** 2``.

    PyTorch draws pairs, not blocks, for a tensor that is not contiguous: say ``block=False``.

    Raises: RuntimeError for a negative `std`; NotImplementedError for other than floating and
        complex types.
    """
    check(std >= 0, lambda: f"normal expects std >= 0.0, but found std {std:g}")
    out = np.empty(shape, dtype)
    if not out.size:
        return out
    flat = real_view(out)
    require("normal_kernel_cpu", flat.dtype, FLOATS)
    mean, std = float(mean), float(std)
    if dtype.kind == "c":
        std /= math.sqrt(2)
    if flat.size < _BLOCK or not block:
        for part in chunks(flat.size, CHUNK // 2):
            store(fma64(standard_normal_pairs(gen, part.stop - part.start), std, mean), flat[part])
    elif flat.dtype == np.float64:
        _fill_blocks64(gen, flat, mean, std)
    else:
        _fill_blocks32(gen, flat, mean, std)
    return out


@sampler
def log_normal(
    gen: Generator,
    shape: Sequence[int],
    dtype: np.dtype[Any],
    mean: float = 1.0,
    std: float = 2.0,
) -> Array:
    """The exponential of a normal of the given `mean` and `std`: ``log_normal_``.

    Raises: RuntimeError for a `std` that is not positive; NotImplementedError for other than
        floating types.
    """
    check(std > 0, lambda: f"log_normal_ expects std > 0.0, but found std={std:g}")
    out = np.empty(shape, dtype)
    if not out.size:
        return out
    require("log_normal_cpu", dtype, FLOATS)
    flat, exp = out.reshape(-1), double_function("exp")
    for part in chunks(flat.size, CHUNK // 2):
        drawn = standard_normal_pairs(gen, part.stop - part.start)
        store(exp(fma64(drawn, float(std), float(mean))), flat[part])
    return out


def standard_normal_pairs(gen: Generator, count: int) -> Doubles:
    """`count` float64 standard normals drawn in pairs, the odd one kept for the next caller."""
    out = np.empty(count)
    start = 0
    if count and gen.cached_normal is not None:
        out[0], gen.cached_normal, start = gen.cached_normal, None, 1
    pairs = (count - start + 1) // 2
    drawn = gen.draw53(2 * pairs) * 2.0**-53
    radius = np.sqrt(-2.0 * double_function("log1p")(-drawn[1::2]))
    angle = 2.0 * math.pi * drawn[0::2]
    drawn[0::2] = radius * double_function("cos")(angle)
    drawn[1::2] = radius * double_function("sin")(angle)
    out[start:] = drawn[: count - start]
    if (count - start) % 2:
        gen.cached_normal = float(drawn[-1])
    return out


def _fill_blocks64(gen: Generator, flat: Array, mean: float, std: float) -> None:
    whole = flat.size - flat.size % _BLOCK
    for part in chunks(whole, CHUNK // 2):
        flat[part] = _polar_blocks64(gen, part.stop - part.start, mean, std)
    if flat.size > whole:
        gen.draw64(flat.size - whole)
        flat[-_BLOCK:] = _polar_blocks64(gen, _BLOCK, mean, std)


def _polar_blocks64(gen: Generator, count: int, mean: float, std: float) -> Doubles:
    blocks = (gen.draw53(count) * 2.0**-53).reshape(-1, 2, _BLOCK // 2)
    log, cos, sin = (double_function(name) for name in ("log", "cos", "sin"))
    radius = np.sqrt(-2.0 * log((1.0 - blocks[:, 0]).reshape(-1)))
    angle = (2.0 * math.pi * blocks[:, 1]).reshape(-1)
    blocks[:, 0] = (radius * cos(angle)).reshape(-1, _BLOCK // 2)
    blocks[:, 1] = (radius * sin(angle)).reshape(-1, _BLOCK // 2)
    return fma64(blocks.reshape(-1), std, mean)


def _fill_blocks32(gen: Generator, flat: Array, mean: float, std: float) -> None:
    """Blocks in float32; 16-bit types skip the draws of an incomplete last block."""
    mean, std = float(np.float32(mean)), float(np.float32(std))
    whole = flat.size - flat.size % _BLOCK
    for part in chunks(whole, SIZES[-1]):
        drawn = gen.draw32(part.stop - part.start)
        ragged = part.stop == whole < flat.size
        if ragged:
            if flat.dtype not in HALVES:
                gen.draw32(flat.size - whole)
            drawn = np.concatenate([drawn, gen.draw32(_BLOCK)])
        normals = normals_of(drawn, mean, std)
        np.copyto(flat[part], normals[: part.stop - part.start], casting="unsafe")
        if ragged:
            np.copyto(flat[-_BLOCK:], normals[-_BLOCK:], casting="unsafe")
