"""Where a tensor lies in its memory: offsets, strided windows, restructuring in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply_values
from torchlike._core.backward import Meta
from torchlike._core.errors import unsupported
from torchlike._core.kernel import Aval, contiguous_strides, kernel_for
from torchlike._core.storage import (
    Link,
    as_leaf,
    cut,
    derived,
    detached,
    replayed,
    restructure,
    storage_of,
)
from torchlike._core.trace import Value
from torchlike._ops.calls import apply_view, check_inplace_allowed
from torchlike._ops.layout import is_dense, strides_of
from torchlike._ops.schema import TABLE
from torchlike._ops.view import slice_bounds

# -- offsets -------------------------------------------------------------------------------------


def _of_select(offset: int, aval: Aval, static: Any) -> int:
    dim, index = static[:2]
    return offset + index % aval.shape[dim] * strides_of(aval)[dim]


def _of_slice(offset: int, aval: Aval, static: Any) -> int:
    dim, start, end, step = *static[:3], 1
    axis, begin, _ = slice_bounds(aval.shape, dim, start, end, step)
    return offset + begin * strides_of(aval)[axis]


def _of_diagonal(offset: int, aval: Aval, static: Any) -> int:
    diagonal, dim1, dim2 = static
    strides = strides_of(aval)
    if aval.size == 0:
        return offset
    return offset + (diagonal * strides[dim2] if diagonal >= 0 else -diagonal * strides[dim1])


def _of_cast(offset: int, aval: Aval, static: Any) -> int:
    return offset * aval.dtype.itemsize // static[0].itemsize


#: How a view operator moves the first element: (offset, operand's Aval, static) -> offset.
_OFFSETS: dict[str, Callable[[int, Aval, Any], int]] = {
    "select": _of_select,
    "unbind_at": _of_select,
    "slice": _of_slice,
    "split_at": _of_slice,
    "split_with_sizes_at": _of_slice,
    "diagonal": _of_diagonal,
    "view_as_real": lambda offset, aval, static: offset * 2,
    "view_as_complex": lambda offset, aval, static: offset // 2,
    "view_dtype": _of_cast,
    "strided": lambda offset, aval, static: static[2],
}


def offset_of(tensor: TensorBase) -> int:
    """The position of the first element in the tensor's storage, in elements."""
    view = tensor._view
    if view is None or not view.chain:
        return 0
    aval: Aval = view.storage.value.aval
    offset = 0
    for op, static in view.chain:
        move = _OFFSETS.get(op.name)
        if move is not None:
            offset = move(offset, aval, static)
        (aval,) = kernel_for(op, (aval,), static, aval.device).out_avals
    return offset


def base_aval(tensor: TensorBase) -> Aval:
    """The Aval of the whole memory that `tensor` is a part of."""
    value = tensor._read()
    return value.aval if tensor._view is None else tensor._view.storage.value.aval


def storage_bytes(tensor: TensorBase) -> int:
    """The size of the tensor's memory."""
    base = base_aval(tensor)
    return base.size * base.dtype.itemsize


def storage_identity(tensor: TensorBase) -> Any:
    """An object that all tensors on one memory, and no others, have in common."""
    storage = storage_of(tensor)
    return storage.memory or storage


def address_of(tensor: TensorBase) -> int:
    """The address of the first element; 0 for a tensor without memory."""
    tensor._read()
    memory = storage_of(tensor).shared()
    if base_aval(tensor).size == 0:
        return 0
    memory.addressed = True
    start = memory.reserved().__array_interface__["data"][0]
    return start + offset_of(tensor) * tensor._value.aval.dtype.itemsize


def is_set_to(tensor: TensorBase, other: TensorBase) -> bool:
    """Whether both are the same elements of the same memory in the same order."""
    own, its = tensor._read().aval, other._read().aval
    same = (own.shape, strides_of(own)) == (its.shape, strides_of(its))
    return (
        same
        and storage_identity(tensor) is storage_identity(other)
        and offset_of(tensor) == offset_of(other)
    )


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
    link = (TABLE["strided"], (tuple(size), tuple(stride), offset))
    return (*flattening(base_aval(tensor), wanted), link)


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
    leaf = old.node if isinstance(old.node, Meta) else None
    if leaf is not None and tensor._view is not None:
        raise unsupported("changing the shape of a leaf that shares its memory in place")
    new = apply_values(op, [old], static)[0]
    if leaf is not None:
        new = as_leaf(new, leaf)
    if tensor._view is None:
        tensor._value = new
        tensor._writes += 1
    else:
        restructure(tensor, (*tensor._view.chain, (op, static)), new)
    return tensor


def resize(tensor: Any, size: tuple[int, ...]) -> Any:
    """Gives `tensor` another size over its memory, which grows where it is too small.

    Raises: RuntimeError for a tensor that requires grad; NotImplementedError where memory that
    other tensors share would have to grow.
    """
    aval: Aval = tensor._read().aval
    if tensor._value.node is not None:
        raise RuntimeError("cannot resize variables that require grad")
    offset = offset_of(tensor)
    stride = contiguous_strides(size)
    count = 1
    for n in size:
        count *= n
    missing = offset + count - storage_bytes(tensor) // aval.dtype.itemsize
    if missing > 0:
        _grow(tensor, missing)
    return restride(tensor, size, stride, offset)


def restride(tensor: Any, size: tuple[int, ...], stride: tuple[int, ...], offset: int) -> Any:
    """Makes `tensor` itself another window of its memory."""
    check_inplace_allowed(tensor)
    chain = strided_chain(tensor, size, stride, offset)
    restructure(tensor, chain, replayed(storage_of(tensor).value, chain))
    return tensor


def _grow(tensor: Any, missing: int) -> None:
    """More memory behind the present one."""
    if tensor._view is not None:
        raise unsupported("resize_() beyond memory that other tensors share")
    value: Value = tensor._value
    flat = replayed(value, tuple(flattening(value.aval, value.aval.dtype)))
    more = apply_values(TABLE["filled"], [0], ((missing,), value.aval.dtype))[0]
    tensor._value = apply_values(TABLE["cat"], [flat, more], (0,))[0]


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
    if tensor.requires_grad or source.requires_grad:
        raise unsupported("set_() with tensors that require grad")
    version = tensor._version
    other = detached(source, own_counter=True)
    restructure(other, strided_chain(other, size, stride, offset), other._value)
    view = other._view
    view.base = None
    view.storage.counter.version = version + 1
    tensor._view = view
    tensor._value = cut(replayed(view.storage.value, view.chain))
    return tensor


_TYPE_WORDS = {
    "uint8": "unsigned char", "int8": "signed char", "int16": "short int", "int32": "int",
    "int64": "long int", "float16": "c10::Half", "bfloat16": "c10::BFloat16", "float32": "float",
    "float64": "double", "complex64": "c10::complex<float>", "complex128": "c10::complex<double>",
}  # fmt: skip


def type_words(dtype: dtypes.dtype) -> str:
    """C++'s name of an element type, as PyTorch's message has it."""
    return _TYPE_WORDS.get(dtype.name, dtype.name)
