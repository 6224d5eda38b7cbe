"""Numbers that PyTorch may not know yet when it traces a program; here all are known."""

from __future__ import annotations

import builtins
import math
from collections.abc import Sequence
from typing import Any

from torchlike._core.errors import unsupported


class SymInt:
    """An int that is not known yet: nothing here makes one, so that nothing is an instance."""

    def __init__(self, node: Any) -> None:
        raise unsupported(f"{type(self).__name__}: a program is not traced before it is run")


class SymFloat(SymInt):
    """A float that is not known yet."""


class SymBool(SymInt):
    """A bool that is not known yet."""


def sym_int(a: Any) -> int:
    """A number as an int, its fraction dropped."""
    return builtins.int(a)


def sym_float(a: Any) -> float:
    """A number as a float."""
    return builtins.float(a)


def sym_not(a: Any) -> bool:
    """Whether `a` does not hold."""
    return not a


def sym_max(a: Any, b: Any) -> Any:
    """The larger of two numbers, a float where one of them is."""
    return _as_one(max(a, b), a, b)


def sym_min(a: Any, b: Any) -> Any:
    """The smaller of two numbers, a float where one of them is."""
    return _as_one(min(a, b), a, b)


def _as_one(found: Any, a: Any, b: Any) -> Any:
    return builtins.float(found) if float in (type(a), type(b)) else found


def sym_sum(*args: Any) -> Any:
    """The sum of numbers, given one by one or as one sequence."""
    return sum(args[0] if len(args) == 1 and isinstance(args[0], Sequence) else args)


def sym_sqrt(a: Any) -> float:
    """The square root of a number."""
    return math.sqrt(a)


def sym_ite(b: Any, t: Any, f: Any) -> Any:
    """`t` where `b` holds, else `f`, both of one type."""
    if not isinstance(b, bool) or type(t) is not type(f):
        raise AssertionError("expected a bool and two values of one type")
    return t if b else f


def sym_fresh_size(expr: Any) -> Any:
    """A size that only a traced program has. Raises: NotImplementedError, always."""
    raise unsupported("sym_fresh_size()")


def sym_constrain_range(size: Any, *, min: int | None = None, max: int | None = None) -> None:
    """Nothing for a size within bounds. Raises: RuntimeError for any other."""
    low, high = -math.inf if min is None else min, math.inf if max is None else max
    if not low <= size <= high:
        raise RuntimeError(
            f"Invalid value range for {size} between [{_bound(min, -1)}, {_bound(max, 1)}]."
        )


def sym_constrain_range_for_size(
    size: Any, *, min: int | None = None, max: int | None = None
) -> None:
    """`sym_constrain_range`, with upper bounds above 2 only, which sizes have."""
    if max is not None and max <= 2:
        raise RuntimeError(
            f"Max value to constrain_range_for_size must be greater than 2. got: {max}"
        )
    sym_constrain_range(size, min=min, max=max)


def _bound(given: int | None, sign: int) -> int:
    return (2**63 - 1 if sign > 0 else -(2**63)) if given is None else given
