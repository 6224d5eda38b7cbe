"""What the programs share: timing the passes of a loop, memory, reporting to the driver."""

from __future__ import annotations

import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path


class StepTimer:
    """Times the passes of a plain loop: ``for _ in timer: <one training step>``.

    The loop is the caller's own, so results of one pass stay alive in the next, as they do in a
    user's script. Warming up lasts at least `warmup_steps` passes and `warmup_seconds`, long enough
    for compilation in the background to be over; then passes are timed for as long as both
    `steps` and `seconds` ask.
    """

    def __init__(
        self,
        *,
        warmup_seconds: float,
        warmup_steps: int = 40,
        seconds: float = 3.0,
        steps: int = 50,
    ) -> None:
        self.warmup_seconds = warmup_seconds
        self.warmup_steps = warmup_steps
        self.seconds = seconds
        self.steps = steps
        self.times: list[float] = []

    def __iter__(self) -> Iterator[int]:
        """Yields the number of the pass."""
        count = 0
        begin = time.perf_counter()
        while count < self.warmup_steps or time.perf_counter() - begin < self.warmup_seconds:
            yield count
            count += 1
        begin = time.perf_counter()
        while len(self.times) < self.steps or time.perf_counter() - begin < self.seconds:
            start = time.perf_counter()
            yield count
            self.times.append(time.perf_counter() - start)
            count += 1

    def median(self) -> float:
        """Seconds of the median pass."""
        return statistics.median(self.times)


def train(step: Callable[[int], object], timer: StepTimer) -> None:
    """Runs `step`, given its number, as `timer` asks; reports its time and when the first ended."""
    first_step = 0.0
    for count in timer:
        step(count)
        if count == 0:
            first_step = time.time() - float(os.environ["BENCHMARK_STARTED_AT"])
    report(step=timer.median(), fastest=min(timer.times), first_step=first_step)


def report(**metrics: float) -> None:
    """Prints the program's results as its last line, which is what the driver reads."""
    print(json.dumps(metrics))


def resident_kb(kind: str = "VmRSS") -> int:
    """Resident memory of this process in KB (Linux only).

    `kind` is `RssAnon` for its own memory, `RssFile` for pages of programs and libraries in use.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{kind}:"):
            return int(line.split()[1])
    raise RuntimeError(f"/proc/self/status names no {kind}: this benchmark needs Linux")


def count_compiles() -> Callable[[], int]:
    """Starts counting XLA compiles; the returned function says how many so far (PyTorch: none)."""
    events: list[str] = []
    if "jax" in sys.modules:

        def listen(event: str, duration: float, **details: object) -> None:
            if event == "/jax/core/compile/backend_compile_duration":
                events.append(event)

        monitoring = importlib.import_module("jax.monitoring")
        monitoring.register_event_duration_secs_listener(listen)
    return lambda: len(events)
