"""Strided windows of a tensor's memory, and restructuring in place."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply_values, counter_of
from torchlike._core.boxes import Link
from torchlike._core.chains import REPLAY_IN_PLACE
from torchlike._core.detached import detached
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._core.kernel import Aval, contiguous_strides
from torchlike._core.leaves import Meta
from torchlike._core.nodes import Lost, cut, replayed, with_data
from torchlike._core.overwritten import note_overwritten
from torchlike._core.storage import (
    Storage,
    apply_view,
    derived,
    restructure,
    set_node,
    storage_of,
)
from torchlike._core.trace import Value, local
from torchlike._ops.layout import is_dense, strides_of
from torchlike._ops.permission import check_inplace_allowed
from torchlike._ops.places import base_aval, is_conjugated, is_negated, offset_of, storage_bytes
from torchlike._ops.schema import TABLE

# -- strided windows -----------------------------------------------------------------------------


def flattening(base: Aval, wanted: dtypes.dtype) -> list[Link]:
    """The view operators that lead from a tensor like `base` to its memory, flat, as `wanted`.

    Raises: NotImplementedError for memory with holes.
    """
    own = strides_of(base)
    chain: list[Link] = []
    if not is_dense(base.shape, own):
        raise unsupported("as_strided() on memory that has holes or belongs to an outer tensor")
    if base.strides is not None:
        order = sorted(range(len(own)), key=lambda d: (-own[d], base.shape[d] != 1, d))
        chain.append((TABLE["permute"], (tuple(order),)))
    if len(base.shape) != 1:
        chain.append((TABLE["reshape_alias"], ((base.size,),)))
    if base.dtype is wanted:
        return chain
    if base.dtype.is_complex and base.dtype.to_real() is wanted:
        return [*chain, (TABLE["view_as_real"], ()), (TABLE["reshape_alias"], ((-1,),))]
    if wanted.is_complex and wanted.to_real() is base.dtype:
        return [*chain, (TABLE["reshape_alias"], ((-1, 2),)), (TABLE["view_as_complex"], ())]
    return [*chain, (TABLE["view_dtype"], (wanted,))]


def flat_memory(tensor: TensorBase, dtype: dtypes.dtype) -> Any:
    """The whole memory of `tensor`, flat, as elements of `dtype`: a view of its base."""
    tensor._read()
    return derived(tensor, tuple(flattening(base_aval(tensor), dtype)))


def strided_chain(
    tensor: TensorBase,
    size: Sequence[int],
    stride: Sequence[int],
    offset: int,
    dtype: dtypes.dtype | None = None,
) -> tuple[Link, ...]:
    """The view operators from the tensor's base to a window of its memory.

    Raises: RuntimeError, in PyTorch's words, for a window that is not inside.
    """
    if len(size) != len(stride):
        raise RuntimeError("mismatch in length of strides and shape")
    if any(s < 0 for s in stride):
        raise RuntimeError(
            "as_strided: Negative strides are not supported at the moment, got strides: "
            f"{list(stride)}"
        )
    if offset < 0:
        raise RuntimeError(f"Tensor: invalid storage offset {offset}")
    wanted = dtype or tensor._value.aval.dtype
    have = storage_bytes(tensor)
    needed = 1 + offset + sum((n - 1) * s for n, s in zip(size, stride, strict=True))
    if 0 not in size and needed * wanted.itemsize > have:
        raise RuntimeError(
            f"setStorage: sizes {list(size)}, strides {list(stride)}, storage offset {offset}, and "
            f"itemsize {wanted.itemsize} requiring a storage size of {needed * wanted.itemsize} "
            f"are out of bounds for storage of size {have}"
        )
    chain = [*flattening(base_aval(tensor), wanted)]
    chain.append((TABLE["strided"], (tuple(size), tuple(stride), offset)))
    if is_conjugated(tensor):
        chain.append((TABLE["conj"], ()))
    if is_negated(tensor):
        chain.append((TABLE["neg_view"], ()))
    return tuple(chain)


def as_strided(
    tensor: Any,
    size: Sequence[int],
    stride: Sequence[int],
    offset: int | None = None,
    dtype: dtypes.dtype | None = None,
) -> Any:
    """A window of the tensor's memory: element [i, j] at offset + i * stride[0] + j * stride[1]."""
    tensor._read()
    start = offset_of(tensor) if offset is None else offset
    chain = strided_chain(tensor, size, stride, start, dtype)
    if tensor._value.node is None or tensor._view is None or tensor._view.storage.value.node:
        return derived(tensor, chain)
    return _inside(tensor, size, stride, start - offset_of(tensor))


def _inside(tensor: Any, size: Sequence[int], stride: Sequence[int], offset: int) -> Any:
    """A window of a view whose history, unlike that of its base, begins with itself."""
    own = tensor._value.aval
    last = offset + sum((n - 1) * s for n, s in zip(size, stride, strict=True))
    if offset < 0 or last >= own.size:
        raise unsupported("as_strided() beyond a view that requires grad while its base does not")
    result = tensor
    for op, static in flattening(own, own.dtype):
        result = apply_view(op, result, static)
    return apply_view(TABLE["strided"], result, (tuple(size), tuple(stride), offset))


# -- restructuring in place ----------------------------------------------------------------------


def rearrange(tensor: Any, op: Any, static: tuple[Any, ...]) -> Any:
    """Makes `tensor` itself the result of the view operator `op` (`t_`, `squeeze_`, ...)."""
    check_inplace_allowed(tensor)
    old: Value = tensor._read()
    view = tensor._view
    if isinstance(old.node, Meta) and not isinstance(old.node, Lost) and view is not None:
        raise unsupported("changing the shape of a leaf that shares its memory in place")
    new = apply_values(op, [old], static)[0]
    followed = view is not None and view.base is not None and not isinstance(old.node, Meta)
    if new.node is None and not followed:
        new = with_data(old, new)
    if view is None:
        counter = counter_of(tensor)
        note_overwritten(old, counter, new)
        counter.version += 1
        tensor._value = new
        return tensor
    storage_of(tensor).note_restructured(new)
    restructure(tensor, (*view.chain, (op, static)), new)
    if view.chain and not local.state.grad:
        tensor._view.known = view.known  # its history is made when it is asked for
    return tensor


def resize(tensor: Any, size: tuple[int, ...], stride: tuple[int, ...] | None = None) -> Any:
    """Gives `tensor` another size over its memory, which grows where it is too small.

    Raises: RuntimeError for a tensor that requires grad.
    """
    aval: Aval = tensor._read().aval
    if tensor._value.node is not None:
        raise RuntimeError("cannot resize variables that require grad")
    steps = contiguous_strides(size) if stride is None else stride
    if stride is None and size == aval.shape:
        return tensor
    if tensor._view is None and not aval.size:
        tensor._value = replayed(_zeros(math.prod(size), aval), _laid_out(size, steps))
        counter_of(tensor).version += 1
        return tensor
    offset = offset_of(tensor)
    last = offset + sum((n - 1) * s for n, s in zip(size, steps, strict=True))
    missing = (last + 1) * aval.dtype.itemsize - storage_bytes(tensor)
    if missing > 0 and 0 not in size:
        item = base_aval(tensor).dtype.itemsize
        if missing % item:
            raise unsupported("resizing memory by a part of an element")
        grow(tensor, missing // item)
    return restride(tensor, size, steps, offset)


def resize_written(tensor: Any, size: tuple[int, ...], stride: tuple[int, ...]) -> None:
    """`resize` of what is about to be written by ``out=``: its history, if it has one, stays."""
    old: Value = tensor._read()
    if old.node is None:
        resize(tensor, size, stride)
        return
    if tensor._view is not None and (tensor._view.chain or not _is_alone(tensor)):
        raise unsupported("out= of another size for a tensor that requires grad and shares memory")
    counter = counter_of(tensor)
    new = replayed(_zeros(math.prod(size), old.aval), _laid_out(size, stride))
    tensor._view, tensor._value, tensor._counter = None, with_data(old, new), counter


def _laid_out(size: tuple[int, ...], stride: tuple[int, ...]) -> tuple[Link, ...]:
    """The view operators from flat memory to a dense tensor."""
    if stride == contiguous_strides(size):
        return ((TABLE["reshape_alias"], (size,)),)
    return ((TABLE["strided"], (size, stride, 0)),)


def _zeros(count: int, like: Aval) -> Value:
    return apply_values(TABLE["filled"], [0], ((count,), like.dtype))[0]


def restride(tensor: Any, size: tuple[int, ...], stride: tuple[int, ...], offset: int) -> Any:
    """Makes `tensor` itself another window of its memory."""
    check_inplace_allowed(tensor)
    _show(tensor, size, stride, offset, counted=True)
    return tensor


def _show(
    tensor: Any, size: tuple[int, ...], stride: tuple[int, ...], offset: int, *, counted: bool
) -> None:
    old: Value = tensor._read()
    chain = strided_chain(tensor, size, stride, offset)
    storage = storage_of(tensor)
    value = replayed(storage.value, chain, REPLAY_IN_PLACE)
    if old.node is not None and value.node is None:
        value = with_data(old, value)
    if counted:
        storage.note_restructured(value)
    restructure(tensor, chain, value)


def grow(tensor: Any, missing: int) -> None:
    """More memory, of zeros, behind the present one; less where `missing` is negative.

    The tensor is flat after that, unless others share the memory. Raises: NotImplementedError
    where one of these requires grad, or the memory would get smaller.
    """
    if _is_lent(tensor):
        raise RuntimeError("Trying to resize storage that is not resizable")
    if tensor._view is not None and not _is_alone(tensor):
        if missing < 0:
            raise unsupported("making memory smaller that other tensors share")
        _grow_shared(tensor, missing)
        return
    whole: Value = tensor._value if tensor._view is None else tensor._view.storage.value
    aval: Aval = whole.aval
    flat = replayed(whole, tuple(flattening(aval, aval.dtype)))
    if missing > 0:
        flat = apply_values(TABLE["cat"], [flat, _zeros(missing, aval)], (0,))[0]
    else:
        flat = apply_values(TABLE["slice"], [flat], (0, 0, aval.size + missing, 1))[0]
    counter = counter_of(tensor)
    tensor._view, tensor._value, tensor._counter = None, flat, counter


def _grow_shared(tensor: Any, missing: int) -> None:
    """More memory for all that share it, who go on showing its beginning."""
    memory = tensor._view.storage.shared()
    sharers = [s for s in (reference() for reference in memory.sharers) if s and not s.moved]
    if any(storage.value.node is not None for storage in sharers):
        raise unsupported("changing the size of memory that a tensor with a gradient shares")
    for storage in sharers:
        storage.sync()
    old: Aval = memory.latest.aval
    lead = (
        (TABLE["slice"], (0, 0, old.size, 1)),
        (TABLE["strided"], (old.shape, strides_of(old), 0)),
    )
    flat = replayed(memory.latest, tuple(flattening(old, old.dtype)))
    memory.window, memory.addressed = None, False
    memory.publish(apply_values(TABLE["cat"], [flat, _zeros(missing, old)], (0,))[0])
    for storage in sharers:
        larger = Storage(memory.latest, storage.counter)
        larger.join(memory)
        storage.moved = larger, lead
    tensor._read()


def resize_memory(tensor: Any, nbytes: int) -> None:
    """Gives the memory of `tensor` another size.

    Raises: NotImplementedError where others share it, or where it would lose what `tensor` shows.
    """
    aval: Aval = tensor._read().aval
    steps, offset = strides_of(aval), offset_of(tensor)
    last = offset + sum((n - 1) * s for n, s in zip(aval.shape, steps, strict=True))
    item = base_aval(tensor).dtype.itemsize
    if nbytes % item or (aval.size and (last + 1) * aval.dtype.itemsize > nbytes):
        raise unsupported(f"resizing the memory of a tensor that shows more to {nbytes} bytes")
    if base_aval(tensor).dtype is not aval.dtype:
        raise unsupported("resizing memory that is shown in another dtype")
    grow(tensor, (nbytes - storage_bytes(tensor)) // item)
    _show(tensor, aval.shape, steps, offset, counted=False)


def _is_lent(tensor: Any) -> bool:
    """Whether an ndarray, or what Python code hands over as a buffer, shared the memory once."""
    memory = None if tensor._view is None else tensor._view.storage.memory
    return memory is not None and memory.lent


def _is_alone(tensor: Any) -> bool:
    """Whether nobody else shares the memory of a tensor that has a Storage."""
    view = tensor._view
    storage = view.storage
    memory = storage.memory
    if sys.getrefcount(storage) - (storage is view) > _HELD_ONCE:
        return False
    return memory is None or not (memory.pinned or sys.getrefcount(memory) > _HELD_ONCE)


#: What `sys.getrefcount` says in `_is_alone` of what is held once: there, here and as an argument.
_HELD_ONCE = 3


def set_to(
    tensor: Any, source: Any, offset: int, size: Sequence[int], stride: Sequence[int]
) -> Any:
    """Makes `tensor` a window of the memory of `source`, letting go of its own."""
    if source.dtype is not tensor.dtype:
        words = [type_words(t.dtype) for t in (source, tensor)]
        raise RuntimeError(
            f"Could not set tensor of type {words[0]} to a tensor of type {words[1]}"
        )
    check_inplace_allowed(tensor)
    leaf = tensor._value.node
    tracked = local.state.grad and (tensor.requires_grad or source.requires_grad)
    if tracked or not isinstance(leaf, Meta | None):
        raise unsupported("set_() with tensors that require grad")
    needed = 1 + offset + sum((n - 1) * s for n, s in zip(size, stride, strict=True))
    if 0 not in size and needed * source.dtype.itemsize > storage_bytes(source):
        resize_memory(source, needed * source.dtype.itemsize)
    counter = counter_of(tensor)
    other = detached(source, own_counter=True)
    restructure(other, strided_chain(other, size, stride, offset), other._value)
    view = other._view
    view.base = None
    counter.version += 1
    view.storage.counter, view.storage.counted = counter, counter.version
    tensor._view = view
    tensor._value = cut(replayed(view.storage.value, view.chain))
    if leaf is not None:
        array_of(tensor._value, "a leaf takes over memory")
        set_node(tensor, tensor._value, leaf)
    return tensor


_TYPE_WORDS = {
    "uint8": "unsigned char", "int8": "signed char", "int16": "short int", "int32": "int",
    "int64": "long int", "float16": "c10::Half", "bfloat16": "c10::BFloat16", "float32": "float",
    "float64": "double", "complex64": "c10::complex<float>", "complex128": "c10::complex<double>",
}  # fmt: skip


def type_words(dtype: dtypes.dtype) -> str:
    """C++'s name of an element type, as PyTorch's message has it."""
    return _TYPE_WORDS.get(dtype.name, dtype.name)
