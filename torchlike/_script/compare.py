"""``--check``: runs a document and compares each cell's output with what its file records."""

from __future__ import annotations

import contextlib
import io
import math
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from torchlike._script import tracebacks
from torchlike._script.runner import Session
from torchlike._script.sources import Cell, Document, described

#: Numbers agree within this part of their size, or one unit of the last digit printed where three
#: or more stand behind the point. Integers, and everything that is not a number, agree exactly.
_RELATIVE = 1e-4
_LINES_SHOWN = 20

_TOKEN = re.compile(
    r"(?P<address>\b0x[0-9a-fA-F]+\b)"
    r"|(?P<number>(?<![\w.])(?>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?![^\Wj]))"
    r"|\w+|\S"
)


@dataclass(frozen=True)
class _Outcome:
    """What running a cell gave: printed text, its last value's repr, the exception it raised."""

    printed: str
    shown: str = ""
    error: BaseException | None = None


@dataclass(frozen=True)
class _Verdict:
    """What the report says of a cell; `raised` is an exception that its file does not record."""

    words: str
    details: tuple[str, ...] = ()
    raised: BaseException | None = None


_AGREES = _Verdict("agrees")


def check(document: Document, arguments: list[str]) -> bool:
    """Runs `document`, reports cell by cell what agrees; whether everything recorded does.

    Compared are standard output, the value shown (where a Markdown file records one, too) and the
    exception; standard error and pictures are not. A cell that raises ends the run, as it ends a
    notebook's, unless the exception is the recorded one.
    """
    session = Session(document, arguments)
    compared = sum(cell.recorded is not None for cell in document.cells)
    agreed, raised = 0, None
    for cell in document.cells:
        verdict = _judge(cell, _run(session, cell), document.displays)
        for line in (f"cell {cell.number}: {verdict.words}", *verdict.details):
            _say(line)
        agreed += verdict is _AGREES
        raised = verdict.raised
        if raised is not None:
            left = len(document.cells) - cell.number
            _say(f"not run: the {left} after it" if left else "it was the last")
            break
    if compared:
        _say(f"{document.path}: {agreed} of {compared} recorded outputs agree")
    else:
        _say(f"{document.path}: no output is recorded, so there is nothing to compare")
    if raised is not None:
        sys.stdout.flush()
        tracebacks.show(type(raised), raised, raised.__traceback__)
    return raised is None and 0 < agreed == compared


def agree(recorded: str, produced: str) -> bool:
    """Whether two texts say the same: numbers as numbers, addresses and white space aside."""
    return _compare(recorded, produced, _close)


def _run(session: Session, cell: Cell) -> _Outcome:
    shown: list[str] = []
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            session.run(cell, lambda value: shown.append(repr(value)))
        except (Exception, SystemExit) as error:  # noqa: BLE001  (reported as the cell's outcome)
            return _Outcome(printed.getvalue(), error=error)
    return _Outcome(printed.getvalue(), "".join(shown))


def _judge(cell: Cell, outcome: _Outcome, displays: bool) -> _Verdict:
    recorded, error = cell.recorded, outcome.error
    expected = recorded.error if recorded else None
    if error is not None:
        raised = described(type(error).__name__, str(error))
        if expected is None:
            return _Verdict(f"raised {raised}", raised=error)
        if not agree(expected, raised):
            return _Verdict(f"raised {raised}, recorded is {expected}", raised=error)
    elif expected is not None:
        return _Verdict(f"raised nothing, recorded is {expected}")
    if recorded is None:
        return _Verdict("nothing recorded")
    produced = outcome.printed + outcome.shown
    if agree(recorded.text, produced) or (not displays and agree(recorded.text, outcome.printed)):
        return _AGREES
    same_words = _compare(recorded.text, produced, lambda ours, theirs: True)
    words = "differs in numbers only" if same_words else "differs"
    return _Verdict(words, tuple(_difference(recorded.text, produced)))


def _compare(recorded: str, produced: str, numbers: Callable[[str, str], bool]) -> bool:
    pairs = zip_longest(_TOKEN.finditer(recorded), _TOKEN.finditer(produced))
    for ours, theirs in pairs:
        if ours is None or theirs is None or ours.lastgroup != theirs.lastgroup:
            return False
        if ours.lastgroup == "address":
            continue
        same = numbers if ours.lastgroup == "number" else str.__eq__
        if not same(ours[0], theirs[0]):
            return False
    return True


def _close(recorded: str, produced: str) -> bool:
    if _is_integer(recorded) or _is_integer(produced):
        return _is_integer(recorded) and _is_integer(produced) and int(recorded) == int(produced)
    mantissa, _, exponent = recorded.lower().partition("e")
    digits = len(mantissa.partition(".")[2])
    last_place = 1.01 * 10.0 ** (int(exponent or 0) - digits) if digits >= 3 else 0.0
    return math.isclose(float(recorded), float(produced), rel_tol=_RELATIVE, abs_tol=last_place)


def _is_integer(text: str) -> bool:
    return text.lstrip("+-").isdigit()


def _difference(recorded: str, produced: str) -> list[str]:
    """The lines that differ, recorded ones under ``-`` and produced ones under ``+``."""
    before, after = recorded.strip("\n").splitlines(), produced.strip("\n").splitlines()
    if len(before) == len(after):
        pairs = [pair for pair in zip(before, after, strict=True) if not agree(*pair)]
        before, after = [old for old, _ in pairs], [new for _, new in pairs]
    shown = []
    for sign, lines in (("-", before), ("+", after)):
        shown += [f"    {sign} {line}" for line in lines[:_LINES_SHOWN]]
        if len(lines) > _LINES_SHOWN:
            shown.append(f"    {sign} ... ({len(lines) - _LINES_SHOWN} more lines)")
    return shown


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
