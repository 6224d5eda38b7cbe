"""What the replay says of all operators, for the scoreboard."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from compat.ops.replaying import Verdict
from compat.replay import read_xfails

EXCEPTIONS = Path(__file__).parent / "exceptions.txt"


def read_exceptions() -> dict[str, str]:
    """The operators that need not pass, and why."""
    return read_xfails(EXCEPTIONS)


def passing_names(verdicts: Iterable[Verdict]) -> tuple[int, int]:
    """How many names pass with all their entries of the database, and how many there are."""
    passes: defaultdict[str, bool] = defaultdict(lambda: True)
    for verdict in verdicts:
        passes[verdict.title.partition("/")[0]] &= verdict.passes
    return sum(passes.values()), len(passes)


@dataclass
class Report:
    """The verdicts, and which operators are expected to fail."""

    verdicts: list[Verdict]
    exceptions: Mapping[str, str]

    @property
    def broken(self) -> list[Verdict]:
        """Operators that should pass and do not."""
        return [v for v in self.verdicts if not v.passes and v.title not in self.exceptions]

    @property
    def excepted(self) -> list[Verdict]:
        """Operators that do not pass, as expected."""
        return [v for v in self.verdicts if not v.passes and v.title in self.exceptions]

    @property
    def agreeing(self) -> list[Verdict]:
        """Operators that pass after all and have to leave the exceptions."""
        return [v for v in self.verdicts if v.passes and v.title in self.exceptions]

    @property
    def ok(self) -> bool:
        return not self.broken and not self.agreeing

    def markdown(self) -> str:
        """The verdicts by namespace, and what fails of each operator."""
        passing, names = passing_names(self.verdicts)
        lines = [
            f"{passing} of {names} names fully pass; by entry of the database:",
            "",
            "| namespace | pass | partly | missing | of | checks |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        spaces: defaultdict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            spaces[verdict.namespace].append(verdict)
        lines += [_row(space, verdicts) for space, verdicts in sorted(spaces.items())]
        lines.append(_row("**all**", self.verdicts))
        for title, verdicts in (
            ("Failing", self.broken),
            ("Exceptions", self.excepted),
            ("Exceptions that pass", self.agreeing),
        ):
            if verdicts:
                lines += ["", f"### {title}", "", *map(self._item, verdicts)]
        return "\n".join(lines) + "\n"

    def _item(self, verdict: Verdict) -> str:
        reason = self.exceptions.get(verdict.title)
        notes = [] if reason is None else [reason]
        if verdict.missing:
            notes.append("missing")
        for aspect, text in list(verdict.failing.items())[:1]:
            notes.append(f"{', '.join(verdict.failing)}; {aspect}: `{text[:140]}`")
        return f"- `{verdict.title}`: {'; '.join(notes)}"


def _row(space: str, verdicts: list[Verdict]) -> str:
    passing = sum(verdict.passes for verdict in verdicts)
    missing = sum(verdict.missing for verdict in verdicts)
    partly = len(verdicts) - passing - missing
    checks = sum(verdict.checks for verdict in verdicts)
    return f"| {space} | {passing} | {partly} | {missing} | {len(verdicts)} | {checks} |"
