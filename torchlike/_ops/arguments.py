"""What PyTorch's argument parser says of a call that it refuses.

Nothing here runs for a call that is right: bindings catch a TypeError and ask for its text.
"""

from __future__ import annotations

import dataclasses
import dis
import functools
import inspect
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._ops.schema import NUMPY_NAMES, TABLE, OpDef
from torchlike._ops.signatures import FUNCTIONS, METHODS


class Required:
    """The default of a parameter that has none, so that its absence is found in the body."""

    def __repr__(self) -> str:
        return "<required>"


REQUIRED: Any = Required()


def as_bool(value: Any, function: str, name: str) -> bool:
    """A flag. Raises: TypeError, in PyTorch's words, for anything but a bool."""
    if isinstance(value, np.bool_):
        return bool(value)
    raise TypeError(f"{function}(): argument '{name}' must be bool, not {type(value).__name__}")


@dataclasses.dataclass(frozen=True)
class Slot:
    """One parameter of one of PyTorch's signatures."""

    name: str
    kind: str
    required: bool
    keyword_only: bool
    nullable: bool = False


_KINDS = {
    "Array": "Tensor",
    "Sequence[Array]": "tuple of Tensors",
    "Array | Number": "Tensor",
    "Number": "Number",
    "Dim": "int",
    "int": "int",
    "Dims": "tuple of ints",
    "Shape": "tuple of ints",
    "DType": "torch.dtype",
    "bool": "bool",
    "str": "str",
    "float": "float",
}


def _is_number(x: Any) -> bool:
    return isinstance(x, (bool, int, float, complex, np.generic))


def _is_whole(x: Any) -> bool:
    return hasattr(x, "__index__") and not isinstance(x, (bool, np.bool_))


def _is_sizes(x: Any) -> bool:
    return _is_whole(x) or (isinstance(x, (tuple, list)) and all(map(_is_whole, x[:1])))


def _is_dtype(x: Any) -> bool:
    return isinstance(x, dtypes.dtype) or (isinstance(x, type) and x in (float, int, bool, complex))


_ACCEPTS: dict[str, Callable[[Any], bool]] = {
    "Tensor": lambda x: isinstance(x, TensorBase),
    "Number": lambda x: _is_number(x) or isinstance(x, TensorBase),
    "int": _is_whole,
    "float": _is_number,
    "bool": lambda x: isinstance(x, (bool, np.bool_)),
    "str": lambda x: isinstance(x, str),
    "tuple of ints": _is_sizes,
    "tuple of Tensors": lambda x: isinstance(x, (tuple, list)),
    "torch.dtype": _is_dtype,
}


@functools.cache
def _parsed(signature: str) -> tuple[Slot, ...]:
    """The parameters of a signature as PyTorch's messages write it."""
    slots = []
    keyword_only = False
    for part in filter(None, re.split(r",\s*(?![^\[]*\])", signature.strip("()"))):
        if part == "*":
            keyword_only = True
            continue
        declared, _, default = part.partition(" = ")
        kind, _, name = declared.rpartition(" ")
        slots.append(Slot(name, kind, not default, keyword_only, default == "None"))
    return tuple(slots)


def _declared(op: OpDef, method: bool) -> tuple[Slot, ...]:
    """The parameters of a function of the table that has no overloads."""
    slots = []
    for param in op.params[1 if method else 0 :]:
        kind = param.annotation.removesuffix(" | None").replace(" | None", "")
        slots.append(
            Slot(
                param.name,
                _KINDS.get(kind, "object"),
                param.required,
                param.keyword_only,
                param.annotation.endswith("None") or param.default is None,
            )
        )
    if op.out and not method:
        slots.append(Slot("out", "Tensor", required=False, keyword_only=True, nullable=True))
    return tuple(slots)


def _takes_numbers(name: str) -> bool:
    """Whether PyTorch takes a number for any tensor of the function `name`."""
    op = TABLE.get(name)
    return op is not None and op.operands[0].annotation == "Array | Number"


def _fits(slot: Slot, value: Any, numbers: bool) -> bool:
    if value is None:
        return slot.nullable
    if slot.kind == "Tensor" and numbers and _is_number(value):
        return True
    accepts = _ACCEPTS.get(slot.kind)
    return accepts is None or accepts(value)


def _refused(slot: Slot, value: Any, where: str) -> str:
    found = type(value).__name__
    if slot.kind == "tuple of ints" and isinstance(value, (tuple, list)) and value:
        return (
            f"argument '{slot.name}'{where} must be tuple of ints, but found element of type "
            f"{type(value[0]).__name__} at pos 0"
        )
    return f"argument '{slot.name}'{where} must be {slot.kind}, not {found}"


def _complaint(
    name: str, slots: Sequence[Slot], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> str | None:
    """What PyTorch says of these arguments to a function with one signature; None if nothing."""
    numbers = _takes_numbers(name)
    positional = [s for s in slots if not s.keyword_only]
    if len(args) > len(positional):
        if positional and positional[0].kind == "tuple of ints" and _is_sizes(args[0]):
            args = [tuple(args)]
        else:
            return _too_many(name, positional, len(args))
    given = dict(zip((s.name for s in positional), args, strict=False))
    missing = [s.name for s in slots if s.required and s.name not in given and s.name not in kwargs]
    if missing:
        plural = "s" if len(missing) == 1 else ""
        names = ", ".join(f'"{m}"' for m in missing)
        return f"{name}() missing {len(missing)} required positional argument{plural}: {names}"
    for position, slot in enumerate(slots, 1):
        by_position = slot.name in given
        if not by_position and slot.name not in kwargs:
            continue
        value = given[slot.name] if by_position else kwargs[slot.name]
        if not _fits(slot, value, numbers):
            where = f" (position {position})" if by_position else ""
            return f"{name}(): {_refused(slot, value, where)}"
        if slot.kind == "tuple of Tensors":
            for i, item in enumerate(value):
                if not isinstance(item, TensorBase):
                    return (
                        f"expected Tensor as element {i} in argument {position - 1}, but got "
                        f"{type(item).__name__}"
                    )
    unknown = [k for k in kwargs if all(s.name != k for s in slots)]
    return f"{name}() got an unexpected keyword argument '{unknown[0]}'" if unknown else None


def _too_many(name: str, positional: Sequence[Slot], count: int) -> str:
    most, least = len(positional), sum(s.required for s in positional)
    takes = f"{most}" if most == least else f"from {least} to {most}"
    plural = "" if most == 1 else "s"
    were = "was" if count == 1 else "were"
    return f"{name}() takes {takes} positional argument{plural} but {count} {were} given"


def _combination(
    name: str, signatures: Sequence[str], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> str:
    parts = [type(a).__name__ for a in args]
    parts += [f"{k}={type(v).__name__}" for k, v in kwargs.items()]
    got = ", ".join(parts) + (", " if kwargs and not args else "")
    start = f"{name}() received an invalid combination of arguments - got ({got}), but expected "
    if len(signatures) == 1:
        return f"{start}{signatures[0]}"
    return f"{start}one of:\n" + "".join(f" * {s}\n" for s in signatures)


def refusal(
    name: str, args: Sequence[Any], kwargs: Mapping[str, Any], *, method: bool
) -> str | None:
    """The text PyTorch refuses these arguments with; None where it accepts them."""
    signatures = (METHODS if method else FUNCTIONS).get(name)
    if signatures is None:
        op = TABLE.get(name.removesuffix("_"))
        return None if op is None else _complaint(name, _declared(op, method), args, kwargs)
    count = len(args) + len(kwargs)
    parsed = [_parsed(s) for s in signatures]
    plausible = [s for s in parsed if sum(p.required for p in s) <= count <= len(s)]
    if len(plausible) == 1:
        return _complaint(name, plausible[0], args, kwargs)
    if any(_complaint(name, slots, args, kwargs) is None for slots in parsed):
        return None
    return _combination(name, signatures, args, kwargs)


def explained(problem: TypeError, function: Any, given: Mapping[str, Any]) -> TypeError:
    """`problem`, which a binding met with the locals `given`, in PyTorch's words if it has any."""
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    method = False
    named = _keywords_at(sys._getframe(2))
    too_many = bool(given.get("rest"))
    for param in inspect.signature(function).parameters.values():
        value = given.get(param.name, REQUIRED)
        if param.name == "self":
            method = True
        elif param.kind is param.VAR_POSITIONAL:
            args.extend(value)
        elif value is REQUIRED or (
            value is param.default and not (too_many or param.name in named)
        ):
            continue
        elif param.kind is param.KEYWORD_ONLY and value is param.default:
            continue
        elif param.name in named or param.kind is param.KEYWORD_ONLY:
            kwargs[param.name] = value
        else:
            args.append(value)
    text = refusal(function.__name__, args, kwargs, method=method)
    return problem if text is None else TypeError(text)


def _keywords_at(frame: FrameType | None) -> tuple[str, ...]:
    """The names of the keyword arguments of the call that `frame` is making."""
    if frame is None:
        return ()
    steps = [s for s in dis.get_instructions(frame.f_code) if s.offset <= frame.f_lasti]
    *before, call = [s for s in steps if s.opname != "PRECALL"]
    if not before:
        return ()
    if before[-1].opname == "KW_NAMES":
        return frame.f_code.co_consts[before[-1].arg or 0]
    return before[-1].argval if call.opname == "CALL_KW" else ()


def explains(function: Any = None, *, method: bool = False) -> Any:
    """Decorates a function composed of others: PyTorch's words, and NumPy's names for arguments."""
    if function is None:
        return functools.partial(explains, method=method)

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except TypeError as problem:
            renamed = {NUMPY_NAMES.get(k, k): v for k, v in kwargs.items()}
            if renamed.keys() != kwargs.keys():
                return wrapper(*args, **renamed)
            rest = args[1:] if method else args
            text = refusal(function.__name__, rest, kwargs, method=method)
            raise (problem if text is None else TypeError(text)) from None

    wrapper.__explained__ = method  # type: ignore[attr-defined]
    return wrapper


def as_method(function: Any) -> Any:
    """An explained function as a method: its first argument is the tensor."""
    return (
        function
        if getattr(function, "__explained__", True)
        else explains(function.__wrapped__, method=True)
    )
