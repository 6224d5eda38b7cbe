"""The transform of `random_polar` as compiled programs, with the processor's own multiply-add.

XLA contracts ``x * y + z`` to one instruction, which is what PyTorch's kernels have and NumPy has
not: a twentieth of the time, and the same bits. What is compiled is compared with NumPy's first; on
a machine where they differ, NumPy goes on.
"""

from __future__ import annotations

import functools
import math
import os
import time
from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax
from numpy.typing import NDArray

from torchlike._core import compiler, dtypes
from torchlike._core.device import CPU
from torchlike._core.kernel import aval
from torchlike._core.random_fill import chunks
from torchlike._core.random_polar import (
    COSINE,
    FOUR_OVER_PI,
    HALF_BLOCK,
    LN2_HIGH,
    LN2_LOW,
    LOG,
    MASK24,
    ORDINARY,
    QUARTER_TURN,
    ROOT_HALF_BITS,
    SINE,
    TWO_PI,
    PolarBlocks32,
)

#: Draws that a compiled program transforms at once.
SIZES = (1 << 10, 1 << 15)
#: Draws from which on the larger program is faster than several runs of the smaller one.
_LARGE = 4 << 10
#: Seconds that NumPy takes in all before a program is compiled.
_WORTH = 0.06


def _bits(x: Any) -> Any:
    return lax.bitcast_convert_type(x, np.int32)


def _from_bits(bits: Any) -> Any:
    return lax.bitcast_convert_type(bits, np.float32)


def _polynomial(coefficients: Sequence[float], x: Any) -> Any:
    """A multiply-add for each coefficient but the first, the highest."""
    value = jnp.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value = value * x + np.float32(coefficient)
    return value


def _uniform(drawn: Any) -> Any:
    return (drawn & np.int32(MASK24)).astype(np.float32) * np.float32(2.0**-24)


def _radius(drawn: Any, nothing: Any) -> Any:
    """``sqrt(-2 * log(1 - u))``."""
    rest = 1 - _uniform(drawn)
    shift = (_bits(rest) - np.int32(ROOT_HALF_BITS)) >> 23
    exponent = shift.astype(np.float32)
    x = _from_bits(_bits(rest) - (shift << 23)) - 1
    square = x * x
    # What is rounded by itself must not look like a product: hence the bits of `nothing`.
    correction = _from_bits(_bits(exponent * np.float32(LN2_LOW)) ^ nothing)
    series = (_polynomial(LOG, x) * x) * square + correction
    log = exponent * np.float32(LN2_HIGH) + (x + (series - np.float32(0.5) * square))
    return lax.sqrt(np.float32(-2) * log)


def _sine_cosine(drawn: Any, nothing: Any) -> tuple[Any, Any]:
    """Sine and cosine of ``2 * pi * u``."""
    angle = _from_bits(_bits(_uniform(drawn) * np.float32(TWO_PI)) ^ nothing)
    half = np.float32(0.5)
    quarters = lax.floor(angle * np.float32(FOUR_OVER_PI) * half + half)
    for constant in QUARTER_TURN:
        angle = quarters * np.float32(2 * constant) + angle
    square = angle * angle
    cosine = (_polynomial(COSINE, square) * square) * square + np.float32(-0.5) * square
    cosine = cosine + 1
    sine = (_polynomial(SINE, square) * square) * angle + angle
    turn = quarters.astype(np.int32)
    odd = (turn & 1) == 1
    sine, cosine = jnp.where(odd, cosine, sine), jnp.where(odd, sine, cosine)
    sine = _from_bits(_bits(sine) ^ ((turn & 2) << 30))
    return sine, _from_bits(_bits(cosine) ^ (((turn + 1) & 2) << 30))


def _normals(drawn: Any, scale: Any) -> list[Any]:
    """What the first eight draws of blocks become, and the others; `scale` is that of `_scale`."""
    std, mean, nothing = _from_bits(scale[0]), _from_bits(scale[1]), scale[2]
    radius = _radius(drawn[0], nothing)
    sine, cosine = _sine_cosine(drawn[1], nothing)
    return [(radius * cosine) * std + mean, (radius * sine) * std + mean]


class _Program:
    """The transform of so many draws, compiled in the background once it is worth it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._spent = 0.0
        self._job: compiler.Job | None = None

    def note(self, seconds: float) -> None:
        """Notes what NumPy took in place of this program."""
        self._spent += seconds
        if self._job is None and self._spent > _WORTH:
            self._job = compiler.in_background(self._compile)

    def _compile(self) -> Any:
        draws, scale = aval((2, self._size // 2), dtypes.int32), aval((3,), dtypes.int32)
        run = compiler.compile_function(_normals, [draws, scale])
        probe = np.random.RandomState(0).randint(0, 2**32, self._size, np.uint32)
        for mean, std in ((0.0, 1.0), (0.25, 1.5)):
            expected = PolarBlocks32(self._size, mean, std).transform(probe.copy())
            normals = np.empty(self._size, np.float32)
            _transform(run, self._size, probe, _scale(mean, std), normals)
            if not np.array_equal(normals, expected):
                raise NotImplementedError("a multiply-add is rounded twice on this machine")
        return run

    def give_up(self) -> None:
        """Leaves everything to NumPy from here on."""
        self._job, self._spent = None, -math.inf

    def ready(self) -> Any:
        """The program to be run; None where there is none (yet)."""
        return None if self._job is None else self._job.result_if_done()


_programs = {size: _Program(size) for size in SIZES}


def _give_up() -> None:
    for program in _programs.values():
        program.give_up()


# A forked process has none of the threads that run programs: they would never end.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_give_up)


@functools.lru_cache(maxsize=64)
def _scale(mean: float, std: float) -> Any:
    """The bits of both numbers and none, where a program wants them."""
    bits = np.array([std, mean, 0], np.float32).view(np.int32)
    return compiler.as_jax(bits, CPU)


def _transform(run: Any, size: int, drawn: NDArray[np.uint32], scale: Any, out: Any) -> None:
    """Makes normals of the draws, at most `size`, by the program that takes so many."""
    blocks, normals = (array.view(HALF_BLOCK).reshape(-1, 2) for array in (drawn, out))
    halves = np.zeros((2, size // 16), HALF_BLOCK)
    halves[:, : len(blocks)] = blocks.T
    for place, result in enumerate(run([halves.view(np.int32), scale])):
        normals[:, place] = np.asarray(result).view(HALF_BLOCK)[: len(blocks)]


def _is_ordinary(mean: float, std: float) -> bool:
    """Whether no result is so small that XLA would take it for 0."""
    return std > ORDINARY and (mean == 0 or abs(mean) > ORDINARY)


def normals_of(drawn: NDArray[np.uint32], mean: float, std: float) -> NDArray[np.float32]:
    """The float32 normals that the draws give, a multiple of sixteen and not too many.

    `drawn` is overwritten.
    """
    size = SIZES[drawn.size > _LARGE]
    run = _programs[size].ready() if _is_ordinary(mean, std) else None
    if run is None:
        started = time.perf_counter()
        normals = PolarBlocks32(drawn.size, mean, std).transform(drawn)
        _programs[size].note(time.perf_counter() - started)
        return normals
    normals, scale = np.empty(drawn.size, np.float32), _scale(mean, std)
    for part in chunks(drawn.size, size):
        _transform(run, size, drawn[part], scale, normals[part])
    return normals
