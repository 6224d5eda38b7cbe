"""Running code as ``__main__``: a file, a module, a string, or a document's cells in order."""

from __future__ import annotations
import __future__

import ast
import builtins
import importlib.util
import os
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any

from torchlike._script.magics import plain_python
from torchlike._script.sources import Cell, Document, ScriptError, read_bytes, remember

_FUTURE_FLAGS = sum(
    getattr(__future__, name).compiler_flag for name in __future__.all_feature_names
)


def run_file(path: str, arguments: list[str]) -> None:
    """Runs a Python file as ``python path arguments`` would."""
    if os.path.isdir(path):
        raise ScriptError(f"can't run '{path}': it is a directory")
    source, file = read_bytes(path), os.path.abspath(path)
    namespace = _enter([path, *arguments], os.path.dirname(file), file=file)
    _execute(_compile(source, file), namespace)


def run_string(source: str, name: str, arguments: list[str]) -> None:
    """Runs `source`: ``-c`` or standard input, according to `name`."""
    filename = "<string>"
    if name == "-":
        filename = "<stdin>"
        remember(filename, source.splitlines())
    namespace = _enter([name, *arguments], "")
    _execute(_compile(source, filename), namespace)


def run_module(name: str, arguments: list[str]) -> None:
    """Runs a module, or a package's ``__main__``, as ``python -m name arguments`` would."""
    _put_on_path(os.getcwd())
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = importlib.util.find_spec(f"{name}.__main__")
    except ModuleNotFoundError as error:
        raise ScriptError(f"no module named {name} can be run: {error}") from None
    loader: Any = spec and spec.loader
    code = loader.get_code(spec.name) if spec is not None and hasattr(loader, "get_code") else None
    if spec is None or code is None:
        raise ScriptError(f"no module named {name} can be run")
    namespace = _enter([spec.origin or name, *arguments], None, file=spec.origin, spec=spec)
    _execute(code, namespace)


class Session:
    """A document being run: its ``__main__`` namespace and what the cells so far have set."""

    def __init__(self, document: Document, arguments: list[str]) -> None:
        directory = os.path.dirname(os.path.abspath(document.path))
        # No `__file__`: a child process could not import a notebook as its main module.
        self._namespace = _enter([document.path, *arguments], directory)
        self._document = document
        self._flags = 0
        if document.displays:
            self._namespace["display"] = _display

    def run(self, cell: Cell, show: Callable[[object], object]) -> None:
        """Runs a cell, and calls `show` with its last expression's value if it has one to show.

        An exception leaves with a note that says which cell it is from.
        """
        try:
            value = self._value(cell)
            if value is not None:
                if self._document.displays:
                    self._namespace["_"] = value
                show(value)
        except Exception as error:
            error.add_note(f"torchlike: raised in cell {cell.number} of {self._document.path}")
            raise

    def _value(self, cell: Cell) -> object:
        source = "\n" * (cell.first_line - 1) + plain_python(cell)
        flags = self._flags | ast.PyCF_ONLY_AST
        tree: Any = compile(source, cell.filename, "exec", flags, dont_inherit=True)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        body = _compile(tree, cell.filename, self._flags)
        # As in a notebook, `from __future__ import annotations` holds for the later cells too.
        self._flags |= body.co_flags & _FUTURE_FLAGS
        _execute(body, self._namespace)
        if last is None:
            return None
        expression = ast.Expression(last.value)
        code = compile(expression, cell.filename, "eval", self._flags, dont_inherit=True)
        value = eval(code, self._namespace)
        return None if source.rstrip().endswith(";") else value


def run_document(document: Document, arguments: list[str]) -> None:
    """Runs a document's cells in order, showing each one's value where the document does."""
    session = Session(document, arguments)
    for cell in document.cells:
        session.run(cell, _display if document.displays else _ignore)


def _display(*values: object) -> None:
    for value in values:
        sys.stdout.write(f"{value!r}\n")


def _ignore(value: object) -> None:
    """Shows nothing of a cell's value."""


def _compile(source: Any, filename: str, flags: int = 0) -> CodeType:
    return compile(source, filename, "exec", flags, dont_inherit=True)


def _execute(code: CodeType, namespace: dict[str, Any]) -> None:
    exec(code, namespace)  # noqa: S102  (running the user's code is what this is for)


def _enter(
    argv: list[str],
    directory: str | None,
    *,
    file: str | None = None,
    spec: ModuleSpec | None = None,
) -> dict[str, Any]:
    """Puts a fresh ``__main__``, `argv` and `directory` where Python puts a script's own."""
    module = ModuleType("__main__")
    namespace = vars(module)
    namespace["__builtins__"] = builtins
    if file is not None:
        namespace["__file__"] = file
    if spec is not None:
        namespace.update(__spec__=spec, __loader__=spec.loader, __package__=spec.parent)
    sys.modules["__main__"] = module
    sys.argv[:] = argv
    if directory is not None:
        _put_on_path(directory)
    return namespace


def _put_on_path(directory: str) -> None:
    """Replaces what ``python -m torchlike`` put first on the path: the working directory."""
    if sys.flags.safe_path:
        return
    if sys.path and sys.path[0] in ("", os.getcwd()):
        sys.path[0] = directory
    else:
        sys.path.insert(0, directory)
