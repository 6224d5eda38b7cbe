"""Makes a program that disagrees smaller, keeping the disagreement."""

import json
import subprocess
from collections.abc import Sequence

from compat.fuzz.compare import Verdict
from compat.fuzz.goldens import Golden
from compat.fuzz.observe import Facets
from compat.fuzz.replaying import against, against_itself
from compat.replay import ROOT


class Oracle:
    """PyTorch in a process of its own, which answers for one program after the other."""

    def __init__(self, python: str) -> None:
        self._process = subprocess.Popen(
            [python, "-m", "compat.record.fuzz", "--run"],
            cwd=ROOT.parent,
            env={"PYTHONPATH": str(ROOT.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, statements: Sequence[str]) -> list[Facets]:
        """What PyTorch does with a program."""
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe is not None
        assert answers is not None
        pipe.write(json.dumps(list(statements)) + "\n")
        pipe.flush()
        return json.loads(answers.readline())


def shrunk(
    statements: Sequence[str], verdict: Verdict, oracle: Oracle | None
) -> tuple[list[str], Verdict]:
    """The program without what the disagreement does not need.

    Without an oracle torchlike is compared with itself.
    """
    assert verdict.statement is not None
    kept, best = list(statements[: verdict.statement + 1]), verdict
    size = max(len(kept) // 2, 1)
    while True:
        removed = False
        start = 0
        while start < len(kept):
            attempt = kept[:start] + kept[start + size :]
            found = _judged(attempt, oracle) if attempt else Verdict()
            if _alike(found, verdict):
                kept, best, removed = attempt, found, True
            else:
                start += size
        if size == 1 and not removed:
            return kept, best
        size = max(size // 2, 1)


def _judged(statements: list[str], oracle: Oracle | None) -> Verdict:
    if oracle is None:
        return against_itself(statements)
    return against(Golden(-1, statements, oracle.ask(statements)))


def _alike(found: Verdict, wanted: Verdict) -> bool:
    """Whether it is still the same sort of disagreement: of the same facet or exception."""
    return found.difference is not None and _sort(found) == _sort(wanted)


def _sort(verdict: Verdict) -> str:
    text = verdict.difference or ""
    before, _, after = text.partition(": expected ")
    facet = before.rpartition(".")[2]
    return facet + (after.split(":")[0] if facet == "raised" else "")
