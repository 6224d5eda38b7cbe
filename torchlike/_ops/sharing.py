"""Memory shared with NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.kernel import aval
from torchlike._core.storage import storage_of
from torchlike._core.trace import Value
from torchlike._core.wrapped import is_wrapped
from torchlike._ops.layout import strides_of
from torchlike._ops.places import is_conjugated, is_negated, offset_of


def shared_ndarray(tensor: TensorBase) -> np.ndarray:
    """An ndarray on the memory of `tensor`, which writes to either are seen through."""
    own = tensor._read().aval
    for unlike, bit, resolve in (
        (is_conjugated, "conjugate", "resolve_conj"),
        (is_negated, "negative", "resolve_neg"),
    ):
        if unlike(tensor):
            raise RuntimeError(
                f"Can't call numpy() on Tensor that has {bit} bit set. Use "
                f"tensor.{resolve}().numpy() instead."
            )
    if is_wrapped(tensor._value):
        raise RuntimeError("Cannot access data pointer of Tensor that doesn't have storage")
    window = storage_of(tensor).shared().share()
    if own.size == 0:
        return np.empty(own.shape, own.dtype.np)
    steps = zip(window.shape, window.strides, strict=True)
    extent = 1 + sum((n - 1) * s for n, s in steps) // window.itemsize
    memory = as_strided(window[...], (extent,), (window.itemsize,)).view(own.dtype.np)
    strides = [s * own.dtype.itemsize for s in strides_of(own)]
    return as_strided(memory[offset_of(tensor) :], own.shape, strides)


def tensor_on(array: np.ndarray, value: Value) -> Any:
    """A tensor holding `value`, the content of `array`, whose memory is that of `array`."""
    itemsize = array.itemsize
    if array.size and not array.flags.c_contiguous:
        if any(s % itemsize for s in array.strides):
            raise ValueError(
                "given numpy array strides not a multiple of the element byte size. Copy the numpy "
                "array to reallocate the memory."
            )
        own = value.aval
        strides = tuple(s // itemsize for s in array.strides)
        value.aval = aval(own.shape, own.dtype, own.device, strides)
    tensor = wrap(value)
    storage_of(tensor).shared().adopt(array)
    return tensor
