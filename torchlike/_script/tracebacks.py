"""Tracebacks that point at the user's code, as PyTorch's do: no frames of torchlike or JAX."""

from __future__ import annotations

import os
import sys
from traceback import TracebackException
from types import TracebackType

_SWITCH = "TORCHLIKE_FULL_TRACEBACK"
_SCRIPT = os.path.dirname(os.path.abspath(__file__)) + os.sep
_MACHINERY = (
    "<frozen runpy>",
    "<frozen importlib",
    os.path.join(os.path.dirname(os.__file__), "runpy.py"),
)


def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A ``sys.excepthook``: every frame with ``TORCHLIKE_FULL_TRACEBACK=1``, else the user's."""
    if os.environ.get(_SWITCH, "0") not in ("", "0"):
        sys.__excepthook__(kind, error, trace)
    else:
        sys.stderr.write(render(error))


def render(error: BaseException) -> str:
    """The traceback of `error` and of what it is chained to, without inner frames."""
    report = TracebackException.from_exception(error, compact=True)
    _clean(report, _internal_prefixes())
    return "".join(report.format())


def _internal_prefixes() -> tuple[str, ...]:
    packages = [os.path.dirname(os.path.dirname(_SCRIPT)) + os.sep]
    for name in ("jax", "jaxlib"):
        file = getattr(sys.modules.get(name), "__file__", None)
        if file:
            packages.append(os.path.dirname(file) + os.sep)
    return (*packages, *_MACHINERY)


def _clean(report: TracebackException, internal: tuple[str, ...]) -> None:
    """Leaves only the user's frames; where there are none, all but those that started the run."""
    outside = [frame for frame in report.stack if not frame.filename.startswith(internal)]
    report.stack[:] = outside or [
        frame for frame in report.stack if not frame.filename.startswith((_SCRIPT, *_MACHINERY))
    ]
    report.__cause__ = _chained(report.__cause__, internal)
    report.__context__ = _chained(report.__context__, internal)
    for member in report.exceptions or ():
        _clean(member, internal)


def _chained(
    report: TracebackException | None, internal: tuple[str, ...]
) -> TracebackException | None:
    """The next exception of a chain that is the user's: not raised and caught further inside."""
    while report is not None:
        if not report.stack or any(not f.filename.startswith(internal) for f in report.stack):
            _clean(report, internal)
            return report
        report = report.__cause__ or report.__context__
    return None
