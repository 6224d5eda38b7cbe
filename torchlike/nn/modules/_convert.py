"""Moving and casting what a module holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.device import device as device_type
from torchlike._core.device import resolve
from torchlike._core.errors import unsupported
from torchlike._core.trace import local
from torchlike.nn.modules._tree import ModuleTree
from torchlike.nn.parameter import is_lazy
from torchlike.tensor import replace_data


class ModuleConversion(ModuleTree):
    """What `Module` does to all its parameters and buffers."""

    def _apply(self, fn: Callable[[Any], Any], recurse: bool = True) -> Any:
        """Replaces the content of parameters and buffers by what `fn` makes of it."""
        if recurse:
            for module in self.children():
                module._apply(fn)
        for parameter in self._parameters.values():
            if parameter is None:
                continue
            grad = parameter.grad
            with_grad, local.state.grad = local.state.grad, False
            try:
                replaced = fn(parameter)
                if replaced is not parameter:
                    replace_data(parameter, replaced)
                if grad is not None:
                    parameter._own_meta().grad = fn(grad)
            finally:
                local.state.grad = with_grad
        for name, buffer in self._buffers.items():
            if buffer is not None:
                found = fn(buffer)
                self._buffers[name] = buffer.emptied(found) if is_lazy(buffer) else found
        return self

    def to(self, *args: Any, **kwargs: Any) -> Any:
        """Moves and casts parameters and buffers; only floating point ones are cast."""
        place, dtype, memory_format = _to_arguments(args, kwargs)
        if dtype is not None and not (dtype.is_floating_point or dtype.is_complex):
            raise TypeError(
                "nn.Module.to only accepts floating point or complex dtypes, but got desired "
                f"dtype={dtype}"
            )

        def convert(tensor: Any) -> Any:
            casts = tensor.is_floating_point() or tensor.is_complex()
            options: dict[str, Any] = {}
            if memory_format is not None and tensor.dim() in (4, 5):
                options["memory_format"] = memory_format
            return tensor.to(device=place, dtype=dtype if casts else None, **options)

        return self._apply(convert)

    def to_empty(self, *, device: Any, recurse: bool = True) -> Any:
        """Moves parameters and buffers to `device` without their content."""
        place = resolve(device)
        return self._apply(lambda t: t.new_zeros(tuple(t.shape), device=place), recurse=recurse)

    def type(self, dst_type: Any) -> Any:
        """Casts all parameters and buffers."""
        return self._apply(lambda t: t.type(dst_type))

    def cpu(self) -> Any:
        """Moves everything to the CPU."""
        return self._apply(lambda t: t.cpu())

    def cuda(self, device: Any = None) -> Any:
        """Moves everything to a GPU."""
        return self._apply(lambda t: t.cuda(device))

    def ipu(self, device: Any = None) -> Any:
        """Moves everything to an IPU. Raises: RuntimeError: there are none."""
        return self._apply(lambda t: t.ipu(device))

    def mtia(self, device: Any = None) -> Any:
        """Moves everything to an MTIA device. Raises: AssertionError: there are none."""
        return self._apply(lambda t: t.mtia(device))

    def xpu(self, device: Any = None) -> Any:
        """Moves everything to an XPU. Raises: AssertionError: there are none."""
        return self._apply(lambda t: t.xpu(device))

    def float(self) -> Any:
        """Casts floating point parameters and buffers to float32."""
        return self._cast(dtypes.float32)

    def double(self) -> Any:
        """Casts floating point parameters and buffers to float64."""
        return self._cast(dtypes.float64)

    def half(self) -> Any:
        """Casts floating point parameters and buffers to float16."""
        return self._cast(dtypes.float16)

    def bfloat16(self) -> Any:
        """Casts floating point parameters and buffers to bfloat16."""
        return self._cast(dtypes.bfloat16)

    def _cast(self, dtype: Any) -> Any:
        return self._apply(lambda t: t.to(dtype) if t.is_floating_point() else t)

    def share_memory(self) -> Any:
        """Raises: NotImplementedError; JAX's arrays are not shared between processes."""
        raise unsupported("Module.share_memory")

    def compile(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to do: whatever repeats is compiled as it is."""
        del args, kwargs


def _to_arguments(args: Any, kwargs: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Device, dtype and memory format of `Module.to(...)`."""
    given = dict(kwargs)
    rest = list(args)
    other = given.pop("tensor", None)
    if rest and isinstance(rest[0], TensorBase):
        other = rest.pop(0)
    if other is not None:
        given.setdefault("device", other.device)
        given.setdefault("dtype", other.dtype)
    elif rest and isinstance(rest[0], (str, int, device_type)):
        given["device"] = rest.pop(0)
        if rest and isinstance(rest[0], dtypes.dtype):
            given["dtype"] = rest.pop(0)
    elif rest and isinstance(rest[0], dtypes.dtype):
        given["dtype"] = rest.pop(0)
    elif rest and rest[0] is None:
        rest.pop(0)
        if rest and isinstance(rest[0], dtypes.dtype):
            given["dtype"] = rest.pop(0)
    unknown = given.keys() - {"device", "dtype", "non_blocking", "memory_format", "copy"}
    if unknown or any(not isinstance(flag, bool) for flag in rest):
        kinds = ", ".join([type(a).__name__ for a in args] + sorted(unknown))
        raise TypeError(f"to() received an invalid combination of arguments - got ({kinds})")
    place = given.get("device")
    return (
        None if place is None else resolve(place),
        given.get("dtype"),
        given.get("memory_format"),
    )
