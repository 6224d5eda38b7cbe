"""Writing in place, element by element, where what is written shares memory with what is read.

PyTorch's elementwise loops read and write one element after the other. Where a tensor shows an
element of its memory several times, or an operand shows elements that are written, the order of
the elements can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from torchlike._core.apply import TensorBase, counter_of
from torchlike._core.execute import array_of
from torchlike._core.storage import write
from torchlike._core.trace import Value, concrete
from torchlike._ops.layout import broadcast_strides, iteration_order
from torchlike._ops.places import offset_of, storage_identity


def _places(tensor: TensorBase, shape: tuple[int, ...], order: Sequence[int]) -> np.ndarray:
    """Where the elements of `tensor`, broadcast to `shape`, lie, in the order of the loop."""
    places = np.full((), offset_of(tensor))
    strides = broadcast_strides(tensor._value.aval, shape)
    for dim in reversed(order):
        places = places[..., None] + np.arange(shape[dim]) * strides[dim]
    return places.ravel()


def _found(wanted: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Which of `places`, which are distinct, each of `wanted` is; -1 where it is none."""
    order = np.argsort(places)
    at = np.searchsorted(places, wanted, sorter=order).clip(max=len(places) - 1)
    return np.where(places[order[at]] == wanted, order[at], -1)


def _rounds(written: np.ndarray, read: Sequence[np.ndarray]) -> np.ndarray:
    """Rounds that give the same as a loop, each reading all its elements before it writes any."""
    if len(np.unique(written)) < len(written):
        return _rounds_of_repeated(written.tolist(), [places.tolist() for places in read])
    rounds = np.ones(len(written), np.int64)
    own = np.arange(len(written))
    writers = [_found(places, written) for places in read]
    late = [np.flatnonzero((writer >= 0) & (writer < own)) for writer in writers]
    early = [np.flatnonzero(writer > own) for writer in writers]
    before = rounds - 1
    while (before != rounds).any():
        before = rounds.copy()
        for writer, readers, others in zip(writers, late, early, strict=True):
            rounds[readers] = np.maximum(rounds[readers], rounds[writer[readers]] + 1)
            np.maximum.at(rounds, writer[others], rounds[others])
    return rounds


def _rounds_of_repeated(written: list[int], read: Sequence[list[int]]) -> np.ndarray:
    """The same for a tensor that shows elements of its memory repeatedly."""
    writer: dict[int, int] = {}
    reader: dict[int, int] = {}
    rounds = []
    for at, place in enumerate(written):
        sources = [places[at] for places in read]
        own = max(writer.get(place, 0) + 1, reader.get(place, 0))
        for source in sources:
            own = max(own, writer.get(source, 0) + 1)
        rounds.append(own)
        writer[place] = own
        for source in sources:
            reader[source] = max(reader.get(source, 0), own)
    return np.array(rounds)


def write_in_order(
    tensor: TensorBase, operands: Sequence[Any], compute: Callable[[], Value]
) -> None:
    """Writes what `compute` makes of the operands into `tensor`, one element after the other."""
    target = tensor._read().aval
    tensors = [x for x in operands if isinstance(x, TensorBase)]
    order = iteration_order([target, *(x._read().aval for x in tensors)], target.shape)
    home = storage_identity(tensor)
    sharing = [
        x
        for x in tensors
        if storage_identity(x) is home and x._read().aval.dtype.itemsize == target.dtype.itemsize
    ]
    written = _places(tensor, target.shape, order)
    rounds = _rounds(written, [_places(x, target.shape, order) for x in sharing])
    outwards = tuple(reversed(order))
    loop = np.arange(target.size).reshape(target.shape).transpose(outwards).ravel()
    counter = counter_of(tensor)
    version = counter.version + 1
    for number in range(1, int(rounds.max(initial=0)) + 1):
        now = np.flatnonzero(rounds == number)
        found = _found(written, written[now])
        source = np.empty(target.size, np.int64)
        source[loop] = np.where(found >= 0, loop[now[found]], -1)
        fresh = np.asarray(array_of(compute(), "memory is written in order")).reshape(-1)
        present = np.asarray(array_of(tensor._read(), "memory is written in order")).reshape(-1)
        content = np.where(source >= 0, fresh[source], present).astype(present.dtype)
        write(tensor, concrete(content.reshape(target.shape), target.device))
    counter.version = version
