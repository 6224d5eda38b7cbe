"""The tensor classes of one dtype each: `torch.FloatTensor` and so on."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike.construct import legacy_tensor
from torchlike.tensor import Tensor


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
