"""From rows to lines, the summary by family, and the JSON file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from benchmarks.ops.driver import Row

#: The ratio above which an operator is listed as slow.
SLOW = 3.0


def line(row: Row) -> str:
    """One row of the table."""
    about = f"{row.size:7} {row.direction:8} {row.family:14} {row.name:28}"
    if math.isnan(row.ratio):
        return f"{about} {row.problem}"
    times = f"{row.ours * 1e6:11.1f} us {row.theirs * 1e6:11.1f} us {row.ratio:8.2f}"
    return f"{about} {times}  {row.problem}".rstrip()


def geometric_mean(ratios: Sequence[float]) -> float:
    """The mean that a half and a double leave at one; NaN of nothing."""
    if not ratios:
        return math.nan
    return math.exp(sum(math.log(ratio) for ratio in ratios) / len(ratios))


def summary(rows: Iterable[Row]) -> str:
    """Geometric means by family, size and direction, and the slow ones by their ratios."""
    measured = [row for row in rows if not math.isnan(row.ratio)]
    columns = list(dict.fromkeys((row.size, row.direction) for row in measured))
    families = list(dict.fromkeys(row.family for row in measured))
    lines = ["", f"{'geometric mean':16}" + "".join(f"{' '.join(c):>17}" for c in columns)]
    for family in [*families, "all"]:
        cells = [
            [r.ratio for r in measured if (r.size, r.direction) == column
             and family in (r.family, "all")]
            for column in columns
        ]  # fmt: skip
        lines.append(f"{family:16}" + "".join(f"{geometric_mean(cell):17.2f}" for cell in cells))
    slow = sorted((row for row in measured if row.ratio > SLOW), key=lambda row: -row.ratio)
    lines += ["", f"{len(slow)} of {len(measured)} above {SLOW:g}", *map(line, slow)]
    return "\n".join(lines)


def as_json(about: dict[str, object], rows: Iterable[Row]) -> dict[str, object]:
    """The whole report, ready for `json.dump`; what could not be timed has no times."""
    return {
        "machine": about,
        "rows": [
            {key: None if value != value else value for key, value in asdict(row).items()}
            for row in rows
        ],
    }
