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
_BARE_UNSIGNED = (dtypes.uint16, dtypes.uint32, dtypes.uint64)
_FLOATS = (dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64)
_EIGHT_BIT_FLOATS = (dtypes.float8_e4m3fn, dtypes.float8_e5m2)
HALVES = (dtypes.float16, dtypes.bfloat16, *_EIGHT_BIT_FLOATS)


def _join_integers(a: dtype, b: dtype) -> dtype:
    if a in _BARE_UNSIGNED or b in _BARE_UNSIGNED:
        unsigned, other = (a, b) if a in _BARE_UNSIGNED else (b, a)
        if other.is_signed:
            raise RuntimeError(
                "Promotion for uint16, uint32, uint64 types is not supported, attempted to promote "
                f"{a.scalar_name} and {b.scalar_name}"
            )
        return unsigned if unsigned.itemsize >= other.itemsize else other
    if dtypes.uint8 in (a, b):
        other = b if a is dtypes.uint8 else a
        return dtypes.int16 if other is dtypes.int8 else other
    return a if _SIGNED.index(a) >= _SIGNED.index(b) else b


def _join_floats(a: dtype, b: dtype) -> dtype:
    if a in _EIGHT_BIT_FLOATS or b in _EIGHT_BIT_FLOATS:
        raise RuntimeError(
            "Promotion for Float8 Types is not supported, attempted to promote "
            f"{a.scalar_name} and {b.scalar_name}"
        )
    if {a, b} == {dtypes.float16, dtypes.bfloat16}:
        return dtypes.float32
    return a if _FLOATS.index(a) >= _FLOATS.index(b) else b


def promote_types(a: dtype, b: dtype) -> dtype:
    """The smallest dtype both `a` and `b` promote to (PyTorch: ``torch.promote_types``)."""
    if a is b:
        return a
    if a.category != b.category:
        low, high = (a, b) if a.category < b.category else (b, a)
        if high.is_complex and low.is_floating_point:
            both_wide = low is dtypes.float64 or high is dtypes.complex128
            return dtypes.complex128 if both_wide else dtypes.complex64
        return high
    if a.is_complex:
        return dtypes.complex128
    if a.is_floating_point:
        return _join_floats(a, b)
    return _join_integers(a, b)


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
    (PyTorch: ``torch.result_type``).
    """
    result = _fold(tensors)
    zero_dim = _fold(scalars)
    if zero_dim is not None and (result is None or zero_dim.category > result.category):
        low_complex = zero_dim.is_complex and result is not None and result.is_floating_point
        result = promote_types(result, zero_dim) if low_complex and result else zero_dim
    highest = max((_NUMBER_CATEGORY[n] for n in numbers), default=-1)
    if result is None:
        return _default_of(highest)
    if highest <= result.category:
        return result
    if highest == dtype.COMPLEX:
        return result.to_complex() if result.is_floating_point else _default_of(highest)
    return _default_of(highest)


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
