"""The float32 Box-Muller transform of PyTorch's vectorised kernel, operation for operation.

Its logarithm, sine and cosine are the single precision polynomials of the Cephes library, each
multiply-add rounded once.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from torchlike._core.random_fma import Float32Arithmetic, fma32

Doubles = NDArray[np.floating[Any]]


def _single(*values: float) -> list[float]:
    """The float32 numbers nearest to `values`, as Python floats."""
    return [float(np.float32(value)) for value in values]


LOG = _single(
    7.0376836292e-2,
    -1.1514610310e-1,
    1.1676998740e-1,
    -1.2420140846e-1,
    1.4249322787e-1,
    -1.6668057665e-1,
    2.0000714765e-1,
    -2.4999993993e-1,
    3.3333331174e-1,
)
LN2_LOW, LN2_HIGH = _single(-2.12194440e-4, 0.693359375)
SINE = _single(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1)
COSINE = _single(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2)
QUARTER_TURN = _single(-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8)
FOUR_OVER_PI, TWO_PI = _single(1.27323954473516, 2 * math.pi)

MASK24 = np.uint32(2**24 - 1)
ROOT_HALF_BITS = np.float32(math.sqrt(0.5)).view(np.int32)
HALF_BLOCK = np.dtype((np.void, 8 * 4))  # eight 32-bit numbers, moved as one
#: From this `std` and `mean` on, no nonzero result falls into float32's subnormal range.
ORDINARY = 2.0**-30


class PolarBlocks32:
    """Turns `size` 32-bit draws, a multiple of sixteen, into as many float32 normals.

    Of each block of sixteen the first eight draws give the radii, the other eight the angles. Holds
    its scratch arrays, so that a large tensor can be made in pieces that stay in the cache.
    """

    def __init__(self, size: int, mean: float, std: float) -> None:
        self.size = size
        self._mean, self._std = mean, std
        half = size // 2
        self._arithmetic = Float32Arithmetic(half)
        self._arrays = [np.empty(half) for _ in range(7)]
        self._normals = np.empty(size, np.float32)
        self._part = np.empty(half, np.float32)

    def transform(self, drawn: NDArray[np.uint32]) -> NDArray[np.float32]:
        """The normals the draws give, in an array that the next call uses again."""
        np.bitwise_and(drawn, MASK24, out=drawn)
        halves = drawn.view(HALF_BLOCK)
        radius, angle, sine, cosine, *scratch = self._arrays
        self._radius(halves[0::2].copy().view(np.uint32), radius, *scratch)
        np.copyto(angle, halves[1::2].copy().view(np.uint32))
        self._sine_cosine(angle, sine, cosine, *scratch)
        for place, direction in enumerate((cosine, sine)):
            self._arithmetic.multiply(radius, direction, direction)
            self._scale(direction)
            self._normals.view(HALF_BLOCK)[place::2] = self._part.view(HALF_BLOCK)
        return self._normals

    def _radius(
        self, drawn: NDArray[np.uint32], out: Doubles, x: Doubles, *scratch: Doubles
    ) -> None:
        """``sqrt(-2 * log(1 - u))`` for ``u = drawn * 2**-24``."""
        op, (square, exponent) = self._arithmetic, scratch
        single = np.subtract(np.uint32(2**24), drawn).astype(np.float32)
        single *= np.float32(2.0**-24)
        # 1 - u = (x + 1) * 2**exponent with x + 1 in [sqrt(0.5), sqrt(2)).
        bits = single.view(np.int32)
        shift = bits - ROOT_HALF_BITS
        shift >>= 23
        np.copyto(exponent, shift)
        shift <<= 23
        bits -= shift
        np.subtract(single, 1.0, out=x, dtype=np.float64)

        op.multiply(x, x, square)
        out.fill(LOG[0])
        for coefficient in LOG[1:]:
            op.fma(out, x, coefficient, out)
        op.multiply(out, x, out)
        correction = exponent * LN2_LOW
        op.round(correction, correction)
        op.fma(out, square, correction, out)
        np.multiply(square, -0.5, out=square)
        op.add(out, square, out)
        op.add(x, out, out)
        # The exponent's product has few bits, and x none below 2**-48: the sum fits.
        op.exact_fma(exponent, LN2_HIGH, out, out)
        np.multiply(out, -2.0, out=out)
        np.sqrt(out, out=out)
        op.round(out, out)

    def _sine_cosine(
        self, angle: Doubles, sine: Doubles, cosine: Doubles, *scratch: Doubles
    ) -> None:
        """Sine and cosine of ``2 * pi * u`` for ``angle = u * 2**24``, which is overwritten."""
        op, (quarters, square, half) = self._arithmetic, scratch
        np.multiply(angle, 2.0**-24, out=angle)
        op.multiply(angle, TWO_PI, angle)
        op.multiply(angle, FOUR_OVER_PI, quarters)
        np.multiply(quarters, 0.5, out=quarters)
        np.add(quarters, 0.5, out=quarters)
        np.floor(quarters, out=quarters)
        for constant in QUARTER_TURN:  # made so that no step loses a bit
            op.exact_fma(quarters, 2 * constant, angle, angle)
        op.multiply(angle, angle, square)

        cosine.fill(COSINE[0])
        for coefficient in COSINE[1:]:
            op.fma(cosine, square, coefficient, cosine)
        op.multiply(cosine, square, cosine)
        np.multiply(square, -0.5, out=half)
        op.fma(cosine, square, half, cosine)
        op.add(cosine, 1.0, cosine)

        sine.fill(SINE[0])
        for coefficient in SINE[1:]:
            op.fma(sine, square, coefficient, sine)
        op.multiply(sine, square, sine)
        op.fma(sine, angle, angle, sine)
        _turn(quarters.astype(np.int64), sine, cosine, angle)

    def _scale(self, values: Doubles) -> None:
        """Puts ``values * std + mean`` into the float32 part."""
        if self._mean == 0 or self._std == 1:
            np.multiply(values, self._std, out=values)
            np.add(values, self._mean, out=values)
            np.copyto(self._part, values, casting="same_kind")
        elif min(abs(self._mean), self._std) > ORDINARY:
            self._arithmetic.fma(values, self._std, self._mean, self._part)
        else:
            self._part[...] = fma32(values, self._std, self._mean)


def _turn(quarters: NDArray[np.int64], sine: Doubles, cosine: Doubles, spare: Doubles) -> None:
    """Turns the direction (cosine, sine) by a number of quarters of a circle."""
    odd = (quarters & 1).view(np.bool_)[::8]
    np.copyto(spare, sine)
    np.copyto(sine, cosine, where=odd)
    np.copyto(cosine, spare, where=odd)
    sign = sine.view(np.int64)
    sign ^= (quarters & 2) << 62
    sign = cosine.view(np.int64)
    sign ^= ((quarters + 1) & 2) << 62
