"""The tensor classes as constructors: `torch.Tensor(...)`, `torch.FloatTensor(...)` and so on."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.dtypes import Defaults
from torchlike.construct import empty, tensor
from torchlike.tensor import Tensor


def legacy_tensor(cls: type, *args: Any, dtype: Any = None, device: Any = None) -> Any:
    """`torch.Tensor(...)`: sizes, or data in the default float dtype."""
    dtype = dtype or Defaults.float_dtype
    if len(args) == 1 and isinstance(args[0], TensorBase):
        return wrap(args[0]._read(), cls) if cls is not Tensor else args[0].detach()  # type: ignore[attr-defined]
    if len(args) == 1 and not isinstance(args[0], int):
        made = (
            empty(*args[0])
            if type(args[0]).__name__ == "Size"
            else tensor(args[0], dtype=dtype, device=device)
        )
    else:
        made = empty(args or (0,), dtype=dtype, device=device)
    return made if cls is Tensor else wrap(made._read(), cls)


Tensor._constructor = legacy_tensor


class _LegacyType(type(Tensor)):
    """The classes `torch.FloatTensor` and so on: constructors, and what `isinstance` asks for."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor) and instance.dtype is cls._dtype  # type: ignore[attr-defined]


def _legacy(kind: dtypes.dtype) -> type:
    def new(cls: type, *args: Any, device: Any = None) -> Any:
        del cls
        return legacy_tensor(Tensor, *args, dtype=kind, device=device)

    name = f"{kind.scalar_name}Tensor"
    members = {"__new__": new, "_dtype": kind, "__module__": "torch", "__slots__": (),
               "__doc__": f"`torch.{name}(...)`: a tensor in `torch.{kind.name}`."}  # fmt: skip
    return _LegacyType(name, (Tensor,), members)


BoolTensor = _legacy(dtypes.bool)
ByteTensor = _legacy(dtypes.uint8)
CharTensor = _legacy(dtypes.int8)
ShortTensor = _legacy(dtypes.int16)
IntTensor = _legacy(dtypes.int32)
LongTensor = _legacy(dtypes.int64)
HalfTensor = _legacy(dtypes.float16)
BFloat16Tensor = _legacy(dtypes.bfloat16)
FloatTensor = _legacy(dtypes.float32)
DoubleTensor = _legacy(dtypes.float64)
