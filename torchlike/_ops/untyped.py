"""`torch.UntypedStorage`: the memory of a tensor, as bytes."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.device import device
from torchlike._core.errors import unsupported
from torchlike._core.storage import storage_of
from torchlike._core.trace import concrete
from torchlike._ops import geometry, places
from torchlike._ops.schema import TABLE

#: The storages that somebody holds, by the memory they stand for.
_held: weakref.WeakValueDictionary[int, UntypedStorage] = weakref.WeakValueDictionary()


class UntypedStorage:
    """The memory that a tensor shares with all that alias it: ``UntypedStorage(size_or_bytes)``."""

    _tensor: Any
    is_cuda = is_sparse = is_sparse_csr = False
    is_hpu = False
    filename = None

    def __new__(cls, source: int | Iterable[int] = 0, *, device: Any = None) -> UntypedStorage:
        """New memory of so many bytes, or of these bytes."""
        if device is not None and str(device) != "cpu":
            raise unsupported(f"UntypedStorage(device={device})")
        if isinstance(source, int):
            return cls._of(apply(TABLE["filled"], (0,), ((source,), dtypes.uint8)))
        numbers = list(source)
        for item in numbers:
            if not isinstance(item, int):
                raise RuntimeError(
                    "torch.UntypedStorage(): tried to construct a storage from a sequence "
                    f"({type(source).__name__}), but one of the items was of type "
                    f"{type(item).__name__} instead of int"
                )
        array = np.array([n & 0xFF for n in numbers], np.uint8)
        return cls._of(wrap(concrete(array)))

    @classmethod
    def _of(cls, tensor: TensorBase) -> UntypedStorage:
        """The storage of `tensor`, the same object while somebody holds it."""
        tensor._read()
        memory = id(storage_of(tensor).shared())
        found = _held.get(memory)
        if found is None:
            found = object.__new__(cls)
            found._tensor = tensor
            _held[memory] = found
        return found

    def as_tensor(self, dtype: dtypes.dtype) -> Any:
        """The whole memory as a flat tensor of elements of `dtype`."""
        return geometry.flat_memory(self._tensor, dtype)

    @property
    def _bytes(self) -> Any:
        return self.as_tensor(dtypes.uint8)

    @property
    def _cdata(self) -> int:
        return id(places.storage_identity(self._tensor))

    @property
    def device(self) -> device:
        """Where the memory is."""
        return self._tensor._read().aval.device

    def nbytes(self) -> int:
        """The number of bytes."""
        return places.storage_bytes(self._tensor)

    size = __len__ = nbytes

    def element_size(self) -> int:
        """The size of an element: a byte."""
        return 1

    def data_ptr(self) -> int:
        """The address of the first byte."""
        return self._bytes.data_ptr()

    def tolist(self) -> list[int]:
        """The bytes."""
        return self._bytes.tolist()

    def type(self) -> str:
        """The name of the class."""
        return "torch.storage.UntypedStorage"

    def resizable(self) -> bool:
        """Whether `resize_` may be used."""
        return True

    def is_shared(self) -> bool:
        """Whether other processes see the memory: no."""
        return False

    def is_pinned(self, device: Any = "cuda") -> bool:
        """Whether the memory is page-locked: no."""
        del device
        return False

    def clone(self) -> UntypedStorage:
        """A copy."""
        return UntypedStorage._of(self._bytes.clone())

    def cpu(self) -> UntypedStorage:
        """The memory on the CPU: itself, where it is there."""
        if self.device.type == "cpu":
            return self
        return UntypedStorage._of(self._bytes.cpu())

    def fill_(self, value: int) -> UntypedStorage:
        """Writes one byte everywhere."""
        self._bytes.fill_(value & 0xFF)
        return self

    def copy_(self, source: UntypedStorage, non_blocking: bool = False) -> UntypedStorage:
        """Writes the bytes of another storage of this size."""
        del non_blocking
        own, its = self.nbytes(), source.nbytes()
        if own != its:
            raise RuntimeError(f"size does not match, self was {own} bytes but src was {its} bytes")
        self._bytes.copy_(source._bytes)
        return self

    def resize_(self, size: int) -> UntypedStorage:
        """Gives the memory another number of bytes; the tensor that it belongs to stays as it is.

        Raises: NotImplementedError where several tensors share the memory, or one shows more.
        """
        _held.pop(id(places.storage_identity(self._tensor)), None)
        geometry.resize_memory(self._tensor, size)
        _held[id(storage_of(self._tensor).shared())] = self
        return self

    def __getitem__(self, index: Any) -> int:
        if isinstance(index, slice):
            raise unsupported("a slice of an UntypedStorage")
        return self._bytes[index].item()

    def __setitem__(self, index: Any, value: Any) -> None:
        self._bytes[index] = value

    def __iter__(self) -> Iterator[int]:
        return iter(self.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UntypedStorage):
            return NotImplemented
        own, its = (places.storage_identity(s._tensor) for s in (self, other))
        return own is its

    def __hash__(self) -> int:
        return self._cdata

    def __repr__(self) -> str:
        lines = "".join(f" {byte}\n" for byte in self.tolist())
        return f"{lines}[torch.storage.UntypedStorage(device={self.device}) of size {len(self)}]"


UntypedStorage.__module__ = "torch.storage"
