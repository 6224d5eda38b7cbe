"""What was recorded, run and compiled, for people: `torchlike.explain()`, `TORCHLIKE_TRACE=1`."""

from __future__ import annotations

import os
import sys
from collections import deque
from typing import Any

#: Set by `TORCHLIKE_TRACE=1`: every flush is printed to standard error.
TRACING = os.environ.get("TORCHLIKE_TRACE", "0") not in ("", "0")

_events: deque[tuple[str, Any, str, float]] = deque(maxlen=1000)


def note_flush(program: Any, reason: str, seconds: float) -> None:
    """Remembers that `program` was run, and why."""
    if TRACING:
        print(f"flush: {len(program.steps)} steps, {reason}, {seconds * 1e3:.2f} ms", file=sys.stderr)  # noqa: T201


def note_compile(program: Any, seconds: float) -> None:
    """Remembers that `program` was compiled as a whole."""
    if TRACING:
        print(f"compiled: {len(program.steps)} steps, {seconds * 1e3:.1f} ms", file=sys.stderr)  # noqa: T201
