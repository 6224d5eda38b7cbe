"""The CPU generator: PyTorch's mt19937 with its seeding, its state bytes and its cached normal."""

from __future__ import annotations

import functools
import math
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from torchlike._core.errors import check

_P = ParamSpec("_P")
_R = TypeVar("_R")

_DEFAULT_SEED = 67280421310721
_WORDS = 624
_HALF = np.uint64(32)
#: 64-bit draws below which NumPy's own way of making them costs more than it saves.
_FEW = 1 << 9
_MASK53 = np.uint64(2**53 - 1)

#: PyTorch's CPUGeneratorImplState. `reserved` holds fields no CPU kernel sets (a float32 cached
#: normal among them): written as zero, as PyTorch does, and not read.
_STATE = np.dtype(
    [
        ("seed", "<u8"),
        ("left", "<i4"),
        ("seeded", "<i4"),
        ("next", "<u8"),
        ("words", "<u8", _WORDS),
        ("unused_x", "<f8"),
        ("normal", "<f8"),
        ("unused_rho", "<f8"),
        ("normal_is_valid", "<i4"),
        ("reserved", "V12"),
    ]
)


class Generator:
    """A stream of random bits, draw for draw the one PyTorch's CPU generator gives.

    Several samplers may share one: each holds `lock` for as long as it draws.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        #: The unused half of the last Box-Muller pair, a standard normal (float64).
        self.cached_normal: float | None = None
        self._engine = np.random.MT19937(0)
        self._seeder = np.random.RandomState(self._engine)
        self._words = np.random.Generator(self._engine)
        self.manual_seed(_DEFAULT_SEED)

    def manual_seed(self, seed: int) -> Generator:
        """Restarts the stream at `seed`; a negative seed counts from 2**64.

        Raises: ValueError if `seed` does not fit in 64 bits.
        """
        check(
            -(2**63) <= seed < 2**64, lambda: "Overflow when unpacking long long", kind=ValueError
        )
        with self.lock:
            self._seed = seed % 2**64
            self._seeder.seed(self._seed % 2**32)
            self._untouched = True
            self.cached_normal = None
        return self

    def initial_seed(self) -> int:
        """The seed the stream was last started from, as an unsigned 64-bit number."""
        return self._seed

    def seed(self) -> int:
        """Restarts the stream at a seed from the operating system and returns that seed."""
        seed = int.from_bytes(os.urandom(8), "little")
        self.manual_seed(seed)
        return seed

    def draw32(self, count: int) -> NDArray[np.uint32]:
        """The next `count` 32-bit draws."""
        if count:
            self._untouched = False
        return self._engine.random_raw(count).astype(np.uint32)

    def draw64(self, count: int) -> NDArray[np.uint64]:
        """The next `count` 64-bit draws: two 32-bit ones each, the high half first."""
        if count:
            self._untouched = False
        if count > _FEW:
            return self._words.integers(0, 2**64, count, dtype=np.uint64)
        words = self._engine.random_raw((count, 2))
        words[:, 0] <<= _HALF
        return words[:, 0] | words[:, 1]

    def draw53(self, count: int) -> NDArray[np.int64]:
        """The low 53 bits of the next `count` 64-bit draws: a uniform double times 2**53."""
        drawn = self.draw64(count)
        np.bitwise_and(drawn, _MASK53, out=drawn)
        return drawn.view(np.int64)

    def mark(self) -> tuple[Any, bool]:
        """The position in the stream, for `rewind`. The cached normal is no part of it."""
        return self._engine.state, self._untouched

    def rewind(self, mark: tuple[Any, bool]) -> None:
        """Goes back to a position that `mark` gave since the last seeding."""
        self._engine.state, self._untouched = mark

    def state_array(self) -> NDArray[np.uint8]:
        """The whole state as PyTorch lays it out: 5056 bytes."""
        with self.lock:
            state = np.zeros((), _STATE)
            engine = self._engine.state["state"]
            drawn = 0 if self._untouched else engine["pos"]
            state["seed"] = self._seed
            state["left"] = 1 if self._untouched else _WORDS + 1 - drawn
            state["seeded"] = 1
            state["next"] = drawn
            state["words"] = engine["key"]
            if self.cached_normal is not None:
                state["normal"] = self.cached_normal
                state["normal_is_valid"] = 1
        return np.frombuffer(state.tobytes(), np.uint8).copy()

    def set_state_array(self, array: NDArray[np.uint8]) -> None:
        """Continues from a state that `state_array` (or PyTorch's ``get_state``) gave.

        Raises: RuntimeError if `array` has another size or holds no mt19937 state.
        """
        check(
            array.size == _STATE.itemsize,
            lambda: (
                f"Expected a CPUGeneratorImplState of size {_STATE.itemsize} but found the input "
                f"RNG state size to be {array.size}"
            ),
        )
        state = np.frombuffer(array.tobytes(), _STATE)[0]
        left, drawn = int(state["left"]), int(state["next"])
        untouched = left == 1 and drawn == 0
        # Stricter than PyTorch, which goes on from a position that contradicts itself.
        valid = state["seeded"] == 1 and (untouched or 1 <= drawn == _WORDS + 1 - left <= _WORDS)
        check(valid, lambda: "Invalid mt19937 state")
        with self.lock:
            self._seed = int(state["seed"])
            self._untouched = untouched
            key = state["words"].astype(np.uint32)
            position = _WORDS if untouched else drawn
            self._engine.state = {
                "bit_generator": "MT19937",
                "state": {"key": key, "pos": position},
            }
            self.cached_normal = float(state["normal"]) if state["normal_is_valid"] else None

    def clone(self) -> Generator:
        """Another generator in the same state."""
        twin = Generator()
        twin.set_state_array(self.state_array())
        return twin


def sampler(
    sample: Callable[Concatenate[Generator, _P], _R],
) -> Callable[Concatenate[Generator, _P], _R]:
    """Runs `sample` with the generator to itself and NumPy's floating point warnings off.

    Infinities and NaNs come out as PyTorch's do, silently.
    """

    @functools.wraps(sample)
    def locked(gen: Generator, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        with gen.lock, np.errstate(all="ignore"):
            return sample(gen, *args, **kwargs)

    return locked


class UniformStream:
    """Uniform float64 numbers one by one, for samplers that need an unknown number of them.

    Draws ahead in blocks; leaving the ``with`` block gives back what was not used. In between
    nothing else may draw from the generator.
    """

    def __init__(self, gen: Generator) -> None:
        self._gen = gen
        self._used = 0
        self._mark = gen.mark()
        self.draw: Callable[[], float] = functools.partial(next, self._numbers())

    def __enter__(self) -> UniformStream:
        return self

    def __exit__(self, *error: object) -> None:
        self._gen.rewind(self._mark)
        self._gen.draw64(self._used)

    def _numbers(self) -> Iterator[float]:
        size = 32
        while True:
            self._mark = self._gen.mark()
            block = self._gen.draw53(size) * 2.0**-53
            for self._used, value in enumerate(block.tolist(), 1):
                yield value
            size = min(2 * size, 8192)

    def draw_normal(self) -> float:
        """A standard normal, the second of each pair kept in the generator for the next call."""
        kept = self._gen.cached_normal
        if kept is not None:
            self._gen.cached_normal = None
            return kept
        turn = 2.0 * math.pi * self.draw()
        radius = math.sqrt(-2.0 * math.log1p(-self.draw()))
        self._gen.cached_normal = radius * math.sin(turn)
        return radius * math.cos(turn)


default_generator = Generator()
default_generator.seed()
