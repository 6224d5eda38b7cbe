"""Writes `_bindings.py` from the operator table: ``python torchlike/_ops/generate.py``.

The bindings are checked in because recording is the hot path: an exact-signature function costs a
fraction of a microsecond where binding arguments generically costs ten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

if __name__ == "__main__":
    # Without the package's `__init__`, which imports the bindings: they may name what is gone.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    sys.modules["torchlike"] = ModuleType("torchlike")
    sys.modules["torchlike"].__path__ = [f"{sys.path[0]}/torchlike"]

from torchlike._ops.schema import ABSENT, NUMPY_NAMES, TABLE, OpDef, Param
from torchlike._ops.table import load

TARGET = Path(__file__).with_name("_bindings.py")

_HEADER = '''"""Generated from the operator table by `_ops/generate.py`: do not edit."""

# ruff: noqa: E501
# pyright: reportRedeclaration=false

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase, apply, apply1, apply2
from torchlike._ops.arguments import REQUIRED, aliased, as_bool, foreign, left_to, recovered
from torchlike._ops.calls import (
    apply_view,
    as_dims,
    as_dtype,
    as_int,
    as_shape,
    inplace,
    into,
    unavailable,
)
from torchlike._ops.schema import TABLE
from torchlike._ops.table import load

load()
'''

#: Dunders whose reflected form swaps the operands; the others commute or have an operator.
_SWAPPED = ("pow", "floordiv", "mod", "matmul", "lshift", "rshift")
_COMMUTING = ("add", "mul", "and", "or", "xor")
#: Reflected forms that are other operators.
_REFLECTED = {
    "sub": "apply2(_RSUB, self, other, ())",
    "truediv": "apply2(_MUL, self.reciprocal(), other, ())",
}
_ARITHMETIC = ("add", "sub", "mul", "truediv", *_SWAPPED, *_COMMUTING[2:])


def _default(param: Param) -> str:
    return "=REQUIRED" if param.required else f"={param.default!r}"


def _is_shape_first(op: OpDef) -> bool:
    """Whether the sizes of a method may be given one by one."""
    rest = op.params[1:]
    return bool(rest) and rest[0].annotation == "Shape"


def _signature(op: OpDef, *, method: bool, out: bool) -> str:
    parts: list[str] = []
    starred = False
    for position, param in enumerate(op.params):
        if method and param.annotation == ABSENT:
            continue
        if method and position == 0:
            parts.append("self")
            continue
        if method and position == 1 and _is_shape_first(op):
            parts += ["*each", f"{param.name}=None"]
            starred = True
            continue
        if param.keyword_only and not starred:
            parts.append("*rest")
            starred = True
        parts.append(f"{param.name}{_default(param)}")
    extra = ["out=None"] if out else []
    extra += [f"{other}=None" for other, name in NUMPY_NAMES.items() if _has(op, name)]
    if not starred:
        parts.append("*rest")
    return ", ".join([*parts, *extra, "**unknown"])


def _has(op: OpDef, name: str) -> bool:
    """Whether a parameter of `op` is called `name`."""
    return any(p.name == name for p in op.params)


#: Annotations whose values are of one type, and what makes anything else of that type.
_CHECKED = {"Dim": ("int", "as_int"), "int": ("int", "as_int"), "bool": ("bool", "as_bool")}


def _prepare(op: OpDef, *, method: bool) -> Iterator[str]:
    name = op.name.split(".")[0]
    surplus = "unknown" if method and _is_shape_first(op) else "rest or unknown"
    yield f"if {surplus}:\n    raise TypeError"
    for other, n in NUMPY_NAMES.items():
        if _has(op, n):
            yield f"if {other} is not None:\n    {n} = {other}"
    for position, param in enumerate(op.params):
        n, kind = param.name, param.annotation
        plain = kind.removesuffix(" | None")
        if kind == ABSENT and not method:
            yield f"if {n} is not None:\n    raise unavailable('{name}.dtype')"
        elif plain in _CHECKED:
            checked, conversion = _CHECKED[plain]
            given = f"{n} is not None and " if kind != plain else ""
            yield (
                f"if {given}type({n}) is not {checked}:\n"
                f"    {n} = {conversion}({n}, {name!r}, {n!r})"
            )
        elif kind in ("Dims", "Dims | None"):
            yield f"if type({n}) is not int:\n    {n} = as_dims({n}, {name!r}, {n!r})"
        elif kind == "Shape":
            yield from _prepare_shape(n, name, position, starred=method and position == 1)
        elif kind.startswith("DType"):
            yield f"if {n} is not None:\n    {n} = as_dtype({n}, {name!r})"
        elif kind == "Sequence[Array]":
            yield f"if type({n}) is not list and type({n}) is not tuple:\n    raise TypeError"


def _prepare_shape(n: str, name: str, position: int, *, starred: bool) -> Iterator[str]:
    if starred:
        yield f"if {n} is not None:\n    each = (*each, {n})"
        yield "if not each:\n    raise TypeError"
        yield f"{n} = as_shape(each, {name!r}, {n!r})"
    else:
        yield f"{n} = as_shape(({n},), {name!r}, {n!r}, {position + 1})"


def _operands(op: OpDef, *, method: bool) -> list[str]:
    names = ["*" + p.name if p.annotation.startswith("Seq") else p.name for p in op.operands]
    if method:
        names[0] = "self"
    return names


def _tuple(parts: list[str]) -> str:
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def _is_default(param: Param) -> str:
    if param.default is None:
        return f"{param.name} is None"
    kind = type(param.default).__name__
    return f"type({param.name}) is {kind} and {param.name} == {param.default!r}"


def _apply(ident: str, op: OpDef, operands: list[str], static: str) -> str:
    if op.is_view:
        return f"apply_view({ident}, {operands[0]}, {static})"
    plain = op.returns is None and not op.variadic
    if plain and len(operands) == 1:
        return f"apply1({ident}, {operands[0]}, {static})"
    if plain and len(operands) == 2:
        return f"apply2({ident}, {operands[0]}, {operands[1]}, {static})"
    return f"apply({ident}, {_tuple(operands)}, {static})"


def _body(op: OpDef, *, method: bool, out: bool) -> Iterator[str]:
    ident = _ident(op)
    operands = _operands(op, method=method)
    static = _tuple([p.name for p in op.statics])
    yield from _prepare(op, method=method)
    if out:
        yield f"if out is not None:\n    return into(out, {ident}, {_tuple(operands)}, {static})"
    optional = [p for p in op.operands if not p.required]
    if optional and not op.variadic:
        short = operands[: len(operands) - len(optional)]
        if len(short) + len(optional) == len(operands) and short:
            condition = " and ".join(_is_default(p) for p in optional)
            yield f"if {condition}:\n    return {_apply(ident, op, short, static)}"
    yield f"return {_apply(ident, op, operands, static)}"


def _ident(op: OpDef) -> str:
    return "_" + op.name.replace(".", "_").upper()


def _definition(name: str, signature: str, doc: str | None, body: Iterator[str], pad: str) -> str:
    lines = [f"def {name}({signature}) -> Any:"]
    if doc:
        lines.append(f'    """{doc}"""')
    lines.append("    try:")
    lines += ["        " + line for statement in body for line in statement.split("\n")]
    owner = "TensorMethods." if pad else ""
    lines += [
        "    except TypeError as problem:",
        f"        return recovered(problem, {owner}{name}, locals())",
    ]
    return "\n".join(pad + line for line in lines)


def _doc(op: OpDef) -> str:
    text = (op.body.__doc__ or "").strip().splitlines()[0]
    return text.replace("\\", "\\\\")


def _functions(op: OpDef) -> Iterator[str]:
    name = op.name.split(".")[0]
    signature = _signature(op, method=False, out=op.out)
    yield _definition(name, signature, _doc(op), _body(op, method=False, out=op.out), "")
    for other in op.aliases:
        yield f"{other} = aliased({name}, {other!r})"
    if op.inplace:
        yield _definition(
            f"{name}_", _signature(op, method=False, out=False), None, _write_body(op, False), ""
        )
        for other in op.aliases:
            yield f"{other}_ = aliased({name}_, '{other}_')"


def _write_body(op: OpDef, method: bool) -> Iterator[str]:
    operands = _operands(op, method=method)
    static = _tuple([p.name for p in op.statics])
    yield from _prepare(op, method=method)
    yield f"return inplace({operands[0]}, {_ident(op)}, {_tuple(operands)}, {static})"


def _methods(op: OpDef) -> Iterator[str]:
    name = op.name.split(".")[0]
    if op.method:
        signature = _signature(op, method=True, out=False)
        yield _definition(name, signature, _doc(op), _body(op, method=True, out=False), "    ")
        for other in op.aliases:
            yield f"    {other} = aliased({name}, {other!r})"
    if op.inplace and op.method:
        signature = _signature(op, method=True, out=False)
        yield _definition(f"{name}_", signature, None, _write_body(op, True), "    ")
        for other in op.aliases:
            yield f"    {other}_ = aliased({name}_, '{other}_')"
    if op.dunder:
        yield from _dunders(op)


def _operator(name: str, call: str, *, owned: bool = False) -> str:
    """The method ``__name__``; `owned` ones are PyTorch's own and refuse any other `self`."""
    lines = [f"    def __{name}__(self, other) -> Any:"]
    if owned:
        lines += [
            "        if not isinstance(self, TensorBase):",
            f"            raise foreign('__{name}__', self)",
        ]
    return "\n".join(
        [
            *lines,
            f"        try:\n            return {call}",
            f"        except TypeError:\n            return left_to({name!r}, self, other)",
        ]
    )


def _dunders(op: OpDef) -> Iterator[str]:
    ident, word = _ident(op), op.dunder
    if len([p for p in op.operands if p.required]) == 1:
        yield f"    def __{word}__(self) -> Any:\n        return apply1({ident}, self, ())"
        return
    yield _operator(str(word), f"apply2({ident}, self, other, ())")
    if word in _REFLECTED:
        yield _operator(f"r{word}", _REFLECTED[word])
    if word not in _ARITHMETIC:
        return
    if word in _COMMUTING:
        yield _operator(f"r{word}", f"apply2({ident}, self, other, ())", owned=True)
    elif word in _SWAPPED:
        yield _operator(f"r{word}", f"apply({ident}, (other, self), ())")
    if word != "matmul":
        yield _operator(f"i{word}", f"inplace(self, {ident}, (self, other), ())")


def _place(op: OpDef) -> tuple[str, int]:
    """Where `op` is declared: an order that does not depend on what was imported first."""
    code = op.body.__code__
    return Path(code.co_filename).name, code.co_firstlineno


def text() -> str:
    """The whole of `_bindings.py`."""
    load()
    ops = sorted(TABLE.values(), key=_place)
    parts = [_HEADER]
    parts += [f"{_ident(op)} = TABLE[{op.name!r}]" for op in ops]
    for op in ops:
        if op.function and "." not in op.name:
            parts += ["", "", *_functions(op)]
    parts += [
        "",
        "",
        "class TensorMethods:",
        '    """The methods of `Tensor` derived from the table."""',
    ]
    for op in ops:
        if "." not in op.name or op.dunder:
            for method in _methods(op):
                parts += ["", method]
    parts += ["", "", "for _name, _method in vars(TensorMethods).items():"]
    parts += ["    if callable(_method):", "        _method.__qualname__ = _name"]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Writes the file."""
    TARGET.write_text(text(), encoding="utf-8")
    print(f"{TARGET}: {len(TABLE)} operators", file=sys.stderr)  # noqa: T201  (a command)


if __name__ == "__main__":
    main()
