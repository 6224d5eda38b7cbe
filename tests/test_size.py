"""Files stay small enough to be read."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOFT, HARD = 500, 800

#: Written by a program, read by nobody.
GENERATED = {"torchlike/_ops/_bindings.py"}
#: Above the soft cap, each with the reason why splitting it would make it harder to read.
LONG: dict[str, str] = {
    "torchlike/_core/trace.py": "recording is one mutual recursion: Trace, Step, miss, flush",
    "compat/errors/cases/arguments.py": "a table of one-line cases",
}


def line_counts() -> dict[str, int]:
    folders = ("torchlike", "tests", "compat", "benchmarks", "examples")
    files = (file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    counts = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in files
    }
    return {name: count for name, count in counts.items() if name not in GENERATED}


COUNTS = line_counts()


@pytest.mark.parametrize(("cap", "allowed"), [(SOFT, set(LONG)), (HARD, set())])
def test_no_file_is_longer_than_its_cap(cap: int, allowed: set[str]) -> None:
    too_long = {name: n for name, n in COUNTS.items() if n > cap and name not in allowed}
    assert not too_long


def test_the_list_of_long_files_is_current() -> None:
    stale = [name for name in LONG if COUNTS.get(name, 0) <= SOFT]
    assert not stale
