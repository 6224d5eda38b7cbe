"""The signatures of PyTorch's bindings, which Python cannot tell: read from their own messages.

A function with several overloads lists them when it is called in a wrong way. One with a single
signature has a schema; what has neither may say it in the first line of its docstring.
"""

import inspect
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import torch

from compat.signatures import Parameter, documented, signature_of, write

_OPTIONS = ("dtype", "layout", "device", "pin_memory")
#: Calls that no signature fits.
_WRONG: tuple[tuple[Any, ...], ...] = ((object(),) * 9, (), (object(),))


def overloads_of(value: Any, *, method: bool) -> list[str] | None:
    """The signatures of a callable, without the tensor that a method is of; None if unknown."""
    written = signature_of(value, method=method)
    if written is not None and value not in (torch.dtype, torch.layout):
        return [write(written)]
    if inspect.isclass(value):
        found = _told(value, False, ())
        return None if found is None else [write(found)]
    if inspect.isfunction(value):
        found = documented(value)
        return None if found is None else [write(found)]
    texts = _refusals(value, method)
    needed = [re.findall(r'"(\w+)"', text) for text in texts if "missing" in text]
    listed = [s for text in texts for s in _listed(text)]
    if listed:
        return list(dict.fromkeys(listed))
    if any(re.match(r"\S+ takes no arguments", text) for text in texts):
        return ["()"]
    known, told = _from_schema(value, method), _told(value, method, needed)
    # Bindings written by hand take more than the operator, and only their docstrings say so.
    own = {p.name for p in known or ()}
    more = told is not None and len(told) > len(own) and {p.name for p in told} >= own - {"input"}
    found = told if more else known
    if found is not None and any("takes 0 positional arguments" in text for text in texts):
        found = [replace(p, keyword_only=True) for p in found]
    return None if found is None else [write(found)]


def _told(value: Any, method: bool, needed: Sequence[Sequence[str]]) -> list[Parameter] | None:
    """The parameters that the docstring tells, as far as calls bear it out.

    `needed` are the names that refused calls missed.
    """
    told = documented(value)
    if told is None:
        return None
    if method and told and told[0].name == "input":
        told = told[1:]
    required = [p for p in told if p.default is None and not p.keyword_only]
    names = max(needed, key=len, default=())
    if len(names) == len(required):
        renamed = iter(names)
        return [replace(p, name=next(renamed)) if p in required else p for p in told]
    if required and not needed:
        try:
            value(*([torch.ones(2)] if method else []))
        except Exception:  # noqa: BLE001 (then something is required)
            return told
        return [replace(p, default=p.default or "...") for p in told]
    return told


def _refusals(value: Any, method: bool) -> Sequence[str]:
    """What the function says to calls that it cannot take."""
    texts = []
    for args in _WRONG:
        own = (torch.ones(2),) if method else ()
        try:
            value(*own, *args)
        except Exception as problem:  # noqa: BLE001 (whatever it says is read)
            texts.append(str(problem))
    return texts


def _listed(text: str) -> Sequence[str]:
    """The signatures that a message lists, as Python would write them."""
    lines = re.findall(r"^ \* (\(.*\))$", text, re.MULTILINE)
    alone = re.search(r"but expected (\(.*\))$", text, re.MULTILINE)
    lines += [alone[1]] if alone else []
    return [write(_declared(line)) for line in lines]


def _declared(line: str) -> list[Parameter]:
    """The parameters of a signature such as ``(Tensor input, *, Number alpha = 1)``."""
    found = []
    starred = False
    for part in filter(None, re.split(r",\s*(?![^\[]*\])", line[1:-1])):
        declared, _, default = part.partition(" = ")
        if declared == "*":
            starred = True
            continue
        found.append(Parameter(declared.rpartition(" ")[2], default or None, starred))
    return found


def _from_schema(value: Any, method: bool) -> list[Parameter] | None:
    """The parameters of the operator of that name, as its binding for Python takes them."""
    name = getattr(value, "__name__", "")
    schemas = torch._C._jit_get_schemas_for_operator(f"aten::{name}")
    plain = [s for s in schemas if not any(a.is_out for a in s.arguments)]
    plain = [s for s in plain if _of_tensors(s)] or plain
    if not plain:
        return None
    by_name = {s.overload_name: s for s in reversed(plain)}
    base = by_name.get("") or by_name.get("Tensor") or plain[0]
    names = {a.name for a in base.arguments}
    longer = [s for s in plain if {a.name for a in s.arguments} >= names and not method]
    chosen = max(longer, key=lambda s: len(s.arguments), default=base)
    found = []
    for argument in chosen.arguments:
        if argument.name == "self" and method:
            continue
        default = repr(argument.default_value) if argument.has_default_value() else None
        own = "input" if argument.name == "self" else argument.name
        found.append(Parameter(own, default, argument.kwarg_only))
    names = {p.name for p in found}
    if names.issuperset(_OPTIONS):
        found.append(Parameter("requires_grad", "False", keyword_only=True))
    if not method and len(plain) < len(schemas) and _takes_out(value, chosen):
        found.append(Parameter("out", "None", keyword_only=True))
    return found


def _of_tensors(schema: Any) -> bool:
    """Whether an operator takes tensors, where there are others of the name for numbers."""
    return any(a.type.kind() == "TensorType" for a in schema.arguments)


def _takes_out(value: Any, schema: Any) -> bool:
    """Whether the binding of an operator that can write to tensors given takes them."""
    args = [_example(a.type) for a in schema.arguments if not a.kwarg_only]
    named = {
        a.name: _example(a.type)
        for a in schema.arguments
        if a.kwarg_only and not a.has_default_value()
    }
    try:
        value(*args, **named, out=torch.empty(0))
    except Exception as problem:  # noqa: BLE001 (only one complaint matters)
        return "unexpected keyword argument 'out'" not in str(problem)
    return True


def _example(kind: Any) -> Any:
    """A value of a type of TorchScript."""
    match kind.kind():
        case "TensorType":
            return torch.ones(2, 2)
        case "ListType":
            return [_example(kind.getElementType())]
        case "OptionalType":
            return None
        case "BoolType":
            return False
        case "FloatType":
            return 1.0
        case "StringType":
            return ""
    return 1
