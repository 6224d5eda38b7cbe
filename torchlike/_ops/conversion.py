"""Changing a tensor's dtype, device or memory format."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply1, wrap
from torchlike._core.device import device as device_type
from torchlike._core.device import resolve
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of, on_device
from torchlike._core.trace import concrete
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dtype
from torchlike._ops.schema import TABLE


def format_name(memory_format: Any) -> str | None:
    """A memory format's name, as the operators take it."""
    return None if memory_format is None else str(memory_format).removeprefix("torch.")


@explains
def clone(input: Any, *, memory_format: Any = None) -> Any:
    """A copy with its own memory."""
    return apply1(TABLE["clone"], input, (format_name(memory_format),))


@explains
def contiguous(input: Any, *, memory_format: Any = None) -> Any:
    """`input` itself where its elements lie in order, else a copy whose do."""
    if input.is_contiguous(memory_format):
        return input
    return clone(input, memory_format=memory_format or "contiguous_format")


def to_dtype(input: Any, dtype: dtypes.dtype, copy: bool = False, memory_format: Any = None) -> Any:
    """`input` in another dtype; itself where it is already."""
    if input.dtype is dtype:
        return clone(input, memory_format=memory_format) if copy else input
    return apply1(TABLE["to_copy"], input, (dtype, format_name(memory_format)))


def to_device(input: Any, place: device_type, copy: bool = False) -> Any:
    """`input` on another device; itself where it is already."""
    target = resolve(place)
    if input.device == target:
        return clone(input) if copy else input
    array = on_device(array_of(input._read(), "moved to another device"), target)
    if input.requires_grad:
        raise unsupported("gradients across devices (detach the tensor, or move it before)")
    return wrap(concrete(array, target))


def _is_dtype(x: Any) -> bool:
    return isinstance(x, dtypes.dtype) or (isinstance(x, type) and x in (float, int, bool, complex))


def _target(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any, bool]:
    """What the arguments of `to` ask for: dtype, device, and whether to copy anyway.

    Raises: TypeError for arguments that no form of `to` has.
    """
    rest = list(args)
    place, dtype = kwargs.pop("device", None), kwargs.pop("dtype", None)
    copy = kwargs.pop("copy", False)
    kwargs.pop("non_blocking", None)  # every copy is finished when it is looked at
    other = kwargs.pop("other", None)
    if rest and isinstance(rest[0], TensorBase):
        other = rest.pop(0)
    elif rest and (isinstance(rest[0], (str, device_type)) or type(rest[0]) is int):
        place = rest.pop(0)
    if rest and other is None and _is_dtype(rest[0]):
        dtype = rest.pop(0)
    if kwargs or len(rest) > 2 or any(not isinstance(r, bool) for r in rest):
        raise TypeError("to() received an invalid combination of arguments")
    if other is not None:
        dtype, place = other.dtype, other.device
    return dtype, place, rest[1] if len(rest) > 1 else copy


@explains
def to(input: Any, *args: Any, memory_format: Any = None, **kwargs: Any) -> Any:
    """`input` in another dtype and on another device: `to(dtype)`, `to(device)`, `to(other)`..."""
    dtype, place, copy = _target(args, kwargs)
    result = input
    if place is not None:
        result = to_device(result, resolve(place), copy and dtype is None)
    if dtype is not None:
        kind: Any = as_dtype(dtype, "to")
        return to_dtype(result, kind, copy and result is input, memory_format)
    if result is input and (copy or memory_format is not None):
        return clone(result, memory_format=memory_format)
    return result
