"""Reading what is to be run: notebooks and Markdown files as numbered cells."""

from __future__ import annotations

import json
import linecache
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any


class ScriptError(Exception):
    """Something is wrong with what was asked for, not with torchlike or the user's code."""


@dataclass(frozen=True)
class Recorded:
    """A cell's output as its file keeps it; `error` is ``"Type: message"`` where it raised."""

    text: str
    error: str | None = None


def described(name: str, message: str) -> str:
    """An exception in one line, as a traceback ends: its type, and its message if it has one."""
    return f"{name}: {message}" if message else name


@dataclass(frozen=True)
class Cell:
    """A piece of code and where tracebacks say it stands."""

    number: int
    source: str
    filename: str
    first_line: int = 1
    recorded: Recorded | None = None


@dataclass(frozen=True)
class Document:
    """The cells of one file, run in order in one namespace."""

    path: str
    cells: tuple[Cell, ...]
    displays: bool
    """Whether a cell shows the value of its last expression, as a notebook does."""


def is_document(path: str) -> bool:
    """Whether `path` names a notebook or a Markdown file, going by its ending."""
    return Path(path).suffix.lower() in _READERS


def read_document(path: str) -> Document:
    """The notebook or Markdown file at `path`.

    Raises: ScriptError when it is not what its ending says, or holds no Python.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScriptError(f"{path} is not UTF-8 text: {error}") from None
    document = _READERS[Path(path).suffix.lower()](path, text)
    if not document.cells:
        raise ScriptError(f"{path} holds no Python code")
    return document


def read_bytes(path: str) -> bytes:
    """The contents of `path`. Raises: ScriptError when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise ScriptError(f"can't open file '{path}': {error.strerror}") from None


def remember(filename: str, lines: list[str]) -> None:
    """Lets tracebacks and `inspect` show the lines of code that is in no file of its own."""
    kept = [line + "\n" for line in lines]
    linecache.cache[filename] = (sum(map(len, kept)), None, kept, filename)


def _read_notebook(path: str, text: str) -> Document:
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise ScriptError(f"{path} is not a notebook: not valid JSON ({error})") from None
    entries = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ScriptError(f"{path} is not a notebook of format 4: it has no list of cells")
    metadata = notebook.get("metadata", {})
    language = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get(
        "language", "python"
    )
    if language.lower() != "python":
        raise ScriptError(f"{path} is a notebook in {language}, not Python")
    cells = []
    for entry in entries:
        if entry.get("cell_type") != "code":
            continue
        number = len(cells) + 1
        source = _joined(entry.get("source", ""))
        filename = f"{path}, cell {number}"
        remember(filename, source.splitlines())
        cells.append(Cell(number, source, filename, recorded=_notebook_output(entry)))
    return Document(path, tuple(cells), displays=True)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _notebook_output(entry: dict[str, Any]) -> Recorded | None:
    """What the cell wrote to its standard output and displayed as text alone."""
    outputs = entry.get("outputs", [])
    if not outputs and entry.get("execution_count") is None:
        return None  # never run
    parts, error = [], None
    for output in outputs:
        kind = output.get("output_type")
        data = output.get("data", {})
        if kind == "stream" and output.get("name") == "stdout":
            parts.append(_joined(output.get("text", "")))
        elif kind == "execute_result" or (kind == "display_data" and set(data) == {"text/plain"}):
            parts.append(_joined(data.get("text/plain", "")) + "\n")
        elif kind == "error":
            error = described(output.get("ename", ""), output.get("evalue", ""))
    return Recorded("".join(parts), error)


_PYTHON_FENCES = {"python", "python3", "py", "ipython", "ipython3"}
_OUTPUT_FENCES = {"", "text", "txt", "plaintext", "output", "console"}
_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)")


@dataclass(frozen=True)
class _Fence:
    """A fenced block: lines ``first`` to ``stop`` (exclusive) hold its content."""

    first: int
    stop: int
    indent: str
    language: str


def _read_markdown(path: str, text: str) -> Document:
    lines = text.splitlines()
    shown = [""] * len(lines)
    cells = []
    for fence, following in _fences(lines):
        if fence.language not in _PYTHON_FENCES:
            continue
        code = [line.removeprefix(fence.indent) for line in lines[fence.first : fence.stop]]
        shown[fence.first : fence.stop] = code
        output = _markdown_output(lines, fence, following)
        cells.append(Cell(len(cells) + 1, "\n".join(code), path, fence.first + 1, recorded=output))
    remember(path, shown)
    return Document(path, tuple(cells), displays=False)


def _fences(lines: list[str]) -> Iterator[tuple[_Fence, _Fence | None]]:
    """Each fenced block, with the one that stands directly after it, blank lines aside."""
    found = []
    at = 0
    while at < len(lines):
        opening = _FENCE.fullmatch(lines[at])
        at += 1
        if opening is None:
            continue
        stop = at
        while stop < len(lines) and not _closes(lines[stop], opening["mark"]):
            stop += 1
        words = re.findall(r"[\w+-]+", opening["info"])
        found.append(_Fence(at, stop, opening["indent"], words[0].lower() if words else ""))
        at = stop + 1
    for fence, later in zip_longest(found, found[1:]):
        between = lines[fence.stop + 1 : later.first - 1] if later else [""]
        yield fence, None if any(map(str.strip, between)) else later


def _closes(line: str, mark: str) -> bool:
    text = line.strip()
    return len(text) >= len(mark) and not text.strip(mark[0])


def _markdown_output(lines: list[str], fence: _Fence, following: _Fence | None) -> Recorded | None:
    """The output block after a fence: indented lines, as nbconvert writes it, or a fence."""
    if following is not None:
        if following.language not in _OUTPUT_FENCES:
            return None
        block = lines[following.first : following.stop]
        return _split_error("\n".join(line.removeprefix(following.indent) for line in block))
    margin = fence.indent + "    "
    block = []
    for line in lines[fence.stop + 1 :]:
        if line.strip() and (not line.startswith(margin) or _FENCE.fullmatch(line)):
            break
        block.append(line.removeprefix(margin))
    text = "\n".join(block).strip("\n")
    return _split_error(text) if text.strip() else None


_TRACEBACK = re.compile(
    r"^(?:-{20,}\s*)?(?:(?P<name>[\w.]+) +)?Traceback \(most recent call last\)(?P<rest>.*)",
    re.MULTILINE | re.DOTALL,
)
_MODULE_OF_ERROR = re.compile(r"^(?:\w+\.)+(?=\w+(?::|$))")


def _split_error(text: str) -> Recorded:
    """Parts what was printed from the traceback, Python's or IPython's, that ended the cell."""
    found = _TRACEBACK.search(text)
    if found is None:
        return Recorded(text)
    # Python's: the first line not indented below the last header. IPython's: by its header's name.
    head = rf"^{re.escape(found['name'])}\b.*" if found["name"] else r"^\w.*"
    last = found["rest"].rpartition("Traceback (most recent call last)")[2]
    error = re.search(head, last, re.MULTILINE | re.DOTALL)
    message = error[0].rstrip().removesuffix(":") if error else ""
    return Recorded(text[: found.start()], _MODULE_OF_ERROR.sub("", message, count=1))


_READERS = {".ipynb": _read_notebook, ".md": _read_markdown, ".markdown": _read_markdown}
