"""The recorded operators: `data/<group>.xz`, one file per namespace and first letter.

A file is LZMA of: the length of a header in eight bytes, the header as JSON, the elements of all
arrays one after another. The header is `{"arrays": [[NumPy dtype, count], ...], "ops": [...]}`,
each op the fields of `Golden`; `encoding` says how values are written.
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np

from compat.ops.encoding import Arrays

DATA = Path(__file__).parent / "data"
NAMESPACES = ("nn.functional", "linalg", "fft", "special", "masked", "signal.windows")


@dataclass
class Golden:
    """An operator, its cases, and what PyTorch did with them."""

    #: Its name under `torch`, and after a slash which entry of the database it is.
    title: str
    #: How it is reached (see `calls.form_of`).
    form: str
    #: Other names of the same function.
    aliases: list[str]
    #: Each with `dtype`, `args`, `kwargs`, `result`, and the other ways of calling it that were
    #: recorded: "=" where they gave the result.
    cases: list[dict[str, Any]]
    #: Each with `args`, `kwargs` and `error`, its type and first line.
    errors: list[dict[str, Any]]
    arrays: Arrays = field(repr=False, default_factory=Arrays)

    @property
    def name(self) -> str:
        return self.title.split("/")[0]


def namespace_of(name: str) -> str:
    """The namespace an operator is counted in."""
    found = next((n for n in NAMESPACES if name.startswith(f"{n}.")), None)
    if found is not None:
        return found
    return "private" if name.startswith("_") and not name.startswith("__") else "torch"


def group_of(name: str) -> str:
    """The file an operator is kept in."""
    namespace = namespace_of(name)
    if namespace in ("torch", "nn.functional"):
        return f"{namespace}-{name.rpartition('.')[2].strip('_')[0].lower()}"
    return namespace


def write(group: str, goldens: Iterable[Golden], arrays: Arrays) -> None:
    """Writes one file; all `goldens` keep their arrays in `arrays`."""
    ops = [{k: v for k, v in vars(golden).items() if k != "arrays"} for golden in goldens]
    DATA.mkdir(exist_ok=True)
    pack(DATA / f"{group}.xz", {"ops": ops}, arrays)


def pack(path: Path, header: dict[str, Any], arrays: Arrays) -> None:
    """Writes a header and the arrays that it refers to."""
    kinds = [[array.dtype.str, array.size] for array in arrays.kept]
    text = json.dumps({"arrays": kinds, **header}, separators=(",", ":")).encode()
    body = b"".join(array.tobytes() for array in arrays.kept)
    path.write_bytes(lzma.compress(len(text).to_bytes(8, "little") + text + body, preset=6))


def read(path: Path) -> list[Golden]:
    """Everything in one file."""
    header, arrays = unpack(path)
    return [Golden(**op, arrays=arrays) for op in header["ops"]]


def unpack(path: Path) -> tuple[dict[str, Any], Arrays]:
    """What `pack` wrote."""
    raw = lzma.decompress(path.read_bytes())
    end = 8 + int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8:end])
    arrays = Arrays()
    for kind, count in header["arrays"]:
        array = np.frombuffer(raw, np.dtype(kind), count, end)
        arrays.kept.append(array)
        end += array.nbytes
    return header, arrays


def collect(pattern: str = "*") -> Iterator[Golden]:
    """The operators whose name, or name/variant, matches a glob."""
    exact = None if any(c in pattern for c in "*?[") else group_of(pattern.split("/")[0])
    for path in sorted(DATA.glob("*.xz")):
        if exact in (None, path.stem):
            for golden in read(path):
                if fnmatch(golden.title, pattern) or fnmatch(golden.name, pattern):
                    yield golden
