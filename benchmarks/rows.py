"""What is measured, between whom, and the bar each number is held to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What the sides' command lines are made from."""

    torch_python: str
    tutorial: Path
    tutorial_script: Path


@dataclass(frozen=True)
class Side:
    """One contestant: a command line, and how it treats torchlike's compile cache."""

    name: str
    command: Callable[[Settings], Sequence[str]]
    #: The program prints its numbers as a last line of JSON; otherwise only `wall` is known.
    reports: bool = True
    #: Every run finds an empty compile cache, rather than the one earlier runs have left.
    empty_cache: bool = False


@dataclass(frozen=True)
class Measure:
    """One line of the table: a metric of `side`, relative to the same metric of `against`."""

    name: str
    metric: str
    side: str
    against: str | None = None
    #: The largest median that passes; a measure without one is only reported.
    bar: float | None = None
    unit: str = "s"


@dataclass(frozen=True)
class Benchmark:
    """Sides that are run alternately, and what is read off them."""

    name: str
    sides: tuple[Side, ...]
    measures: tuple[Measure, ...]
    #: Run each side once beforehand, so that files are in memory and the kept cache is filled.
    settle: bool = False


TORCHLIKE, TORCH, JAX = "torchlike", "torch", "jax"


def _torchlike(program: str, name: str = TORCHLIKE, *, empty_cache: bool = False) -> Side:
    command = (sys.executable, "-m", "torchlike", "-m", f"benchmarks.programs.{program}")
    return Side(name, lambda settings: command, empty_cache=empty_cache)


def _torch(program: str) -> Side:
    module = f"benchmarks.programs.{program}"
    return Side(TORCH, lambda settings: (settings.torch_python, "-m", module))


def _step(program: str, bar: float) -> Benchmark:
    """The median training step of `program`, in a loop that is warm."""
    measure = Measure(program, "step", TORCHLIKE, TORCH, bar)
    return Benchmark(program, (_torchlike(program), _torch(program)), (measure,))


def _training(program: str, bar: float) -> Benchmark:
    """A step in a loop that is warm, and from the start of the process to the end of the first."""
    measures = (
        Measure(program, "step", TORCHLIKE, TORCH, bar),
        Measure("  its fastest step", "fastest", TORCHLIKE, TORCH),
        Measure("  its first step", "first_step", TORCHLIKE, bar=10.0),
        Measure("  PyTorch's first step", "first_step", TORCH),
    )
    return Benchmark(program, (_torchlike(program, empty_cache=True), _torch(program)), measures)


_RECORD = Benchmark(
    "record",
    (_torchlike("record"), _torch("record")),
    tuple(
        Measure(f"record {operation}", operation, TORCHLIKE, TORCH, bar=1.0)
        for operation in ("add", "mul_scalar", "matmul", "relu", "view")
    ),
)

_GPT = Benchmark(
    "gpt",
    (
        _torchlike("gpt"),
        _torch("gpt"),
        Side(JAX, lambda settings: (sys.executable, "-m", "benchmarks.programs.gpt_jax")),
    ),
    (
        Measure("gpt", "step", TORCHLIKE, TORCH, bar=1.3),
        Measure("gpt against jax.jit", "step", TORCHLIKE, JAX, bar=1.05),
    ),
)

_IMPORT = Benchmark(
    "import",
    (
        Side(TORCHLIKE, lambda settings: (sys.executable, "-c", "import torchlike"), False),
        Side(JAX, lambda settings: (sys.executable, "-c", "import jax"), False),
    ),
    (Measure("import against jax", "wall", TORCHLIKE, JAX, bar=1.3),),
    settle=True,
)

_FIRST_STEP = Benchmark(
    "first_step",
    (
        _torchlike("first_step", "torchlike, empty cache", empty_cache=True),
        _torch("first_step"),
        _torchlike("first_step", "torchlike, kept cache"),
    ),
    (
        Measure("first step, empty cache", "first_step", "torchlike, empty cache", TORCH, bar=2.0),
        Measure("first step, kept cache", "first_step", "torchlike, kept cache", TORCH),
    ),
    settle=True,
)


def _tutorial_command(settings: Settings) -> Sequence[str]:
    return sys.executable, "-m", "torchlike", str(settings.tutorial)


_TUTORIAL = Benchmark(
    "tutorial",
    (
        Side("torchlike, empty cache", _tutorial_command, reports=False, empty_cache=True),
        Side(
            TORCH,
            lambda settings: (settings.torch_python, str(settings.tutorial_script)),
            reports=False,
        ),
        Side("torchlike, kept cache", _tutorial_command, reports=False),
    ),
    (
        Measure("tutorial, first run", "wall", "torchlike, empty cache", TORCH, bar=0.7),
        Measure("tutorial, later runs", "wall", "torchlike, kept cache", TORCH, bar=0.5),
    ),
    settle=True,
)

_MEMORY = Benchmark(
    "memory",
    (_torchlike("memory"), _torch("memory")),
    (
        Measure("memory growth, step 100-10000", "growth_kb", TORCHLIKE, bar=2048, unit="KB"),
        Measure("  after step 1000", "growth_after_1000_kb", TORCHLIKE, unit="KB"),
        Measure("  pages of XLA's compiler read in", "code_growth_kb", TORCHLIKE, unit="KB"),
        Measure("  PyTorch, step 100-10000", "growth_kb", TORCH, unit="KB"),
    ),
)

_LENGTHS = Benchmark(
    "lengths",
    (_torchlike("lengths", empty_cache=True), _torch("lengths")),
    (
        Measure("200 lengths, total", "total", TORCHLIKE, TORCH),
        Measure("  slowest step", "slowest", TORCHLIKE),
        Measure("  PyTorch's slowest step", "slowest", TORCH),
        Measure("  compiles", "compiles", TORCHLIKE, unit=""),
        Measure("  memory growth", "growth_kb", TORCHLIKE, unit="KB"),
        Measure("  compile cache on disk", "cache_kb", TORCHLIKE, unit="KB"),
    ),
)

BENCHMARKS = (
    _RECORD,
    _step("tiny_mlp", bar=0.5),
    _step("mnist_mlp", bar=0.9),
    _step("polynomial", bar=0.5),
    _GPT,
    _training("mnist_cnn", bar=1.0),
    _training("resnet18", bar=1.0),
    _training("lstm_language_model", bar=1.1),
    _training("transformer_encoder", bar=1.3),
    _training("vae", bar=1.0),
    _training("dcgan", bar=1.0),
    _IMPORT,
    _FIRST_STEP,
    _TUTORIAL,
    _MEMORY,
    _LENGTHS,
)
