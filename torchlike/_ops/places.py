"""Where a tensor lies in its memory: offsets, what shares it, what overlaps."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from torchlike._core.apply import TensorBase
from torchlike._core.kernel import Aval, kernel_for
from torchlike._core.memory import overlaps
from torchlike._core.storage import storage_of
from torchlike._ops.layout import is_dense, strides_of
from torchlike._ops.view import diagonal_dims, slice_bounds


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
    if diagonal_dims(aval.shape, diagonal, dim1, dim2)[2] == 0:
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


def is_conjugated(tensor: TensorBase) -> bool:
    """Whether the tensor shows the conjugates of what its memory holds."""
    return _is_odd(tensor, "conj")


def is_negated(tensor: TensorBase) -> bool:
    """Whether the tensor shows its memory with the sign changed."""
    return _is_odd(tensor, "neg_view")


def _is_odd(tensor: TensorBase, name: str) -> bool:
    view = tensor._view
    return view is not None and sum(op.name == name for op, _ in view.chain) % 2 == 1


# -- overlap -------------------------------------------------------------------------------------

#: Operators beside the elementwise ones that may not write where they partly read.
_CAREFUL = ("copy", "where.self", "masked_fill")
#: Operators that may not write at all where they read.
_STRICT = (
    "cat", "index_select", "gather", "index_add", "index_copy", "index_put", "scatter",
    "scatter_add", "index_fill",
)  # fmt: skip
#: Operators whose ``out=`` may not even be their first operand.
_NEVER_OVER = ("cat", "index_select", "gather")

#: Overloads that are not as the others.
_WHOLE_NAMES = ("where.self", "index_put.mask")

_SHARED = (
    "unsupported operation: some elements of the input tensor and the written-to tensor refer to a "
    "single memory location. Please clone() the tensor before performing the operation."
)


def check_overlap(op: Any, written: TensorBase, operands: Iterable[Any]) -> bool:
    """Whether the order in which `op` writes elements that it also reads can be seen.

    Raises: what PyTorch raises for an operator that writes to memory it has yet to read.
    """
    name = op.name.split(".")[0] if op.name not in _WHOLE_NAMES else op.name
    strict = name in _STRICT
    if not (strict or op.elementwise or name in _CAREFUL):
        return False
    target = written._read().aval
    visible = target.size > 0 and overlaps(target)
    for position, operand in enumerate(operands):
        if operand is written and (name in _NEVER_OVER or (strict and position)):
            raise RuntimeError(_SHARED)
        if operand is written or not isinstance(operand, TensorBase) or operand._view is None:
            continue
        if storage_identity(operand) is not storage_identity(written):
            continue
        same, partly = _overlap(written, operand)
        if partly or (same and strict):
            raise RuntimeError(_SHARED)
        if not same and _is_narrow(target):
            visible = visible or _meet(_where(written), _where(operand))
    return visible and not strict


#: Bytes that PyTorch's loops read at once, so that the order of elements inside is not seen.
_AT_ONCE = 64


def _is_narrow(aval: Aval) -> bool:
    """Whether the innermost dim is too short for PyTorch to read many elements before it writes."""
    steps = [(s, n) for s, n in zip(strides_of(aval), aval.shape, strict=True) if n > 1]
    return not steps or min(steps)[1] * aval.dtype.itemsize < _AT_ONCE


def _where(tensor: TensorBase) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Where the elements lie: the first one in bytes, the shape, and the strides in bytes."""
    aval = tensor._read().aval
    size = aval.dtype.itemsize
    return offset_of(tensor) * size, aval.shape, tuple(s * size for s in strides_of(aval))


@functools.lru_cache(maxsize=256)
def _meet(a: Any, b: Any) -> bool:
    """Whether elements in different positions of two tensors start at the same address."""
    places = []
    for start, shape, strides in (a, b):
        at = np.full((), start)
        for size, stride in zip(shape, strides, strict=True):
            at = at[..., None] + np.arange(size) * stride
        places.append(at.ravel())
    return a != b and bool(np.isin(*places).any())


def _overlap(a: TensorBase, b: TensorBase) -> tuple[bool, bool]:
    """Whether two tensors of one memory are the same elements, and whether they overlap else.

    Like PyTorch, sure of dense tensors only.
    """
    own, its = a._read().aval, b._read().aval
    if not own.size or not its.size:
        return False, False
    if not all(is_dense(x.shape, strides_of(x)) for x in (own, its)):
        return False, False
    start, end = _extent(a)
    other, other_end = _extent(b)
    if (start, end) == (other, other_end):
        same = strides_of(own) == strides_of(its)
        return same, not same
    return False, start < other_end and other < end


def _extent(tensor: TensorBase) -> tuple[int, int]:
    """The first byte of a dense tensor, and the one after its last."""
    aval = tensor._value.aval
    start = offset_of(tensor) * aval.dtype.itemsize
    return start, start + aval.size * aval.dtype.itemsize
