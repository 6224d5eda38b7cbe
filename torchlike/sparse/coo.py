"""Tensors of few elements, given by where they are and what they are: the layout `sparse_coo`.

A sparse tensor has no memory of its own, so that no operator for dense tensors can take it for one:
it answers for all functions itself, by ``__torch_function__``, and has its own answers to those in
`ANSWERS`. Gradients flow through its values, which are a dense tensor like any other.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np

from torchlike import construct, printing
from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply1
from torchlike._core.device import resolve
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._ops import formats, overriding
from torchlike._ops.arguments import explains
from torchlike._ops.calls import apply_view, as_dtype, as_shape
from torchlike._ops.schema import TABLE, OpDef
from torchlike.interop import from_numpy
from torchlike.subclasses import Overridable, begin
from torchlike.tensor import Tensor

#: What a sparse tensor does for a function or method, by its name in PyTorch.
ANSWERS: dict[str, Callable[..., Any]] = {}


class _NoMemory:
    """Stands where the state of a tensor is: whoever reads it meets an error."""

    @property
    def storage(self) -> NoReturn:
        raise unsupported("this use of a sparse tensor")

    chain = base = storage

    def read(self, tensor: Any) -> NoReturn:
        raise unsupported("this use of a sparse tensor")


_NO_MEMORY = _NoMemory()


@dataclass(frozen=True)
class Parts:
    """What a sparse tensor consists of.

    `indices` is (sparse dims, n), `values` (n, *dense dims); coalesced indices are sorted and each
    is there once.
    """

    indices: Any
    values: Any
    size: tuple[int, ...]
    coalesced: bool

    @property
    def sparse_dim(self) -> int:
        """The number of dims that `indices` are about."""
        return self.indices.shape[0]

    def places(self) -> np.ndarray:
        """The indices, on the host."""
        return np.asarray(array_of(self.indices._read(), "the indices of a sparse tensor"))

    def flat(self) -> np.ndarray:
        """The indices as positions in the sparse dims laid out in order."""
        strides = [int(np.prod(self.size[d + 1 : self.sparse_dim])) for d in range(self.sparse_dim)]
        return np.asarray(strides, np.int64) @ self.places()

    def merged(self) -> Parts:
        """Coalesced: values of one index added up."""
        if self.coalesced:
            return self
        if self.indices.shape[1] < 2:
            return replace(self, coalesced=True)
        _, first, group = np.unique(self.flat(), return_index=True, return_inverse=True)
        places = np.ascontiguousarray(self.places()[:, first])
        shape = (len(first), *self.values.shape[1:])
        zeros = construct.zeros(shape, dtype=self.values.dtype)
        values = zeros.index_add(0, from_numpy(group.reshape(-1).astype(np.int64)), self.values)
        return Parts(from_numpy(places), values, self.size, coalesced=True)

    def dense(self) -> Any:
        """The tensor with all its elements."""
        zeros = construct.zeros(self.size, dtype=self.values.dtype)
        if not self.sparse_dim:
            return zeros + self.values.sum(0).to(zeros.dtype)
        return zeros.index_put(tuple(self.indices.unbind(0)), self.values, accumulate=True)

    def masked(self, dense: Any) -> Any:
        """The elements of a dense tensor where this one has values."""
        return dense[tuple(self.indices.unbind(0))] if self.sparse_dim else dense[None]


@functools.cache
def _node(op: str, name: str) -> OpDef:
    return TABLE[op].as_node(name)


def named(dense: Any, name: str | None) -> Any:
    """A result under the name that its autograd node has in PyTorch."""
    if name is None or not dense.requires_grad:
        return dense
    return apply1(_node("clone", name), dense, (None,))


class SparseTensor(Overridable):
    """A tensor of layout `sparse_coo`."""

    _parts: Parts

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """The answer to a function. Raises: NotImplementedError for one without an answer."""
        if not all(issubclass(kind, (SparseTensor, TensorBase)) for kind in types):
            return NotImplemented
        name = overriding.name_of(func).removeprefix("torch.")
        name = name.removeprefix("nn.functional.").removeprefix("Tensor.")
        answer = ANSWERS.get(name)
        if answer is None:
            raise unsupported(f"{name}() of a sparse tensor")
        return answer(*args, **(kwargs or {}))

    def _nnz(self) -> int:
        return self._parts.indices.shape[1]

    def _indices(self) -> Any:
        return self._parts.indices

    def _values(self) -> Any:
        return self._parts.values.detach()

    def __radd__(self, other: Any) -> Any:
        """What a dense tensor, or a number, and this one add up to."""
        return ANSWERS["add"](other, self)

    def _coalesced_(self, coalesced: bool) -> Any:
        self._parts = replace(self._parts, coalesced=coalesced)
        return self

    is_sparse = True


SparseTensor.__name__ = SparseTensor.__qualname__ = "Tensor"
SparseTensor.__module__ = Tensor.__module__


def made(parts: Parts, name: str | None = None) -> Any:
    """A sparse tensor; `name` is that of its autograd node."""
    begin()
    tensor = object.__new__(SparseTensor)
    tensor._view = _NO_MEMORY
    coalesced = parts.coalesced or parts.indices.shape[1] < 2
    tensor._parts = replace(parts, values=named(parts.values, name), coalesced=coalesced)
    return tensor


def is_sparse(x: Any) -> bool:
    """Whether `x` is a sparse tensor."""
    return isinstance(x, SparseTensor)


def empty(size: Sequence[int], dtype: Any, sparse_dim: int | None = None) -> Any:
    """A sparse tensor without values."""
    count = len(size) if sparse_dim is None else sparse_dim
    indices = construct.zeros((count, 0), dtype=dtypes.int64)
    values = construct.zeros((0, *size[count:]), dtype=dtype)
    return made(Parts(indices, values, tuple(size), coalesced=True))


# -- making them ---------------------------------------------------------------------------------


def _checked(indices: Any, values: Any, size: tuple[int, ...] | None) -> tuple[int, ...]:
    """The size, of what fits. Raises: RuntimeError, in PyTorch's words, for what does not."""
    if indices.ndim != 2:
        raise RuntimeError(f"indices must be sparse_dim x nnz, but got: {list(indices.shape)}")
    sparse_dim, count = indices.shape
    if values.shape[0] != count:
        raise RuntimeError(
            f"indices and values must have same nnz, but got nnz from indices: {count}, nnz from "
            f"values: {values.shape[0]}"
        )
    places = np.asarray(array_of(indices._read(), "the indices of a sparse tensor"))
    if size is None:
        largest = places.max(1) + 1 if count else np.zeros(sparse_dim, np.int64)
        size = (*map(int, largest), *values.shape[1:])
    dense_dim = values.ndim - 1
    if len(size) != sparse_dim + dense_dim:
        raise RuntimeError(
            "'len(size) == sparse_dim + dense_dim' is not satisfied: len(size) = "
            f"{len(size)}, sparse_dim = {sparse_dim}, dense_dim = {dense_dim}"
        )
    if tuple(size[sparse_dim:]) != tuple(values.shape[1:]):
        raise RuntimeError(
            f"values has incorrect size, expected {[count, *size[sparse_dim:]]}, got "
            f"{list(values.shape)}"
        )
    for dim, own in enumerate(places if count else ()):
        low, high = int(own.min()), int(own.max())
        if low < 0:
            raise RuntimeError(f"found negative index {low} for dim {dim}")
        if high >= size[dim]:
            raise RuntimeError(
                f"size is inconsistent with indices: for dim {dim}, size is {size[dim]} but found "
                f"index {high}"
            )
    return size


@explains
def sparse_coo_tensor(
    indices: Any = None,
    values: Any = None,
    size: Any = None,
    *,
    dtype: Any = None,
    device: Any = None,
    pin_memory: bool = False,
    requires_grad: bool = False,
    check_invariants: bool | None = None,
    is_coalesced: bool | None = None,
) -> Any:
    """A sparse tensor of the `values` at `indices`, each column of which is one index.

    Indices that do not fit are always refused, whatever `check_invariants` says.
    """
    del check_invariants
    formats.check_memory(None, pin_memory)
    if resolve(device).type != "cpu":
        raise unsupported(f"sparse_coo_tensor(device={device})")
    kind = as_dtype(dtype, "sparse_coo_tensor")
    if values is None:
        shape = as_shape((indices if size is None else size,), "sparse_coo_tensor", "size")
        found = empty(shape, kind or dtypes.Defaults.float_dtype)
    else:
        where = construct.as_tensor(indices).to(dtypes.int64)
        given = values if isinstance(values, TensorBase) else construct.as_tensor(values)
        given = given if kind is None else given.to(kind)
        given = given.reshape(1) if not given.ndim else given
        shape = None if size is None else as_shape((size,), "sparse_coo_tensor", "size", 3)
        parts = Parts(where, given, _checked(where, given, shape), bool(is_coalesced))
        found = _of(parts)
    if requires_grad:
        parts = found._parts
        found._parts = replace(parts, values=parts.values.detach().requires_grad_())
    return found


def _of(parts: Parts) -> Any:
    """A sparse tensor on the memory of its values."""
    op = "alias"
    if parts.values.requires_grad:
        alias = _node(op, "SparseCooTensorWithDimsAndTensorsBackward0")
        return made(replace(parts, values=apply_view(alias, parts.values, ())))
    return made(replace(parts, values=parts.values.detach()))


@explains(method=True)
def to_sparse(
    self: Any,
    sparse_dim: int | None = None,
    *,
    layout: Any = None,
    blocksize: Any = None,
    dense_dim: int | None = None,
) -> Any:
    """The elements that are not 0, as a sparse tensor of `sparse_dim` sparse dims, all by default.

    Raises: NotImplementedError for other layouts than `sparse_coo`.
    """
    if layout == formats.strided:
        return self
    if layout not in (None, formats.sparse_coo):
        raise unsupported(f"to_sparse(layout={layout})")
    for name, value in (("blocksize", blocksize), ("dense_dim", dense_dim)):
        if value is not None:
            raise RuntimeError(
                f"dense_to_sparse: conversion from Strided to Sparse with {name} argument given "
                "is not supported"
            )
    rank = self.ndim
    count = rank if sparse_dim is None else sparse_dim
    if not 0 <= count <= rank:
        raise RuntimeError(
            f"dense_to_sparse: sparse_dim argument must be in [0,{rank}] range, but {count} is "
            "given"
        )
    if rank and not count:
        raise RuntimeError("dense_to_sparse: sparse_dim argument must be in >0 when self.dim()>0")
    filled = self.detach() != 0
    if count < rank:
        filled = filled.any(tuple(range(count, rank)))
    indices = filled.nonzero().t().contiguous()
    values = self[tuple(indices.unbind(0))] if rank else self[None][filled[None]]
    parts = Parts(indices, values, tuple(self.shape), coalesced=True)
    return made(parts, "ToSparseBackward0" if sparse_dim is not None else "ToSparseBackward1")


@explains(method=True)
def to_sparse_coo(self: Any) -> Any:
    """`to_sparse` with all dims sparse."""
    return self.to_sparse()


Tensor.to_sparse = to_sparse  # type: ignore[attr-defined]
Tensor.to_sparse_coo = to_sparse_coo  # type: ignore[attr-defined]


# -- printing ------------------------------------------------------------------------------------


def show(tensor: SparseTensor) -> str:
    """The text PyTorch prints."""
    parts = tensor._parts
    node = parts.values.grad_fn
    return printing.format_sparse(
        parts.places(),
        np.asarray(array_of(parts.values._read(), "printed")),
        parts.size,
        parts.values.dtype,
        default_dtype=dtypes.Defaults.float_dtype,
        grad_fn=None if node is None else node.name().split("::")[-1],
        requires_grad=parts.values.requires_grad,
    )
