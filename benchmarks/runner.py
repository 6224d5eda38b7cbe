"""Runs a benchmark's sides alternately, each run a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.rows import Benchmark, Settings, Side

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 900.0
#: Variables no side may see. A cache set up outside would make the first run ever a later one;
#: without its bytecode this checkout would be compiled by every process, unlike what is installed.
WITHHELD = (
    "TORCHLIKE_CACHE",
    "TORCHLIKE_CACHE_DIR",
    "JAX_COMPILATION_CACHE_DIR",
    "PYTHONDONTWRITEBYTECODE",
)

#: The numbers of one run, and per side those of all its runs.
Run = dict[str, float]
Runs = dict[str, list[Run]]


class BenchmarkError(Exception):
    """A side that could not be run, with what it wrote."""


def run_benchmark(
    benchmark: Benchmark, settings: Settings, repeats: int, progress: Callable[[str], None]
) -> Runs:
    """Runs every side `repeats` times, in alternating order so that drift falls on all of them."""
    runs: Runs = {side.name: [] for side in benchmark.sides}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as kept_cache:
        if benchmark.settle:
            for side in benchmark.sides:
                progress(f"{benchmark.name}: {side.name}, beforehand")
                _run_side(side, settings, kept_cache)
        for repeat in range(repeats):
            for side in benchmark.sides[:: 1 if repeat % 2 == 0 else -1]:
                progress(f"{benchmark.name}: {side.name}, {repeat + 1} of {repeats}")
                runs[side.name].append(_run_side(side, settings, kept_cache))
    return runs


def _run_side(side: Side, settings: Settings, kept_cache: str) -> Run:
    if not side.empty_cache:
        return _run_process(side, settings, kept_cache)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as empty_cache:
        return _run_process(side, settings, empty_cache)


def _run_process(side: Side, settings: Settings, cache: str) -> Run:
    command = list(side.command(settings))
    environment = {key: value for key, value in os.environ.items() if key not in WITHHELD}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "TORCHLIKE_CACHE_DIR": cache,
        "BENCHMARK_STARTED_AT": repr(time.time()),
    }
    start = time.perf_counter()
    try:
        process = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BenchmarkError(f"{' '.join(command)}: {error}") from error
    wall = time.perf_counter() - start
    if process.returncode != 0:
        raise BenchmarkError(
            f"{' '.join(command)}: exit status {process.returncode}\n{process.stderr.strip()}"
        )
    numbers = _last_line_of_json(process.stdout, command) if side.reports else {}
    return numbers | {"wall": wall, "cache_kb": _folder_kb(cache)}


def _last_line_of_json(output: str, command: list[str]) -> Run:
    lines = output.strip().splitlines()
    try:
        return json.loads(lines[-1])
    except (IndexError, json.JSONDecodeError) as error:
        raise BenchmarkError(f"{' '.join(command)}: no numbers in its last line") from error


def _folder_kb(folder: str) -> float:
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 1024
