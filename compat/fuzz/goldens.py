"""The recorded programs: their statements and what PyTorch did, compressed."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

from compat.fuzz.observe import Facets
from compat.replay import ROOT

FOLDER = ROOT / "goldens"
KNOWN = ROOT / "fuzz-known.txt"
PROGRAMS_PER_FILE = 500


@dataclass(frozen=True)
class Golden:
    """A program and what PyTorch did with it."""

    seed: int
    statements: list[str]
    observed: list[Facets]

    @property
    def name(self) -> str:
        return f"fuzz/{self.seed}"

    @property
    def area(self) -> str:
        return "fuzz"


def write(goldens: Iterable[Golden]) -> None:
    """Replaces what is recorded."""
    for path in FOLDER.glob("fuzz-*.json.gz"):
        path.unlink()
    everything = list(goldens)
    for start in range(0, len(everything), PROGRAMS_PER_FILE):
        chosen = everything[start : start + PROGRAMS_PER_FILE]
        text = json.dumps([vars(g) for g in chosen], separators=(",", ":"))
        path = FOLDER / f"fuzz-{start:05d}.json.gz"
        path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def read() -> Iterator[Golden]:
    """Everything recorded, a file at a time."""
    for path in sorted(FOLDER.glob("fuzz-*.json.gz")):
        for entry in json.loads(gzip.decompress(path.read_bytes())):
            yield Golden(**entry)


def collect(pattern: str = "*") -> list[Golden]:
    """The recorded programs whose name, `fuzz/seed`, matches a glob."""
    return [golden for golden in read() if fnmatch(golden.name, pattern)]
