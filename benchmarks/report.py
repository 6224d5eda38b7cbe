"""From runs to the table and the JSON file."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version

from benchmarks.rows import Benchmark, Measure
from benchmarks.runner import Runs


@dataclass(frozen=True)
class Result:
    """A measure's median over the repeats, its spread, and whether it passes."""

    name: str
    bar: float | None
    #: None: only reported.
    passed: bool | None
    #: What `median`, `low` and `high` are: "ratio", or the measure's unit.
    unit: str
    median: float
    low: float
    high: float
    #: The two medians that a ratio was made from, in the measure's own unit.
    ours: float
    theirs: float | None


def evaluate(benchmark: Benchmark, runs: Runs) -> list[Result]:
    """Every measure of `benchmark`; a ratio is taken within each repeat, then the median."""
    return [_evaluate(measure, runs) for measure in benchmark.measures]


def _evaluate(measure: Measure, runs: Runs) -> Result:
    ours = [run[measure.metric] for run in runs[measure.side]]
    theirs = [run[measure.metric] for run in runs[measure.against]] if measure.against else None
    values = [a / b for a, b in zip(ours, theirs, strict=True)] if theirs else ours
    median = statistics.median(values)
    return Result(
        name=measure.name,
        bar=measure.bar,
        passed=None if measure.bar is None else median <= measure.bar,
        unit="ratio" if theirs else measure.unit,
        median=median,
        low=min(values),
        high=max(values),
        ours=statistics.median(ours),
        theirs=statistics.median(theirs) if theirs else None,
    )


HEADER = (
    f"{'benchmark':32} {'torchlike':>10} {'other':>10} {'result':>8}  {'spread':19} {'bar':>6}\n"
    + "-" * 98
)


def table_line(result: Result) -> str:
    """One line under `HEADER`."""
    if result.theirs is None:
        ours, theirs = "", ""
        value, low, high = (
            _amount(x, result.unit) for x in (result.median, result.low, result.high)
        )
    else:
        ours, theirs = _amount(result.ours, "s"), _amount(result.theirs, "s")
        value, low, high = (f"{x:.2f}" for x in (result.median, result.low, result.high))
    bar = "" if result.bar is None else f"{result.bar:g}"
    verdict = {None: "", True: "pass", False: "MISS"}[result.passed]
    spread = f"{low} - {high}"
    return f"{result.name:32} {ours:>10} {theirs:>10} {value:>8}  {spread:19} {bar:>6}  {verdict}"


def _amount(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.0f} {unit}".strip()
    for scale, name in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if value >= scale:
            return f"{value / scale:.3g} {name}"
    return f"{value * 1e9:.0f} ns"


def machine(torch_python: str) -> dict[str, object]:
    """Where the numbers come from."""
    torch_version = subprocess.run(
        [torch_python, "-c", "from importlib.metadata import version; print(version('torch'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return {
        "platform": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "jax": version("jax"),
        "torch": torch_version,
    }


def _processor() -> str:
    if sys.platform == "linux":
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    return platform.processor()


def as_json(about: dict[str, object], results: Iterable[Result], failures: dict[str, str]) -> dict:
    """The whole report, ready for `json.dump`."""
    return {
        "machine": about,
        "results": [asdict(result) for result in results],
        "failures": failures,
    }
