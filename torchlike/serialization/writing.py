"""`torch.save`: a pickle that names storages, and their bytes beside it, in a ZIP archive."""

from __future__ import annotations

import collections
import hashlib
import io
import os
import pickle
import types
import zipfile
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.device import device
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._ops import geometry, places
from torchlike._ops.layout import strides_of
from torchlike._ops.typed_storage import TypedStorage
from torchlike._ops.untyped import UntypedStorage
from torchlike.nn.parameter import Parameter
from torchlike.serialization import names
from torchlike.serialization.names import Name
from torchlike.serialization.options import location_tag, skips_data
from torchlike.size import Size
from torchlike.tensor import Tensor

#: Where the bytes of a storage begin in the file.
_ALIGNMENT = 64


class _StoredBytes:
    """The memory of one or more tensors, written once."""

    def __init__(self, tensor: Any, key: str) -> None:
        self.owner = places.storage_identity(tensor)  # held, so that its id stays its own
        self.dtype: dtypes.dtype = places.base_aval(tensor).dtype
        flat = geometry.flat_memory(tensor, self.dtype)
        self.content = np.asarray(array_of(flat._read(), "saved"))
        self.key = key
        self.device = tensor.device
        self.location = location_tag(self)

    def nbytes(self) -> int:
        """The number of bytes."""
        return self.content.nbytes

    def identity(self, dtype: dtypes.dtype) -> tuple[Any, ...]:
        """What the pickle says of it where elements of `dtype` are read from it."""
        kind = names.STORAGES.get(dtype)
        named = names.UNTYPED_STORAGE if kind is None else Name("torch", kind)
        size = self.content.nbytes // (1 if kind is None else dtype.itemsize)
        return ("storage", named, self.key, self.location, size)


class _Reference:
    """Stands for a storage in the arguments of what rebuilds a tensor."""

    def __init__(self, stored: _StoredBytes, dtype: dtypes.dtype) -> None:
        self.identity = stored.identity(dtype)


def _torch_name(obj: Any, name: str | None = None) -> Name | None:
    """PyTorch's name of a class or function of torchlike's; None for others."""
    if obj is Tensor:
        return Name("torch", "Tensor")
    root, dot, rest = str(getattr(obj, "__module__", "")).partition(".")
    if root not in ("torch", "torchlike"):
        return None
    return Name(f"torch{dot}{rest}", name or obj.__qualname__)


class _Pickler(pickle._Pickler):  # the C one insists on importing what it names
    """Writes references to PyTorch's globals, whether or not they can be imported here."""

    dispatch: ClassVar[dict[type, Any]] = dict(pickle._Pickler.dispatch)

    def __init__(self, file: Any, protocol: int) -> None:
        super().__init__(file, protocol=protocol)
        self.stored: dict[int, _StoredBytes] = {}

    def persistent_id(self, obj: Any) -> Any:
        """Storages are named in the pickle and kept beside it."""
        return obj.identity if isinstance(obj, _Reference) else None

    def save_named(self, obj: Any, name: str | None = None) -> None:
        """Writes a class, a function or a dtype by its name."""
        if isinstance(obj, dtypes.dtype):
            named: Name | None = Name("torch", obj.name)
        elif isinstance(obj, Name):
            named = obj
        else:
            named = _torch_name(obj, name)
        if named is None:
            pickle._Pickler.save_global(self, obj, name)  # type: ignore[attr-defined]
            return
        self.write(b"c%s\n%s\n" % (named.module.encode(), named.name.encode()))  # type: ignore
        self.memoize(obj)  # type: ignore[attr-defined]

    save_global = save_named
    for _kind in (Name, dtypes.dtype, types.FunctionType):
        dispatch[_kind] = save_named

    def save_class(self, obj: Any) -> None:
        """Writes a class by its name."""
        if _torch_name(obj) is None:
            pickle._Pickler.save_type(self, obj)  # type: ignore[attr-defined]
        else:
            self.save_named(obj)

    dispatch[type] = save_class

    def reducer_override(self, obj: Any) -> Any:
        """What rebuilds tensors and the objects that describe them."""
        if isinstance(obj, TensorBase):
            return self._reduce_tensor(obj)
        if isinstance(obj, Size):
            return Name("torch", "Size"), (tuple(obj),)
        if isinstance(obj, device):
            index = () if obj.index is None else (obj.index,)
            return Name("torch", "device"), (obj.type, *index)
        if isinstance(obj, (UntypedStorage, TypedStorage)):
            raise unsupported("saving a storage by itself (save a tensor on it)")
        return NotImplemented

    def _reduce_tensor(self, tensor: Any) -> tuple[Any, tuple[Any, ...]]:
        state = dict(tensor.__dict__)
        if isinstance(tensor, Parameter) and type(tensor) is Parameter:
            args = (tensor.detach(), tensor.requires_grad, collections.OrderedDict())
            if state:
                return names.REBUILD_PARAMETER_WITH_STATE, (*args, state)
            return names.REBUILD_PARAMETER, args
        function, args = self._rebuilding(tensor)
        if type(tensor) is Tensor and not state:
            return function, args
        return names.REBUILD_FROM_TYPE, (function, type(tensor), args, state)

    def _rebuilding(self, tensor: Any) -> tuple[Name, tuple[Any, ...]]:
        needs_grad = tensor.requires_grad
        if places.is_conjugated(tensor) or places.is_negated(tensor):
            tensor = tensor.detach().clone()
        aval = tensor._read().aval
        reference = _Reference(self._storage_of(tensor), aval.dtype)
        place = (places.offset_of(tensor), aval.shape, strides_of(aval))
        args = (reference, *place, needs_grad, collections.OrderedDict())
        if aval.dtype in names.STORAGES:
            return names.REBUILD_TENSOR, args
        return names.REBUILD_WITH_DTYPE, (*args, aval.dtype)

    def _storage_of(self, tensor: Any) -> _StoredBytes:
        key = id(places.storage_identity(tensor))
        if key not in self.stored:
            self.stored[key] = _StoredBytes(tensor, str(len(self.stored)))
        return self.stored[key]


def save(
    obj: Any,
    f: Any,
    pickle_module: Any = pickle,
    pickle_protocol: int = 2,
    _use_new_zipfile_serialization: bool = True,
    _disable_byteorder_record: bool = False,
) -> None:
    """Writes `obj` to the file `f` (a path, or a binary file) so that `load` and PyTorch read it.

    Raises: NotImplementedError for PyTorch's old format and for another pickle module.
    """
    if pickle_module is not pickle:
        raise unsupported("torch.save(pickle_module=...)")
    if not _use_new_zipfile_serialization:
        raise unsupported("torch.save(_use_new_zipfile_serialization=False)")
    path = os.fspath(f) if isinstance(f, (str, os.PathLike)) else None
    if path is None and not hasattr(f, "write"):
        raise AttributeError(
            "expected 'f' to be string, path, or a file-like object with a 'write' attribute"
        )
    data = io.BytesIO()
    pickler = _Pickler(data, pickle_protocol)
    pickler.dump(obj)
    root = "archive" if path is None else Path(os.fsdecode(path)).stem
    records = {"data.pkl": data.getvalue(), ".format_version": b"1"}
    records[".storage_alignment"] = str(_ALIGNMENT).encode()
    if not _disable_byteorder_record:
        records["byteorder"] = b"little"
    for stored in pickler.stored.values():
        content = stored.content
        records[f"data/{stored.key}"] = bytes(content.nbytes) if skips_data() else content.tobytes()
    records["version"] = b"3\n"
    records[".data/serialization_id"] = _identification(records)
    with zipfile.ZipFile(f if path is None else path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in records.items():
            _write_aligned(archive, f"{root}/{name}", content)


def _identification(records: dict[str, bytes]) -> bytes:
    """Forty digits that tell archives of different content apart."""
    digest = hashlib.sha256()
    for name, content in records.items():
        digest.update(name.encode())
        digest.update(content)
    return str(int(digest.hexdigest(), 16))[:40].zfill(40).encode()


def _write_aligned(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Adds a record whose bytes begin at a multiple of the alignment, so that it can be mapped."""
    entry = zipfile.ZipInfo(name)
    header = archive.fp.tell() + zipfile.sizeFileHeader + len(name.encode()) + 4  # type: ignore
    padding = -header % _ALIGNMENT
    entry.extra = b"FB" + padding.to_bytes(2, "little") + b"Z" * padding
    archive.writestr(entry, content)
