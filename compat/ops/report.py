"""What the replay says of all operators, for the scoreboard."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from compat.ops.replaying import Verdict

PASSING = Path(__file__).parent / "passing.txt"


def read_passing() -> list[str]:
    """The operators that are known to pass: one title per line."""
    return PASSING.read_text(encoding="utf-8").split() if PASSING.exists() else []


def update_passing(verdicts: Iterable[Verdict]) -> None:
    """Rewrites the list for the operators replayed, and leaves it alone for others."""
    found = {verdict.title: verdict.passes for verdict in verdicts}
    kept = {title for title in read_passing() if title not in found}
    titles = kept | {title for title, passes in found.items() if passes}
    PASSING.write_text("".join(f"{title}\n" for title in sorted(titles)), encoding="utf-8")


@dataclass
class Report:
    """The verdicts, and which operators were expected to pass."""

    verdicts: list[Verdict]
    expected: frozenset[str]

    @property
    def broken(self) -> list[Verdict]:
        """Operators listed as passing that do not."""
        return [v for v in self.verdicts if v.title in self.expected and not v.passes]

    @property
    def ok(self) -> bool:
        return not self.broken

    def markdown(self) -> str:
        """The verdicts by namespace, and what fails of each operator."""
        lines = [
            "| namespace | pass | partly | missing | of | checks |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        spaces: defaultdict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            spaces[verdict.namespace].append(verdict)
        lines += [_row(space, verdicts) for space, verdicts in sorted(spaces.items())]
        lines.append(_row("**all**", self.verdicts))
        if self.broken:
            lines += ["", "### No longer passing", "", *map(_item, self.broken)]
        partly = [v for v in self.verdicts if v.failing and v.title not in self.expected]
        if partly:
            lines += ["", "### Partly", "", *map(_item, partly)]
        missing = [f"`{verdict.title}`" for verdict in self.verdicts if verdict.missing]
        if missing:
            lines += ["", "### Missing", "", ", ".join(missing)]
        return "\n".join(lines) + "\n"


def _row(space: str, verdicts: list[Verdict]) -> str:
    passing = sum(verdict.passes for verdict in verdicts)
    missing = sum(verdict.missing for verdict in verdicts)
    partly = len(verdicts) - passing - missing
    checks = sum(verdict.checks for verdict in verdicts)
    return f"| {space} | {passing} | {partly} | {missing} | {len(verdicts)} | {checks} |"


def _item(verdict: Verdict) -> str:
    if verdict.missing:
        return f"- `{verdict.title}`: missing"
    aspect, text = next(iter(verdict.failing.items()))
    return f"- `{verdict.title}` ({', '.join(verdict.failing)}); {aspect}: `{text[:140]}`"
