"""Tensors where Python wants numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core.apply import TensorBase
from torchlike._core.dtypes import dtype
from torchlike._core.execute import array_of
from torchlike._core.wrapped import shown
from torchlike._ops.arguments import takes_nothing


def _is_numpys(array: np.ndarray) -> bool:
    """Whether the dtype is one of NumPy's own, also where it was unpickled."""
    return array.dtype.type.__module__ == "numpy"


class TensorNumbers(TensorBase):
    """The methods of `Tensor` that hand out its elements as Python's numbers."""

    __slots__ = ()

    @takes_nothing
    def item(self: Any) -> Any:
        """The only element as a Python number.

        Raises: RuntimeError for any other number of elements.
        """
        array = np.asarray(array_of(shown(self._read(), "item()"), "item()"))
        if array.size != 1:
            raise RuntimeError(f"a Tensor with {array.size} elements cannot be converted to Scalar")
        # NumPy knows the dtypes it lacks (bfloat16, ...) as plain bytes.
        return array.item() if _is_numpys(array) else float(array.reshape(())[()])

    @takes_nothing
    def tolist(self: Any) -> Any:
        """The elements as nested lists of Python numbers."""
        array = np.asarray(array_of(shown(self._read(), "tolist()"), "tolist()"))
        if not _is_numpys(array):
            array = array.astype(np.float32)
        return array.tolist()

    def __bool__(self: Any) -> bool:
        array = array_of(shown(self._read(), "bool()"), "bool()")
        if array.size == 0:
            raise RuntimeError("Boolean value of Tensor with no values is ambiguous")
        if array.size > 1:
            raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
        return bool(np.asarray(array).reshape(())[()])

    def _number(self: Any) -> Any:
        if self.numel() != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self.item()

    def __float__(self: Any) -> float:
        return float(_real(self._number(), "double"))

    def __int__(self: Any) -> int:
        return int(_real(self._number(), "int64_t"))

    def __complex__(self: Any) -> complex:
        return complex(self._number())

    def __index__(self: Any) -> int:
        if self.numel() != 1 or self.dtype.category > dtype.INTEGER:
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return int(self.item())


def _real(number: Any, kind: str) -> Any:
    if type(number) is complex:
        if number.imag:
            raise RuntimeError(f"value cannot be converted to type {kind} without overflow")
        return number.real
    return number
