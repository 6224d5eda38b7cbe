"""Signatures as `api.json` writes them, and whether one of ours takes what PyTorch's takes."""

import inspect
import keyword
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

_Kind = inspect.Parameter
_BY_NAME = (_Kind.KEYWORD_ONLY, _Kind.VAR_KEYWORD)
#: NumPy's names of parameters, which PyTorch's own parser takes without saying so, and the name
#: of what gathers arguments that are too many or not known.
_UNDOCUMENTED = ("axis", "keepdims", "*rest", "**unknown")
#: Parameters that PyTorch takes as one sequence or one by one, and what gathers them.
_SIZES = ("size", "sizes", "shape", "dims", "repeats")
_GATHERING = ("*args", "*each", "*sizes", "*shape", "*dims")


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, with its stars, and the repr of its default or None.

    A default that nothing tells is ``...``.
    """

    name: str
    default: str | None = None
    keyword_only: bool = False


def write(parameters: Sequence[Parameter]) -> str:
    """A signature such as ``(input, *, alpha=1)``."""
    parts = []
    starred = False
    for p in parameters:
        if p.keyword_only and not starred and not p.name.startswith("*"):
            parts.append("*")
        starred = starred or p.keyword_only or p.name.startswith("*")
        parts.append(p.name if p.default is None else f"{p.name}={p.default}")
    return f"({', '.join(parts)})"


def read(text: str) -> list[Parameter]:
    """The parameters of what `write` writes."""
    found = []
    keyword_only = False
    for part in filter(None, re.split(r",\s*(?![^\[({<]*[\])}>])", text.strip()[1:-1])):
        name, _, default = part.strip().partition("=")
        if name == "*":
            keyword_only = True
            continue
        found.append(Parameter(name, default or None, keyword_only or name.startswith("**")))
        keyword_only = keyword_only or (name.startswith("*") and not name.startswith("**"))
    return found


def signature_of(value: Any, *, method: bool) -> list[Parameter] | None:
    """The parameters that Python tells, without what a method is of; None where it does not."""
    static = isinstance(value, staticmethod)
    value = getattr(value, "__func__", value)
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (TypeError, ValueError):
        return None
    if {p.kind for p in parameters} == {_Kind.VAR_POSITIONAL, _Kind.VAR_KEYWORD}:
        return None
    if parameters and not static and (method or parameters[0].name in ("self", "cls")):
        parameters = parameters[1:]
    stars = {_Kind.VAR_POSITIONAL: "*", _Kind.VAR_KEYWORD: "**"}
    return [
        Parameter(stars.get(p.kind, "") + p.name, _default(p), p.kind in _BY_NAME)
        for p in parameters
    ]


def _default(parameter: inspect.Parameter) -> str | None:
    found = parameter.default
    if found is parameter.empty or repr(found) == "<required>":
        return None
    return re.sub(r" at 0x[0-9a-f]+", "", repr(found))


def documented(value: Any) -> list[Parameter] | None:
    """The parameters in the first line of a docstring, such as `add(input, other, *, alpha=1)`.

    None where the line is no signature, or gathers arguments without their names.
    """
    text = inspect.getdoc(value) or ""
    found = re.fullmatch(r"\w+\((.*)\)( ->.*)?", text.strip().split("\n")[0])
    if found is None or re.search(r"[\[(]", found[1]):
        return None
    parameters = []
    starred = False
    parts = [p for p in (p.strip() for p in found[1].split(",")) if p]
    if any(len(p) > 1 and p.startswith("*") for p in parts):
        return None
    for part in parts:
        name, _, default = (p.strip() for p in part.partition("="))
        words = name.split(":")[0].strip("*/ ").split()
        starred = starred or part == "*"
        if words:
            parameters.append(Parameter(words[-1], default or None, starred))
    return parameters if all(p.name.isidentifier() for p in parameters) else None


def agree(recorded: Sequence[str], found: Sequence[Parameter]) -> bool:
    """Whether a signature of ours is PyTorch's, or takes what all of its overloads take."""
    wanted = [read(text) for text in recorded]
    known = {p.name for signature in wanted for p in signature}
    if any(map(keyword.iskeyword, known)):  # no parameter can have that name here
        return any(p.name.startswith("**") for p in found)
    own = _plainly(found, known)
    if len(wanted) == 1:
        first = wanted[0]
        return _ordered(first) == _ordered(own) and all(map(_same, _sorted(first), _sorted(own)))
    names = {p.name for p in own}
    return names == known - {"self"} and all(_takes(found, w) for w in wanted)


def _plainly(found: Sequence[Parameter], known: Collection[str]) -> list[Parameter]:
    """Parameters without those that nobody documents; sizes given one by one are one argument."""
    gathers = any(p.name in _GATHERING and p.name not in known for p in found)
    hidden = (*_UNDOCUMENTED, *_GATHERING)
    return [
        Parameter(p.name, p.default, p.keyword_only and not (gathers and p.name in _SIZES))
        for p in found
        if p.name in known or p.name not in hidden
    ]


def _ordered(parameters: Sequence[Parameter]) -> tuple[list[str], set[str]]:
    """The names of what goes by position, and of what goes by name only."""
    by_name = {p.name for p in parameters if p.keyword_only}
    return [p.name for p in parameters if p.name not in by_name], by_name


def _sorted(parameters: Sequence[Parameter]) -> list[Parameter]:
    return sorted(parameters, key=lambda p: p.name)


def _same(wanted: Parameter, own: Parameter) -> bool:
    """Whether a parameter has the same default, as far as that can be seen."""
    if own.name in _SIZES:
        return True
    if None in (wanted.default, own.default):
        return wanted.default is own.default
    return wanted.default == own.default or not (_is_plain(wanted) and _is_plain(own))


def _is_plain(parameter: Parameter) -> bool:
    """Whether a default says itself what it is, so that two that differ are two."""
    return re.fullmatch(r"True|False|-?\d+|'\w*'", parameter.default or "") is not None


def _takes(found: Sequence[Parameter], overload: Sequence[Parameter]) -> bool:
    """Whether what goes by position in `overload` does so with the parameters `found`."""
    positional = [p for p in found if not p.keyword_only]
    if any(p.name in _GATHERING for p in positional):
        return True
    return sum(not p.keyword_only for p in overload) <= len(positional)
