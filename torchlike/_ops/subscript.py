"""`x[index]` and `x[index] = value`: basic parts as views, the rest as gathers and scatters."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete
from torchlike._ops.calls import apply_view, inplace, words
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE
from torchlike._ops.table import load

load()
_SELECT, _SLICE, _UNSQUEEZE = TABLE["select"], TABLE["slice"], TABLE["unsqueeze"]
_ALIAS, _INDEX, _INDEX_PUT = TABLE["alias"], TABLE["index"], TABLE["index_put"]
_MASKED_FILL, _COPY, _FILL = TABLE["masked_fill"], TABLE["copy"], TABLE["fill"]


def get(tensor: Any, index: Any) -> Any:
    """``tensor[index]``.

    Raises: IndexError, in PyTorch's words, out of range or for too many indices.
    """
    if type(index) is int:
        try:
            return apply_view(_SELECT, tensor, (0, index))
        except IndexError:
            size = _with_dims(tensor)._read().aval.shape[0]
            raise IndexError(
                f"index {index} is out of bounds for dimension 0 with size {size}"
            ) from None
    if type(index) is slice:
        return _sliced(tensor, 0, index)
    view, advanced = _basic(tensor, _as_tuple(index))
    if not any(a is not None for a in advanced):
        return apply_view(_ALIAS, tensor, ()) if view is tensor else view
    indices, where = _expanded(view, advanced)
    return apply(_INDEX, (view, *indices), (where,))


def put(tensor: Any, index: Any, value: Any) -> None:
    """``tensor[index] = value``.

    Raises: IndexError out of range; RuntimeError when `value` does not fit.
    """
    view, advanced = _basic(tensor, _as_tuple(index))
    number = isinstance(value, (bool, int, float, complex, np.generic))
    if not any(a is not None for a in advanced):
        if number:
            inplace(view, _FILL, (view, value), ())
            return
        source = _as_tensor(value, view)
        _check_fits(source, view)
        inplace(view, _COPY, (view, _without_leading_ones(source, view)), ())
        return
    masks = [a for a in advanced if a is not None]
    single_mask = len(masks) == 1 and advanced[0] is not None and masks[0].dtype is dtypes.bool
    if number and single_mask and masks[0].shape == tuple(view.shape)[: masks[0].ndim]:
        mask = masks[0]
        for _ in range(view.ndim - mask.ndim):
            mask = mask.unsqueeze(-1)
        inplace(view, _MASKED_FILL, (view, mask, value), ())
        return
    indices, where = _expanded(view, advanced)
    inplace(view, _INDEX_PUT, (view, _as_tensor(value, view), *indices), (where, False))


def _with_dims(tensor: Any) -> Any:
    if not tensor._read().aval.shape:
        raise IndexError(
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` "
            "in C++ to convert a 0-dim tensor to a number"
        )
    return tensor


def _as_tuple(index: Any) -> tuple[Any, ...]:
    return index if isinstance(index, tuple) else (index,)


def _is_integer_scalar(item: Any) -> bool:
    if isinstance(item, TensorBase):
        aval = item._read().aval
        return not aval.shape and aval.dtype.category == dtypes.dtype.INTEGER
    return False


def _consumed(item: Any) -> int:
    """How many dims of the tensor an index item stands for."""
    if item is None or item is Ellipsis or isinstance(item, (bool, np.bool_)):
        return 0
    if isinstance(item, TensorBase):
        aval = item._read().aval
        return len(aval.shape) if aval.dtype in (dtypes.bool, dtypes.uint8) else 1
    return item.ndim if isinstance(item, np.ndarray) and item.dtype == np.bool_ else 1


_PLAIN = frozenset((int, slice, type(None), type(Ellipsis)))


def _plain(tensor: Any, items: tuple[Any, ...]) -> Any:
    """The view that ints, slices, None and an ellipsis make."""
    shape = tensor._read().aval.shape
    given = 0
    for item in items:
        if type(item) is int or type(item) is slice:
            given += 1
    if given > len(shape):
        raise IndexError(f"too many indices for tensor of dimension {len(shape)}")
    view, dim, own = tensor, 0, 0  # `own` counts the dims of the tensor, `dim` those of the view
    for item in items:
        if type(item) is int:
            size = shape[own] if own < len(shape) else 0
            if not -size <= item < size:
                raise IndexError(
                    f"index {item} is out of bounds for dimension {own} with size {size}"
                )
            view = apply_view(_SELECT, view, (dim, item))
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


def _is_whole(item: slice, size: int) -> bool:
    """Whether a slice is everything there is."""
    start, stop = _bound(item.start), _bound(item.stop)
    return item.step in (None, 1) and start in (None, 0) and (stop is None or stop >= size)


def _basic(tensor: Any, items: tuple[Any, ...]) -> tuple[Any, list[Any]]:
    """Applies what is a view; the tensors that remain, by the dim of the result they index."""
    if _PLAIN.issuperset(map(type, items)):
        return _plain(tensor, items), []
    items = tuple(_listed(i) for i in items)
    rank = tensor.ndim
    given = sum(map(_consumed, items))
    if given > rank:
        raise IndexError(f"too many indices for tensor of dimension {rank}")
    view, dim = tensor, 0
    advanced: list[Any] = []

    def place(at: int, index: Any) -> None:
        advanced.extend([None] * (at + 1 - len(advanced)))
        advanced[at] = index

    for item in items:
        if item is Ellipsis:
            dim += rank - given
        elif item is None:
            view = apply_view(_UNSQUEEZE, view, (dim,))
            dim += 1
        elif isinstance(item, slice):
            if not _is_whole(item, view.shape[dim]):
                view = _sliced(view, dim, item)
            dim += 1
        elif _is_truth(item):
            view = apply_view(_UNSQUEEZE, view, (dim,))
            place(dim, wrap(concrete(np.zeros(int(bool(item)), np.int64))))
            dim += 1
        elif _is_integer_scalar(item):
            view = apply_view(_SELECT, view, (dim, int(item)))
        elif isinstance(item, TensorBase):
            place(dim, item)
            dim += _consumed(item)
        else:
            view = apply_view(_SELECT, view, (dim, _as_index(item)))
    return view, advanced


def _is_truth(item: Any) -> bool:
    """Whether an index is a bool, or a tensor of one without dims."""
    if isinstance(item, TensorBase):
        aval = item._read().aval
        return not aval.shape and aval.dtype in (dtypes.bool, dtypes.uint8)
    return isinstance(item, (bool, np.bool_))


def _listed(item: Any) -> Any:
    """Lists and ndarrays as index tensors."""
    if isinstance(item, np.ndarray):
        array = item
    elif isinstance(item, (list, range, tuple)):
        array = np.asarray([_number(i) for i in item])
    else:
        return item
    if array.size == 0:
        array = array.astype(np.int64)
    if array.dtype.kind not in "biu":
        raise IndexError(
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are "
            f"valid indices (got {type(item).__name__})"
        )
    return wrap(concrete(array if array.dtype == np.bool_ else array.astype(np.int64)))


def _number(x: Any) -> Any:
    return x.item() if hasattr(x, "item") else x


def _as_index(item: Any) -> int:
    if hasattr(item, "__index__"):
        return item.__index__()
    if isinstance(item, str):
        raise TypeError("new(): invalid data type 'str'")
    raise IndexError(
        "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid "
        f"indices (got {type(item).__name__})"
    )


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


def _expanded(view: Any, advanced: Sequence[Any]) -> tuple[list[Any], tuple[bool, ...]]:
    """Masks turned into positions, positions checked; which dims are indexed."""
    indices: list[Any] = []
    where: list[bool] = []
    shape = view.shape
    while len(where) < len(advanced):
        dim = len(where)
        item = advanced[dim]
        if item is None:
            where.append(False)
            continue
        aval = item._read().aval
        if aval.dtype in (dtypes.bool, dtypes.uint8):
            _check_mask(aval.shape, shape, dim)
            mask = np.asarray(array_of(item._read(), "a mask is an index"))
            indices += [wrap(concrete(found.astype(np.int64))) for found in np.nonzero(mask)]
            where += [True] * len(aval.shape)
            continue
        if aval.dtype.category != dtypes.dtype.INTEGER:
            raise IndexError("tensors used as indices must be long, int, byte or bool tensors")
        check_index(item, -shape[dim], shape[dim], _out_of_range(item, dim, shape[dim]))
        indices.append(item)
        where.append(True)
    return indices, tuple(where)


def _check_mask(mask: Sequence[int], shape: Sequence[int], dim: int) -> None:
    for i, size in enumerate(mask):
        if dim + i >= len(shape) or shape[dim + i] != size:
            raise IndexError(
                f"The shape of the mask {words(mask)} at index {i} does not match the shape of the "
                f"indexed tensor {words(shape)} at index {dim + i}"
            )


def _out_of_range(item: Any, dim: int, size: int) -> Any:
    def error() -> None:
        array = np.asarray(array_of(item._read(), "an index is out of range"))
        bad = array[(array < -size) | (array >= size)].flat[0]
        raise IndexError(f"index {bad} is out of bounds for dimension {dim} with size {size}")

    return error


def _as_tensor(value: Any, like: Any) -> Any:
    if isinstance(value, TensorBase):
        return value
    if not isinstance(value, (bool, int, float, complex, np.generic)):
        kind = type(value).__name__
        name = f"numpy.{kind}" if isinstance(value, np.ndarray) else kind
        raise TypeError(f"can't assign a {name} to a torch.{like.dtype.scalar_name}Tensor")
    return wrap(concrete(np.asarray(value).astype(like.dtype.np)))


def _check_fits(source: Any, view: Any) -> None:
    have = source._read().aval.shape
    want = view._read().aval.shape
    trimmed = have
    while len(trimmed) > len(want) and trimmed[0] == 1:
        trimmed = trimmed[1:]
    ok = len(trimmed) <= len(want) and all(
        a in (1, b) for a, b in zip(reversed(trimmed), reversed(want), strict=False)
    )
    if not ok and len(trimmed) > len(want):
        raise RuntimeError(
            f"expand(torch.{source.dtype.scalar_name}Tensor{{{words(have)}}}, size={words(want)}): "
            f"the number of sizes provided ({len(want)}) must be greater or equal to the number of "
            f"dimensions in the tensor ({len(have)})"
        )
    if not ok:
        raise RuntimeError(
            f"The expanded size of the tensor ({want[-1] if want else 1}) must match the existing "
            f"size ({have[-1]}) at non-singleton dimension {max(len(want) - 1, 0)}.  Target sizes: "
            f"{words(want)}.  Tensor sizes: {words(have)}"
        )


def _without_leading_ones(source: Any, view: Any) -> Any:
    shape = source._read().aval.shape
    extra = len(shape) - view.ndim
    return source.reshape(shape[extra:]) if extra > 0 else source
