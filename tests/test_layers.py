"""Imports point downward only: a lower layer never imports a higher one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "torchlike"

#: Lowest first. A public module that is not named belongs to the layer of `nn`; a private one has
#: to be named, and so does the top.
LAYERS = (
    {"_version", "_alias", "_startup"},
    {"_core"},
    {"_ops"},
    {"printing", "size", "finfo"},
    {"tensor", "subclasses"},
    {"construct", "defaults", "interop", "linalg", "random", "ranges", "tensor_types"},
    {"autograd"},
    {"nn", "optim", "utils", "distributions", "serialization"},
    {"_script", "__main__", "__init__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

FILES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


def rank(part: str) -> int:
    """The layer of the top-level module or package `part` of torchlike."""
    if part not in RANK and part.startswith("_"):
        pytest.fail(f"torchlike.{part} has no layer: give it one in {Path(__file__).name}")
    return RANK.get(part, RANK["nn"])


def part_of(module: str) -> str:
    """``torchlike.nn.functional`` -> ``nn``; the root is its ``__init__``."""
    _, _, rest = module.partition(".")
    return rest.partition(".")[0] or "__init__"


def is_root(module: str) -> bool:
    return module.partition(".")[0] == "torchlike"


def is_part(name: str) -> bool:
    return (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()


def run_time_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only a type checker visits."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from (inner for other in node.orelse for inner in ast.walk(other))
            continue
        yield node
        yield from run_time_nodes(node)


def imported_parts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and torchlike part of each import; `from torchlike import nn` means ``nn``."""
    for node in run_time_nodes(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if is_root(alias.name):
                    yield node.lineno, part_of(alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module and is_root(node.module):
            for alias in node.names:
                direct = node.module == "torchlike" and is_part(alias.name)
                yield node.lineno, alias.name if direct else part_of(node.module)


@pytest.mark.parametrize("file", FILES)
def test_imports_point_downward(file: str) -> None:
    here = rank(Path(file).parts[0].removesuffix(".py"))
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    upward = [(line, part) for line, part in imported_parts(tree) if rank(part) > here]
    assert not upward, "imports of a higher layer (line, module)"


@pytest.mark.parametrize("file", FILES)
def test_no_file_imports_pytorch_or_by_relative_path(file: str) -> None:
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    modules: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules.append((node.lineno, "." * node.level + (node.module or "")))
    bad = [item for item in modules if item[1].partition(".")[0] in ("torch", "")]
    assert not bad, "imports (line, module)"
