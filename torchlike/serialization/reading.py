"""`torch.load`: tensors out of archives that `torch.save` wrote, PyTorch's or ours."""

from __future__ import annotations

import importlib
import io
import mmap as mapping
import os
import pickle
import pickletools
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import wrap
from torchlike._core.device import CPU, device, resolve
from torchlike._core.errors import unsupported
from torchlike._core.execute import on_device
from torchlike._core.kernel import contiguous_strides
from torchlike._core.trace import concrete
from torchlike._ops.copying import placed, recoded
from torchlike.nn.parameter import Buffer, Parameter
from torchlike.serialization import names, options, safety
from torchlike.size import Size
from torchlike.tensor import Tensor


class UntypedStorage:
    """The bytes of a storage on their way in, as a ``map_location`` function sees them."""

    def __init__(self, content: bytes | memoryview, place: device = CPU) -> None:
        self.content = content
        self.device = place
        #: The first tensor made on it, which the others alias.
        self.holder: Any = None

    def nbytes(self) -> int:
        """The number of bytes."""
        return len(self.content)

    def to(self, device: Any) -> UntypedStorage:
        """The same bytes for another device."""
        return UntypedStorage(self.content, resolve(device))

    def cpu(self) -> UntypedStorage:
        """The same bytes for the CPU."""
        return self.to("cpu")

    def cuda(self, index: int = 0) -> UntypedStorage:
        """The same bytes for a GPU."""
        return self.to(f"cuda:{index}")

    def tensor(
        self,
        dtype: dtypes.dtype,
        offset: int,
        size: tuple[int, ...],
        stride: tuple[int, ...],
    ) -> Any:
        """A tensor on these bytes: all on one storage go on sharing it."""
        if self.holder is None:
            flat = np.frombuffer(self.content, dtype.np)
            whole = stride == contiguous_strides(size) and int(np.prod(size)) == flat.size
            array: Any = flat.reshape(size) if whole else flat
            held = array if self.device == CPU else on_device(array, self.device)
            self.holder = wrap(concrete(held, self.device))
            if whole:
                return self.holder
        return placed(Tensor, self.holder, dtype, offset, size, stride)


# -- what pickles call ---------------------------------------------------------------------------


def _rebuild_tensor(
    typed: tuple[UntypedStorage, dtypes.dtype | None],
    offset: int,
    size: Any,
    stride: Any,
    requires_grad: bool = False,
    hooks: Any = None,
    dtype: Any = None,
    metadata: Any = None,
) -> Any:
    """All versions of it: only storages of bytes come with a dtype of the tensor's own."""
    del hooks
    flags = metadata or {}
    storage, kind = typed
    kind = kind or dtype
    if not isinstance(kind, dtypes.dtype):
        raise unsupported(f"loading a tensor of type {dtype}")
    tensor = storage.tensor(kind, offset, tuple(size), tuple(stride))
    tensor = recoded(tensor, bool(flags.get("conj")), bool(flags.get("neg")))
    return tensor.requires_grad_() if requires_grad else tensor


def _rebuild_tensor_v2(
    storage: Any, offset: int, size: Any, stride: Any, grad: bool, hooks: Any, metadata: Any = None
) -> Any:
    return _rebuild_tensor(storage, offset, size, stride, grad, hooks, None, metadata)


def _rebuild_parameter(data: Any, requires_grad: bool, hooks: Any) -> Any:
    del hooks
    return Parameter(data, requires_grad)


def _rebuild_parameter_with_state(data: Any, requires_grad: bool, hooks: Any, state: Any) -> Any:
    parameter = _rebuild_parameter(data, requires_grad, hooks)
    parameter.__dict__.update(state)
    return parameter


def _rebuild_from_type(function: Any, cls: type, args: tuple[Any, ...], state: Any) -> Any:
    tensor = function(*args)
    if type(tensor) is not cls:
        tensor = tensor.as_subclass(cls)
    if hasattr(cls, "__setstate__") and cls.__setstate__ is not Tensor.__setstate__:
        tensor.__setstate__(state)
    else:
        tensor.__dict__.update(state[0] if isinstance(state, tuple) else state)
    return tensor


_REBUILDERS: dict[str, Callable[..., Any]] = {
    "torch._utils._rebuild_tensor": _rebuild_tensor,
    str(names.REBUILD_TENSOR): _rebuild_tensor_v2,
    str(names.REBUILD_WITH_DTYPE): _rebuild_tensor,
    str(names.REBUILD_PARAMETER): _rebuild_parameter,
    str(names.REBUILD_PARAMETER_WITH_STATE): _rebuild_parameter_with_state,
    str(names.REBUILD_FROM_TYPE): _rebuild_from_type,
}
_TYPES: dict[str, Any] = {
    "torch.Tensor": Tensor,
    "torch.Size": Size,
    "torch.device": device,
    "torch.nn.parameter.Parameter": Parameter,
    "torch.nn.parameter.Buffer": Buffer,
    str(names.UNTYPED_STORAGE): None,
    "torch.UntypedStorage": None,
}
#: What pickles of weights refer to, by PyTorch's dotted names. A storage's class is its dtype.
_GLOBALS: dict[str, Any] = {
    **_REBUILDERS,
    **_TYPES,
    **{f"torch.{dtype.name}": dtype for dtype in dtypes.ALL},
    **{f"torch.{name}": dtype for dtype, name in names.STORAGES.items()},
}


class _Unpickler(pickle.Unpickler):
    """Reads a pickle of PyTorch's, whose names it takes for torchlike's."""

    def __init__(
        self, data: bytes, storage: Callable[[str, str], UntypedStorage], safe: bool
    ) -> None:
        super().__init__(io.BytesIO(data))
        self._storage = storage
        self._safe = safe

    def persistent_load(self, pid: Any) -> tuple[UntypedStorage, dtypes.dtype | None]:
        """The storage that the pickle names, and its dtype unless it is of bytes."""
        kind, dtype, key, location, _ = pid
        if kind != "storage":
            raise pickle.UnpicklingError(f"Unknown typename for persistent_load, got {kind}")
        return self._storage(key, location), dtype

    def find_class(self, module: str, name: str) -> Any:
        """The global that the pickle names; only those that are safe where it asks for safety."""
        dotted = f"{module}.{name}"
        if dotted in _GLOBALS:
            return _GLOBALS[dotted]
        if self._safe:
            found = safety.trusted(dotted)
            if found is None:
                raise pickle.UnpicklingError(safety.text_of_refusal(dotted))
            return found
        return _imported(module, name) or super().find_class(module, name)


def _imported(module: str, name: str) -> Any:
    """A class or function of torchlike's that PyTorch has in `module`, wherever it is here."""
    if module.partition(".")[0] != "torch":
        return None
    parts = ["torchlike", *module.split(".")[1:]]
    while parts:
        try:
            found: Any = importlib.import_module(".".join(parts))
            for part in name.split("."):
                found = getattr(found, part)
        except (ImportError, AttributeError):
            parts.pop()
        else:
            return found
    raise unsupported(f"loading a {module}.{name}")


# -- devices -------------------------------------------------------------------------------------


def _placed_by(map_location: Any) -> Callable[[UntypedStorage, str], UntypedStorage]:
    """What becomes of a storage that was saved at a location."""
    if map_location is None:
        return options.default_restore_location
    if isinstance(map_location, dict):
        return lambda storage, location: options.default_restore_location(
            storage, map_location.get(location, location)
        )
    if isinstance(map_location, (str, bytes, device)):
        place = map_location.decode() if isinstance(map_location, bytes) else str(map_location)
        return lambda storage, location: options.default_restore_location(storage, place)

    def chosen(storage: UntypedStorage, location: str) -> UntypedStorage:
        result = map_location(storage, location)
        return options.default_restore_location(storage, location) if result is None else result

    return chosen


# -- files ---------------------------------------------------------------------------------------


def load(
    f: Any,
    map_location: Any = None,
    pickle_module: Any = None,
    *,
    weights_only: bool | None = None,
    mmap: bool | None = None,
    **pickle_load_args: Any,
) -> Any:
    """Reads what `save`, or PyTorch, wrote to the file `f`.

    `map_location` says on which device tensors are made: a device, a dict or a function of
    storage and location. Unless `weights_only` is False, nothing but tensors, Python's own types
    and what `add_safe_globals` was told of is made.

    Raises: pickle.UnpicklingError for anything else in the file; NotImplementedError for PyTorch's
    format before 1.6 and for a `mmap` whose writes are to reach the file.
    """
    if pickle_load_args:
        raise unsupported(f"torch.load({next(iter(pickle_load_args))}=...)")
    if pickle_module not in (None, pickle):
        raise unsupported("torch.load(pickle_module=...)")
    if weights_only and pickle_module is not None:
        raise RuntimeError("Can not safely load weights when explicit pickle_module is specified")
    safe = pickle_module is None if weights_only is None else weights_only
    if mmap and not isinstance(f, (str, os.PathLike)):
        raise ValueError("f must be a file path in order to use the mmap argument")
    if mmap and options.get_default_mmap_options() != mapping.MAP_PRIVATE:
        raise unsupported("torch.load(mmap=True) with mmap.MAP_SHARED")
    if isinstance(f, (str, os.PathLike)):
        with open(f, "rb") as file:
            return _load(file, map_location, safe, bool(mmap))
    for method in ("seek", "tell", "read"):
        if not hasattr(f, method):
            raise AttributeError(
                f"{type(f).__name__!r} object has no attribute {method!r}. You can only torch.load "
                "from a file that is seekable. Please pre-load the data into a buffer like "
                "io.BytesIO and try to load from it instead."
            )
    return _load(f, map_location, safe)


#: What archives begin with.
_ARCHIVE = b"PK\x03\x04"


def _load(file: Any, map_location: Any, safe: bool, mapped: bool = False) -> Any:
    start = file.tell()
    head = file.read(4)
    file.seek(start)
    if not head:
        raise EOFError("Ran out of input")
    if head != _ARCHIVE:
        if head[:1] == b"\x80":
            raise unsupported("torch.load of PyTorch's format before 1.6, or of a bare pickle")
        raise pickle.UnpicklingError(safety.text_of_failure(f"Unsupported operand {head[0]}"))
    with zipfile.ZipFile(file) as archive:
        if not mapped:
            return _from_archive(archive, map_location, safe, archive.read)
        whole = memoryview(mapping.mmap(file.fileno(), 0, access=mapping.ACCESS_READ))
        return _from_archive(archive, map_location, safe, lambda name: _part(archive, whole, name))


#: The size of what precedes a record's name in an archive.
_LOCAL_HEADER = 30


def _part(archive: zipfile.ZipFile, whole: memoryview, name: str) -> memoryview | bytes:
    """A record of an archive that is in memory as a `whole`."""
    entry = archive.getinfo(name)
    if entry.compress_type != zipfile.ZIP_STORED:
        return archive.read(name)
    start = entry.header_offset + _LOCAL_HEADER
    for length in struct.unpack("<HH", whole[start - 4 : start]):  # of the name, of the rest
        start += length
    return whole[start : start + entry.file_size]


def _root_of(archive: zipfile.ZipFile) -> str:
    """The directory of the archive that everything is in."""
    root, _, rest = archive.namelist()[0].partition("/")
    if not rest:
        raise RuntimeError(f"file in archive is not in a subdirectory: {root}")
    return root


def get_unsafe_globals_in_checkpoint(f: Any) -> list[str]:
    """The globals that a file refers to and that `load` does not take from every file.

    Raises: ValueError for what is no file of `save`.
    """
    if isinstance(f, (str, os.PathLike)):
        with open(f, "rb") as file:
            return get_unsafe_globals_in_checkpoint(file)
    start = f.tell()
    if f.read(4) != _ARCHIVE:
        raise ValueError("Expected input to be a checkpoint returned by torch.save")
    f.seek(start)
    with zipfile.ZipFile(f) as archive:
        pickled = archive.read(f"{_root_of(archive)}/data.pkl")
    found = set()
    strings: list[str] = []
    for opcode, argument, _ in pickletools.genops(pickled):
        if opcode.name == "GLOBAL":
            found.add(str(argument).replace(" ", "."))
        elif opcode.name == "STACK_GLOBAL":
            found.add(".".join(strings[-2:]))
        elif isinstance(argument, str):
            strings.append(argument)
    return [name for name in found if name not in _GLOBALS and not safety.trusted(name)]


def _from_archive(
    archive: zipfile.ZipFile,
    map_location: Any,
    safe: bool,
    read: Callable[[str], bytes | memoryview],
) -> Any:
    root = _root_of(archive)
    found = set(archive.namelist())
    if f"{root}/constants.pkl" in found:
        raise unsupported("torch.load of a TorchScript archive")
    big = options.get_default_load_endianness() is options.LoadEndianness.BIG
    if f"{root}/byteorder" in found:
        big = archive.read(f"{root}/byteorder") != b"little"
    if big:
        raise unsupported("torch.load of an archive written on a big-endian machine")
    chosen = _placed_by(map_location)
    storages: dict[str, UntypedStorage] = {}

    def storage(key: str, location: str) -> UntypedStorage:
        if key not in storages:
            name = f"{root}/data/{key}"
            skipped = options.skips_data()
            content = bytes(archive.getinfo(name).file_size) if skipped else read(name)
            storages[key] = chosen(UntypedStorage(content), location)
        return storages[key]

    return _Unpickler(archive.read(f"{root}/data.pkl"), storage, safe).load()
