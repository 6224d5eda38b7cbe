"""`rearrange`: reordering, splitting and joining dims by a pattern of their names."""

from __future__ import annotations

import math
import re
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops._bindings import stack

#: What stands for the dims that a pattern does not name.
_REST = "..."
#: A dim of a pattern: the names that make it up, none for a size of 1; bare dots for all others.
_Dim = list[str] | str


class DimensionBindError(Exception):
    """Sizes that do not fit the dims they are given for."""


def rearrange(tensor: Any, pattern: str, **axes_lengths: int) -> Any:
    """`tensor`, or several stacked, with its dims as `pattern` says: ``"b (h w) c -> b h w c"``.

    Names in parentheses are one dim, in which the last varies fastest; ``...`` are all dims that
    have no name, ``1`` is a dim of size 1. `axes_lengths` are sizes by name. Raises: ValueError for
    a pattern that cannot be read, or does not fit; `DimensionBindError` for sizes that do not.
    """
    if not isinstance(tensor, TensorBase):
        tensor = stack(tensor)
    sides = pattern.split("->")
    if len(sides) != 2:
        raise ValueError("Pattern must contain a single '->' separator")
    left, right = map(_parsed, sides)
    _check_names(left, right, pattern, axes_lengths)
    rest = _rest_of(left, tensor.ndim)
    sizes: dict[str, int] = {}
    for size, dim in zip(tensor.shape, _spread(left, rest), strict=True):
        sizes |= _split(dim, size, axes_lengths)
    places = {name: place for place, name in enumerate(sizes)}
    wanted = _spread(right, rest)
    order = [places[name] for dim in wanted for name in dim]
    moved = tensor.reshape(tuple(sizes.values())).permute(order)
    return moved.reshape(tuple(math.prod(sizes[name] for name in dim) for dim in wanted))


def _parsed(side: str) -> list[_Dim]:
    """The dims of one side of a pattern."""
    if "." in side and (side.count("...") != 1 or side.count(".") != 3):
        raise ValueError(
            "Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor "
        )
    dims: list[_Dim] = []
    seen: set[str] = set()
    group: list[str] | None = None
    for token in re.findall(r"[()]|\.\.\.|[^\s().]+", side):
        if token == "(":
            if group is not None:
                raise ValueError(
                    "Axis composition is one-level (brackets inside brackets not allowed)"
                )
            group = []
        elif token == ")":
            if group is None:
                raise ValueError("Brackets are not balanced")
            dims.append(group)
            group = None
        else:
            names = [] if token == "1" else [_name(token, seen)]
            if group is not None:
                group += names
            else:
                dims.append(token if token == _REST else names)
    if group is not None:
        raise ValueError(f"Imbalanced parentheses in expression: '{side}'")
    return dims


def _name(token: str, seen: set[str]) -> str:
    """A name, which is not in `seen` yet. Raises: ValueError for what is none."""
    if token.isdecimal():
        raise ValueError("rearrange only supports unnamed axes of size 1")
    if token != _REST and not token.isidentifier():
        raise ValueError(f"Invalid axis identifier: {token}\nnot a valid python identifier")
    if token.startswith("_") or token.endswith("_"):
        raise ValueError(
            f"Invalid axis identifier: {token}\n"
            "axis name should should not start or end with underscore"
        )
    if token in seen:
        raise ValueError(f"Indexing expression contains duplicate dimension '{token}'")
    seen.add(token)
    return token


def _check_names(left: list[_Dim], right: list[_Dim], pattern: str, lengths: Any) -> None:
    """Raises where the sides do not name the same, or lengths are given for something else."""
    if any(_REST in dim for dim in left if isinstance(dim, list)):
        raise ValueError(f"Ellipsis is parenthesis in the left side is not allowed: {pattern}")
    own, other = ({n for dim in s for n in _names(dim)} for s in (left, right))
    if _REST in other - own:
        raise ValueError(f"Ellipsis found in right side, but not left side of a pattern {pattern}")
    alone = own ^ other
    if alone:
        raise ValueError(
            f"Identifiers only on one side of rearrange expression (should be on both): {alone}"
        )
    unknown = lengths.keys() - own
    if unknown:
        raise ValueError(f"Identifiers not found in rearrange expression: {unknown}")
    for length in lengths.values():
        if not isinstance(length, int):
            raise TypeError(f"rearrange axis lengths must be integers, got: {type(length)}")


def _names(dim: _Dim) -> list[str]:
    return [dim] if isinstance(dim, str) else dim


def _rest_of(dims: list[_Dim], rank: int) -> list[str]:
    """Names for the dims that have none. Raises: ValueError for another number of dims."""
    named = len([dim for dim in dims if dim != _REST])
    if named == len(dims) and named != rank:
        raise ValueError(
            f"Number of dimensions in pattern ({named}) must be equal to the number of dimensions "
            f"in the tensor ({rank})"
        )
    if named > rank:
        raise ValueError(
            f"Number of dimensions in pattern ({named}) must be less than or equal to the number "
            f"of dimensions in the tensor ({rank})"
        )
    return [f"{_REST}{number}" for number in range(rank - named)]


def _spread(dims: list[_Dim], rest: list[str]) -> list[list[str]]:
    """The dims with `rest` in the place of the dots."""
    found: list[list[str]] = []
    for dim in dims:
        if isinstance(dim, str):
            found += [[name] for name in rest]
        else:
            found.append([n for name in dim for n in (rest if name == _REST else [name])])
    return found


def _split(dim: list[str], size: int, lengths: dict[str, int]) -> dict[str, int]:
    """The sizes of the names that make up a dim. Raises: DimensionBindError."""
    open_ = [name for name in dim if name not in lengths]
    known = math.prod(lengths[name] for name in dim if name in lengths)
    if len(open_) > 1:
        raise DimensionBindError(
            "cannot infer the sizes of two dimensions at once " + " and ".join(open_[:2])
        )
    if open_ and (size % known if known else size):
        shown = tuple(lengths.get(name, "?") for name in dim)
        raise DimensionBindError(
            f"inferred dimension does not evenly fit into larger dimension: {size} vs {shown}"
        )
    if not open_ and known != size:
        pack = f"({', '.join(dim)}{',' if len(dim) == 1 else ''})"
        raise DimensionBindError(
            f"Dimension sizes to do not match ({size} != {known}) when matching dimension pack "
            f"{pack}"
        )
    return {name: lengths[name] if name in lengths else size // (known or 1) for name in dim}
