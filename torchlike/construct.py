"""Making tensors: from data, filled with a number, ranges, like others."""

from __future__ import annotations

import os
import warnings
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.device import CPU, device, resolve
from torchlike._core.dtypes import Defaults
from torchlike._core.execute import array_of, on_device
from torchlike._core.trace import concrete, local, switch
from torchlike._ops.arguments import REQUIRED, explains
from torchlike._ops.calls import as_dtype, as_shape, into
from torchlike._ops.casting import check_fits, check_range, to_dtype
from torchlike._ops.conversion import format_name
from torchlike._ops.formats import check_memory
from torchlike._ops.from_data import array_from, scalar_kind
from torchlike._ops.schema import TABLE
from torchlike.interop import finished, from_dlpack, from_numpy, frombuffer
from torchlike.tensor import Tensor

_DEFAULT_DEVICE = [CPU]


def default_device() -> device:
    """Where new tensors are made."""
    return _DEFAULT_DEVICE[0]


def set_default_device(device: Any) -> None:
    """Says where new tensors are made from now on."""
    _DEFAULT_DEVICE[0] = CPU if device is None else resolve(device)


def place_of(given: Any) -> device:
    """The device that a constructor was given, or the default one."""
    return default_device() if given is None else resolve(given)


# -- from data -----------------------------------------------------------------------------------


@explains
def tensor(
    data: Any = REQUIRED,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A new tensor holding a copy of `data`: a number, nested sequences, an ndarray, a tensor.

    Raises: TypeError, ValueError or RuntimeError, as PyTorch, for what makes no tensor.
    """
    check_memory(None, pin_memory)
    if data is REQUIRED:
        raise TypeError('tensor() missing 1 required positional arguments: "data"')
    if isinstance(data, TensorBase):
        warnings.warn(
            "To copy construct from a tensor, it is recommended to use "
            "sourceTensor.detach().clone() or sourceTensor.detach().clone().requires_grad_(True), "
            "rather than torch.tensor(sourceTensor).",
            UserWarning,
            stacklevel=2,
        )
        array = np.array(array_of(data._read(), "tensor()"))
        dtype = dtype or data._read().aval.dtype
        return finished(_wrapped(to_dtype(array, dtype), place_of(device)), requires_grad)
    wanted: Any = as_dtype(dtype, "tensor")
    if isinstance(data, np.ndarray):
        made = _wrapped(array_from(data, None), place_of(device))
        return finished(made if wanted is None else made.to(wanted), requires_grad)
    return finished(_wrapped(array_from(data, wanted), place_of(device)), requires_grad)


def _wrapped(array: np.ndarray, place: device) -> Any:
    held = array if place.type == "cpu" else on_device(array, place)
    return wrap(concrete(held, place))


def as_tensor(data: Any, *, dtype: Any = None, device: Any = None) -> Any:
    """A tensor of `data`, sharing its memory where it is a tensor or an ndarray of that dtype."""
    dtype = as_dtype(dtype, "as_tensor")
    if isinstance(data, TensorBase):
        if dtype is None and device is None:
            return data
        return data.to(device=device, dtype=dtype)
    if isinstance(data, np.ndarray) and (dtype is None or dtype.np == data.dtype):
        return from_numpy(data).to(device=device)
    return tensor(data, dtype=dtype, device=device)


@explains
def asarray(
    obj: Any,
    *,
    dtype: Any = None,
    device: Any = None,
    copy: bool | None = None,
    requires_grad: bool = False,
) -> Any:
    """A tensor of `obj`, sharing its memory where that is possible and not forbidden by `copy`.

    Raises: ValueError where sharing was asked for and is not possible.
    """
    if not isinstance(copy, (bool, type(None))):
        raise TypeError("copy must be a bool")
    kind: Any = as_dtype(dtype, "asarray")
    source: Any = _aliasing(obj, kind)
    if source is None:
        if copy is False:
            raise ValueError("can't alias arbitrary sequence into a tensor.")
        return tensor(obj, dtype=kind, device=device, requires_grad=requires_grad)
    result: Any = source.to(device=device, dtype=kind)
    if copy is False and result is not source:
        raise ValueError(_not_aliased(source, result))
    if copy and result is source:
        result = result.clone()
    if requires_grad != result.requires_grad:
        result = result.detach()
    return finished(result, requires_grad)


def _not_aliased(source: Any, result: Any) -> str:
    if source.device != result.device:
        return f"can't alias tensor from device '{source.device}' to '{result.device}'."
    names = source.dtype.scalar_name, result.dtype.scalar_name
    return f"can't alias tensor with dtype '{names[0]}' into dtype '{names[1]}'."


def _aliasing(obj: Any, kind: Any) -> Any:
    """A tensor on the memory of `obj`; None where it has none that a tensor could share."""
    if isinstance(obj, TensorBase):
        return obj
    if isinstance(obj, np.ndarray):
        return from_numpy(obj)
    if isinstance(obj, np.generic):
        return from_numpy(np.asarray(obj))
    if hasattr(obj, "__dlpack__"):
        return from_dlpack(obj)
    try:
        memoryview(obj)
    except TypeError:
        return None
    return frombuffer(obj, dtype=kind or Defaults.float_dtype)


# -- filled with a number ------------------------------------------------------------------------


def _filled(
    value: Any, size: Any, dtype: Any, place: Any, requires_grad: bool, out: Any, name: str
) -> Any:
    if not size:
        raise TypeError(f'{name}() missing 1 required positional arguments: "size"')
    shape = as_shape(size, name, "size")
    for n in shape:
        if n < 0:
            raise RuntimeError(
                f"{name}: Dimension size must be non-negative."
                if name == "zeros"
                else f"Trying to create tensor with negative dimension {n}: {list(shape)}"
            )
    chosen = as_dtype(dtype, name) or Defaults.float_dtype
    if value and type(value) in (int, float, complex):
        check_fits(value, chosen)
    if out is not None:
        return into(out, TABLE["filled"], (value,), (shape, out.dtype))
    record_on(place_of(place))
    return finished(apply(TABLE["filled"], (value,), (shape, chosen)), requires_grad)


def _sizes(given: tuple[Any, ...], named: Any) -> tuple[Any, ...]:
    """The sizes given one by one, as one sequence, or by name."""
    if named is None:
        return given
    if given:
        raise TypeError("got multiple values for argument 'size'")
    return (named if isinstance(named, int) else tuple(named),)


def record_on(place: device) -> None:
    """Makes the Trace of `place` the current one for an operator without operands."""
    if local.state.trace.device != place:
        switch(local.state, place)


@explains
def zeros(
    *sizes: Any,
    size: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A tensor of zeros."""
    check_memory(layout, pin_memory)
    return _filled(0, _sizes(sizes, size), dtype, device, requires_grad, out, "zeros")


@explains
def ones(
    *sizes: Any,
    size: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A tensor of ones."""
    check_memory(layout, pin_memory)
    return _filled(1, _sizes(sizes, size), dtype, device, requires_grad, out, "ones")


@explains
def empty(
    *sizes: Any,
    size: Any = None,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Any:
    """A tensor whose content is unspecified; here, zeros."""
    check_memory(layout, pin_memory)
    made = _filled(0, _sizes(sizes, size), dtype, device, False, out, "empty")
    if memory_format is not None:
        made = made.contiguous(memory_format=memory_format)
    return finished(made, requires_grad)


@explains
def full(
    size: Any,
    fill_value: Any,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """A tensor filled with a number. Dtype: by the number, unless given."""
    check_memory(layout, pin_memory)
    if isinstance(fill_value, int):
        check_range(fill_value)
    if dtype is None and out is None:
        if isinstance(fill_value, TensorBase):
            dtype = fill_value.dtype
        else:
            dtype = scalar_kind(fill_value) or dtypes.from_numpy(np.asarray(fill_value).dtype)
    shape = _sequence(size, "full")
    return _filled(fill_value, (shape,), dtype, device, requires_grad, out, "full")


@explains
def scalar_tensor(
    s: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: bool = False,
    requires_grad: bool = False,
) -> Any:
    """A 0-dim tensor of a number. Dtype: the default dtype, unless given."""
    check_memory(layout, pin_memory)
    wanted = dtypes.Defaults.float_dtype if dtype is None else dtype
    return full((), s, dtype=wanted, device=device, requires_grad=requires_grad)


@explains
def from_file(
    filename: str,
    shared: bool | None = None,
    size: int | None = 0,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    pin_memory: bool = False,
    requires_grad: bool = False,
) -> Any:
    """The first `size` elements of a file; with `shared` on the file itself, made if need be.

    Raises: RuntimeError for a file that is too short and not shared.
    """
    check_memory(layout, pin_memory)
    kind = as_dtype(dtype, "from_file") or Defaults.float_dtype
    count = size or 0
    needed = count * kind.itemsize
    if not count:
        return empty((0,), dtype=kind, device=device, requires_grad=requires_grad)
    if shared:
        with open(filename, "ab") as file:
            file.truncate(max(file.tell(), needed))
    found = os.path.getsize(filename)
    if found < needed:
        raise RuntimeError(
            f"file <{filename}> size <{found}> is smaller than the required mapping size <{needed}>"
        )
    if shared:
        made = from_numpy(np.memmap(filename, kind.np, "r+", shape=(count,)))
        return made.requires_grad_() if requires_grad else made
    memory = np.fromfile(filename, kind.np, count)
    return _wrapped(memory, place_of(device)).requires_grad_(requires_grad)


def _sequence(size: Any, function: str) -> tuple[Any, ...]:
    """Sizes that must come as a sequence."""
    if not isinstance(size, (tuple, list)):
        raise TypeError(
            f"{function}(): argument 'size' (position 1) must be tuple of ints, not "
            f"{type(size).__name__}"
        )
    return tuple(size)


def _filled_like(
    input: Any, value: Any, dtype: Any, place: Any, requires_grad: bool, memory_format: Any
) -> Any:
    chosen = as_dtype(dtype, "full_like") or input.dtype
    if value and type(value) in (int, float, complex):
        check_fits(value, chosen)
    if place is not None and resolve(place) != input.device:
        made = _filled(value, (tuple(input.shape),), chosen, place, False, None, "full")
        return finished(made.contiguous(memory_format=memory_format), requires_grad)
    static = (chosen, format_name(memory_format))
    return finished(apply(TABLE["filled_like"], (input, value), static), requires_grad)


def _like_function(name: str, number: int, doc: str) -> Any:
    """The function `name`: `number` everywhere, in the shape of its argument."""

    def function(
        input: Any,
        *,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        requires_grad: bool = False,
        pin_memory: bool = False,
        memory_format: Any = None,
    ) -> Any:
        check_memory(layout, pin_memory)
        return _filled_like(input, number, dtype, device, requires_grad, memory_format)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    return explains(function)


zeros_like = _like_function("zeros_like", 0, "Zeros in the shape, dtype and device of `input`.")
ones_like = _like_function("ones_like", 1, "Ones in the shape, dtype and device of `input`.")
empty_like = _like_function("empty_like", 0, "Numbers that mean nothing, as zeros here.")


@explains
def full_like(
    input: Any,
    fill_value: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
    memory_format: Any = None,
) -> Any:
    """A number in the shape, dtype and device of `input`."""
    check_memory(layout, pin_memory)
    return _filled_like(input, fill_value, dtype, device, requires_grad, memory_format)


# -- methods -------------------------------------------------------------------------------------


def _new(kind: str, value: int) -> Any:
    name = f"new_{kind}"

    def method(
        self: Any,
        *sizes: Any,
        size: Any = None,
        dtype: Any = None,
        layout: Any = None,
        device: Any = None,
        requires_grad: bool = False,
        pin_memory: bool = False,
    ) -> Any:
        check_memory(layout, pin_memory)
        chosen, place = dtype or self.dtype, self.device if device is None else device
        return _filled(value, _sizes(sizes, size), chosen, place, requires_grad, None, name)

    method.__name__, method.__qualname__ = name, f"Tensor.{name}"
    method.__doc__ = f"`torch.{kind}` with this tensor's dtype and device by default."
    return method


def _new_full(
    self: Any,
    size: Any,
    fill_value: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """`torch.full` with this tensor's dtype and device by default."""
    check_memory(layout, pin_memory)
    chosen, place = dtype or self.dtype, self.device if device is None else device
    shape = _sequence(size, "new_full")
    return _filled(fill_value, (shape,), chosen, place, requires_grad, None, "new_full")


def _new_tensor(
    self: Any,
    data: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """`torch.tensor` with this tensor's dtype and device by default."""
    check_memory(layout, pin_memory)
    chosen, place = dtype or self.dtype, self.device if device is None else device
    return tensor(data, dtype=chosen, device=place, requires_grad=requires_grad)


for _kind, _value in (("zeros", 0), ("ones", 1), ("empty", 0)):
    setattr(Tensor, f"new_{_kind}", _new(_kind, _value))
for _method in (_new_full, _new_tensor):
    _method.__name__, _method.__qualname__ = _method.__name__[1:], f"Tensor.{_method.__name__[1:]}"
    setattr(Tensor, _method.__name__, _method)
