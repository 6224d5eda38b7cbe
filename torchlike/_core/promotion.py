"""PyTorch's type promotion: which dtype an operator computes in and which it returns."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults, dtype


class Promote(enum.Enum):
    """How an operator's result dtype follows from its operands' (PyTorch's promotion kinds)."""

    #: The common dtype of the operands.
    DEFAULT = "default"
    #: The common dtype, integers and bool becoming the default float dtype (``sin``, ``div``).
    INT_TO_FLOAT = "int_to_float"
    #: Computed in the common dtype, returned as bool (``eq``, ``logical_and``).
    TO_BOOL = "to_bool"
    #: Computed in the common dtype, complex results becoming their real part's dtype (``abs``).
    COMPLEX_TO_FLOAT = "complex_to_float"
    #: Bool and small integers become int64 (``sum``, ``prod``, ``cumsum``).
    INT_TO_LONG = "int_to_long"
    #: No promotion: the body sees its operands as they are.
    KEEP = "keep"


#: Category of Python numbers, for operands that are not tensors.
_NUMBER_CATEGORY = {
    bool: dtype.BOOL,
    int: dtype.INTEGER,
    float: dtype.FLOAT,
    complex: dtype.COMPLEX,
}

_SIGNED = (dtypes.int8, dtypes.int16, dtypes.int32, dtypes.int64)
_FLOATS = (dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64)
_COMPLEXES = (dtypes.complex32, dtypes.complex64, dtypes.complex128)
HALVES = (dtypes.float16, dtypes.bfloat16, *dtypes.EIGHT_BIT_FLOATS)


def _join_integers(a: dtype, b: dtype) -> dtype:
    if dtypes.uint8 in (a, b):
        other = b if a is dtypes.uint8 else a
        return dtypes.int16 if other is dtypes.int8 else other
    return a if _SIGNED.index(a) >= _SIGNED.index(b) else b


def _join_floats(a: dtype, b: dtype) -> dtype:
    if {a, b} == {dtypes.float16, dtypes.bfloat16}:
        return dtypes.float32
    return a if _FLOATS.index(a) >= _FLOATS.index(b) else b


def _refuse(a: dtype, b: dtype) -> None:
    """Raises PyTorch's errors for two different types that it does not promote."""
    if a in dtypes.EIGHT_BIT_FLOATS or b in dtypes.EIGHT_BIT_FLOATS:
        kinds = "Float8 Types"
    elif a in dtypes.BARE_UNSIGNED and not b.is_floating_point:
        kinds = "uint16, uint32, uint64 types"
    elif b in dtypes.BARE_UNSIGNED and not a.is_floating_point:
        kinds = "uint16, uint32, uint64 types"
    else:
        return
    raise RuntimeError(
        f"Promotion for {kinds} is not supported, attempted to promote {a.scalar_name} and "
        f"{b.scalar_name}"
    )


def promote_types(a: dtype, b: dtype) -> dtype:
    """The smallest dtype both `a` and `b` promote to (PyTorch: ``torch.promote_types``).

    Raises: RuntimeError for 8-bit floats, and for the larger unsigned integers but with floats.
    """
    if a is b:
        return a
    _refuse(a, b)
    if a.category == b.category:
        if a.is_complex:
            return a if _COMPLEXES.index(a) >= _COMPLEXES.index(b) else b
        return _join_floats(a, b) if a.is_floating_point else _join_integers(a, b)
    low, high = (a, b) if a.category < b.category else (b, a)
    if high.is_complex and low.is_floating_point:
        return promote_types(high, low.to_complex())
    return high


def _default_of(category: int) -> dtype:
    if category == dtype.COMPLEX:
        return Defaults.float_dtype.to_complex()
    if category == dtype.FLOAT:
        return Defaults.float_dtype
    return dtypes.int64 if category == dtype.INTEGER else dtypes.bool


def _fold(found: Iterable[dtype]) -> dtype | None:
    result = None
    for one in found:
        result = one if result is None else promote_types(result, one)
    return result


def result_type(
    tensors: Iterable[dtype], scalars: Iterable[dtype], numbers: Iterable[type]
) -> dtype:
    """The common dtype of tensors with dimensions, 0-dim tensors and Python numbers.

    The ranks count in that order: a lower one decides only where its category is higher
    (PyTorch: ``torch.result_type``). Raises: RuntimeError for what PyTorch does not promote.
    """
    highest = max((_NUMBER_CATEGORY[n] for n in numbers), default=-1)
    found = _fold(scalars)
    if highest >= 0:
        found = _over(found, _default_of(highest))
    return _over(_fold(tensors), found) or dtypes.bool


def _over(higher: dtype | None, lower: dtype | None) -> dtype | None:
    """The common dtype of operands of one rank and those of a lower one."""
    if higher is None or lower is None:
        return higher or lower
    if higher.is_complex:
        return higher
    if higher.is_floating_point:
        return higher.to_complex() if lower.is_complex else higher
    if lower.is_complex:
        return lower
    if higher is dtypes.bool or lower.is_floating_point:
        return promote_types(higher, lower)
    return higher


def compute_and_result(kind: Promote, common: dtype) -> tuple[dtype, dtype | None]:
    """The dtype to compute in and the dtype to return, for operands of dtype `common`.

    A result of None means: as the body returns it.
    """
    if kind is Promote.INT_TO_FLOAT and common.category < dtype.FLOAT:
        return Defaults.float_dtype, Defaults.float_dtype
    if kind is Promote.TO_BOOL:
        return common, dtypes.bool
    if kind is Promote.COMPLEX_TO_FLOAT:
        return common, common.to_real()
    if kind is Promote.INT_TO_LONG and common.category < dtype.FLOAT:
        return dtypes.int64, dtypes.int64
    return common, common


def can_cast(from_: dtype, to: dtype) -> bool:
    """Whether PyTorch's casting rules allow `from_` to be written into `to`."""
    if from_.is_complex and not to.is_complex:
        return False
    if from_.is_floating_point and to.category < dtype.FLOAT:
        return False
    return not (from_ is not dtypes.bool and to is dtypes.bool)
