"""Compares what two runs of a program observed."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from compat.fuzz.observe import Facets
from compat.replay import first_difference

#: How far numbers may lie apart: relative to themselves, and to the largest beside them. A number
#: of a wide dtype may come from a narrower one that the program has used.
TOLERANCE = {"float16": 1e-2, "bfloat16": 4e-2}
DEFAULT_TOLERANCE = 1e-4


@dataclass
class Verdict:
    """How two runs differ: the first disagreement, and messages of other words before it."""

    statement: int | None = None
    difference: str | None = None
    wordings: list[str] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        return self.difference is None


def compare(expected: Sequence[Facets], found: Sequence[Facets]) -> Verdict:
    """Compares observations, statement by statement.

    A version is compared by how it goes on: where it starts depends on how a library makes tensors.
    """
    verdict = Verdict()
    here: dict[str, Facets] = {}
    there: dict[str, Facets] = {}
    tolerance = DEFAULT_TOLERANCE
    for number, (a, b) in enumerate(zip(expected, found, strict=True)):
        known = set(here)
        changed = update(here, a) | update(there, b)
        for name in changed - known:
            _start_alike(here.get(name, {}), there.get(name, {}))
        tolerance = max(tolerance, *(_tolerance(here.get(n, {}).get("dtype")) for n in changed), 0)
        difference = _event(a, b, verdict) or _variables(here, there, changed, tolerance)
        if difference is not None:
            verdict.statement, verdict.difference = number, difference
            break
    return verdict


#: What depends on values, which a library that works late may say later, at the latest when read.
_LATE = re.compile(
    "ZeroDivisionError|index out of|out of bounds|out of range|negative integer powers"
)


def may_come_late(observed: Sequence[Facets]) -> bool:
    """Whether something was raised that depends on values."""
    return any("raised" in step and _LATE.search(step["raised"][1]) for step in observed)


def compare_ends(expected: Sequence[Facets], found: Sequence[Facets]) -> Verdict:
    """Compares the events of two runs and what their variables were at the end."""
    a = [{k: v for k, v in step.items() if k != "vars"} for step in expected]
    b = [{k: v for k, v in step.items() if k != "vars"} for step in found]
    if a:
        a[-1]["vars"], b[-1]["vars"] = final(expected), final(found)
    return compare(a, b)


def final(observed: Sequence[Facets]) -> dict[str, Facets]:
    """What each variable was at the end."""
    state: dict[str, Facets] = {}
    for step in observed:
        update(state, step)
    return state


def update(state: dict[str, Facets], step: Facets) -> set[str]:
    """Brings the variables up to date with one statement; the names of those it changed."""
    changed = step.get("vars", {})
    for name, facets in changed.items():
        if facets is None:
            state.pop(name, None)
        else:
            state[name] = {**state.get(name, {}), **facets}
    return set(changed)


def _start_alike(a: Facets, b: Facets) -> None:
    if "version" in a and "version" in b:
        a["started"], b["started"] = 0, a["version"] - b["version"]


def _event(a: Facets, b: Facets, verdict: Verdict) -> str | None:
    raised, found = a.get("raised"), b.get("raised")
    if (raised and raised[0]) != (found and found[0]):
        return f"raised: expected {_shown(raised)}, got {_shown(found)}"
    if raised and found and raised[1] != found[1]:
        verdict.wordings.append(f"{raised[0]}: expected {raised[1]!r}, got {found[1]!r}")
    difference = first_difference(a.get("printed", ""), b.get("printed", ""), numbers=True)
    return None if difference is None else f"printed: {difference}"


def _shown(raised: list[str] | None) -> str:
    return "nothing" if raised is None else f"{raised[0]}: {raised[1]}"


def _tolerance(dtype: str | None) -> float:
    return TOLERANCE.get(dtype or "", DEFAULT_TOLERANCE)


def _variables(
    a: dict[str, Facets], b: dict[str, Facets], names: set[str], tolerance: float
) -> str | None:
    for name in sorted(names, key=lambda n: (len(n), n)):
        if name not in a and name not in b:
            continue
        if name not in a or name not in b:
            return (
                f"{name}: expected {a.get(name, 'no variable')}, got {b.get(name, 'no variable')}"
            )
        difference = _facets(a[name], b[name], tolerance)
        if difference is not None:
            return f"{name}.{difference}"
    return None


def _facets(a: Facets, b: Facets, tolerance: float) -> str | None:
    a, b = _counted(a), _counted(b)
    for name in [*a, *(k for k in b if k not in a)]:
        if name not in a or name not in b:
            return f"{name}: expected {a.get(name, 'none')}, got {b.get(name, 'none')}"
        if not _same(name, a[name], b[name], tolerance):
            return f"{name}: expected {a[name]}, got {b[name]}"
    return None


def _counted(facets: Facets) -> Facets:
    facets = dict(facets)
    started = facets.pop("started", 0)
    if "version" in facets:
        facets["version"] += started
    return facets


def _same(facet: str, a: Any, b: Any, tolerance: float) -> bool:
    if repr(a) == repr(b):
        return True
    if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
        return False
    if facet == "values":
        return close(a, b, tolerance)
    if facet == "grad":
        return a[:2] == b[:2] and a[3] == b[3] and close(a[2], b[2], tolerance)
    if facet == "python":
        return _same_python(a, b, tolerance)
    return False


def _same_python(a: list[Any], b: list[Any], tolerance: float) -> bool:
    if a == b:
        return True
    if a[0] != b[0] or len(a[1]) != len(b[1]):
        return False
    if a[0] == "float":
        return close(a[1], b[1], tolerance)
    return a[0] == "list" and all(
        _same_python(x, y, tolerance) for x, y in zip(a[1], b[1], strict=True)
    )


def close(a: Sequence[float], b: Sequence[float], tolerance: float) -> bool:
    """Whether numbers are the same to a rounding."""
    if len(a) != len(b):
        return False
    scale = max((abs(x) for x in a if math.isfinite(x)), default=0.0)
    return all(_near(x, y, tolerance, scale) for x, y in zip(a, b, strict=True))


def _near(x: float, y: float, tolerance: float, scale: float) -> bool:
    if isinstance(x, int) and isinstance(y, int):
        return x == y
    if math.isnan(x) or math.isnan(y):
        return math.isnan(x) and math.isnan(y)
    if math.isinf(x) or math.isinf(y):
        return x == y
    return abs(x - y) <= tolerance * max(abs(x), abs(y), 0.1 * scale, 1e-2)
