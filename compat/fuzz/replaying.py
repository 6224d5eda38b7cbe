"""Replays programs against torchlike: with PyTorch's answers, and with torchlike's own."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from compat.fuzz.compare import Verdict, compare, compare_ends, may_come_late
from compat.fuzz.goldens import KNOWN, Golden
from compat.fuzz.observe import Facets, run
from compat.replay import Result, alias, read_xfails


def settle() -> None:
    """Runs what is pending, so that one program leaves nothing to the next."""
    importlib.import_module("torchlike._core.trace").flush_all("a program ends")


def against(golden: Golden) -> Verdict:
    """Compares a program with what PyTorch did: read at every step, then only at the end."""
    stepwise = run(golden.statements, stepwise=True)
    verdict = compare(golden.observed, stepwise)
    if verdict.agrees and not may_come_late(golden.observed):
        ends = compare_ends(golden.observed, run(golden.statements, stepwise=False))
        verdict = Verdict(ends.statement, ends.difference, verdict.wordings)
        if not ends.agrees:
            verdict.difference = f"read at the end only: {ends.difference}"
    settle()
    return verdict


def judge(goldens: Iterable[Golden]) -> list[Result]:
    """The verdicts on recorded programs, as results of the suite."""
    results = []
    with alias():
        for golden in goldens:
            verdict = against(golden)
            difference = verdict.difference
            if verdict.statement is not None:
                difference = f"`{golden.statements[verdict.statement]}`: {difference}"
            results.append(Result(golden, difference, len(verdict.wordings)))
    return results


def against_itself(statements: Sequence[str]) -> Verdict:
    """Compares the program read after every statement with itself read only at the end, twice."""
    stepwise: list[Facets] = run(statements, stepwise=True)
    verdict = Verdict()
    for _ in range(0 if may_come_late(stepwise) else 2):
        verdict = compare_ends(stepwise, run(statements, stepwise=False))
        if not verdict.agrees:
            break
    settle()
    return verdict


@dataclass
class Tally:
    """The verdicts on many programs."""

    agreeing: int = 0
    known: int = 0
    failed: list[tuple[str, Verdict]] = field(default_factory=list)
    #: Known disagreements that agree by now.
    surprising: list[str] = field(default_factory=list)
    wordings: int = 0

    @property
    def ok(self) -> bool:
        return not self.failed and not self.surprising

    @property
    def total(self) -> int:
        return self.agreeing + self.known + len(self.failed)

    def add(self, name: str, verdict: Verdict, known: bool) -> None:
        self.wordings += len(verdict.wordings)
        if verdict.agrees:
            self.agreeing += 1
            if known:
                self.surprising.append(name)
        elif known:
            self.known += 1
        else:
            self.failed.append((name, verdict))


def read_known() -> dict[str, str]:
    """The known disagreements: lines of `fuzz/seed  # reason`."""
    return read_xfails(KNOWN)


def write_known(reasons: Mapping[str, str]) -> None:
    """Replaces the known disagreements."""
    title = KNOWN.read_text(encoding="utf-8").partition("\n")[0]
    lines = [f"{name}  # {' '.join(reason.split())[:100]}" for name, reason in reasons.items()]
    KNOWN.write_text("\n".join([title, "", *lines]) + "\n", encoding="utf-8")
