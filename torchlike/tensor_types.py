"""The tensor classes as constructors: `torch.Tensor(...)`, `torch.FloatTensor(...)` and so on."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.detached import detached
from torchlike._core.device import resolve
from torchlike._core.dtypes import Defaults
from torchlike._ops.calls import as_shape
from torchlike._ops.combinations import combination
from torchlike._ops.dims import C_NAMES
from torchlike._ops.formats import layout, strided
from torchlike._ops.overriding import retyped
from torchlike._ops.typed_storage import TypedStorage
from torchlike._ops.untyped import UntypedStorage
from torchlike.construct import default_device, empty, tensor
from torchlike.defaults import set_default_dtype
from torchlike.size import Size
from torchlike.tensor import Tensor

_FORMS = (
    "(*, torch.device device = None)",
    "(torch.Storage storage)",
    "(Tensor other)",
    "(tuple of ints size, *, torch.device device = None)",
    "(object data, *, torch.device device = None)",
)


def legacy_tensor(cls: type, *args: Any, **kwargs: Any) -> Any:
    """`torch.Tensor(...)`: sizes, or data in the default float dtype."""
    other = _alone(args, kwargs, "other", TensorBase)
    if other is not None:
        return retyped(detached(other), cls)
    made = _made(Defaults.float_dtype, args, kwargs)
    return made if cls is Tensor else wrap(made._read(), cls)


def _alone(args: tuple[Any, ...], kwargs: dict[str, Any], name: str, cls: Any) -> Any:
    """The one argument of a class that a form takes alone, called `name`; None for other forms."""
    given = args or (kwargs.get(name),)
    fits = len(args) + len(kwargs) == 1 and isinstance(given[0], cls)
    return given[0] if fits else None


def _on_storage(storage: Any, kind: dtypes.dtype) -> Any:
    """A flat tensor on the memory of a storage. Raises: RuntimeError for one of another dtype."""
    if isinstance(storage, UntypedStorage):
        return storage.as_tensor(kind)
    if storage.dtype is not kind:
        wanted, found = (d.scalar_name for d in (kind, storage.dtype))
        raise RuntimeError(
            f"Expected a Storage of type {wanted} or an UntypedStorage, but got type {found} for "
            "argument 1 'storage'"
        )
    return storage._untyped_storage.as_tensor(kind)


def _made(kind: dtypes.dtype, given: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A tensor of sizes or of data, or on the memory of a storage."""
    storage = _alone(given, kwargs, "storage", (TypedStorage, UntypedStorage))
    if storage is not None:
        return _on_storage(storage, kind)
    rest = dict(kwargs)
    place = rest.pop("device", None)
    args = given
    for name in ("size", "data"):
        if not args and name in rest:
            args = (rest.pop(name),)
    if rest or (len(args) > 1 and not isinstance(args[0], int)):
        raise TypeError(combination("new", _FORMS, given, kwargs))
    own = default_device() if place is None else resolve(place)
    if own.type != default_device().type:
        raise RuntimeError(
            f"legacy constructor expects device type: {default_device().type} but device type: "
            f"{own.type} was passed"
        )
    if len(args) == 1 and (type(args[0]) in (bool, float, complex) or args[0] is None):
        raise TypeError(f"new(): data must be a sequence (got {type(args[0]).__name__})")
    if len(args) == 1 and not isinstance(args[0], (int, Size)) and "size" not in kwargs:
        return tensor(args[0], dtype=kind, device=own)
    return empty(as_shape(args or (0,), "new", "size"), dtype=kind, device=own)


Tensor._constructor = legacy_tensor


class tensortype(type):  # noqa: N801  (PyTorch's own name)
    """What `torch.FloatTensor` and so on are: constructors, and what `isinstance` asks for."""

    dtype: dtypes.dtype
    layout: layout
    is_cuda: bool
    is_sparse: bool

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """A tensor of sizes or of data, or another one of the memory of a tensor."""
        return typed(cls.dtype, args, kwargs)

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, Tensor) and instance.dtype is cls.dtype and instance.is_cpu


tensortype.__module__ = "torch"

_OPTIONS = (
    "TensorOptions(dtype={}, device={}, layout=Strided, requires_grad=false (default), "
    "pinned_memory=false (default), memory_format=(nullopt))"
)


def _same_type(other: Any, kind: dtypes.dtype) -> Any:
    """Another tensor of the same memory. Raises: TypeError for one of another dtype."""
    if other.dtype is not kind:
        wanted, found = (
            _OPTIONS.format(C_NAMES[d.scalar_name], place)
            for d, place in ((kind, "cpu"), (other.dtype, other.device))
        )
        raise TypeError(f"expected {wanted} (got {found})")
    return other.detach()


def typed(kind: dtypes.dtype, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A tensor of `kind` as its class makes it: of sizes, of data, or on the memory of another."""
    other = _alone(args, kwargs, "other", TensorBase)
    return _made(kind, args, kwargs) if other is None else _same_type(other, kind)


def _legacy(kind: dtypes.dtype) -> tensortype:
    name = f"{kind.scalar_name}Tensor"
    members = {
        "__module__": "torch",
        "__doc__": f"`torch.{name}(...)`: a tensor in `torch.{kind.name}`.",
        "dtype": kind,
        "layout": strided,
        "is_cuda": False,
        "is_sparse": False,
    }
    return tensortype(name, (), members)


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


def set_default_tensor_type(t: Any, /) -> None:
    """Says by a tensor class, or its name, what dtype new floating point tensors have.

    Raises: TypeError for anything but the class of a floating point dtype.
    """
    if isinstance(t, str):
        found = globals().get(t.removeprefix("torch."))
        if not isinstance(found, tensortype):
            raise AttributeError(f"module 'torch' has no attribute '{t.removeprefix('torch.')}'")
        t = found
    if not isinstance(t, tensortype):
        raise TypeError(
            "invalid type object: only floating-point types are supported as the default type"
        )
    set_default_dtype(t.dtype)
