"""Runs the two sides in turn, each a process that lives as long as it answers."""

from __future__ import annotations

import json
import math
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.ops.cases import Case
from benchmarks.runner import ROOT, WITHHELD

#: Seconds within which a side must have answered, and those of one timed stretch.
TIMEOUT, STRETCH = 120.0, 0.1
#: How far apart the mean magnitudes of both sides' results may be.
TOLERANCE = 0.02


class SideError(Exception):
    """A side could not do what it was asked."""


class Worker:
    """The process of one side, started anew after one that had to be stopped."""

    def __init__(self, command: Sequence[str], cache: str) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in WITHHELD}
        environment |= {"PYTHONPATH": str(ROOT), "TORCHLIKE_CACHE_DIR": cache}
        self._command = list(command)
        self._options: dict[str, Any] = {"cwd": ROOT, "env": environment, "text": True}
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def _start(self) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            self._command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, **self._options
        )
        self._process, self._answers = process, queue.Queue()
        reader = threading.Thread(target=_read, args=(process, self._answers), daemon=True)
        reader.start()
        return process

    def ask(self, **request: Any) -> dict[str, Any]:
        """The answer to one request. Raises: SideError for an error, a crash or a long silence."""
        process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answer = json.loads(self._answers.get(timeout=TIMEOUT) or '{"error": "it crashed"}')
        except (queue.Empty, OSError):
            answer = {"error": "no answer"}
        if answer.get("error") in ("it crashed", "no answer"):
            self.stop()
        if "error" in answer:
            raise SideError(answer["error"])
        return answer

    def stop(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _read(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put("")


@dataclass(frozen=True)
class Row:
    """What came of one case, at one size, in one direction."""

    name: str
    family: str
    size: str
    direction: str
    #: Seconds per call; NaN where a side failed.
    ours: float = math.nan
    theirs: float = math.nan
    problem: str = ""

    @property
    def ratio(self) -> float:
        """Our time over theirs."""
        return self.ours / self.theirs


def measure(
    torch_python: str, cases: Sequence[Case], sizes: Sequence[str], directions: Sequence[str],
    repeats: int, cores: int | None = None,
) -> Iterator[Row]:  # fmt: skip
    """The rows, one after the other, as they are measured, on some of the machine's cores."""
    module = "benchmarks.ops.worker"
    pinned = () if cores is None else ("taskset", "--cpu-list", f"0-{cores - 1}")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as cache:
        sides = (
            Worker((*pinned, sys.executable, "-m", "torchlike", "-m", module), cache),
            Worker((*pinned, torch_python, "-m", module), cache),
        )
        try:
            for size in sizes:
                for case in cases:
                    for direction in directions:
                        if direction == "forward" or case.backward:
                            yield _measure(sides, case, size, direction, repeats)
        finally:
            for side in sides:
                side.stop()


def _measure(
    sides: tuple[Worker, Worker], case: Case, size: str, direction: str, repeats: int
) -> Row:
    request = {"case": case.name, "size": size, "backward": direction == "backward"}
    times, digests = [], []
    about = case.name, case.family, size, direction
    try:
        for name, side in zip(("torchlike", "PyTorch"), sides, strict=True):
            digests.append(_ask(name, side, action="prepare", **request)["digest"])
        for repeat in range(repeats):
            order = sides[:: 1 if repeat % 2 == 0 else -1]
            took = {side: side.ask(action="time", budget=STRETCH)["seconds"] for side in order}
            times.append([took[side] for side in sides])
    except SideError as error:
        return Row(*about, problem=str(error))
    ours, theirs = (min(column) for column in zip(*times, strict=True))
    return Row(*about, ours, theirs, problem=_difference(*digests))


def _ask(name: str, side: Worker, **request: Any) -> dict[str, Any]:
    try:
        return side.ask(**request)
    except SideError as error:
        raise SideError(f"{name}: {error}") from None


def _difference(ours: list[Any], theirs: list[Any]) -> str:
    """How the sides' results differ; nothing where they agree."""
    for mine, other in zip(ours, theirs, strict=False):
        close = math.isclose(mine[2], other[2], rel_tol=TOLERANCE, abs_tol=1e-4)
        if mine[:2] != other[:2] or not close:
            return f"results differ: {mine} and {other}"
    return "" if len(ours) == len(theirs) else "results differ in number"
