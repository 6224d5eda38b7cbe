"""Copying and pickling tensors: what shares memory goes on sharing it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import counter_of, wrap
from torchlike._core.detached import detached
from torchlike._core.device import CPU, device
from torchlike._core.execute import array_of, on_device
from torchlike._core.storage import apply_view
from torchlike._core.trace import concrete
from torchlike._ops import geometry, places
from torchlike._ops.layout import strides_of
from torchlike._ops.schema import TABLE


class TensorCopies:
    """`copy.copy`, `copy.deepcopy` and `pickle` of tensors."""

    def __copy__(self: Any) -> Any:
        same = detached(self, own_counter=True)
        copy = wrap(same._read(), type(self))
        copy._view = same._view
        if copy._view.chain:
            copy._view.base = None
        _count_one(copy)
        copy.__dict__.update(self.__dict__)
        return copy.requires_grad_() if self.requires_grad else copy

    def __deepcopy__(self: Any, memo: dict[int, Any]) -> Any:
        if id(self) in memo:
            return memo[id(self)]
        if not self.is_leaf:
            raise RuntimeError(
                "Only Tensors created explicitly by the user (graph leaves) support the deepcopy "
                "protocol at the moment.  If you were attempting to deepcopy a module, this may be "
                "because of a torch.nn.utils.weight_norm usage, see "
                "https://github.com/pytorch/pytorch/pull/103001"
            )
        if self._view is None or _recoded(self):
            copy = wrap(_own_content(self), type(self))
        else:
            identity = places.storage_identity(self)
            flat = memo.get(id(identity))
            if flat is None:
                flat = memo[id(identity)] = _memory_of(self)
            copy = placed(type(self), flat, self.dtype, *_place(self))
        if not _recoded(self):
            _count_one(copy)
        if self.requires_grad:
            copy.requires_grad_()
        memo[id(self)] = copy
        if self._meta is not None and self._meta.grad is not None:
            copy.grad = self._meta.grad.__deepcopy__(memo)
        copy.__dict__.update(deepcopy(self.__dict__, memo))
        return copy

    def __reduce_ex__(self: Any, protocol: Any) -> Any:
        offset, size, stride = _place(self)
        content = np.array(array_of(_memory_of(self)._read(), "pickling"))
        state = (
            type(self), content, self.dtype, self.device, offset, size, stride, self.requires_grad,
            places.is_conjugated(self), places.is_negated(self),
        )  # fmt: skip
        return rebuild, state, self.__dict__ or None

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


def _count_one(copy: Any) -> None:
    """Counts the write by which PyTorch makes a copy: it gives an empty tensor memory."""
    counter = counter_of(copy)
    if counter.version == 0:
        counter.version = 1
        if copy._view is not None:
            copy._view.storage.counted = 1


def _recoded(tensor: Any) -> bool:
    """Whether what the tensor shows is not what its memory holds: a copy resolves that."""
    return places.is_conjugated(tensor) or places.is_negated(tensor)


def _place(tensor: Any) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Offset, sizes and strides."""
    aval = tensor._read().aval
    return places.offset_of(tensor), aval.shape, strides_of(aval)


def _own_content(tensor: Any) -> Any:
    """The tensor's content, layout included, in arrays of its own, without history."""
    value = tensor._read()
    place = value.aval.device
    content = np.array(array_of(value, "copied"))
    own = concrete(content if place == CPU else on_device(content, place), place)
    own.aval = value.aval.made(inference=own.aval.inference)
    return own


def _memory_of(tensor: Any) -> Any:
    """A copy of the whole memory of `tensor`, as a flat tensor of the base's dtype."""
    base = places.base_aval(tensor)
    return wrap(_own_content(geometry.flat_memory(tensor, base.dtype)))


def placed(
    cls: type,
    flat: Any,
    dtype: dtypes.dtype,
    offset: int,
    size: tuple[int, ...],
    stride: tuple[int, ...],
) -> Any:
    """A tensor, not a view, at a place in the memory that `flat` is."""
    window = geometry.as_strided(flat, size, stride, offset, dtype)
    copy = wrap(window._value, cls)
    copy._view = window._view
    copy._view.base = None
    _count_one(copy)
    return copy


def recoded(tensor: Any, conjugated: bool, negated: bool) -> Any:
    """`tensor`, which was just made, shown conjugated, or with its sign changed, or both."""
    for name, wanted in (("conj", conjugated), ("neg_view", negated)):
        if wanted:
            shown = apply_view(TABLE[name], tensor, ())
            tensor = wrap(shown._value, type(tensor))
            tensor._view = shown._view
            tensor._view.base = None
    return tensor


def rebuild(
    cls: type,
    content: np.ndarray,
    dtype: dtypes.dtype,
    place: device,
    offset: int,
    size: tuple[int, ...],
    stride: tuple[int, ...],
    needs_grad: bool,
    conjugated: bool = False,
    negated: bool = False,
) -> Any:
    """A tensor out of what pickling kept of it."""
    # NumPy unpickles dtypes that are equal to its own ones, but others.
    content = content.astype(np.dtype(content.dtype.type), copy=False)
    flat = wrap(concrete(content if place == CPU else on_device(content, place), place))
    tensor = recoded(placed(cls, flat, dtype, offset, size, stride), conjugated, negated)
    return tensor.requires_grad_() if needs_grad else tensor
