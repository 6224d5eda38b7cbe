"""Division and its remainders, which refuse to divide integers by zero."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply2, counter_of
from torchlike._core.execute import array_of
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains, left_to
from torchlike._ops.calls import inplace, into
from torchlike._ops.guards import check_divisor
from torchlike._ops.permission import check_writable
from torchlike._ops.places import check_overlap
from torchlike._ops.schema import TABLE


def _divided(rounding_mode: str | None) -> tuple[Any, tuple[Any, ...]]:
    if rounding_mode is None:
        return TABLE["div"], ()
    return TABLE["div.rounded"], (rounding_mode,)


def _quotient(op: Any, input: Any, other: Any, static: tuple[Any, ...], out: Any = None) -> Any:
    """A quotient or remainder, with PyTorch's error for integers divided by zero."""
    operands = (input, other)
    result = apply2(op, input, other, static) if out is None else into(out, op, operands, static)
    if op is not _DIV:
        check_divisor(result, other)
    return result


_DIV = TABLE["div"]


@explains
def div(input: Any, other: Any, *, rounding_mode: str | None = None, out: Any = None) -> Any:
    """input / other; with a `rounding_mode` rounded towards zero ("trunc") or down ("floor")."""
    if not isinstance(rounding_mode, (str, type(None))):
        raise TypeError("rounding_mode must be a str")
    op, static = _divided(rounding_mode)
    return _quotient(op, input, other, static, out)


def _quotient_into_itself(op: Any, self: Any, other: Any, static: tuple[Any, ...] = ()) -> Any:
    """`self` overwritten with a quotient or remainder, unless integers are divided by zero."""
    if op is not _DIV and not _is_inexact(other):
        if isinstance(other, TensorBase) and other._read().array is None:
            array_of(other._read(), "what is written must not depend on a division by zero")
        try:
            check_divisor(self, other)
        except RuntimeError:
            _begin(op, self, other, static)
            raise
    return inplace(self, op, (self, other), static)


def _begin(op: Any, self: Any, other: Any, static: tuple[Any, ...]) -> None:
    """Writes the quotients before the first zero, as PyTorch has when it raises."""
    check_writable(self)
    check_overlap(op, self, (self, other))
    if not isinstance(other, TensorBase):
        return
    zero = bindings.eq(other, 0)
    before = bindings.expand(zero, tuple(self.shape)).reshape(-1).cumsum(0) == 0
    quotients = apply2(op, self, bindings.masked_fill(other, zero, 1), static)
    begun = apply(TABLE["where.self"], (before.view(self.shape), quotients, self), ())
    version = counter_of(self).version
    inplace(self, TABLE["copy"], (self, begun), ())
    counter_of(self).version = version


def _is_inexact(operand: Any) -> bool:
    if isinstance(operand, TensorBase):
        return operand._value.aval.dtype.category > dtypes.dtype.INTEGER
    return isinstance(operand, (float, complex))


@explains
def divide(input: Any, other: Any, *, rounding_mode: str | None = None, out: Any = None) -> Any:
    """`div`."""
    return div.__wrapped__(input, other, rounding_mode=rounding_mode, out=out)


@explains
def true_divide(input: Any, other: Any, *, out: Any = None) -> Any:
    """input / other."""
    return _quotient(_DIV, input, other, (), out)


@explains(method=True)
def div_(self: Any, other: Any, *, rounding_mode: str | None = None) -> Any:
    """`div` into the tensor itself."""
    op, static = _divided(rounding_mode)
    return _quotient_into_itself(op, self, other, static)


@explains(method=True)
def divide_(self: Any, other: Any, *, rounding_mode: str | None = None) -> Any:
    """`div_`."""
    return div_.__wrapped__(self, other, rounding_mode=rounding_mode)


@explains(method=True)
def true_divide_(self: Any, other: Any) -> Any:
    """`true_divide` into the tensor itself."""
    return _quotient_into_itself(_DIV, self, other)


def _quotient_functions(name: str) -> tuple[Any, Any, Any, Any, Any]:
    """The function `name`, its in-place method, and its operator, reflected and in place."""
    op = TABLE[name]
    word = str(op.dunder)

    def function(input: Any, other: Any, *, out: Any = None) -> Any:
        return _quotient(op, input, other, (), out)

    def operator(self: Any, other: Any) -> Any:
        try:
            return _quotient(op, self, other, ())
        except TypeError:
            return left_to(word, self, other)

    def reflected(self: Any, other: Any) -> Any:
        try:
            return _quotient(op, other, self, ())
        except TypeError:
            return left_to(f"r{word}", self, other)

    def in_place(self: Any, other: Any) -> Any:
        try:
            return _quotient_into_itself(op, self, other)
        except TypeError:
            return left_to(f"i{word}", self, other)

    def method(self: Any, other: Any) -> Any:
        return _quotient_into_itself(op, self, other)

    function.__name__ = function.__qualname__ = name
    method.__name__ = method.__qualname__ = f"{name}_"
    function.__doc__ = op.body.__doc__
    method.__doc__ = f"`{name}` into the tensor itself."
    return explains(function), explains(method=True)(method), operator, reflected, in_place


floor_divide, floor_divide_, *floor_divide_operators = _quotient_functions("floor_divide")
remainder, remainder_, *remainder_operators = _quotient_functions("remainder")
fmod, fmod_, *_ = _quotient_functions("fmod")
