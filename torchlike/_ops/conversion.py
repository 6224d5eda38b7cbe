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
from torchlike._ops.formats import (
    channels_last,
    channels_last_3d,
    contiguous_format,
    preserve_format,
)
from torchlike._ops.schema import TABLE
from torchlike._ops.shown import shown


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
    if input.is_contiguous(
        memory_format=contiguous_format if memory_format is None else memory_format
    ):
        return input
    return clone(input, memory_format=memory_format or "contiguous_format")


def to_dtype(input: Any, dtype: dtypes.dtype, copy: bool = False, memory_format: Any = None) -> Any:
    """`input` in another dtype; itself where it is already."""
    if input.dtype is dtype and not copy:
        return input
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


def _by_device(
    device: Any = None, dtype: Any = None, non_blocking: bool = False, copy: bool = False
) -> tuple[Any, Any, bool, bool]:
    return dtype, device, non_blocking, copy


def _by_dtype(
    dtype: Any, non_blocking: bool = False, copy: bool = False
) -> tuple[Any, Any, bool, bool]:
    return dtype, None, non_blocking, copy


def _by_tensor(
    tensor: Any, non_blocking: bool = False, copy: bool = False
) -> tuple[Any, Any, bool, bool]:
    return tensor.dtype, tensor.device, non_blocking, copy


def _target(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Any, bool]:
    """What the arguments of `to` ask for: dtype, device, and whether to copy anyway.

    Raises: TypeError for arguments that no form of `to` has.
    """
    first = args[0] if args else kwargs.get("tensor")
    form = _by_device
    if isinstance(first, TensorBase):
        form = _by_tensor
    elif isinstance(first, (dtypes.dtype, type)):
        form = _by_dtype
    dtype, place, non_blocking, copy = form(*args, **kwargs)
    # Without `non_blocking` a copy is finished when the call returns; here, when it is looked at.
    if type(non_blocking) is not bool or type(copy) is not bool:
        raise TypeError
    return as_dtype(dtype, "to"), place, copy


def _forms_of_to(
    input: Any,
    device: Any = None,
    dtype: Any = None,
    non_blocking: bool = False,
    copy: bool = False,
    *,
    tensor: Any = None,
    memory_format: Any = None,
) -> None:
    """What the forms of `to` take, all together."""


def to(input: Any, *args: Any, memory_format: Any = None, **kwargs: Any) -> Any:
    """`input` in another dtype and on another device: `to(dtype)`, `to(device)`, `to(other)`..."""
    dtype, place, copy = _target(args, kwargs)
    result = input if place is None else to_device(input, resolve(place))
    if dtype is not None and dtype is not result.dtype:
        return to_dtype(result, dtype, memory_format=memory_format)
    elsewhere = memory_format not in (None, preserve_format, _format_of(result))
    if copy and result is input and dtype is not None:
        return apply1(TABLE["to_copy"], input, (dtype, format_name(memory_format)))
    if result is input and (copy or elsewhere):
        return clone(result, memory_format=memory_format)
    return result


to = explains(shown(to, _forms_of_to))


def _format_of(input: Any) -> Any:
    """The memory format that a tensor is in, as far as its strides tell."""
    for rank, form in ((4, channels_last), (5, channels_last_3d)):
        if input.ndim == rank and input.is_contiguous(memory_format=form):
            return contiguous_format if input.is_contiguous() else form
    return contiguous_format
