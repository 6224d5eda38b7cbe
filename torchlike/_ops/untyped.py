"""`torch.UntypedStorage`: the memory of a tensor, as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.device import device
from torchlike._ops import geometry


class UntypedStorage:
    """The memory that a tensor shares with all that alias it."""

    def __init__(self, tensor: TensorBase) -> None:
        tensor._read()
        self._tensor = tensor

    def as_tensor(self, dtype: dtypes.dtype) -> Any:
        """The whole memory as a flat tensor of elements of `dtype`."""
        return geometry.flat_memory(self._tensor, dtype)

    @property
    def _bytes(self) -> Any:
        return self.as_tensor(dtypes.uint8)

    @property
    def _cdata(self) -> int:
        return id(geometry.storage_identity(self._tensor))

    @property
    def device(self) -> device:
        """Where the memory is."""
        return self._tensor._read().aval.device

    def nbytes(self) -> int:
        """The number of bytes."""
        return geometry.storage_bytes(self._tensor)

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

    def __getitem__(self, index: int) -> int:
        return self._bytes[index].item()

    def __setitem__(self, index: Any, value: Any) -> None:
        self._bytes[index] = value

    def __iter__(self) -> Iterator[int]:
        return iter(self.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UntypedStorage):
            return NotImplemented
        own, its = (geometry.storage_identity(s._tensor) for s in (self, other))
        return own is its

    def __hash__(self) -> int:
        return self._cdata

    def __repr__(self) -> str:
        lines = "".join(f" {byte}\n" for byte in self.tolist())
        return f"{lines}[torch.storage.UntypedStorage(device={self.device}) of size {len(self)}]"


UntypedStorage.__module__ = "torch.storage"
