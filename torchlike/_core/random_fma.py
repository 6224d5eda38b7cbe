"""Fused multiply-add (one rounding) in NumPy, which has none of its own.

PyTorch's vectorised kernels use the processor's fma instruction; its results differ from a plain
multiply and add in the last bit of up to half of all values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.floating[Any]]

_LOW_BITS = np.int64(2**29 - 1)  # what float64 has below float32's last bit
_TIE = np.int64(2**28)
_SPLITTER = 2.0**27 + 1


def two_sum(x: Doubles | float, y: Doubles) -> tuple[Doubles, Doubles]:
    """The rounded sum and its exact error: ``x + y == total + error``."""
    total = x + y
    part = total - x
    return total, (x - (total - part)) + (y - part)


def two_product(x: Doubles, y: float) -> tuple[Doubles, Doubles]:
    """The rounded product and its exact error (Dekker; not near overflow or underflow)."""
    product = x * y
    carry = x * _SPLITTER
    x_high = carry - (carry - x)
    carry = y * _SPLITTER
    y_high = carry - (carry - y)
    x_low, y_low = x - x_high, y - y_high
    error = ((x_high * y_high - product) + x_high * y_low + x_low * y_high) + x_low * y_low
    return product, error


def round_to_odd(total: Doubles, error: Doubles) -> Doubles:
    """Makes the last bit of an inexact `total` odd, so that rounding it further rounds once."""
    bits = total.view(np.int64)
    even = (error != 0) & (bits & 1 == 0) & np.isfinite(total)
    if even.any():
        bits = bits + np.where(even, np.where((error > 0) == (total > 0), 1, -1), 0)
    return bits.view(np.float64)


def fma64(x: Doubles, y: float, z: float) -> Doubles:
    """``x * y + z`` in float64 with one rounding."""
    if z == 0 or y == 1:
        return x * y + z
    high, low = two_product(x, y)
    middle, tail = two_sum(z, low)
    head, rest = two_sum(high, middle)
    fused = head + round_to_odd(*two_sum(tail, rest))
    return np.where(np.isfinite(fused), fused, x * y + z)


class Float32Arithmetic:
    """float32 arithmetic on float64 arrays that hold float32 numbers, with scratch for `size`.

    A float32 product is exact in float64, and rounding a float64 sum, product or root of float32
    numbers to float32 gives the float32 result. Only multiply-add needs more: its float64 sum may
    be inexact *and* land halfway between two float32 numbers.
    """

    def __init__(self, size: int) -> None:
        self._product = np.empty(size)
        self._sum = np.empty(size)
        self._sum_bits = self._sum.view(np.int64)
        self._low = np.empty(size, np.int64)
        self._tie = np.empty(size, np.bool_)
        self._single = np.empty(size, np.float32)

    def round(self, values: Doubles, out: Doubles) -> None:
        """Rounds `values` to float32."""
        self._single[...] = values
        out[...] = self._single

    def multiply(self, x: Doubles, y: Doubles | float, out: Doubles) -> None:
        """``x * y``, rounded."""
        np.multiply(x, y, out=self._sum)
        self.round(self._sum, out)

    def add(self, x: Doubles, y: Doubles | float, out: Doubles) -> None:
        """``x + y``, rounded."""
        np.add(x, y, out=self._sum)
        self.round(self._sum, out)

    def exact_fma(self, x: Doubles, y: float, z: Doubles, out: Doubles) -> None:
        """``x * y + z``, rounded, where the caller knows that float64 holds the sum exactly."""
        np.multiply(x, y, out=self._product)
        np.add(self._product, z, out=self._sum)
        self.round(self._sum, out)

    def fma(
        self, x: Doubles, y: Doubles | float, z: Doubles | float, out: NDArray[np.floating]
    ) -> None:
        """``x * y + z``, rounded once, for results outside float32's subnormal range."""
        np.multiply(x, y, out=self._product)
        np.add(self._product, z, out=self._sum)
        np.bitwise_and(self._sum_bits, _LOW_BITS, out=self._low)
        np.equal(self._low, _TIE, out=self._tie)
        if np.count_nonzero(self._tie):
            self._repair(np.flatnonzero(self._tie), z)
        self._single[...] = self._sum
        out[...] = self._single

    def _repair(self, at: NDArray[np.intp], z: Doubles | float) -> None:
        addend = z[at] if isinstance(z, np.ndarray) else z
        self._sum[at] = round_to_odd(*two_sum(addend, self._product[at]))


def fma32(x: Doubles, y: float, z: float) -> NDArray[np.float32]:
    """``x * y + z`` in float32 with one rounding, for float32 numbers in any range."""
    total, error = two_sum(z, x * y)
    return round_to_odd(total, error).astype(np.float32)
