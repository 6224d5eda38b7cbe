"""What was recorded, run and compiled, for people: `torchlike.explain()`, `TORCHLIKE_TRACE=1`.

Answers the questions people ask of a compiler behind their back: what was recorded, where it was
run and why, what was compiled, how long that took, and which line, and which changed shape or
constant there, made a path that had not been seen before.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Sequence
from typing import Any

from torchlike._core.kernel import Const, Kernel
from torchlike._core.trace import Step

#: Set by `TORCHLIKE_TRACE=1`: every flush and compilation is printed to standard error.
TRACING = os.environ.get("TORCHLIKE_TRACE", "0") not in ("", "0")
#: Programs and kernels remembered; the oldest go first.
MAX_REMEMBERED = 1000


class Entry:
    """What is known of one program: how it came about, how often and how it ran."""

    __slots__ = (
        "cause",
        "compile_seconds",
        "counts",
        "failure",
        "kind",
        "seconds",
        "site",
        "text",
    )

    def __init__(self, kind: str, text: str, cause: str, site: str) -> None:
        self.kind = kind
        self.text = text
        self.cause = cause
        self.site = site
        #: How often it ran for which reason in which tier.
        self.counts: dict[tuple[str, str], int] = {}
        self.seconds = 0.0
        self.compile_seconds: float | None = None
        self.failure = ""

    @property
    def reasons(self) -> Counter[str]:
        """How often it ran for which reason."""
        return self._total(0)

    @property
    def runs(self) -> Counter[str]:
        """How often it ran in which tier."""
        return self._total(1)

    def _total(self, part: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for key, count in self.counts.items():
            found[key[part]] += count
        return found

    def __str__(self) -> str:
        runs = ", ".join(f"{n} {tier}" for tier, n in self.runs.items()) or "not run"
        lines = [f"{self.kind} ending at {self.site}: {runs}; {self.seconds * 1e3:.1f} ms in all"]
        if self.compile_seconds is not None:
            lines.append(f"  compiled in {self.compile_seconds * 1e3:.0f} ms")
        if self.failure:
            lines.append(f"  not compiled as a whole: {self.failure}")
        lines += [f"  run because: {reason} ({n} times)" for reason, n in self.reasons.items()]
        if self.cause:
            lines.append(f"  new because: {self.cause}")
        lines += ["  " + line for line in self.text.splitlines()]
        return "\n".join(lines)


class Report:
    """What `explain()` returns; printing it shows everything."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)

    @property
    def compiles(self) -> int:
        """How many programs were compiled."""
        return sum(e.compile_seconds is not None for e in self.entries)

    @property
    def compile_seconds(self) -> float:
        """Seconds spent compiling."""
        return sum(e.compile_seconds or 0.0 for e in self.entries)

    def __repr__(self) -> str:
        head = (
            f"{len(self.entries)} programs, {self.compiles} compiled in "
            f"{self.compile_seconds:.2f} s"
        )
        return "\n\n".join([head, *map(str, self.entries)])


_entries: deque[Entry] = deque(maxlen=MAX_REMEMBERED)


def report() -> Report:
    """What this process has recorded, run and compiled so far."""
    return Report(list(_entries))


def _entry_of(subject: Any) -> Entry:
    entry = subject.explanation
    if entry is None:
        if isinstance(subject, Kernel):
            entry = Entry("operator", repr(subject), "", "any line")
        else:
            steps = subject.steps
            entry = Entry("path", show_steps(steps), cause_of(steps), _site(steps))
        subject.explanation = entry
        _entries.append(entry)
    return entry


def note_flush(program: Any, reason: str, tier: str, seconds: float) -> None:
    """Remembers that `program` was run, how and why."""
    entry = program.explanation
    new = entry is None
    if new:
        entry = _entry_of(program)
    key = (reason, tier)
    entry.counts[key] = entry.counts.get(key, 0) + 1
    entry.seconds += seconds
    if TRACING:
        _say(f"flush ({tier}, {seconds * 1e3:.2f} ms): {reason}")
        if new:
            _say(entry.text)
            if entry.cause:
                _say(f"new because: {entry.cause}")


def note_compile(subject: Any, seconds: float) -> None:
    """Remembers that a program or a kernel was compiled."""
    entry = _entry_of(subject)
    entry.compile_seconds = (entry.compile_seconds or 0.0) + seconds
    if TRACING:
        name = entry.text if entry.kind == "operator" else f"the path ending at {entry.site}"
        _say(f"compiled in {seconds * 1e3:.0f} ms: {name}")


def note_failure(program: Any, problem: Exception) -> None:
    """Remembers that XLA could not compile `program`, which goes on running by operator."""
    entry = _entry_of(program)
    entry.failure = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
    if TRACING:
        _say(f"not compiled: {entry.failure}")


def _say(text: str) -> None:
    print("\n".join("torchlike: " + line for line in text.splitlines()), file=sys.stderr)  # noqa: T201


# -- text ----------------------------------------------------------------------------------------


def _site(steps: Sequence[Step]) -> str:
    for step in reversed(steps):
        if step.site is not None:
            return f"{step.site[0]}:{step.site[1]}"
    return "an unknown line"


def show_steps(steps: Sequence[Step]) -> str:
    """A recorded program, one Step a line: ``%2 = add(%0, %1) : float32[2]  file.py:3``."""
    return "\n".join(show_step(step) for step in steps)


def show_step(step: Step) -> str:
    """One line for one Step."""
    outs = ", ".join(f"%{o.slot}" for o in step.outputs)
    types = ", ".join(map(repr, (o.aval for o in step.outputs)))
    grad = ", grad" if step.requires_grad else ""
    where = f"  {step.site[0]}:{step.site[1]}" if step.site is not None else ""
    if step.kernel is not None:
        return f"{outs} = {_call(step)} : {types}{grad}{where}"
    if step.mark is not None:
        name = type(step.mark).__name__.lower()
        roots = ", ".join(f"%{slot}" for slot in getattr(step.mark, "roots", ()))
        return f"{outs} = {name}({roots}) : {types}" if outs else name
    return f"{outs} = input : {types}{grad}"


def _call(step: Step) -> str:
    kernel = step.kernel
    assert kernel is not None
    refs = iter(step.refs)
    parts = [
        repr(spec) if spec is None or isinstance(spec, Const) else f"%{next(refs)}"
        for spec in kernel.specs
    ]
    parts += [repr(s) for s in kernel.static]
    return f"{kernel.op.name}({', '.join(parts)})"


def cause_of(steps: Sequence[Step]) -> str:
    """Why this path was not one seen before: where it left another, and by what."""
    for step in steps:
        if step.instead is None:
            continue
        where = f"{step.site[0]}:{step.site[1]}: " if step.site is not None else ""
        return f"{where}{_essence(step)} where there was {_essence(step.instead)} before"
    return ""


def _essence(step: Step) -> str:
    if step.kernel is not None:
        return f"{_call(step)} : {step.aval!r}"
    if step.mark is not None:
        return type(step.mark).__name__.lower()
    return f"an input {step.aval!r}{' that requires grad' if step.requires_grad else ''}"
