"""Python data as arrays: what dtype and shape PyTorch infers, and what it refuses."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.dtypes import Defaults
from torchlike._core.execute import array_of
from torchlike._core.promotion import promote_types
from torchlike._ops.casting import to_dtype

#: The deepest nesting PyTorch takes.
_MAX_DIMS = 128


def scalar_kind(data: Any) -> Any:
    """The dtype `torch.tensor` infers for a Python number; None for what is no such number."""
    if isinstance(data, bool):
        return dtypes.bool
    if isinstance(data, int):
        return dtypes.int64
    if isinstance(data, float):
        return Defaults.float_dtype
    if isinstance(data, complex):
        if Defaults.float_dtype is dtypes.bfloat16:
            raise RuntimeError("invalid default scalar type for complex")
        return Defaults.float_dtype.to_complex()
    return None


def checked_strides(array: np.ndarray) -> np.ndarray:
    """`array`. Raises: ValueError, in PyTorch's words, for strides or bytes no tensor has."""
    if any(s < 0 for s in array.strides):
        raise ValueError(
            "At least one stride in the given numpy array is negative, and tensors with negative "
            "strides are not currently supported. (You can probably work around this by making a "
            "copy of your array  with array.copy().) "
        )
    if not array.dtype.isnative:
        raise ValueError(
            "given numpy array has byte order different from the native byte order. Conversion "
            "between byte orders is currently not supported."
        )
    return array


def array_from(data: Any, dtype: dtypes.dtype | None) -> np.ndarray:
    """A new array of `data` in `dtype`, or in the one PyTorch infers.

    Raises: TypeError, ValueError or RuntimeError, as PyTorch, for what makes no tensor.
    """
    if isinstance(data, str):
        raise _wrong_type(data)
    if isinstance(data, np.ndarray):
        found = dtypes.from_numpy(checked_strides(data).dtype)
        return _cast(data, dtype or found)
    shape = _shape(data)
    kind = dtype or _inferred(data)
    flat: list[Any] = []
    _flatten(data, shape, 0, kind, flat)
    return _stored(flat, kind).reshape(shape)


# -- shape ---------------------------------------------------------------------------------------


def _is_sequence(data: Any) -> bool:
    """Whether PyTorch looks into `data`."""
    if isinstance(data, (list, tuple)):
        return True
    if isinstance(data, (TensorBase, np.generic, dict, type)):
        return False
    return hasattr(data, "__getitem__") and hasattr(data, "__len__")


def _shape(data: Any) -> tuple[int, ...]:
    """The shape, by the first elements alone."""
    sizes: list[int] = []
    while _is_sequence(data):
        sizes.append(len(data))
        if len(sizes) > _MAX_DIMS:
            raise ValueError(f"too many dimensions '{type(data).__name__}'")
        if not sizes[-1]:
            break
        data = data[0]
        if isinstance(data, str):
            raise _wrong_type(data) if len(sizes) > 1 else ValueError("too many dimensions 'str'")
    return tuple(sizes)


def _wrong_type(data: Any) -> TypeError:
    name = f"{'numpy.' * isinstance(data, np.generic)}{type(data).__name__}"
    return TypeError(f"new(): invalid data type '{name}'")


def _flatten(
    level: Any, shape: Sequence[int], dim: int, kind: dtypes.dtype, flat: list[Any]
) -> None:
    """Appends the elements of `level` to `flat`. Raises: PyTorch's errors for ragged data."""
    if dim == len(shape):
        flat.append(level)
        return
    if not _is_sequence(level):
        raise TypeError("not a sequence")
    if len(level) != shape[dim]:
        raise ValueError(
            f"expected sequence of length {shape[dim]} at dim {dim} (got {len(level)})"
        )
    if dim == len(shape) - 1:
        flat.extend(level)
        return
    for item in level:
        _flatten(item, shape, dim + 1, kind, flat)


# -- dtype ---------------------------------------------------------------------------------------


def _inferred(data: Any) -> dtypes.dtype:
    """The dtype of all elements together. Raises: RuntimeError for what has none."""
    kind = scalar_kind(data)
    if isinstance(data, np.generic):
        return dtypes.from_numpy(data.dtype)
    if kind is not None:
        return kind
    if isinstance(data, TensorBase):
        return data._read().aval.dtype
    if isinstance(data, (str, bytes)):
        raise _wrong_type(data)
    if isinstance(data, np.ndarray):
        return dtypes.from_numpy(data.dtype)
    if not _is_sequence(data):
        raise RuntimeError(f"Could not infer dtype of {type(data).__name__}")
    return _common(data)


def _common(data: Any) -> dtypes.dtype:
    found: dtypes.dtype | None = None
    plain: set[type] = set()
    for item in data:
        cls = type(item)
        if cls in _PLAIN:
            if cls in plain:
                continue
            plain.add(cls)
        kind = _inferred(item)
        found = kind if found is None else promote_types(found, kind)
    return Defaults.float_dtype if found is None else found


_PLAIN = frozenset((bool, int, float, complex))


# -- content -------------------------------------------------------------------------------------


def _stored(flat: list[Any], kind: dtypes.dtype) -> np.ndarray:
    """The elements as an array of `kind`. Raises: PyTorch's errors for those it cannot hold."""
    if not set(map(type, flat)) <= _PLAIN:
        flat = [_number(item, kind) for item in flat]
    kinds = set(map(type, flat))
    if kind is dtypes.bool:
        return np.fromiter(map(bool, flat), np.bool_, len(flat))
    if kind.category == dtypes.dtype.INTEGER:
        return _integers(flat, kinds, kind)
    if complex in kinds and not kind.is_complex:
        raise TypeError("must be real number, not complex")
    wide = np.complex128 if kind.is_complex else np.float64
    return to_dtype(np.asarray(flat, wide), kind)


def _number(item: Any, kind: dtypes.dtype) -> Any:
    """One element as a Python number. Raises: TypeError, in PyTorch's words, for what is none."""
    if type(item) in _PLAIN:
        return item
    if isinstance(item, TensorBase):
        array = np.asarray(array_of(item._read(), "tensor()"))
        if array.size != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return array.reshape(())[()].item()
    if isinstance(item, np.generic):
        return item.item()
    if kind.category >= dtypes.dtype.FLOAT:
        if not hasattr(item, "__float__") and not hasattr(item, "__index__"):
            raise TypeError(f"must be real number, not {type(item).__name__}")
        return float(item)
    return operator.index(item)


def _integers(flat: list[Any], kinds: set[type], kind: dtypes.dtype) -> np.ndarray:
    """Integers in two's complement; a float loses its fraction."""
    if complex in kinds:
        raise TypeError("'complex' object cannot be interpreted as an integer")
    info = np.iinfo(kind.np)
    if kind is dtypes.uint64:
        if any(item < 0 for item in flat):
            raise OverflowError("can't convert negative int to unsigned")
        if any(item > info.max for item in flat):
            raise OverflowError("int too big to convert")
        return np.asarray([int(item) for item in flat], np.uint64)
    if int in kinds and not all(-(2**63) <= item < 2**63 for item in flat if type(item) is int):
        raise ValueError("Overflow when unpacking long long")
    try:
        wide = np.asarray([int(item) for item in flat] if float in kinds else flat, np.int64)
    except (OverflowError, ValueError):
        raise _too_large(kind) from None
    if flat and (wide.max() > info.max or wide.min() < (info.min or -info.max)):
        raise _too_large(kind)
    return wide.astype(kind.np)


def _too_large(kind: dtypes.dtype) -> RuntimeError:
    return RuntimeError(f"value cannot be converted to type {kind.name} without overflow")


def _cast(array: np.ndarray, kind: dtypes.dtype) -> np.ndarray:
    return np.array(to_dtype(array, kind))
