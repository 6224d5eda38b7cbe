"""The message for arguments that fit none of a function's signatures.

It repeats PyTorch's reading of its own signatures, which splits the printed text at commas: ``*``
counts as a parameter, and one with a default matches nothing, neither by type nor by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_HEAP_TYPE = 1 << 9
#: Types of torchlike that are C++'s in PyTorch, whose full names its messages use.
_NAMES = {
    "dtype": "torch.dtype", "device": "torch.device", "layout": "torch.layout",
    "memory_format": "torch.memory_format", "Size": "torch.Size",
    "Generator": "torch._C.Generator",
}  # fmt: skip


def type_name(value: Any) -> str:
    """What PyTorch's messages call the type of `value`."""
    kind = type(value)
    if kind.__name__ in _NAMES and kind.__module__.startswith("torch"):
        return _NAMES[kind.__name__]
    if kind.__flags__ & _HEAP_TYPE or kind.__module__ == "builtins":
        return kind.__name__
    return f"{kind.__module__}.{kind.__name__}"


def combination(
    name: str, signatures: Sequence[str], args: Sequence[Any], kwargs: dict[str, Any]
) -> str:
    """PyTorch's words for arguments that none of `signatures` takes."""
    start = f"{name}() received an invalid combination of arguments - got "
    if len(signatures) > 1:
        lines = "".join(f" * {s}\n{_mismatch(s, args, kwargs)}" for s in signatures)
        return f"{start}{_described(args, kwargs)}, but expected one of:\n{lines}"
    params = _params(signatures[0])
    unknown = _unknown(params, kwargs)
    if unknown:
        return f"{start[:-4]}got unrecognized keyword arguments: {', '.join(unknown)}"
    fits = len(params) == len(args) + len(kwargs)
    got = _marked(params, args, kwargs) if fits else _described(args, kwargs)
    return f"{start}{got}, but expected {signatures[0]}"


def _mismatch(signature: str, args: Sequence[Any], kwargs: dict[str, Any]) -> str:
    """The line on why a signature of as many parameters was not taken."""
    params = _params(signature)
    if len(params) != len(args) + len(kwargs):
        return ""
    start = "      didn't match because some of the "
    unknown = _unknown(params, kwargs)
    if unknown:
        return f"{start}keywords were incorrect: {', '.join(unknown)}\n"
    return f"{start}arguments have invalid types: {_marked(params, args, kwargs)}\n"


def _params(signature: str) -> list[tuple[str, str]]:
    """The parameters of a printed signature as pairs of type and name."""
    found = []
    for part in signature[1:-1].split(", "):
        kind, _, name = part.rpartition(" ")
        found.append((kind, name))
    return found


def _unknown(params: Sequence[tuple[str, str]], kwargs: dict[str, Any]) -> list[str]:
    last = {name for _, name in params[max(len(params) - len(kwargs), 0) :]}
    return [k for k in reversed(kwargs) if k not in last]


def _marked(params: Sequence[tuple[str, str]], args: Sequence[Any], kwargs: dict[str, Any]) -> str:
    """The types of the arguments, those that do not fit between exclamation marks."""
    parts = []
    given = [("", a) for a in args]
    given += [(f"{name}=", kwargs[name]) for _, name in params[len(args) :] if name in kwargs]
    for (kind, _), (label, value) in zip(params, given, strict=False):
        found = type_name(value)
        fits = found == kind or (kind == "float" and found == "int")
        text = f"{label}{found}{_contents(value)}"
        parts.append(text if fits else f"!{text}!")
    return f"({', '.join(parts)}{', ' if not args else ''})"


def _contents(value: Any) -> str:
    """What a sequence holds, as the list of what does not fit says it."""
    if not isinstance(value, (tuple, list)):
        return ""
    kinds = ", ".join(map(type_name, value))
    if isinstance(value, list):
        return f" of [{kinds}]"
    return f" of ({kinds}{',' if len(value) == 1 else ''})"


def _described(args: Sequence[Any], kwargs: dict[str, Any]) -> str:
    parts = [type_name(a) for a in args]
    # PyTorch lists them in the order of a hash table, which is nearly always the reverse.
    parts += [f"{k}={type_name(kwargs[k])}" for k in reversed(kwargs)]
    return f"({', '.join(parts)}{', ' if kwargs and not args else ''})"
