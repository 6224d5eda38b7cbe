"""Operators between shapes that are composed of others: sums, pieces, places, copies."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core.apply import wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int, as_shape, call, gathered, takes_out, words
from torchlike._ops.casting import check_fits


@explains(method=True)
def sum_to_size(self: Any, *each: Any, size: Any = None) -> Any:
    """The tensor summed over the dims in which a shape that broadcasts to its own is smaller."""
    shape = as_shape(gathered(each, size), "sum_to_size", "size")
    own = tuple(self.shape)
    lead = len(own) - len(shape)
    if not shape:
        return bindings.sum(self)
    if lead < 0 or any(n not in (1, m) for n, m in zip(shape, own[lead:], strict=True)):
        raise RuntimeError(f"size {{{words(shape)}}} is not expandable to size {{{words(own)}}}.")
    smaller = (d for d, n in enumerate(shape, lead) if n == 1 and own[d] != 1)
    dims = (*range(lead), *smaller)
    if not dims:
        return self.view(shape)
    found = bindings.sum(self, dims, True)
    return found.view(shape) if lead else found


@explains
def fill(input: Any, value: Any) -> Any:
    """A new tensor like `input`, filled with a number."""
    if isinstance(value, (bool, int, float, complex)):
        check_fits(value, input.dtype)
    return call("fill", (input, value))


@explains
@takes_out
def nonzero_static(input: Any, *, size: int, fill_value: int = -1) -> Any:
    """The indices of the first `size` elements that are not zero, missing rows being filled."""
    count = as_int(size, "nonzero_static", "size")
    if count < 0:
        raise RuntimeError("nonzero_static: 'size' must be an non-negative integer")
    array = np.asarray(array_of(input._read(), "nonzero_static()"))
    rows = np.argwhere(array)[:count]
    found = np.full((count, array.ndim), fill_value, np.int64)
    found[: len(rows)] = rows
    return wrap(concrete(found, input._read().aval.device))


def segment_reduce(
    data: Any,
    reduce: str,
    *,
    lengths: Any = None,
    indices: Any = None,
    offsets: Any = None,
    axis: int = 0,
    unsafe: bool = False,
    initial: Any = None,
) -> Any:
    """The pieces of `data` along `axis`, by their lengths or offsets, each reduced to one."""
    names = {"amax": "max", "amin": "min"}
    kind = names.get(reduce, reduce)
    if kind not in ("max", "mean", "min", "sum", "prod"):
        raise RuntimeError(
            f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}"
        )
    if indices is not None:
        raise RuntimeError("segment_reduce(): indices based reduction is not supported yet.")
    if lengths is None and offsets is None:
        raise RuntimeError("segment_reduce(): Either lengths or offsets must be defined.")
    if lengths is None:
        sizes = bindings.sub(offsets[..., 1:], offsets[..., :-1])
    else:
        sizes = lengths
    if axis != sizes.ndim - 1:
        given = "lengths" if lengths is not None else "offsets"
        raise RuntimeError(
            f"segment_reduce(): Expected axis to be the last dimension of {given} but got {axis}."
        )
    if not unsafe and lengths is not None:
        _check_lengths(data, sizes, axis)
    number = None if initial is None else float(initial)
    return call("segment_reduce.lengths", (data, sizes), kind, number)


def _check_lengths(data: Any, lengths: Any, axis: int) -> None:
    array = np.asarray(array_of(lengths._read(), "segment_reduce()"))
    if array.size and array.min() < 0:
        raise RuntimeError("lengths contains negative value!")
    if (array.sum(-1) != data.shape[axis]).any():
        raise RuntimeError(
            "segment_reduce(): Expected all rows of lengths along axis to sum to "
            "data.size(lengths.dim()-1) when !unsafe."
        )
