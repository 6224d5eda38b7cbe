"""Tensor classes and storages of GPUs: `torch.cuda.FloatTensor` and so on."""

from __future__ import annotations

from typing import Any

from torchlike import tensor_types
from torchlike._core.dtypes import dtype
from torchlike._core.errors import unsupported
from torchlike._ops import typed_storage
from torchlike._ops.typed_storage import TypedStorage
from torchlike.cuda.devices import init, is_available
from torchlike.tensor import Tensor
from torchlike.tensor_types import tensortype


class _OnGpu(tensortype):
    """Makes tensors on the current GPU, and says which tensors are on one."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not is_available():
            raise TypeError(
                f"type torch.cuda.{self.__name__} not available. Torch not compiled with CUDA "
                "enabled."
            )
        return super().__call__(*args, **kwargs).cuda()

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, Tensor) and instance.dtype is self.dtype and instance.is_cuda


class _CudaLegacyStorage(TypedStorage):
    """A storage of a GPU. Raises: AssertionError without one, NotImplementedError with one."""

    def __new__(
        cls,
        *args: Any,
        wrap_storage: Any = None,
        dtype: Any = None,
        device: Any = None,
        _internal: bool = False,
    ) -> Any:
        del args, wrap_storage, dtype, device, _internal
        init()
        raise unsupported(f"torch.cuda.{cls.__name__}()")


def _tensors(like: type[Any]) -> Any:
    members = {
        "__module__": "torch.cuda",
        "__doc__": f"`torch.{like.__name__}` on the current GPU.",
        "dtype": like.dtype,
        "layout": like.layout,
        "is_cuda": True,
        "is_sparse": False,
    }
    return _OnGpu(like.__name__, (), members)


def _storages(like: Any) -> Any:
    kind: dtype = like.dtype
    members = {"__module__": "torch.cuda", "__doc__": _CudaLegacyStorage.__doc__, "dtype": kind}
    return type(like.__name__, (_CudaLegacyStorage,), members)


BoolTensor = _tensors(tensor_types.BoolTensor)
ByteTensor = _tensors(tensor_types.ByteTensor)
CharTensor = _tensors(tensor_types.CharTensor)
ShortTensor = _tensors(tensor_types.ShortTensor)
IntTensor = _tensors(tensor_types.IntTensor)
LongTensor = _tensors(tensor_types.LongTensor)
HalfTensor = _tensors(tensor_types.HalfTensor)
BFloat16Tensor = _tensors(tensor_types.BFloat16Tensor)
FloatTensor = _tensors(tensor_types.FloatTensor)
DoubleTensor = _tensors(tensor_types.DoubleTensor)

BFloat16Storage = _storages(typed_storage.BFloat16Storage)
BoolStorage = _storages(typed_storage.BoolStorage)
ByteStorage = _storages(typed_storage.ByteStorage)
CharStorage = _storages(typed_storage.CharStorage)
DoubleStorage = _storages(typed_storage.DoubleStorage)
FloatStorage = _storages(typed_storage.FloatStorage)
HalfStorage = _storages(typed_storage.HalfStorage)
IntStorage = _storages(typed_storage.IntStorage)
LongStorage = _storages(typed_storage.LongStorage)
ShortStorage = _storages(typed_storage.ShortStorage)
ComplexFloatStorage = _storages(typed_storage.ComplexFloatStorage)
ComplexDoubleStorage = _storages(typed_storage.ComplexDoubleStorage)
