"""To JAX and back: a tensor is a `jax.Array` away, and the other way round."""

from __future__ import annotations

from typing import Any

import jax
import jax.core

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.device import CPU, device
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of, on_device
from torchlike._core.trace import VOLATILE, concrete, local
from torchlike.tensor import Tensor

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
