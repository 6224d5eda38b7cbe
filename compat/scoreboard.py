"""The suite's score: how many programs of each area agree with PyTorch, and which do not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compat.replay import Result


@dataclass
class Score:
    """The results of one area, sorted by what was expected of them."""

    passed: list[Result] = field(default_factory=list)
    xfailed: list[Result] = field(default_factory=list)
    failed: list[Result] = field(default_factory=list)
    unexpectedly_passed: list[Result] = field(default_factory=list)

    @property
    def results(self) -> list[Result]:
        return [*self.passed, *self.xfailed, *self.failed, *self.unexpectedly_passed]

    @property
    def agreeing(self) -> int:
        return len(self.passed) + len(self.unexpectedly_passed)

    @property
    def total(self) -> int:
        return self.agreeing + len(self.xfailed) + len(self.failed)

    def add(self, result: Result, expected_to_fail: bool) -> None:
        if result.passed:
            group = self.unexpectedly_passed if expected_to_fail else self.passed
        else:
            group = self.xfailed if expected_to_fail else self.failed
        group.append(result)


@dataclass
class Scoreboard:
    """The scores of all areas, and expected failures that name no program."""

    areas: dict[str, Score]
    xfails: Mapping[str, str]
    unknown: list[str]

    @property
    def ok(self) -> bool:
        """Whether every program did what was expected of it."""
        surprises = any(score.failed or score.unexpectedly_passed for score in self.areas.values())
        return not surprises and not self.unknown

    def markdown(self) -> str:
        """The scoreboard as a Markdown page."""
        lines = ["| area | agree | of | expected failures |", "|---|---:|---:|---:|"]
        lines += [_row(area, [score]) for area, score in self.areas.items()]
        lines.append(_row("**all**", list(self.areas.values())))
        wordings = sum(r.wordings for score in self.areas.values() for r in score.results)
        if wordings:
            lines += ["", f"Exceptions of random programs that say it otherwise: {wordings}."]
        for title, attribute in (
            ("Failing", "failed"),
            ("Expected to fail", "xfailed"),
            ("Expected to fail, but agreeing", "unexpectedly_passed"),
        ):
            results = [r for score in self.areas.values() for r in getattr(score, attribute)]
            if results:
                lines += ["", f"## {title}", ""]
                lines += [self._item(result) for result in results]
        if self.unknown:
            lines += ["", "## Expected to fail, but no such program", ""]
            lines += [f"- {name}" for name in self.unknown]
        return "\n".join(lines) + "\n"

    def _item(self, result: Result) -> str:
        name = result.program.name
        notes = [note for note in (self.xfails.get(name), result.difference) if note is not None]
        return f"- `{name}`: {'; '.join(notes)}"


def build(results: Sequence[Result], xfails: Mapping[str, str], known: Sequence[str]) -> Scoreboard:
    """Sorts results into areas; `known` are the names of all programs there are."""
    areas: defaultdict[str, Score] = defaultdict(Score)
    for result in results:
        areas[result.program.area].add(result, result.program.name in xfails)
    return Scoreboard(dict(areas), xfails, sorted(set(xfails) - set(known)))


def _row(area: str, scores: Sequence[Score]) -> str:
    agreeing = sum(score.agreeing for score in scores)
    total = sum(score.total for score in scores)
    expected = sum(len(score.xfailed) for score in scores)
    return f"| {area} | {agreeing} | {total} | {expected} |"
