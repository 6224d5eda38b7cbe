"""Memory of others as tensors, and the other way round: NumPy, buffers, DLPack, JAX."""

from __future__ import annotations

import warnings
from typing import Any

import jax
import jax.core
import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.device import CPU, device
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of, on_device
from torchlike._core.trace import VOLATILE, concrete, local
from torchlike._ops.arguments import REQUIRED
from torchlike._ops.calls import as_dtype
from torchlike._ops.from_data import checked_strides
from torchlike._ops.numpy_protocol import DLDeviceType
from torchlike._ops.sharing import tensor_on
from torchlike.tensor import Tensor


def finished(result: Any, requires_grad: bool) -> Any:
    """A new tensor as a leaf that requires grad, if it shall. Raises: RuntimeError by its dtype."""
    if type(requires_grad) is not bool:
        raise TypeError("requires_grad must be a bool")
    if not requires_grad:
        return result
    if result.dtype.category < dtypes.dtype.FLOAT:
        raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
    return result.requires_grad_()


# -- NumPy and buffers ---------------------------------------------------------------------------


def from_numpy(ndarray: np.ndarray) -> Any:
    """A tensor that shares the memory of `ndarray` while both live.

    Raises: TypeError for anything but an ndarray of a dtype PyTorch has.
    """
    if not isinstance(ndarray, np.ndarray):
        kind = type(ndarray)
        module = "numpy." if kind.__module__ == "numpy" else ""
        raise TypeError(f"expected np.ndarray (got {module}{kind.__name__})")
    dtypes.from_numpy(ndarray.dtype.newbyteorder("="))
    if not checked_strides(ndarray).flags.writeable:
        _warn_of_read_only()
        ndarray = writeable(ndarray)
    return tensor_on(ndarray, concrete(ndarray))


_READ_ONLY = (
    "The given NumPy array is not writable, and PyTorch does not support non-writable tensors. "
    "This means writing to this tensor will result in undefined behavior. You may want to copy the "
    "array to protect its data or make it writable before converting it to a tensor. This type of "
    "warning will be suppressed for the rest of this program."
)
_WARNED: set[str] = set()


def _warn_of_read_only(text: str = _READ_ONLY) -> None:
    """Warns once, as PyTorch does."""
    if text not in _WARNED:
        _WARNED.add(text)
        warnings.warn(text, UserWarning, stacklevel=3)


class _Exposed:
    """Offers the memory of an ndarray for writing, whatever the ndarray says."""

    def __init__(self, array: np.ndarray) -> None:
        interface = array.__array_interface__
        self.__array_interface__ = {**interface, "data": (interface["data"][0], False)}
        self._array = array


def writeable(array: np.ndarray) -> np.ndarray:
    """The same memory, to be written to: PyTorch has no tensors that are read-only."""
    return np.asarray(_Exposed(array))


_READ_ONLY_BUFFER = (
    "The given buffer is not writable, and PyTorch does not support non-writable tensors. This "
    "means you can write to the underlying (supposedly non-writable) buffer using the tensor. You "
    "may want to copy the buffer to protect its data or make it writable before converting it to a "
    "tensor. This type of warning will be suppressed for the rest of this program."
)


def frombuffer(
    buffer: Any = REQUIRED,
    *,
    dtype: Any = REQUIRED,
    count: int = -1,
    offset: int = 0,
    requires_grad: bool = False,
) -> Any:
    """A flat tensor that shares the memory of `buffer`, any object with Python's buffer protocol.

    Raises: ValueError for what is no buffer, and where `count` or `offset` do not fit it.
    """
    missing = [f'"{n}"' for n, v in (("buffer", buffer), ("dtype", dtype)) if v is REQUIRED]
    if missing:
        raise TypeError(
            f"frombuffer() missing {len(missing)} required positional arguments: "
            f"{', '.join(missing)}"
        )
    kind: Any = as_dtype(dtype, "frombuffer")
    try:
        whole = memoryview(buffer)
    except TypeError:
        raise ValueError("object does not implement Python buffer protocol.") from None
    length, size = whole.nbytes, kind.itemsize
    _check_buffer(length, size, count, offset)
    number = (length - offset) // size if count < 0 else count
    raw = np.frombuffer(buffer, np.uint8, number * size, offset)
    if not raw.flags.writeable:
        _warn_of_read_only(_READ_ONLY_BUFFER)
        raw = writeable(raw)
    array = raw.view(kind.np)
    return finished(tensor_on(array, concrete(array)), requires_grad)


def _check_buffer(length: int, size: int, count: int, offset: int) -> None:
    """Raises PyTorch's errors for a window that is not in the buffer."""
    if not length or not count:
        raise ValueError(f"both buffer length ({length}) and count ({count}) must not be 0")
    if not 0 <= offset < length:
        raise ValueError(
            f"offset ({offset} bytes) must be non-negative and no greater than buffer length "
            f"({length} bytes) minus 1"
        )
    if count < 0 and (length - offset) % size:
        raise ValueError(
            f"buffer length ({length - offset} bytes) after offset ({offset} bytes) must be a "
            f"multiple of element size ({size})"
        )
    if count > 0 and offset + count * size > length:
        raise ValueError(
            f"requested buffer length ({count} * {size} bytes) after offset ({offset} bytes) must "
            f"not be greater than actual buffer length ({length} bytes)"
        )


# -- DLPack --------------------------------------------------------------------------------------


class _Capsule:
    """What NumPy asks for the content of a bare DLPack capsule."""

    def __init__(self, capsule: Any) -> None:
        self._capsule = capsule

    def __dlpack__(self, **_: Any) -> Any:
        return self._capsule

    def __dlpack_device__(self) -> tuple[int, int]:
        return DLDeviceType.kDLCPU, 0


def from_dlpack(ext_tensor: Any, *, device: Any = None, copy: bool | None = None) -> Any:
    """A tensor that shares the memory of another library's array, or of a DLPack capsule.

    A JAX array, which nobody may write to, is held but never written to. Raises: what the other
    library raises for what it cannot export; ValueError where `copy` is False and `device` another.
    """
    if isinstance(ext_tensor, jax.Array):
        result = from_jax(ext_tensor)
    else:
        if not hasattr(ext_tensor, "__dlpack__"):
            ext_tensor = _Capsule(ext_tensor)
        array = checked_strides(np.from_dlpack(ext_tensor))
        array = array if array.flags.writeable else writeable(array)
        result = tensor_on(array, concrete(array))
    moved = result if device is None else result.to(device)
    if copy is False and moved is not result:
        raise ValueError("cannot move DLPack tensor to another device without copying")
    return moved.clone() if copy and moved is result else moved


def to_dlpack(data: Any) -> Any:
    """A DLPack capsule on the memory of a tensor, to be taken once."""
    return data.__dlpack__()


# -- JAX -----------------------------------------------------------------------------------------

#: JAX's platforms -> PyTorch's names of devices.
_KINDS = {"gpu": "cuda", "cuda": "cuda", "rocm": "cuda", "tpu": "xla"}


def from_jax(array: jax.Array) -> Any:
    """A tensor that holds `array`, not copied; inside a JAX transformation, a tracer too.

    Raises: TypeError for anything else, and for a dtype PyTorch does not have.
    """
    if not isinstance(array, jax.Array):
        raise TypeError(f"expected jax.Array (got {type(array).__name__})")
    return wrap(concrete(array, _place_of(array)))


def _place_of(array: jax.Array) -> device:
    if isinstance(array, jax.core.Tracer):
        return local.state.trace.device
    found = array.devices()
    if len(found) > 1:
        raise unsupported("from_jax of an array on several devices")
    (place,) = found
    if place.platform == "cpu":
        return CPU
    kind = _KINDS.get(place.platform)
    if kind is None:
        raise unsupported(f"from_jax of an array on a {place.platform} device")
    return device(kind, jax.local_devices(backend=place.platform).index(place))


def to_jax(tensor: TensorBase) -> jax.Array:
    """The content of `tensor` as a JAX array on its device, without autograd's history.

    Later writes to the tensor do not change the array. Raises: TypeError for anything else.
    """
    if not isinstance(tensor, TensorBase):
        raise TypeError(f"expected Tensor (got {type(tensor).__name__})")
    value = tensor._read()
    array = array_of(value, "to_jax()")
    if isinstance(array, jax.Array):
        return array
    if value.trace is VOLATILE:
        # An ndarray shares this memory and may be written to.
        return on_device(array.copy(), value.aval.device)
    # From now on the tensor holds the same array, which is not donated while somebody has it.
    value.array = on_device(array, value.aval.device)
    return value.array


Tensor.__jax_array__ = to_jax  # type: ignore[attr-defined]
