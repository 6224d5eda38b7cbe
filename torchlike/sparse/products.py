"""Products of sparse tensors."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike import construct
from torchlike._core.errors import unsupported
from torchlike._ops import _bindings as bindings
from torchlike.sparse.answers import answers, as_indices
from torchlike.sparse.coo import Parts, is_sparse, made, named
from torchlike.sparse.pieces import transpose

# -- products ------------------------------------------------------------------------------------


def _matrix(x: Any) -> Parts:
    if x._parts.sparse_dim != 2 or len(x._parts.size) != 2:
        raise unsupported("a product of sparse tensors that are no matrices")
    return x._parts


def _fit(a: Any, b: Any) -> None:
    (n, k), (own, m) = a.shape, b.shape
    if k != own and is_sparse(a) and not is_sparse(b):
        raise RuntimeError(f"addmm: Argument #3 (dense): Expected dim 0 size {k}, got {own}")
    if k != own:
        raise RuntimeError(f"mat1 and mat2 shapes cannot be multiplied ({n}x{k} and {own}x{m})")


def _by_dense(sparse: Any, dense: Any) -> Any:
    """A sparse matrix times a dense one."""
    parts = _matrix(sparse)
    rows, columns = parts.indices.unbind(0)
    terms = parts.values[:, None] * dense[columns]
    zeros = construct.zeros((parts.size[0], dense.shape[1]), dtype=terms.dtype)
    return zeros.index_add(0, rows, terms)


def _of_sparse(a: Any, b: Any) -> Any:
    """A sparse matrix times a sparse one: a sparse one."""
    left, right = _matrix(a), _matrix(b).merged()
    (rows, inner), (own, columns) = left.places(), right.places()
    starts = np.searchsorted(own, np.arange(right.size[0] + 1))
    counts = (starts[1:] - starts[:-1])[inner]
    first = np.repeat(np.arange(len(inner)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    second = starts[inner][first] + offset
    values = left.values[as_indices(first)] * right.values[as_indices(second)]
    places = np.stack([rows[first], columns[second]])
    size = (left.size[0], right.size[1])
    return made(Parts(as_indices(places), values, size, coalesced=False).merged())


@answers("mm", "spmm", "dsmm")
def mm(input: Any, mat2: Any) -> Any:
    """The product of two matrices, at least one of which is sparse."""
    if len(input.shape) != 2 or len(mat2.shape) != 2:
        raise RuntimeError("mat1 and mat2 must be matrices")
    _fit(input, mat2)
    if is_sparse(input) and is_sparse(mat2):
        return made(_of_sparse(input, mat2)._parts, "SparseSparseMatmulBackward0")
    if is_sparse(input):
        return named(_by_dense(input, mat2), "MmBackward0")
    return named(_by_dense(transpose(mat2, 0, 1), input.t()).t(), "MmBackward0")


@answers("mv")
def _mv(input: Any, vec: Any) -> Any:
    if input.shape[-1] != vec.shape[0]:
        raise RuntimeError("mv: expected self.size(-1) == vec.size(-1)")
    return named(_by_dense(input, vec[:, None])[:, 0], "MvBackward0")


@answers("matmul")
def _matmul(input: Any, other: Any) -> Any:
    if len(input.shape) == 2 and len(other.shape) == 1 and is_sparse(input):
        return _mv(input, other)
    if len(input.shape) == len(other.shape) == 2:
        return mm(input, other)
    raise unsupported("matmul() of sparse tensors that are no matrices")


@answers("addmm")
def addmm(input: Any, mat1: Any, mat2: Any, *, beta: Any = 1, alpha: Any = 1) -> Any:
    """beta · input + alpha · mat1 @ mat2 for a sparse `mat1`."""
    if is_sparse(input):
        raise RuntimeError(
            "addmm_sparse_dense: expected strided result tensor, got tensor with layout Sparse"
        )
    product = mm(mat1, mat2)
    if is_sparse(product):
        product = product.to_dense()
    return named(input * beta + product * alpha, "AddmmBackward0")


@answers("linear")
def _linear(input: Any, weight: Any, bias: Any = None) -> Any:
    product = mm(input, weight.t())
    return product if bias is None else named(product + bias, "AddmmBackward0")


@answers("hspmm", "hsmm")
def _hspmm(mat1: Any, mat2: Any) -> Any:
    """The product as a sparse tensor of rows."""
    _fit(mat1, mat2)
    parts = _matrix(mat1)
    rows = np.unique(parts.places()[0])
    values = _by_dense(mat1, mat2)[as_indices(rows)]
    size = (parts.size[0], mat2.shape[1])
    return made(Parts(as_indices(rows[None]), values, size, coalesced=False))


@answers("smm")
def _smm(input: Any, mat2: Any) -> Any:
    """The product as a sparse matrix."""
    parts = _hspmm(input, mat2)._parts
    return made(_rows_apart(parts))


def _rows_apart(parts: Parts) -> Parts:
    """A sparse matrix of rows with each element by itself."""
    count, columns = parts.values.shape
    rows = np.repeat(parts.places()[0], columns)
    places = np.stack([rows, np.tile(np.arange(columns), count)])
    return Parts(as_indices(places), parts.values.reshape(-1), parts.size, coalesced=False)


@answers("sspaddmm", "saddmm")
def _sspaddmm(input: Any, mat1: Any, mat2: Any, *, beta: Any = 1, alpha: Any = 1) -> Any:
    """beta · input + alpha · mat1 @ mat2 as a sparse matrix, the terms of both side by side."""
    own, product = _matrix(input), _rows_apart(_hspmm(mat1, mat2)._parts)
    if own.size != product.size:
        raise RuntimeError("sspaddmm: Argument #1: Expected size of the result")
    places = np.concatenate([own.places(), product.places()], 1)
    values = bindings.cat([own.values * beta, product.values * alpha])
    return made(Parts(as_indices(places), values, own.size, coalesced=False))
