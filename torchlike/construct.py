"""Making tensors: from data, filled with a number, ranges, like others."""

from __future__ import annotations

import math
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
from torchlike._ops.from_data import array_from, scalar_kind
from torchlike._ops.schema import TABLE, check_range
from torchlike._ops.sharing import tensor_on
from torchlike.tensor import Tensor

_DEFAULT_DEVICE = [CPU]


def default_device() -> device:
    """Where new tensors are made."""
    return _DEFAULT_DEVICE[0]


def set_default_device(place: Any) -> None:
    """Says where new tensors are made from now on."""
    _DEFAULT_DEVICE[0] = resolve(place)


def _place(given: Any) -> device:
    return default_device() if given is None else resolve(given)


def _finished(result: Any, requires_grad: bool) -> Any:
    if not requires_grad:
        return result
    if result.dtype.category < dtypes.dtype.FLOAT:
        raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
    return result.requires_grad_()


# -- from data -----------------------------------------------------------------------------------


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
    del pin_memory  # host memory is what JAX makes of it
    if data is REQUIRED:
        raise TypeError('tensor() missing 1 required positional arguments: "data"')
    if isinstance(data, TensorBase):
        import warnings  # noqa: PLC0415

        warnings.warn(
            "To copy construct from a tensor, it is recommended to use "
            "sourceTensor.detach().clone() or sourceTensor.detach().clone().requires_grad_(True), "
            "rather than torch.tensor(sourceTensor).",
            UserWarning,
            stacklevel=2,
        )
        array = np.array(array_of(data._read(), "tensor()"))
        dtype = dtype or data.dtype  # type: ignore[attr-defined]
        return _finished(_wrapped(array.astype(dtype.np), _place(device)), requires_grad)
    array = array_from(data, as_dtype(dtype, "tensor"))
    return _finished(_wrapped(array, _place(device)), requires_grad)


def _wrapped(array: np.ndarray, place: device) -> Any:
    held = array if place.type == "cpu" else on_device(array, place)
    return wrap(concrete(held, place))


def as_tensor(data: Any, dtype: Any = None, device: Any = None) -> Any:
    """A tensor of `data`, sharing its memory where it is a tensor or an ndarray of that dtype."""
    dtype = as_dtype(dtype, "as_tensor")
    if isinstance(data, TensorBase):
        return data.to(device=device, dtype=dtype)  # type: ignore[attr-defined]
    if isinstance(data, np.ndarray) and (dtype is None or dtype.np == data.dtype):
        return from_numpy(data).to(device=device)
    return tensor(data, dtype=dtype, device=device)


def from_numpy(array: np.ndarray) -> Any:
    """A tensor that shares the memory of `array` while both live.

    Raises: TypeError for anything but an ndarray of a dtype PyTorch has.
    """
    if not isinstance(array, np.ndarray):
        raise TypeError(f"expected np.ndarray (got {type(array).__name__})")
    dtypes.from_numpy(array.dtype)
    if any(s < 0 for s in array.strides):
        raise ValueError(
            "At least one stride in the given numpy array is negative, and tensors with negative "
            "strides are not currently supported. (You can probably work around this by making a "
            "copy of your array  with array.copy().) "
        )
    return tensor_on(array, concrete(array))


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
    if copy is False and not isinstance(obj, (TensorBase, np.ndarray)):
        raise ValueError("can't alias arbitrary sequence into a tensor.")
    result: Any = as_tensor(obj, dtype=dtype, device=device)
    shared = result is obj or (isinstance(obj, np.ndarray) and result.dtype.np == obj.dtype)
    if copy is False and not shared:
        raise ValueError("can't alias tensor with dtype or device changed.")
    if copy and shared:
        result = result.clone().detach()
    elif requires_grad != result.requires_grad:
        result = result.detach()
    return _finished(result, requires_grad)


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
    if out is not None:
        return into(out, TABLE["filled"], (value,), (shape, out.dtype))
    _on(_place(place))
    return _finished(apply(TABLE["filled"], (value,), (shape, chosen)), requires_grad)


def _sizes(given: tuple[Any, ...], named: Any) -> tuple[Any, ...]:
    """The sizes given one by one, as one sequence, or by name."""
    if named is None:
        return given
    if given:
        raise TypeError("got multiple values for argument 'size'")
    return (named if isinstance(named, int) else tuple(named),)


def _on(place: device) -> None:
    """Makes the Trace of `place` the current one for an operator without operands."""
    if local.state.trace.device != place:
        switch(local.state, place)


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
    del layout, pin_memory
    return _filled(0, _sizes(sizes, size), dtype, device, requires_grad, out, "zeros")


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
    del layout, pin_memory
    return _filled(1, _sizes(sizes, size), dtype, device, requires_grad, out, "ones")


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
    del layout, pin_memory
    made = _filled(0, _sizes(sizes, size), dtype, device, False, out, "empty")
    if memory_format is not None:
        made = made.contiguous(memory_format=memory_format)
    return _finished(made, requires_grad)


def full(
    size: Any,
    fill_value: Any,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Any:
    """A tensor filled with a number. Dtype: by the number, unless given."""
    del layout
    if isinstance(fill_value, int):
        check_range(fill_value)
    if dtype is None and out is None:
        if isinstance(fill_value, TensorBase):
            dtype = fill_value.dtype  # type: ignore[attr-defined]
        else:
            dtype = scalar_kind(fill_value) or dtypes.from_numpy(np.asarray(fill_value).dtype)
    shape = _sequence(size, "full")
    return _filled(fill_value, (shape,), dtype, device, requires_grad, out, "full")


def _sequence(size: Any, function: str) -> tuple[Any, ...]:
    """Sizes that must come as a sequence."""
    if not isinstance(size, (tuple, list)):
        raise TypeError(
            f"{function}(): argument 'size' (position 1) must be tuple of ints, not "
            f"{type(size).__name__}"
        )
    return tuple(size)


def _filled_like(input: Any, value: Any, dtype: Any, place: Any, requires_grad: bool) -> Any:
    chosen = as_dtype(dtype, "full_like") or input.dtype
    if place is not None and resolve(place) != input.device:
        return _filled(value, (tuple(input.shape),), chosen, place, requires_grad, None, "full")
    return _finished(apply(TABLE["filled_like"], (input, value), (chosen,)), requires_grad)


def zeros_like(
    input: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    memory_format: Any = None,
) -> Any:
    """Zeros in the shape, dtype and device of `input`."""
    del layout, memory_format
    return _filled_like(input, 0, dtype, device, requires_grad)


def ones_like(
    input: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    memory_format: Any = None,
) -> Any:
    """Ones in the shape, dtype and device of `input`."""
    del layout, memory_format
    return _filled_like(input, 1, dtype, device, requires_grad)


empty_like = zeros_like


def full_like(
    input: Any,
    fill_value: Any,
    *,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    memory_format: Any = None,
) -> Any:
    """A number in the shape, dtype and device of `input`."""
    del layout, memory_format
    return _filled_like(input, fill_value, dtype, device, requires_grad)


# -- ranges --------------------------------------------------------------------------------------


def _number(value: Any) -> Any:
    """A real number, also one in a tensor of one element. Raises: TypeError for anything else."""
    if isinstance(value, (TensorBase, np.generic)):
        value = value.item()  # type: ignore[union-attr]
    if not isinstance(value, (bool, int, float, complex)):
        raise TypeError(f"must be real number, not {type(value).__name__}")
    if isinstance(value, complex):
        raise RuntimeError("value cannot be converted to type double without overflow")
    if isinstance(value, int):
        check_range(value)
    return value


@explains
def arange(
    start: Any = REQUIRED,
    end: Any = None,
    step: Any = 1,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
    pin_memory: bool = False,
) -> Any:
    """start, start + step, ... below `end`. Dtype: int64 for integers, else the default float.

    Raises: RuntimeError when the step does not lead from `start` to `end`.
    """
    del layout, pin_memory
    if end is None:
        start, end = 0, start
    elif start is REQUIRED:
        start = 0
    start, end, step = _number(start), _number(end), _number(step)
    if step == 0:
        raise RuntimeError("step must be nonzero")
    if (end - start) / step < 0:
        raise RuntimeError("upper bound and lower bound inconsistent with step sign")
    whole = all(isinstance(v, int) for v in (start, end, step))
    chosen = as_dtype(dtype, "arange") or (dtypes.int64 if whole else Defaults.float_dtype)
    count = -((start - end) // step) if whole else math.ceil((end - start) / step)
    static = (start, step, int(count), chosen)
    if out is not None:
        return into(out, TABLE["arange.values"], (), (start, step, int(count), out.dtype))
    _on(_place(device))
    return _finished(apply(TABLE["arange.values"], (), static), requires_grad)


def linspace(
    start: Any,
    end: Any,
    steps: int,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Any:
    """`steps` numbers evenly from `start` to `end`, both included."""
    del layout
    if steps < 0:
        raise RuntimeError("number of steps must be non-negative")
    chosen = as_dtype(dtype, "linspace") or Defaults.float_dtype
    static = (float(_number(start)), float(_number(end)), steps, chosen)
    if out is not None:
        return into(out, TABLE["linspace.values"], (), (*static[:3], out.dtype))
    _on(_place(device))
    return _finished(apply(TABLE["linspace.values"], (), static), requires_grad)


def logspace(
    start: Any,
    end: Any,
    steps: int,
    base: float = 10.0,
    *,
    dtype: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Any:
    """base to the powers of `linspace(start, end, steps)`."""
    powers = linspace(start, end, steps, dtype=dtypes.float64, device=device)
    chosen = as_dtype(dtype, "logspace") or Defaults.float_dtype
    return _finished((base**powers).to(chosen), requires_grad)


def eye(
    n: int,
    m: int | None = None,
    *,
    out: Any = None,
    dtype: Any = None,
    layout: Any = None,
    device: Any = None,
    requires_grad: bool = False,
) -> Any:
    """A matrix with ones on the diagonal."""
    del layout
    columns = n if m is None else m
    if n < 0 or columns < 0:
        raise RuntimeError(f"n must be greater or equal to 0, got {n}")
    chosen = as_dtype(dtype, "eye") or Defaults.float_dtype
    if out is not None:
        return into(out, TABLE["eye.values"], (), (n, columns, out.dtype))
    _on(_place(device))
    return _finished(apply(TABLE["eye.values"], (), (n, columns, chosen)), requires_grad)


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
        del layout, pin_memory
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
    del layout, pin_memory
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
    del layout, pin_memory
    chosen, place = dtype or self.dtype, self.device if device is None else device
    return tensor(data, dtype=chosen, device=place, requires_grad=requires_grad)


for _kind, _value in (("zeros", 0), ("ones", 1), ("empty", 0)):
    setattr(Tensor, f"new_{_kind}", _new(_kind, _value))
for _method in (_new_full, _new_tensor):
    _method.__name__, _method.__qualname__ = _method.__name__[1:], f"Tensor.{_method.__name__[1:]}"
    setattr(Tensor, _method.__name__, _method)
