"""How samples become a batch."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, MutableMapping, MutableSequence, Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._ops._bindings import stack
from torchlike.construct import as_tensor, tensor
from torchlike.tensor import Tensor

__all__ = ["collate", "default_collate", "default_convert"]

_UNKNOWN = (
    "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {}"
)


def _holds_no_numbers(dtype: np.dtype[Any]) -> bool:
    return dtype.kind in "SUOaV"


def _is_named_tuple(value: Any) -> bool:
    return isinstance(value, tuple) and hasattr(value, "_fields")


def default_convert(data: Any) -> Any:
    """Makes tensors of the NumPy arrays and numbers in `data`."""
    if isinstance(data, (np.ndarray, np.generic)) and not isinstance(data, (np.str_, np.bytes_)):
        unfit = isinstance(data, np.ndarray) and _holds_no_numbers(data.dtype)
        return data if unfit else as_tensor(data)
    if isinstance(data, Mapping):
        return _like_mapping(data, {key: default_convert(data[key]) for key in data})
    if _is_named_tuple(data):
        return type(data)(*map(default_convert, data))
    if isinstance(data, tuple):
        return [default_convert(part) for part in data]
    if isinstance(data, Sequence) and not isinstance(data, (str, bytes)):
        return _like_sequence(data, [default_convert(part) for part in data])
    return data


def _like_mapping(like: Any, content: dict[Any, Any]) -> Any:
    """The content in a mapping of the same type, where that can be made."""
    try:
        if not isinstance(like, MutableMapping):
            return type(like)(content)  # type: ignore[call-arg]
        made = copy.copy(like)
        made.update(content)
    except TypeError:
        return content
    return made


def _like_sequence(like: Any, content: list[Any]) -> Any:
    """The content in a sequence of the same type, where that can be made."""
    try:
        if not isinstance(like, MutableSequence):
            return type(like)(content)  # type: ignore[call-arg]
        made = copy.copy(like)
        for position, part in enumerate(content):
            made[position] = part
    except TypeError:
        return content
    return made


def collate(batch: Any, *, collate_fn_map: dict[Any, Callable[..., Any]] | None = None) -> Any:
    """Puts samples together part by part, by the functions of `collate_fn_map` for their types."""
    sample = batch[0]
    functions = collate_fn_map or {}
    if type(sample) in functions:
        return functions[type(sample)](batch, collate_fn_map=collate_fn_map)
    for kind, function in functions.items():
        if isinstance(sample, kind):
            return function(batch, collate_fn_map=collate_fn_map)

    def together(parts: Any) -> Any:
        return collate(parts, collate_fn_map=collate_fn_map)

    if isinstance(sample, Mapping):
        return _like_mapping(sample, {key: together([s[key] for s in batch]) for key in sample})
    if _is_named_tuple(sample):
        return type(sample)(*map(together, zip(*batch, strict=False)))
    if isinstance(sample, Sequence):
        if any(len(other) != len(sample) for other in batch):
            raise RuntimeError("each element in list of batch should be of equal size")
        parts = [together(part) for part in zip(*batch, strict=True)]
        return parts if isinstance(sample, tuple) else _like_sequence(sample, parts)
    raise TypeError(_UNKNOWN.format(type(sample)))


def collate_tensor_fn(batch: Any, *, collate_fn_map: Any = None) -> Any:
    """Stacks tensors."""
    return stack(batch, 0)


def collate_numpy_array_fn(batch: Any, *, collate_fn_map: Any = None) -> Any:
    """Stacks arrays as tensors."""
    if _holds_no_numbers(batch[0].dtype):
        raise TypeError(_UNKNOWN.format(batch[0].dtype))
    return collate([as_tensor(array) for array in batch], collate_fn_map=collate_fn_map)


def collate_numpy_scalar_fn(batch: Any, *, collate_fn_map: Any = None) -> Any:
    """A tensor of NumPy's numbers."""
    return as_tensor(np.array(batch))


def collate_float_fn(batch: Any, *, collate_fn_map: Any = None) -> Any:
    """A tensor of Python's floats, in double precision."""
    return tensor(batch, dtype=dtypes.float64)


def collate_int_fn(batch: Any, *, collate_fn_map: Any = None) -> Any:
    """A tensor of Python's integers or booleans."""
    return tensor(batch)


def collate_str_fn(batch: Any, *, collate_fn_map: Any = None) -> Any:
    """Strings, as they are."""
    return batch


default_collate_fn_map: dict[Any, Callable[..., Any]] = {
    Tensor: collate_tensor_fn,
    np.ndarray: collate_numpy_array_fn,
    (np.bool_, np.number, np.object_): collate_numpy_scalar_fn,
    float: collate_float_fn,
    int: collate_int_fn,
    str: collate_str_fn,
    bytes: collate_str_fn,
}


def default_collate(batch: Any) -> Any:
    """Puts samples together: tensors, arrays and numbers stacked, containers part by part."""
    return collate(batch, collate_fn_map=default_collate_fn_map)
