"""Python data as arrays: what dtype PyTorch infers, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.dtypes import Defaults
from torchlike._core.execute import array_of


def scalar_kind(data: Any) -> Any:
    """The dtype `torch.tensor` infers for nested Python data, as NumPy sees it."""
    array = np.asarray(data)
    if array.dtype.kind == "f" and not isinstance(data, np.ndarray):
        return Defaults.float_dtype
    if array.dtype.kind == "c":
        return Defaults.float_dtype.to_complex()
    return None


def _ragged(data: Any) -> None:
    """Raises PyTorch's error for nested sequences of different lengths."""

    def walk(level: Any, dim: int) -> None:
        if not isinstance(level, (list, tuple)) or not level:
            return
        first = level[0]
        size = len(first) if isinstance(first, (list, tuple)) else None
        for item in level:
            have = len(item) if isinstance(item, (list, tuple)) else None
            if have != size:
                if size is None:
                    raise TypeError(f"must be real number, not {type(item).__name__}")
                if have is None:
                    raise TypeError("not a sequence")
                raise ValueError(f"expected sequence of length {size} at dim {dim} (got {have})")
            walk(item, dim + 1)

    walk(data, 1)


def _nested(data: Any) -> Any:
    if isinstance(data, TensorBase):
        return np.asarray(array_of(data._read(), "tensor()"))
    if isinstance(data, (list, tuple)):
        return [_nested(d) for d in data]
    return data


def array_from(data: Any, dtype: dtypes.dtype | None) -> np.ndarray:
    """A new array of `data` in `dtype`, or in the one PyTorch infers.

    Raises: TypeError, ValueError or RuntimeError, as PyTorch, for what makes no tensor.
    """
    if isinstance(data, np.ndarray):
        return data.astype((dtype or dtypes.from_numpy(data.dtype)).np)
    if isinstance(data, (list, tuple)):
        _ragged(data)
        dtype = dtype or _common_kind(data)
        data = _nested(data)
    elif not isinstance(data, (bool, int, float, complex, np.generic)):
        if hasattr(data, "__array__"):
            return array_from(np.asarray(data), dtype)
        data = _sequence(data)
    try:
        array = np.asarray(data)
    except OverflowError:
        raise RuntimeError("Overflow when unpacking long long") from None
    if array.dtype == object or array.dtype.kind not in "biufcV":
        _reject(array)
    dtype = dtype or _inferred(data, array)
    if array.dtype.kind == "c" and not dtype.is_complex:
        raise RuntimeError(
            f"value cannot be converted to type {dtype.scalar_name.lower()} without overflow"
        )
    _check_range(array, dtype)
    with np.errstate(all="ignore"):
        return array.astype(dtype.np)


def _common_kind(data: Any) -> dtypes.dtype | None:
    """The dtype of a sequence of tensors that all have the same."""
    if not any(isinstance(d, TensorBase) for d in data):
        return None
    kinds = {np.asarray(_nested(d)).dtype for d in data}
    return dtypes.from_numpy(kinds.pop()) if len(kinds) == 1 else None


def _sequence(data: Any) -> list[Any]:
    if isinstance(data, str):
        raise TypeError("new(): invalid data type 'str'")
    if not hasattr(data, "__len__") or isinstance(data, dict):
        raise RuntimeError(f"Could not infer dtype of {type(data).__name__}")
    return list(data)


def _inferred(data: Any, array: np.ndarray) -> dtypes.dtype:
    kind = None if isinstance(data, np.generic) else scalar_kind(data)
    if kind is not None:
        return kind
    return Defaults.float_dtype if array.size == 0 else dtypes.from_numpy(array.dtype)


def _reject(array: np.ndarray) -> None:
    flat = array.reshape(-1)
    bad = next((x for x in flat if not isinstance(x, (bool, int, float, complex))), None)
    if isinstance(bad, str):
        raise TypeError("new(): invalid data type 'str'")
    if bad is None and any(isinstance(x, int) and not -(2**63) <= x < 2**63 for x in flat):
        raise RuntimeError("Overflow when unpacking long long")
    raise RuntimeError(f"Could not infer dtype of {type(bad).__name__}")


def _check_range(array: np.ndarray, dtype: dtypes.dtype) -> None:
    if dtype.category != dtypes.dtype.INTEGER or not array.size or array.dtype.kind not in "iu":
        return
    if dtype is dtypes.int64 and array.dtype == np.uint64:
        raise RuntimeError("Overflow when unpacking long long")
    info = np.iinfo(dtype.np)
    low = info.min if dtype.is_signed else 0
    if array.min() < low or array.max() > info.max:
        raise RuntimeError(f"value cannot be converted to type {dtype.name} without overflow")
