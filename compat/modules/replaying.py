"""Runs the recorded cases under torchlike and says of each module and optimizer what agrees."""

import importlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from compat.modules.calls import CaseRunner
from compat.ops.calls import MissingError, find
from compat.ops.compare import differences
from compat.ops.encoding import Arrays
from compat.ops.goldens import unpack
from compat.ops.replaying import Verdict
from compat.replay import alias, reset_state

DATA = Path(__file__).parent / "data"

#: How many times as much as usual is left to rounding, by title and dtype.
SLACK = {
    # Differences of products that nearly cancel.
    "nn.MultiheadAttention": {"float32": 10.0},
    # PyTorch adds the exponentials of 50 steps in float32.
    "nn.CTCLoss": {"float32": 50.0},
    # A line search ends where losses differ by rounding alone.
    "optim.LBFGS": {"float32": 3000.0},
    # Computes in bfloat16, whatever the dtype.
    "optim.Muon": {"float32": 100.0, "float64": 1e5},
}


@dataclass
class Golden:
    """A module or an optimizer, and what PyTorch did with its cases."""

    title: str
    cases: list[dict[str, Any]]
    arrays: Arrays = field(repr=False, default_factory=Arrays)


def collect(pattern: str = "*") -> Iterator[Golden]:
    """The entries whose name, with or without its namespace, matches a glob."""
    for path in sorted(DATA.glob("*.xz")):
        header, arrays = unpack(path)
        for entry in header["entries"]:
            title = entry["title"]
            if fnmatch(title, pattern) or fnmatch(title.rpartition(".")[2], pattern):
                yield Golden(**entry, arrays=arrays)


def replay(goldens: Iterable[Golden], cases: int | None = None) -> Iterator[Verdict]:
    """Replays entries under torchlike; of each at most so many cases."""
    with alias(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch = importlib.import_module("torch")
        for golden in goldens:
            try:
                yield _verdict(golden, torch, golden.cases[:cases])
            finally:
                reset_state()


def _verdict(golden: Golden, torch: Any, cases: list[dict[str, Any]]) -> Verdict:
    verdict = Verdict(golden.title)
    try:
        find(torch, golden.title)
    except MissingError:
        verdict.missing = True
        return verdict
    runner = CaseRunner(torch, golden.title, golden.arrays)
    for case in cases:
        arrays = Arrays()
        found = runner.aspects(case, arrays, exact=True)
        for aspect, expected in case["found"].items():
            verdict.checks += 1
            got = found.get(aspect, found.get("error"))
            slack = SLACK.get(golden.title, {}).get(case["dtype"], 1.0)
            for difference in differences(expected, got, golden.arrays, arrays, slack):
                # Nobody asks how a gradient is laid out.
                if (aspect, difference.kind) != ("gradient", "strides"):
                    verdict.failing.setdefault(aspect, f"{_brief(case)}: {difference.text}")
            if aspect not in found:
                break
    return verdict


def _brief(case: dict[str, Any]) -> str:
    given = {name: case[name] for name in ("args", "kwargs", "inputs", "options") if case.get(name)}
    return f"{case['dtype']}{' training' if case.get('training') else ''} {given}"


@dataclass
class Report:
    """The verdicts, for the scoreboard."""

    verdicts: list[Verdict]

    @property
    def ok(self) -> bool:
        return all(verdict.passes for verdict in self.verdicts)

    def markdown(self) -> str:
        lines = ["| namespace | pass | of | checks |", "|---|---:|---:|---:|"]
        for space in sorted({verdict.title.split(".")[0] for verdict in self.verdicts}):
            members = [v for v in self.verdicts if v.title.startswith(f"{space}.")]
            passing = sum(verdict.passes for verdict in members)
            checks = sum(verdict.checks for verdict in members)
            lines.append(f"| {space} | {passing} | {len(members)} | {checks} |")
        failing = [verdict for verdict in self.verdicts if not verdict.passes]
        if failing:
            lines += ["", "### Failing", "", *(f"- `{verdict}`" for verdict in failing)]
        return "\n".join(lines) + "\n"


def judge(goldens: Iterable[Golden]) -> Report:
    """The verdicts on entries."""
    return Report(list(replay(goldens)))
