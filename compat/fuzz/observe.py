"""Runs a program under whatever `import torch` finds and writes down what can be seen.

An observation is plain data: what every variable was after each statement, as the facets that
changed; the exceptions; and what was printed.
"""

import contextlib
import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from compat.fuzz.generate import PRELUDE
from compat.replay import mask, reset_state

#: Significant digits kept of a number; what compares them knows the dtype.
_DIGITS = {"float64": 12, "complex128": 12, "float16": 5, "bfloat16": 4}

Facets = dict[str, Any]


def run(statements: Sequence[str], *, stepwise: bool) -> list[Facets]:
    """What each statement did: `raised`, `printed`, and `vars`, the facets that changed.

    Unless `stepwise`, variables are looked at only after the last statement.
    """
    namespace: dict[str, Any] = {"__name__": "__fuzz__"}
    reset_state()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(PRELUDE, namespace)  # noqa: S102
            return _run(statements, namespace, stepwise)
    finally:
        reset_state()


def _run(statements: Sequence[str], namespace: dict[str, Any], stepwise: bool) -> list[Facets]:
    seen: dict[str, Facets] = {}
    observed = []
    for number, statement in enumerate(statements, 1):
        happened = _execute(statement, namespace)
        if stepwise or number == len(statements):
            changed = _changes(namespace, seen)
            if changed:
                happened["vars"] = changed
        observed.append(happened)
    return observed


def _execute(statement: str, namespace: dict[str, Any]) -> Facets:
    printed = io.StringIO()
    happened: Facets = {}
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(statement, "<fuzz>", "exec"), namespace)  # noqa: S102
    except Exception as error:  # noqa: BLE001 (it is what is observed)
        happened["raised"] = [type(error).__name__, mask(str(error).split("\n")[0])]
    if printed.getvalue():
        happened["printed"] = mask(printed.getvalue())
    return happened


def _changes(namespace: dict[str, Any], seen: dict[str, Facets]) -> dict[str, Facets | None]:
    """The facets of each variable that are not as `seen`, which is brought up to date."""
    changed: dict[str, Facets | None] = {}
    for name in [n for n in namespace if n[0] == "x" and n[1:].isdigit()]:
        now = look(namespace[name])
        before = seen.get(name, {})
        # JSON's text tells apart what `==` does not: NaN from NaN must not.
        different = {k: v for k, v in now.items() if k not in before or repr(before[k]) != repr(v)}
        if different:
            changed[name] = different
        seen[name] = now
    for name in [n for n in seen if n not in namespace]:
        del seen[name]
        changed[name] = None
    return changed


def look(thing: Any) -> Facets:
    """What can be seen of a variable."""
    if hasattr(thing, "requires_grad") and hasattr(thing, "stride"):
        return {name: _guarded(read, thing) for name, read in _FACETS.items()}
    return {"python": _python(thing)}


def _guarded(read: Callable[[Any], Any], thing: Any) -> Any:
    try:
        return read(thing)
    except Exception as error:  # noqa: BLE001 (that it cannot be read is seen too)
        return f"!{type(error).__name__}"


def _python(thing: Any) -> Any:
    """Anything but a tensor: its type and its text, or its numbers."""
    if isinstance(thing, float):
        return ["float", [_rounded(thing, 7)]]
    if isinstance(thing, list):
        return ["list", [_python(item) for item in thing]]
    return [type(thing).__name__, mask(repr(thing))]


def _dtype(x: Any) -> str:
    return str(x.dtype).removeprefix("torch.")


def _grad_fn(x: Any) -> str | None:
    return None if x.grad_fn is None else x.grad_fn.name()


def _values(x: Any) -> list[Any]:
    dtype = _dtype(x)
    flat = _flat(x.tolist())
    if dtype.startswith("complex"):
        flat = [part for number in flat for part in (number.real, number.imag)]
    if "float" in dtype or "complex" in dtype:
        return [_rounded(number, _DIGITS.get(dtype, 7)) for number in flat]
    return [int(number) for number in flat]


def _flat(nested: Any) -> list[Any]:
    if not isinstance(nested, list):
        return [nested]
    return [number for part in nested for number in _flat(part)]


def _rounded(number: float, digits: int) -> float:
    return float(f"{number:.{digits}g}")


def _gradient(x: Any) -> Any:
    if not (x.is_leaf or x.retains_grad) or x.grad is None:
        return None
    grad = x.grad
    return [_dtype(grad), list(grad.shape), _values(grad), grad.requires_grad]


#: Read in this order: the values last, since reading them may run what is pending.
_FACETS: dict[str, Callable[[Any], Any]] = {
    "dtype": _dtype,
    "shape": lambda x: list(x.shape),
    "stride": lambda x: list(x.stride()),
    "offset": lambda x: x.storage_offset(),
    "requires_grad": lambda x: x.requires_grad,
    "leaf": lambda x: x.is_leaf,
    "version": lambda x: x._version,
    "grad_fn": _grad_fn,
    "grad": _gradient,
    "values": _values,
}
