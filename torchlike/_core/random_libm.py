"""The C library's float64 functions, which PyTorch's kernels call one value at a time."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.floating[Any]]

_PROBES = 4096


@functools.cache
def double_function(
    name: Literal["cos", "exp", "log", "log1p", "sin", "tan"],
) -> Callable[[Doubles], Doubles]:
    """The named function of flat float64 arrays, with the C library's last bits.

    NumPy calls the C library except on processors it has its own code for (AVX-512), where some
    last bits differ. There the slower `math` takes over, which always calls the C library.
    """
    fast: Callable[[Doubles], Doubles] = getattr(np, name)
    libm: Callable[[float], float] = getattr(math, name)
    probes = (np.arange(_PROBES) + 0.5) / _PROBES
    if np.array_equal(fast(probes), [libm(value) for value in probes.tolist()]):
        return fast

    def one(value: float) -> float:
        try:
            return libm(value)
        except (ValueError, OverflowError):  # where `math` raises: an infinity or a NaN
            return float(fast(np.array([value]))[0])

    return lambda values: np.fromiter(map(one, values.tolist()), np.float64, values.size)
