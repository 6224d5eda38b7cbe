"""`x[index]` and `x[index] = value`: basic parts as views, the rest as gathers and scatters."""

from __future__ import annotations

import operator
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.trace import concrete
from torchlike._core.wrapped import is_batched
from torchlike._ops import advanced
from torchlike._ops.calls import apply_view, inplace
from torchlike._ops.from_data import array_from
from torchlike._ops.geometry import flat_memory
from torchlike._ops.layout import strides_of
from torchlike._ops.permission import check_distinct, check_inplace_allowed
from torchlike._ops.places import check_overlap, offset_of
from torchlike._ops.schema import TABLE
from torchlike._ops.table import load

load()
_SELECT, _SLICE, _UNSQUEEZE = TABLE["select"], TABLE["slice"], TABLE["unsqueeze"]
_ALIAS, _INDEX, _INDEX_PUT = TABLE["alias"], TABLE["index"], TABLE["index_put"]
_INDEX_PUT_MASK, _ASSIGN = TABLE["index_put.mask"], TABLE["assign"]
_COPY, _FILL, _EXPAND = TABLE["copy"], TABLE["fill"], TABLE["expand"]


def get(tensor: Any, index: Any) -> Any:
    """``tensor[index]``.

    Raises: IndexError, in PyTorch's words, out of range or for too many indices.
    """
    if type(index) is int:
        return _selected(tensor, 0, index, 0)
    if type(index) is slice:
        return _sliced(tensor, 0, index)
    if isinstance(index, np.integer):
        return _selected(tensor, 0, _as_long(index), 0)
    view, tensors = _located(tensor, _as_tuple(index))
    if not tensors:
        return apply_view(_ALIAS, tensor, ()) if view is tensor else view
    indices, where = advanced.prepared(view, tensors)
    advanced.check_bounds(view, indices, where)
    return apply(_INDEX, (view, *indices), (where,))


def put(tensor: Any, index: Any, value: Any) -> None:
    """``tensor[index] = value``.

    Raises: IndexError out of range; RuntimeError when `value` does not fit.
    """
    if not isinstance(value, TensorBase):
        value = _as_number(value, tensor)
    if type(index) is slice and _is_all_of(index, tensor):
        _assign(tensor, value)
    elif isinstance(index, (int, slice, np.integer)) and not isinstance(index, bool):
        _assign(get(tensor, index), value)
    elif index is not False:
        view, tensors = _located(tensor, (None,) if index is True else _as_tuple(index))
        if tensors:
            write_at(view, tensors, value)
        else:
            _assign(view, value)


# -- what an index says --------------------------------------------------------------------------


def _is_sequence(item: Any) -> bool:
    if isinstance(item, (TensorBase, dict, np.generic)) and not isinstance(item, str):
        return False
    return hasattr(type(item), "__getitem__") and not isinstance(item, (type, slice))


#: A sequence as long as this is one index whatever it holds.
_LONGEST_SEQUENCE_OF_INDICES = 32


def _as_tuple(index: Any) -> tuple[Any, ...]:
    """The items of an index; short sequences of tensors, slices and the like are tuples."""
    if isinstance(index, tuple):
        return index
    if isinstance(index, np.ndarray) or not _is_sequence(index):
        return (index,)
    if len(index) < _LONGEST_SEQUENCE_OF_INDICES and any(map(_is_index_of_its_own, index)):
        warnings.warn(
            "Using a non-tuple sequence for multidimensional indexing is deprecated and will be "
            "changed in pytorch 2.9; use x[tuple(seq)] instead of x[seq]. In pytorch 2.9 this will "
            "be interpreted as tensor index, x[torch.tensor(seq)], which will result either in an "
            "error or a different result",
            UserWarning,
            stacklevel=3,
        )
        return tuple(index)
    return (index,)


def _is_index_of_its_own(item: Any) -> bool:
    return (
        item is None
        or item is Ellipsis
        or isinstance(item, (TensorBase, slice))
        or _is_sequence(item)
    )


def _consumed(item: Any) -> int:
    """How many dims of the tensor an index item stands for."""
    if item is None or item is Ellipsis or item is True or item is False:
        return 0
    if isinstance(item, TensorBase):
        aval = item._read().aval
        return len(aval.shape) if aval.dtype in advanced.MASKS else 1
    return 1


def _understood(item: Any) -> Any:
    """An index item as None, an ellipsis, a slice, a bool, an int or a tensor with dims."""
    if item is None or item is Ellipsis or isinstance(item, (bool, slice)):
        return item
    if isinstance(item, (int, np.integer)):
        return _as_long(item)
    if _is_sequence(item):
        item = _index_tensor(item)
    elif not isinstance(item, TensorBase):
        return _as_long(_as_index(item))
    aval = item._read().aval
    if aval.shape or aval.dtype.category > dtypes.dtype.INTEGER:
        return item
    if aval.dtype not in advanced.MASKS and is_batched(item._value):
        return item
    return bool(item) if aval.dtype in advanced.MASKS else int(item)  # type: ignore[call-overload]


def _as_long(number: Any) -> int:
    found = int(number)
    if not -(2**63) <= found < 2**63:
        raise ValueError("Overflow when unpacking long long")
    return found


def _as_index(item: Any) -> int:
    try:
        return operator.index(item)
    except TypeError:
        kind = type(item)
        name = f"numpy.{kind.__name__}" if isinstance(item, np.generic) else kind.__name__
        raise IndexError(
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are "
            f"valid indices (got {name})"
        ) from None


def _index_tensor(item: Any) -> Any:
    """A sequence as an index tensor: a mask for bools and bytes, else int64."""
    if isinstance(item, (str, bytes)):
        raise TypeError(f"new(): invalid data type '{type(item).__name__}'")
    array = array_from(item, None)
    if array.dtype not in (np.bool_, np.uint8):
        array = array_from(item if array.dtype.kind == "c" else array, dtypes.int64)
    return wrap(concrete(array))


# -- the part that is a view ---------------------------------------------------------------------

_PLAIN = frozenset((int, slice, type(None), type(Ellipsis)))


def _located(tensor: Any, items: tuple[Any, ...]) -> tuple[Any, list[Any]]:
    """Applies what is a view; the tensors that remain, by the dim of the result they index."""
    if _PLAIN.issuperset(map(type, items)):
        return _plain(tensor, items), []
    rank = len(tensor._read().aval.shape)
    given = sum(map(_consumed, items))
    _check_count(given, rank)
    view, dim = tensor, 0
    tensors: list[Any] = []
    for position, item in enumerate(map(_understood, items)):
        if item is Ellipsis:
            dim += rank - given
        elif item is None:
            view = apply_view(_UNSQUEEZE, view, (dim,))
            dim += 1
        elif isinstance(item, slice):
            shape = view._read().aval.shape
            if dim >= len(shape) or not _is_whole(item, shape[dim]):
                view = _sliced(view, dim, item)
            dim += 1
        elif isinstance(item, bool):
            view = apply_view(_UNSQUEEZE, view, (dim,))
            item = wrap(concrete(np.zeros(int(item), np.int64)))
            tensors += [None] * (dim - len(tensors)) + [item]
            dim += 1
        elif isinstance(item, int):
            view = _selected(view, dim, item, position)
        else:
            tensors += [None] * (dim - len(tensors)) + [item]
            aval = item._read().aval
            dim += len(aval.shape) if aval.dtype in advanced.MASKS else 1
    return view, tensors


def _plain(tensor: Any, items: tuple[Any, ...]) -> Any:
    """The view that ints, slices, None and an ellipsis make."""
    shape = tensor._read().aval.shape
    given = 0
    for item in items:
        if type(item) is int or type(item) is slice:
            given += 1
    _check_count(given, len(shape))
    view, dim, own = tensor, 0, 0  # `own` counts the dims of the tensor, `dim` those of the view
    for position, item in enumerate(items):
        if type(item) is int:
            view = _selected(view, dim, item, position)
            own += 1
        elif type(item) is slice:
            if own < len(shape) and not _is_whole(item, shape[own]):
                view = _sliced(view, dim, item)
            dim, own = dim + 1, own + 1
        elif item is None:
            view = apply_view(_UNSQUEEZE, view, (dim,))
            dim += 1
        else:
            dim, own = dim + len(shape) - given, own + len(shape) - given
    return view


def _check_count(given: int, rank: int) -> None:
    if given > rank:
        raise IndexError(f"too many indices for tensor of dimension {rank}")


def _selected(view: Any, dim: int, index: int, position: int) -> Any:
    """The slice at `index` of `dim`, which the item at `position` of the index asks for."""
    try:
        return apply_view(_SELECT, view, (dim, index))
    except IndexError:
        shape = view._read().aval.shape
        if not shape and index == 0:
            raise IndexError(
                "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                "`tensor.item<T>()` in C++ to convert a 0-dim tensor to a number"
            ) from None
        size = shape[dim] if dim < len(shape) else 0
        raise IndexError(
            f"index {_as_long(index)} is out of bounds for dimension {position} with size {size}"
        ) from None


def _is_whole(item: slice, size: int) -> bool:
    """Whether a slice is everything there is."""
    start, stop = _bound(item.start), _bound(item.stop)
    return item.step in (None, 1) and start in (None, 0) and (stop is None or stop >= size)


def _is_all_of(item: slice, tensor: Any) -> bool:
    """Whether a slice of the first dim is the whole tensor."""
    shape = tensor._read().aval.shape
    return bool(shape) and _is_whole(item, shape[0])


def _bound(value: Any) -> int | None:
    if value is None or type(value) is int:
        return value
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(
            "slice indices must be integers or None or have an __index__ method"
        ) from None


def _sliced(view: Any, dim: int, item: slice) -> Any:
    start, stop, step = item.start, item.stop, item.step
    if step is None:
        step = 1
    elif (step := _bound(step)) <= 0:  # type: ignore[operator]
        raise ValueError("step must be greater than zero" if step else "slice step cannot be zero")
    if type(start) is not int:
        start = _bound(start)
    if type(stop) is not int:
        stop = _bound(stop)
    return apply_view(_SLICE, view, (dim, start, stop, step))


# -- writing -------------------------------------------------------------------------------------


def _as_number(value: Any, like: Any) -> Any:
    """What is assigned, as a Python number.

    Raises: TypeError for anything else; RuntimeError beyond the range of the dtype of `like`.
    """
    if isinstance(value, np.integer):
        value = int(value)
    elif not isinstance(value, (bool, int, float, complex)):
        kind = type(value).__name__
        numeric = isinstance(value, (np.ndarray, np.generic))
        dtype = like._read().aval.dtype
        raise TypeError(
            f"can't assign a {'numpy.' if numeric else ''}{kind} to a {advanced.type_name(dtype)}"
        )
    advanced.check_number(value, like._read().aval.dtype)
    return value


def _assign(view: Any, value: Any) -> None:
    """Overwrites all of `view` with `value`, broadcast and cast."""
    if not isinstance(value, TensorBase):
        inplace(view, _ASSIGN, (view, value), ())
        return
    have, want = value._read().aval.shape, view._read().aval.shape
    if have != want:
        if not have:
            check_distinct(view)
            inplace(view, _FILL, (view, value), ())
            return
        value = advanced.without_leading_ones(value)
        advanced.check_expands(value, want)
        value = apply_view(_EXPAND, value, (want, False))
    inplace(view, _COPY, (view, value), ())


def write_at(view: Any, tensors: Sequence[Any], value: Any) -> None:
    """Overwrites the elements of `view` that index tensors name."""
    number = not isinstance(value, TensorBase)
    if not number:
        value = advanced.without_leading_ones(value)
    check_inplace_allowed(view)
    mask = advanced.only_mask(view, tensors) if number or value.numel() == 1 else None
    if _repeats(view):
        _write_repeated(view, tensors, value)
        return
    if mask is not None:
        dtype = view._read().aval.dtype
        if not number and value._read().aval.dtype is not dtype:
            advanced.check_number(value.item(), dtype)
        inplace(view, _INDEX_PUT_MASK, (view, mask, value), ())
        return
    indices, where = advanced.prepared(view, tensors)
    if not number:
        advanced.check_source(view, indices, where, value)
        check_overlap(_INDEX_PUT, view, (view, value))
    advanced.check_bounds(view, indices, where)
    inplace(view, _INDEX_PUT, (view, value, *indices), (where, False))


def _repeats(view: Any) -> bool:
    """Whether elements of `view` share memory because it is expanded."""
    aval = view._read().aval
    steps = zip(strides_of(aval), aval.shape, strict=True)
    return bool(aval.size) and any(s == 0 < n - 1 for s, n in steps)


def _write_repeated(view: Any, tensors: Sequence[Any], value: Any) -> None:
    """`write_at` where elements of `view` share memory; the last of what is written stays."""
    aval = view._read().aval
    positions = np.full(aval.shape, offset_of(view), np.int64)
    for dim, (size, stride) in enumerate(zip(aval.shape, strides_of(aval), strict=True)):
        positions += (np.arange(size) * stride).reshape(-1, *[1] * (len(aval.shape) - 1 - dim))
    where = wrap(concrete(positions))
    indices, dims = advanced.prepared(where, tensors)
    advanced.check_bounds(where, indices, dims)
    chosen = apply(_INDEX, (where, *indices), (dims,))
    memory = flat_memory(view, aval.dtype)
    inplace(memory, _INDEX_PUT, (memory, value, chosen), ((True,), False))
