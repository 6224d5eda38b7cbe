"""Sparse tensors in another order, pieces of them, several in one, and sums."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from torchlike import construct
from torchlike._core.errors import unsupported
from torchlike._ops import _bindings as bindings
from torchlike._ops.dims import wrap_dim
from torchlike.sparse.answers import answers, as_indices
from torchlike.sparse.coo import Parts, is_sparse, made, named

# -- the order of dims ---------------------------------------------------------------------------


def _swapped(input: Any, dim0: int, dim1: int, name: str) -> Any:
    parts = input._parts
    rank = len(parts.size)
    first, second = wrap_dim(dim0, rank), wrap_dim(dim1, rank)
    if max(first, second) >= parts.sparse_dim:
        raise RuntimeError(
            "sparse transpose: transposed dimensions must be sparse Got sparse_dim: "
            f"{parts.sparse_dim}, d0: {first}, d1: {second}"
        )
    order, size = list(range(parts.sparse_dim)), list(parts.size)
    order[first], order[second] = second, first
    size[first], size[second] = size[second], size[first]
    indices = parts.indices[as_indices(np.array(order))]
    coalesced = parts.coalesced and first == second
    moved = made(Parts(indices, parts.values.clone(), tuple(size), coalesced), name)
    return moved._coalesced_(coalesced)


@answers("transpose", "swapaxes", "swapdims")
def transpose(input: Any, dim0: int, dim1: int) -> Any:
    """Two sparse dims exchanged."""
    return _swapped(input, dim0, dim1, "TransposeBackward0")


@answers("t")
def _t(input: Any) -> Any:
    sparse, dense = input._parts.sparse_dim, len(input._parts.size) - input._parts.sparse_dim
    if sparse > 2 or dense:
        raise RuntimeError(
            "t() expects a tensor with <= 2 sparse and 0 dense dimensions, but got "
            f"{sparse} sparse and {dense} dense dimensions"
        )
    return _swapped(input, 0, 1 if sparse == 2 else 0, "TBackward0") if sparse else input


@answers("permute")
def _permute(input: Any, *dims: Any) -> Any:
    parts = input._parts
    rank = len(parts.size)
    given = dims[0] if dims and isinstance(dims[0], (tuple, list)) else dims
    order = [wrap_dim(d, rank) for d in given]
    if sorted(order) != list(range(rank)):
        raise RuntimeError(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the "
            "length of the desired ordering of dimensions"
        )
    if order[parts.sparse_dim :] != list(range(parts.sparse_dim, rank)):
        raise unsupported("permute() of the dense dims of a sparse tensor")
    indices = parts.indices[as_indices(np.array(order[: parts.sparse_dim], np.int64))]
    size = tuple(parts.size[d] for d in order)
    coalesced = parts.coalesced and order == list(range(rank))
    moved = made(Parts(indices, parts.values, size, coalesced), "PermuteBackward0")
    return moved._coalesced_(coalesced)


@answers("T.__get__")
def _reversed(self: Any) -> Any:
    return _permute(self, tuple(range(len(self._parts.size)))[::-1])


@answers("mT.__get__")
def _swapped_last(self: Any) -> Any:
    return transpose(self, -2, -1)


@answers("unsqueeze")
def _unsqueeze(input: Any, dim: int) -> Any:
    parts = input._parts
    at = wrap_dim(dim, len(parts.size) + 1)
    size = (*parts.size[:at], 1, *parts.size[at:])
    if at <= parts.sparse_dim:
        indices = as_indices(np.insert(parts.places(), at, 0, axis=0))
        return made(Parts(indices, parts.values, size, coalesced=False), "UnsqueezeBackward0")
    values = parts.values.unsqueeze(at - parts.sparse_dim + 1)
    return made(replace(parts, values=values, size=size), "UnsqueezeBackward0")


# -- pieces --------------------------------------------------------------------------------------


@answers("select")
def _select(input: Any, dim: int, index: int) -> Any:
    parts = input._parts
    at = wrap_dim(dim, len(parts.size))
    count = parts.size[at]
    if not -count <= index < count:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {list(parts.size)} at "
            f"dimension {at}"
        )
    index %= count
    size = (*parts.size[:at], *parts.size[at + 1 :])
    if at >= parts.sparse_dim:
        values = parts.values.select(at - parts.sparse_dim + 1, index)
        return made(replace(parts, values=values, size=size), "SelectBackward0")
    places = parts.places()
    kept = np.flatnonzero(places[at] == index)
    values = parts.values[as_indices(kept)]
    if parts.sparse_dim == 1:
        return named(values.sum(0), "SelectBackward0")
    rest = np.delete(places[:, kept], at, axis=0)
    return made(Parts(as_indices(rest), values, size, parts.coalesced), "SelectBackward0")


@answers("__getitem__")
def _get(self: Any, index: Any) -> Any:
    items = index if isinstance(index, tuple) else (index,)
    found, dim = self, 0
    for item in items:
        if isinstance(item, slice) and item == slice(None):
            dim += 1
        elif isinstance(item, slice) or not hasattr(item, "__index__"):
            raise unsupported(f"a sparse tensor indexed by a {type(item).__name__}")
        elif is_sparse(found):
            found = _select(found, dim, operator.index(item))
        else:
            found = found.select(dim, operator.index(item))
    return found


@answers("unbind")
def _unbind(input: Any, dim: int = 0) -> tuple[Any, ...]:
    return tuple(_select(input, dim, index) for index in range(input.shape[dim]))


@answers("index_select")
def _index_select(input: Any, dim: int, index: Any) -> Any:
    parts = input._parts
    at = wrap_dim(dim, len(parts.size))
    size = (*parts.size[:at], index.shape[0], *parts.size[at + 1 :])
    if at >= parts.sparse_dim:
        values = parts.values.index_select(at - parts.sparse_dim + 1, index)
        return made(replace(parts, values=values, size=size), "IndexSelectBackward0")
    places = parts.places()
    pairs = [
        (entry, place)
        for place, wanted in enumerate(index.tolist())
        for entry in np.flatnonzero(places[at] == wanted % parts.size[at])
    ]
    entries = np.array([entry for entry, _ in pairs], np.int64)
    chosen = places[:, entries]
    chosen[at] = [place for _, place in pairs]
    found = Parts(as_indices(chosen), parts.values[as_indices(entries)], size, coalesced=False)
    return made(found, "IndexSelectBackward0")


# -- several in one ------------------------------------------------------------------------------


def _joined(
    tensors: Sequence[Any], places: Sequence[np.ndarray], size: tuple[int, ...], name: str
) -> Any:
    values = bindings.cat([tensor._parts.values for tensor in tensors])
    return made(Parts(as_indices(np.concatenate(places, 1)), values, size, coalesced=False), name)


def _only_sparse(tensors: Sequence[Any]) -> None:
    for position, tensor in enumerate(tensors):
        if not is_sparse(tensor):
            raise RuntimeError(
                "Concatenating sparse tensors, but a dense tensor was found at position "
                f"{position}."
            )


@answers("cat", "concat", "concatenate")
def _cat(tensors: Sequence[Any], dim: int = 0) -> Any:
    _only_sparse(tensors)
    first = tensors[0]._parts
    at = wrap_dim(dim, len(first.size))
    if at >= first.sparse_dim:
        raise unsupported("cat() of sparse tensors along a dense dim")
    places, begin = [], 0
    for position, tensor in enumerate(tensors):
        parts = tensor._parts
        rest = (*parts.size[:at], *parts.size[at + 1 :])
        if rest != (*first.size[:at], *first.size[at + 1 :]):
            raise RuntimeError(
                f"All tensors must have the same shape: {list(first.size)} (except in the "
                f"concatenating dimension), but found shape: {list(parts.size)} at position "
                f"{position}."
            )
        moved = parts.places().copy()
        moved[at] += begin
        places.append(moved)
        begin += parts.size[at]
    size = (*first.size[:at], begin, *first.size[at + 1 :])
    return _joined(tensors, places, size, "CatBackward0")


@answers("stack")
def _stack(tensors: Sequence[Any], dim: int = 0) -> Any:
    _only_sparse(tensors)
    first = tensors[0]._parts
    at = wrap_dim(dim, len(first.size) + 1)
    if any(tensor._parts.size != first.size for tensor in tensors):
        raise RuntimeError("stack expects each tensor to be equal size")
    if at > first.sparse_dim:
        raise unsupported("stack() of sparse tensors along a dense dim")
    places = [np.insert(t._parts.places(), at, i, axis=0) for i, t in enumerate(tensors)]
    size = (*first.size[:at], len(tensors), *first.size[at:])
    return _joined(tensors, places, size, "StackBackward0")


# -- sums ----------------------------------------------------------------------------------------


@answers("sum")
def sum(input: Any, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """The sum over some dims, or over all."""
    if keepdim:
        raise unsupported("sum(keepdim=True) of a sparse tensor")
    parts = input._parts
    rank = len(parts.size)
    given = range(rank) if dim is None else dim if isinstance(dim, (tuple, list)) else (dim,)
    dims = {wrap_dim(d, rank) for d in given}
    name = "SumBackward0" if dim is None else "SumBackward1"
    values = parts.values if dtype is None else parts.values.to(dtype)
    dense = tuple(d - parts.sparse_dim + 1 for d in dims if d >= parts.sparse_dim)
    if len(dense) == rank - parts.sparse_dim and dim is None:
        return named(values.sum(), name)
    values = values.sum(dense) if dense else values
    kept = [d for d in range(parts.sparse_dim) if d not in dims]
    if not kept:
        return named(values.sum(0), name)
    size = tuple(n for d, n in enumerate(parts.size) if d not in dims)
    if len(kept) == parts.sparse_dim:
        values = values if dense else values.clone()
        return made(Parts(parts.indices, values, size, parts.coalesced), name)
    found = Parts(as_indices(parts.places()[kept]), values, size, coalesced=False)
    return made(found.merged(), name)


@answers("norm", "native_norm")
def _norm(input: Any, p: Any = 2, dim: Any = None, keepdim: bool = False, dtype: Any = None) -> Any:
    if dim not in (None, ()) or keepdim:
        raise RuntimeError(
            "norm_sparse currently only supports full reductions, so 'dim' must either be empty or "
            "contain all dimensions of the input"
        )
    return bindings.vector_norm(input._parts.merged().values, 2 if p == "fro" else p, dtype=dtype)


@answers("any")
def _any(input: Any) -> Any:
    return input._parts.merged().values.any()


def _over_rows(input: Any, dim: int, function: Callable[..., Any], name: str) -> Any:
    """A function of the values that differ in `dim` alone, as if there were no others."""
    parts = input._parts.merged()
    at = wrap_dim(dim, len(parts.size))
    if at >= parts.sparse_dim:
        values = function(parts.values, at - parts.sparse_dim + 1)
        return made(replace(parts, values=values), name)
    places = parts.places()
    others = np.delete(places, at, axis=0)
    rest = tuple(n for d, n in enumerate(parts.size[: parts.sparse_dim]) if d != at)
    group = np.ravel_multi_index(tuple(others), rest) if rest else np.zeros(places.shape[1], int)
    _, group = np.unique(group, return_inverse=True)
    column = np.zeros(len(group), np.int64)
    seen: dict[int, int] = {}
    for entry, row in enumerate(group.tolist()):
        column[entry] = seen.get(row, 0)
        seen[row] = column[entry] + 1
    shape = (len(seen), max(seen.values(), default=0), *parts.values.shape[1:])
    where = (as_indices(group), as_indices(column))
    table = construct.full(shape, -math.inf, dtype=parts.values.dtype)
    values = function(table.index_put(where, parts.values), 1)[where]
    return made(replace(parts, values=values), name)


@answers("softmax")
def softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    """The softmax along `dim` over the elements that there are."""
    given = input if dtype is None else input.to(dtype)
    return _over_rows(given, dim, bindings.softmax, "SparseSoftmaxBackward0")


@answers("log_softmax")
def log_softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    """The logarithm of `softmax`."""
    given = input if dtype is None else input.to(dtype)
    return _over_rows(given, dim, bindings.log_softmax, "SparseLogSoftmaxBackward0")
