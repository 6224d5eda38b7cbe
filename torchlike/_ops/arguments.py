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
from types import CodeType, FrameType, FunctionType
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.device import device
from torchlike._core.trace import concrete
from torchlike._ops import overriding
from torchlike._ops.combinations import combination, type_name
from torchlike._ops.composed_signatures import COMPOSED
from torchlike._ops.formats import layout, memory_format
from torchlike._ops.operand_checks import some_tensor
from torchlike._ops.schema import NUMPY_NAMES, TABLE, OpDef
from torchlike._ops.shown import shown
from torchlike._ops.signatures import FUNCTIONS, METHODS


class Required:
    """The default of a parameter that has none, so that its absence is found in the body."""

    def __repr__(self) -> str:
        return "<required>"


REQUIRED: Any = Required()


def either(*given: Any) -> Any:
    """The one argument that was given, of those that overloads call differently."""
    (found,) = [x for x in given if x is not REQUIRED] or [REQUIRED]
    if found is REQUIRED:
        raise TypeError("an argument is missing")
    return found


def as_bool(value: Any, function: str, name: str) -> bool:
    """A flag. Raises: TypeError, in PyTorch's words, for anything but a bool."""
    if isinstance(value, np.bool_):
        return bool(value)
    raise TypeError(f"{function}(): argument '{name}' must be bool, not {type_name(value)}")


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
    if isinstance(x, TensorBase):
        aval = x._read().aval
        return not aval.shape and aval.dtype.category <= dtypes.dtype.INTEGER
    return hasattr(x, "__index__") and not isinstance(x, (bool, np.bool_))


def _is_sizes(x: Any) -> bool:
    return _is_whole(x) or (isinstance(x, (tuple, list)) and all(map(_is_whole, x[:1])))


def _is_dtype(x: Any) -> bool:
    return isinstance(x, dtypes.dtype) or (isinstance(x, type) and x in (float, int, bool, complex))


def _is_device(x: Any) -> bool:
    return isinstance(x, (device, str)) or _is_whole(x)


_ACCEPTS: dict[str, Callable[[Any], bool]] = {
    "Tensor": lambda x: isinstance(x, TensorBase),
    "Number": lambda x: _is_number(x) or (isinstance(x, TensorBase) and not x._read().aval.shape),
    "int": _is_whole,
    "float": _is_number,
    "bool": lambda x: isinstance(x, (bool, np.bool_)),
    "str": lambda x: isinstance(x, str),
    "tuple of ints": _is_sizes,
    "tuple of Tensors": lambda x: isinstance(x, (tuple, list)),
    "torch.dtype": _is_dtype,
    "torch.device": _is_device,
    "torch.layout": lambda x: type(x) is layout,
    "torch.memory_format": lambda x: type(x) is memory_format,
    "torch.Storage": lambda x: type(x).__name__.endswith("Storage"),
    "torch.Generator": lambda x: type_name(x) == "torch._C.Generator",
}


@functools.cache
def _parsed(signature: str) -> tuple[Slot, ...]:
    """The parameters of a signature as PyTorch's messages write it."""
    slots = []
    keyword_only = False
    for part in filter(None, re.split(r",\s*(?![^\[{]*[\]}])", signature.strip("()"))):
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


#: Aliases by their code, and what they stand for by their names.
_ALIASES: dict[CodeType, Any] = {}
_MEANT: dict[str, str] = {}


def aliased(function: Any, name: str) -> Any:
    """A binding under another name, which it calls itself by."""
    code = function.__code__.replace(co_name=name, co_qualname=name)
    alias = FunctionType(code, function.__globals__, name, function.__defaults__)
    alias.__kwdefaults__, alias.__doc__ = function.__kwdefaults__, function.__doc__
    alias.__annotations__ = function.__annotations__
    _ALIASES[code] = alias
    _MEANT[name] = function.__name__
    return alias


def _only_signature(name: str, method: bool) -> tuple[Slot, ...] | None:
    """The parameters of a function without overloads; None where they are not known."""
    name = name if name in COMPOSED else _MEANT.get(name, name)
    composed = COMPOSED.get(name) or COMPOSED.get(name.removesuffix("_"))
    if composed is not None:
        slots = _parsed(composed)
        return tuple(s for s in slots[1:] if s.name != "out") if method else slots
    op = TABLE.get(name.removesuffix("_"))
    return None if op is None else _declared(op, method)


def _takes_numbers(name: str) -> bool:
    """Whether PyTorch takes a number for any tensor of the function `name`."""
    op = TABLE.get(_MEANT.get(name, name))
    if op is None or op.check is some_tensor:
        return False
    return op.operands[0].annotation == "Array | Number"


def _fits(slot: Slot, value: Any, numbers: bool) -> bool:
    if value is None:
        return slot.nullable or slot.kind == "object"
    if slot.kind == "Tensor" and numbers and _is_number(value):
        return True
    accepts = _ACCEPTS.get(slot.kind)
    return accepts is None or accepts(value)


def _refused(slot: Slot, value: Any, where: str) -> str:
    if slot.kind == "tuple of ints" and isinstance(value, (tuple, list)) and value:
        return (
            f"argument '{slot.name}'{where} must be tuple of ints, but found element of type "
            f"{type_name(value[0])} at pos 0"
        )
    return f"argument '{slot.name}'{where} must be {slot.kind}, not {type_name(value)}"


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
    for position, slot in enumerate(slots, 1):
        by_position = slot.name in given
        if not by_position and slot.name not in kwargs:
            if slot.required:
                return _missing(name, [s for s in slots if s.name not in (given | {**kwargs})])
            continue
        value = given[slot.name] if by_position else kwargs[slot.name]
        one_size = slot.name == "size" and position > 1 and _is_whole(value)
        if one_size or not _fits(slot, value, numbers):
            where = f" (position {position})" if by_position else ""
            return f"{name}(): {_refused(slot, value, where)}"
        if slot.kind == "tuple of Tensors":
            for i, item in enumerate(value):
                if not isinstance(item, TensorBase):
                    return (
                        f"expected Tensor as element {i} in argument {position - 1}, but got "
                        f"{type_name(item)}"
                    )
    unknown = [k for k in kwargs if all(s.name != k for s in slots)]
    return f"{name}() got an unexpected keyword argument '{unknown[0]}'" if unknown else None


def _missing(name: str, absent: Sequence[Slot]) -> str:
    names = [f'"{s.name}"' for s in absent if s.required]
    plural = "s" if len(names) == 1 else ""
    return f"{name}() missing {len(names)} required positional argument{plural}: {', '.join(names)}"


def _too_many(name: str, positional: Sequence[Slot], count: int) -> str:
    most, least = len(positional), sum(s.required for s in positional)
    takes = f"{most}" if most == least else f"from {least} to {most}"
    plural = "" if most == 1 else "s"
    were = "was" if count == 1 else "were"
    return f"{name}() takes {takes} positional argument{plural} but {count} {were} given"


def refusal(
    name: str, args: Sequence[Any], kwargs: Mapping[str, Any], *, method: bool
) -> str | None:
    """The text PyTorch refuses these arguments with; None where it accepts them."""
    signatures = (METHODS if method else FUNCTIONS).get(name)
    if signatures is None:
        slots = _only_signature(name, method)
        if slots is None:
            return None
        if method and not slots and (args or kwargs):
            given = f"arguments ({len(args)} given)" if args else "keyword arguments"
            return f"TensorBase.{name}() takes no {given}"
        return _complaint(name, slots, args, kwargs)
    count = len(args) + len(kwargs)
    parsed = [_parsed(s) for s in signatures]
    plausible = [s for s in parsed if sum(p.required for p in s) <= count <= len(s)]
    if len(plausible) == 1:
        return _complaint(name, plausible[0], args, kwargs)
    if any(_complaint(name, slots, args, kwargs) is None for slots in parsed):
        return None
    return combination(name, signatures, args, dict(kwargs))


def recovered(problem: TypeError, function: Any, given: Mapping[str, Any]) -> Any:
    """What a binding that met `problem` with the locals `given` returns where it is overridden.

    Raises: `problem`, in PyTorch's words if it has any, where none does.
    """
    binding = sys._getframe(1)
    function = _ALIASES.get(binding.f_code, function)
    args, kwargs, method = _call(function, given, _keywords_at(binding.f_back))
    own = (given["self"],) if method else ()
    if overriding.asks((*own, *args), kwargs):
        return overriding.answer(function, (*own, *args), kwargs)
    text = refusal(function.__name__, args, kwargs, method=method)
    raise (problem if text is None else TypeError(text)) from None


def _call(
    function: Any, given: Mapping[str, Any], named: Sequence[str]
) -> tuple[list[Any], dict[str, Any], bool]:
    """The arguments `function` was called with, `self` apart, and whether it has one."""
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    method = False
    too_many = bool(given.get("rest"))
    for param in inspect.signature(function).parameters.values():
        value = given.get(param.name, REQUIRED)
        if param.name == "self":
            method = True
        elif param.kind is param.VAR_POSITIONAL:
            args.extend(value)
        elif param.kind is param.VAR_KEYWORD:
            kwargs.update(value)
        elif value is REQUIRED or (
            value is param.default and not (too_many or param.name in named)
        ):
            continue
        elif param.kind is param.KEYWORD_ONLY and (
            value is param.default or (given.get("each") and param.name not in named)
        ):
            continue  # sizes that were given one by one are in the parameter's name, too
        elif param.name in named or param.kind is param.KEYWORD_ONLY:
            kwargs[param.name] = value
        else:
            args.append(value)
    return args, kwargs, method


def left_to(name: str, self: Any, other: Any) -> Any:
    """What the operator ``__name__`` between `self` and what is no operand for it returns.

    That is NotImplemented, unless `other` overrides the operator or is an ndarray that PyTorch
    takes.
    """
    try:
        if overriding.asks((self, other), {}):
            return overriding.answer(overriding.operator(name), (self, other), {})
        if type(other) is np.ndarray and name in _WITH_NDARRAY:
            return _WITH_NDARRAY[name](self, other)
    except TypeError:
        return NotImplemented
    return NotImplemented


def foreign(name: str, self: Any) -> TypeError:
    """Python's error for a method of tensors that is called for something else."""
    return TypeError(
        f"descriptor '{name}' for 'torch._C.TensorBase' objects doesn't apply to a "
        f"'{type(self).__name__}' object"
    )


#: The operators that PyTorch's tensors have with an ndarray; all others are the ndarray's.
_WITH_NDARRAY: dict[str, Callable[[Any, np.ndarray], Any]] = {
    "eq": lambda self, other: self == wrap(concrete(np.array(other))),
    "rtruediv": lambda self, other: self.reciprocal() * other,
}


def _keywords_at(frame: FrameType | None) -> tuple[str, ...]:
    """The names of the keyword arguments of the call that `frame` is making."""
    return () if frame is None else _keywords_of(frame.f_code, frame.f_lasti)


@functools.lru_cache(maxsize=1024)
def _keywords_of(code: CodeType, offset: int) -> tuple[str, ...]:
    steps = [s for s in dis.get_instructions(code) if s.offset <= offset]
    *before, call = [s for s in steps if s.opname != "PRECALL"]
    if not before:
        return ()
    if before[-1].opname == "KW_NAMES":
        return code.co_consts[before[-1].arg or 0]
    return before[-1].argval if call.opname == "CALL_KW" else ()


def explains(function: Any = None, *, method: bool = False) -> Any:
    """Decorates a function composed of others: PyTorch's words, and NumPy's names for arguments.

    A method has no ``out=``, whatever the function has.
    """
    if function is None:
        return functools.partial(explains, method=method)

    asks = overriding.asking(function.__name__)

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if overriding.WATCHING and asks(args, kwargs):
            return overriding.answer(wrapper, args, kwargs)
        try:
            if method and "out" in kwargs:
                raise TypeError(f"{function.__name__}() got an unexpected keyword argument 'out'")
            return function(*args, **kwargs)
        except (TypeError, AttributeError, ValueError) as problem:
            if asks(args, kwargs):
                return overriding.answer(wrapper, args, kwargs)
            renamed = {NUMPY_NAMES.get(k, k): v for k, v in kwargs.items()}
            if renamed.keys() != kwargs.keys():
                return wrapper(*args, **renamed)
            rest = args[1:] if method else args
            text = refusal(function.__name__, rest, kwargs, method=method)
            raise (problem if text is None else TypeError(text)) from None

    wrapper.__explained__ = method  # type: ignore[attr-defined]
    return shown(wrapper, function, without=("out",)) if method and _has_out(function) else wrapper


def hands_to(native: str) -> Any:
    """Decorates a function that hands its arguments to the one with the signature `native`.

    Where that refuses them, PyTorch's words are about the native one.
    """
    name, _, listed = native.partition("(")
    slots = _parsed(f"({listed}")

    def complaint(function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str | None:
        try:
            given = inspect.signature(function).bind(*args, **kwargs).arguments
        except TypeError:
            return None
        for position, slot in enumerate(slots, 1):
            if slot.name in given and not _fits(slot, given[slot.name], False):
                return f"{name}(): {_refused(slot, given[slot.name], f' (position {position})')}"
        return None

    def decorate(function: Any) -> Any:
        asks = overriding.asking(function.__name__)

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if overriding.WATCHING and asks(args, kwargs):
                return overriding.answer(wrapper, args, kwargs)
            try:
                return function(*args, **kwargs)
            except (TypeError, AttributeError) as problem:
                if asks(args, kwargs):
                    return overriding.answer(wrapper, args, kwargs)
                text = complaint(function, args, kwargs)
                raise (problem if text is None else TypeError(text)) from None

        return wrapper

    return decorate


def _has_out(function: Any) -> bool:
    """Whether a function has an ``out=``, found without `inspect`, which would take its time."""
    made = getattr(function, "__signature__", None)
    names = function.__code__.co_varnames if made is None else made.parameters
    return "out" in names


def takes_nothing(method: Any) -> Any:
    """Decorates a method without arguments: PyTorch's words for any that it is given."""

    @functools.wraps(method)
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
        if args or kwargs:
            given = f"arguments ({len(args)} given)" if args else "keyword arguments"
            owner = "TensorBase" if isinstance(self, TensorBase) else type(self).__name__
            raise TypeError(f"{owner}.{method.__name__}() takes no {given}")
        return method(self)

    return wrapper


def as_method(function: Any) -> Any:
    """An explained function as a method: its first argument is the tensor."""
    return (
        function
        if getattr(function, "__explained__", True)
        else explains(function.__wrapped__, method=True)
    )
