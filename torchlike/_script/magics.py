"""IPython's own syntax in notebook cells: what can be left out, and a clear error for the rest."""

from __future__ import annotations

import io
import re
import tokenize

from torchlike._script.sources import Cell

#: Line magics that set up a display or install packages: nothing is lost without them.
_SKIPPED = {
    "autoreload", "autosave", "colors", "conda", "config", "load_ext", "matplotlib", "mamba",
    "pip", "reload_ext", "tensorboard", "unload_ext", "xmode",
}  # fmt: skip
#: Magics around a statement or a cell that is itself to be run, once.
_TRANSPARENT = {"capture", "time", "timeit"}
#: Cells in another language that only show something.
_DISPLAY_CELLS = {"html", "javascript", "js", "latex", "markdown", "svg"}

_CANDIDATE = re.compile(r"^[ \t]*(?:%|!|\?|[\w.]+\?{1,2}[ \t]*$)", re.MULTILINE)
_MAGIC = re.compile(r"(?P<mark>%%?|!)(?P<name>[\w.]*)[ \t]*(?P<rest>.*)")
_INSTALL = re.compile(
    r"!\s*(?:\S*python[\d.]*\s+-m\s+|\{sys\.executable\}\s+-m\s+)?"
    r"(?:pip3?|conda|mamba)\s+install\b.*"
)
_HELP = re.compile(r"\?{0,2}[\w.]+\?{0,2}")
_TIMEIT_OPTIONS = re.compile(r"(?:-[nrtcpqo]\s*\d*\s+)*")


def plain_python(cell: Cell) -> str:
    """The cell's source with IPython's magics taken out, every other line where it was.

    Raises: SyntaxError, at its line, for a magic or shell command that does something.
    """
    if not _CANDIDATE.search(cell.source):
        return cell.source
    lines = cell.source.splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        head = _cell_magic(cell, lines[first], first)
        if head is None:
            return ""
        lines[first] = head
    for number, line in enumerate(lines):
        if _CANDIDATE.match(line) and _starts_statement(lines[:number]):
            text = line.lstrip()
            indent = line[: len(line) - len(text)]
            statement = _line_magic(cell, text, number)
            # A block may consist of it alone; before a `from __future__` nothing may stand.
            lines[number] = indent + (statement or ("pass" if indent else ""))
    return "\n".join(lines)


def _starts_statement(lines: list[str]) -> bool:
    """Whether the line after `lines` begins a statement, outside brackets and strings."""
    if lines and lines[-1].endswith("\\"):
        return False
    try:
        for _ in tokenize.generate_tokens(io.StringIO("\n".join([*lines, ""])).readline):
            pass
    except tokenize.TokenError:
        return False
    except IndentationError:
        return True
    return True


def _line_magic(cell: Cell, text: str, number: int) -> str:
    """The statement to run in place of a line magic, empty for none."""
    found = _MAGIC.match(text)
    if found is None:
        if text.startswith("?") or _HELP.fullmatch(text.rstrip()):
            return ""
        return text
    if found["mark"] == "!":
        if _INSTALL.fullmatch(text):
            return ""
        raise _refusal(cell, f"the shell command {text.rstrip()!r}", number, text)
    if found["mark"] == "%" and found["name"] in _SKIPPED:
        return ""
    if found["mark"] == "%" and found["name"] in _TRANSPARENT:
        return _timed(found)
    raise _refusal(cell, f"IPython's {found['mark']}{found['name']}", number, text)


def _cell_magic(cell: Cell, text: str, number: int) -> str | None:
    """The line to run in place of a cell magic; None to leave the whole cell out."""
    found = _MAGIC.fullmatch(text)
    name = found["name"] if found else ""
    if name in _DISPLAY_CELLS:
        return None
    if found is not None and name in _TRANSPARENT:
        return _timed(found) if name == "timeit" else ""
    raise _refusal(cell, f"IPython's %%{name}", number, text)


def _timed(found: re.Match[str]) -> str:
    return _TIMEIT_OPTIONS.sub("", found["rest"], count=1) if found["rest"] else ""


def _refusal(cell: Cell, what: str, number: int, text: str) -> SyntaxError:
    place = (cell.filename, cell.first_line + number, 1, text)
    return SyntaxError(f"torchlike does not run {what}", place)
