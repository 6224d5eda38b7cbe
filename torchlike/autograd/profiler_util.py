"""What a profiler has seen: calls, their averages, and both as a table."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

_GAP = "  "
_WIDTH = 12


def _time_words(us: float) -> str:
    if us >= 1e6:
        return f"{us / 1e6:.3f}s"
    return f"{us / 1e3:.3f}ms" if us >= 1e3 else f"{us:.3f}us"


@dataclass(eq=False)
class FunctionEvent:
    """One call: its name, when it began and ended in microseconds, and the calls inside it."""

    id: int
    name: str
    thread: int
    start_us: float
    end_us: float = 0.0
    input_shapes: list[list[int]] = field(default_factory=list)
    is_user_annotation: bool = False
    cpu_parent: FunctionEvent | None = None
    cpu_children: list[FunctionEvent] = field(default_factory=list)

    count = 1

    @property
    def key(self) -> str:
        """What calls are averaged by: the name."""
        return self.name

    @property
    def cpu_time_total(self) -> float:
        """Microseconds from the beginning to the end."""
        return self.end_us - self.start_us

    cpu_time = cpu_time_total

    @property
    def self_cpu_time_total(self) -> float:
        """`cpu_time_total` without the calls inside."""
        return self.cpu_time_total - sum(child.cpu_time_total for child in self.cpu_children)

    def __repr__(self) -> str:
        return (
            f"<FunctionEvent id={self.id} name={self.name} "
            f"cpu_time={_time_words(self.cpu_time)} input_shapes={self.input_shapes}>"
        )


@dataclass(eq=False)
class FunctionEventAvg:
    """All calls of one name, or of one name and shapes."""

    key: str
    input_shapes: list[list[int]] = field(default_factory=list)
    count: int = 0
    cpu_time_total: float = 0.0
    self_cpu_time_total: float = 0.0

    def add(self, other: FunctionEvent | FunctionEventAvg) -> FunctionEventAvg:
        """Counts another call, or others."""
        self.count += other.count
        self.cpu_time_total += other.cpu_time_total
        self.self_cpu_time_total += other.self_cpu_time_total
        return self

    __iadd__ = add

    @property
    def cpu_time(self) -> float:
        """Microseconds of one call, on the average."""
        return self.cpu_time_total / self.count if self.count else 0.0

    def __repr__(self) -> str:
        return (
            f"<FunctionEventAvg key={self.key} "
            f"self_cpu_time={_time_words(self.self_cpu_time_total)} "
            f"cpu_time={_time_words(self.cpu_time)} input_shapes={self.input_shapes}>"
        )


class EventList(list[Any]):
    """Calls, or averages of calls."""

    def __init__(self, events: Iterable[Any] = (), *, shapes: bool = False) -> None:
        super().__init__(events)
        self._shapes = shapes

    @property
    def self_cpu_time_total(self) -> float:
        """Microseconds of all of them together."""
        return sum(event.self_cpu_time_total for event in self)

    def key_averages(self, group_by_input_shapes: bool = False) -> EventList:
        """One average for each name, or for each name and shapes, in the order of first calls."""
        found: dict[Any, FunctionEventAvg] = {}
        for event in self:
            shapes = event.input_shapes if group_by_input_shapes else []
            average = found.setdefault(
                (event.key, str(shapes)), FunctionEventAvg(event.key, shapes)
            )
            average.add(event)
        return EventList(found.values(), shapes=group_by_input_shapes)

    def total_average(self) -> FunctionEventAvg:
        """The average of all."""
        total = FunctionEventAvg("Total")
        for event in self:
            total.add(event)
        return total

    def table(
        self,
        sort_by: str | None = None,
        row_limit: int = 100,
        max_name_column_width: int = 55,
        header: str | None = None,
        top_level_events_only: bool = False,
    ) -> str:
        """A table, the largest first by the attribute `sort_by`."""
        rows = list(self) if sort_by is None else sorted(self, key=_by(sort_by), reverse=True)
        if top_level_events_only:
            rows = [row for row in rows if getattr(row, "cpu_parent", None) is None]
        if not rows:
            return ""
        total = self.self_cpu_time_total
        width = min(max(len(row.key) for row in rows) + 4, max_name_column_width)
        cells = [_cells(row, total, self._shapes, width) for row in rows[: max(row_limit, 0)]]
        titles = ["Name", "Self CPU %", "Self CPU", "CPU total %", "CPU total", "CPU time avg",
                  "# of Calls", *["Input Shapes"] * self._shapes]  # fmt: skip
        widths = [width, *[_WIDTH] * 6]
        if self._shapes:
            widths.append(max([len(c[-1]) for c in cells] + [_WIDTH]) + 4)
        rule = "".join("-" * w + _GAP for w in widths)
        lines = [] if header is None else ["=" * len(rule), header]
        lines += [rule, _line(titles, widths), rule]
        lines += [_line(row, widths) for row in cells]
        lines += [rule, f"Self CPU time total: {_time_words(total)}", ""]
        return "\n".join(lines)

    __str__ = table

    def export_chrome_trace(self, path: str | os.PathLike[str]) -> None:
        """Writes the calls to a file that a browser shows along a line of time."""
        events = [
            {
                "ph": "X",
                "cat": "user_annotation" if event.is_user_annotation else "cpu_op",
                "name": event.name,
                "pid": os.getpid(),
                "tid": event.thread,
                "ts": event.start_us,
                "dur": event.cpu_time_total,
                "args": {"Input Dims": event.input_shapes} if event.input_shapes else {},
            }
            for event in self
        ]
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"schemaVersion": 1, "traceEvents": events}, file)


def _by(name: str) -> Callable[[Any], Any]:
    if name not in ("cpu_time", "cpu_time_total", "self_cpu_time_total", "count", "key"):
        raise AttributeError(f"'FunctionEventAvg' object has no attribute '{name}'")
    return lambda row: getattr(row, name)


def _cells(row: Any, total: float, shapes: bool, width: int) -> list[str]:
    name = row.key if len(row.key) <= width else row.key[: width - 3] + "..."
    shares = [f"{100 * us / total if total else 0:.2f}%"
              for us in (row.self_cpu_time_total, row.cpu_time_total)]  # fmt: skip
    cells = [
        name,
        shares[0],
        _time_words(row.self_cpu_time_total),
        shares[1],
        _time_words(row.cpu_time_total),
        _time_words(row.cpu_time),
        str(row.count),
    ]
    return [*cells, str(row.input_shapes)] if shapes else cells


def _line(cells: list[str], widths: list[int]) -> str:
    return "".join(f"{cell:>{w}}{_GAP}" for cell, w in zip(cells, widths, strict=True))
