"""`torch.TypedStorage` and its older names: memory as elements of one dtype, deprecated."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import apply
from torchlike._core.device import device, resolve
from torchlike._core.dtypes import Defaults
from torchlike._core.errors import unsupported
from torchlike._ops.schema import TABLE
from torchlike._ops.untyped import UntypedStorage

_DEPRECATED = (
    "TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the "
    "only storage class. This should only matter to you if you are using storages directly.  To "
    "access UntypedStorage directly, use tensor.untyped_storage() instead of tensor.storage()"
)


class TypedStorage:
    """The memory of a tensor as elements of one dtype: ``TypedStorage(size_or_elements)``."""

    is_cuda = is_sparse = False

    def __init__(
        self,
        *args: Any,
        wrap_storage: Any = None,
        dtype: Any = None,
        device: Any = None,
        _internal: bool = False,
    ) -> None:
        if not _internal:
            warnings.warn(_DEPRECATED, UserWarning, stacklevel=2)
        if len(args) > 1 or (args and wrap_storage is not None):
            raise RuntimeError(
                f"{type(self).__name__}.__init__ received an invalid combination of arguments."
            )
        if device is not None and resolve(device).type != "cpu":
            raise unsupported(f"TypedStorage(device={device})")
        source = args[0] if args else 0
        #: The dtype of the elements.
        self.dtype: dtypes.dtype = dtype or Defaults.float_dtype
        if wrap_storage is None:
            zeros = apply(TABLE["filled"], (0,), (_size(source), self.dtype))
            if not isinstance(source, int):
                for position, element in enumerate(source):
                    zeros[position] = element
            wrap_storage = UntypedStorage._of(zeros)
        self._untyped_storage: UntypedStorage = wrap_storage

    @property
    def _elements(self) -> Any:
        return self._untyped_storage.as_tensor(self.dtype)

    @property
    def device(self) -> device:
        """Where the memory is."""
        return self._untyped_storage.device

    def untyped(self) -> UntypedStorage:
        """The memory as bytes."""
        return self._untyped_storage

    def nbytes(self) -> int:
        """The number of bytes."""
        return self._untyped_storage.nbytes()

    def element_size(self) -> int:
        """The size of an element in bytes."""
        return self.dtype.itemsize

    def size(self) -> int:
        """The number of elements."""
        return self.nbytes() // self.dtype.itemsize

    __len__ = size

    def data_ptr(self) -> int:
        """The address of the first element."""
        return self._untyped_storage.data_ptr()

    def tolist(self) -> list[Any]:
        """The elements."""
        return self._elements.tolist()

    def pickle_storage_type(self) -> str:
        """The older name of storages of this dtype."""
        return f"{self.dtype.scalar_name}Storage"

    def type(self) -> str:
        """The older name of storages of this dtype, with its module."""
        return f"torch.{self.pickle_storage_type()}"

    def is_shared(self) -> bool:
        """Whether other processes see the memory: no."""
        return False

    def clone(self) -> TypedStorage:
        """A copy."""
        return typed(self._untyped_storage.clone(), self.dtype)

    def cpu(self) -> TypedStorage:
        """The memory on the CPU."""
        return typed(self._untyped_storage.cpu(), self.dtype)

    def fill_(self, value: Any) -> TypedStorage:
        """Writes one number everywhere."""
        self._elements.fill_(value)
        return self

    def copy_(self, source: Any, non_blocking: bool = False) -> TypedStorage:
        """Writes the elements of another storage."""
        self._elements.copy_(source._elements, non_blocking)
        return self

    def resize_(self, size: int) -> None:
        """Gives the memory another number of elements."""
        self._untyped_storage.resize_(size * self.dtype.itemsize)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            raise RuntimeError("slices are only supported in UntypedStorage.__getitem__")
        size = self.size()
        if not -size <= index < size:
            raise IndexError(f"index {index} out of range for storage of size {size}")
        return self._elements[index].item()

    def __setitem__(self, index: Any, value: Any) -> None:
        self._elements[index] = value

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tolist())

    def __repr__(self) -> str:
        lines = "".join(f" {element}\n" for element in self.tolist())
        return (
            f"{lines}[torch.storage.TypedStorage(dtype={self.dtype}, device={self.device}) of size "
            f"{len(self)}]"
        )


TypedStorage.__module__ = "torch.storage"


def _size(source: int | Iterable[Any]) -> tuple[int]:
    if isinstance(source, int):
        return (source,)
    if not hasattr(source, "__len__"):
        raise unsupported(f"TypedStorage of a {type(source).__name__}")
    return (len(source),)  # type: ignore[arg-type]


def typed(memory: UntypedStorage, dtype: dtypes.dtype) -> TypedStorage:
    """`memory` as elements of `dtype`, without the warning."""
    found = object.__new__(TypedStorage)
    found.dtype, found._untyped_storage = dtype, memory
    return found


def storage(self: Any) -> TypedStorage:
    """The tensor's memory as elements of its dtype. Deprecated: see `untyped_storage`."""
    warnings.warn(_DEPRECATED, UserWarning, stacklevel=2)
    return typed(self.untyped_storage(), self.dtype)


def is_storage(obj: Any) -> bool:
    """Whether `obj` is a storage."""
    return isinstance(obj, (UntypedStorage, TypedStorage))


def _cast(name: str, dtype: dtypes.dtype) -> None:
    def cast(self: Any) -> TypedStorage:
        elements = self._elements if isinstance(self, TypedStorage) else self._bytes
        return typed(UntypedStorage._of(elements.to(dtype).clone()), dtype)

    cast.__name__ = cast.__qualname__ = name
    cast.__doc__ = f"The elements in `{dtype}`, copied."
    setattr(TypedStorage, name, cast)
    setattr(UntypedStorage, name, cast)


class _Named(type):
    """Makes instances of an older name those storages that have its dtype."""

    dtype: dtypes.dtype

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, TypedStorage) and instance.dtype is cls.dtype

    def __call__(
        cls,
        *args: Any,
        wrap_storage: Any = None,
        dtype: Any = None,
        device: Any = None,
        _internal: bool = False,
    ) -> TypedStorage:
        if len(args) > 1 or dtype is not None or device is not None:
            raise RuntimeError(
                f"{cls!r}.__new__ received an invalid combination of arguments. Expected one of:"
            )
        return TypedStorage(*args, wrap_storage=wrap_storage, dtype=cls.dtype, _internal=_internal)

    def __repr__(cls) -> str:
        return f"<class 'torch.{cls.__name__}'>"


def named_storage(dtype: dtypes.dtype) -> type:
    """The older name of storages of `dtype`: `FloatStorage`, `LongStorage`, ..."""
    name = f"{dtype.scalar_name}Storage"
    members = {"dtype": dtype, "__module__": "torch", "__doc__": f"A storage of {dtype}."}
    return _Named(name, (), members)


def named_storage_of(dtype: dtypes.dtype) -> type | None:
    """The older name of storages of `dtype`, where there is one."""
    found = globals().get(f"{dtype.scalar_name}Storage")
    return found if isinstance(found, _Named) else None


for _name, _dtype in {
    "double": dtypes.float64, "float": dtypes.float32, "half": dtypes.float16,
    "bfloat16": dtypes.bfloat16, "long": dtypes.int64, "int": dtypes.int32, "short": dtypes.int16,
    "char": dtypes.int8, "byte": dtypes.uint8, "bool": dtypes.bool,
}.items():  # fmt: skip
    _cast(_name, _dtype)

BFloat16Storage = named_storage(dtypes.bfloat16)
BoolStorage = named_storage(dtypes.bool)
ByteStorage = named_storage(dtypes.uint8)
CharStorage = named_storage(dtypes.int8)
DoubleStorage = named_storage(dtypes.float64)
FloatStorage = named_storage(dtypes.float32)
HalfStorage = named_storage(dtypes.float16)
IntStorage = named_storage(dtypes.int32)
LongStorage = named_storage(dtypes.int64)
ShortStorage = named_storage(dtypes.int16)
ComplexFloatStorage = named_storage(dtypes.complex64)
ComplexDoubleStorage = named_storage(dtypes.complex128)
