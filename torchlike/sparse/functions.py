"""What `torch.sparse` has: functions that take at least one sparse tensor."""

from __future__ import annotations

from typing import Any

from torchlike._core.errors import unsupported
from torchlike.sparse import arithmetic as arithmetic
from torchlike.sparse import pieces, products
from torchlike.sparse.coo import is_sparse, made, named


def _renamed(found: Any, name: str) -> Any:
    return made(found._parts, name) if is_sparse(found) else named(found, name)


def mm(mat1: Any, mat2: Any, reduce: str | None = None) -> Any:
    """The product of two matrices, at least one of which is sparse.

    Sparse where both are. Raises: NotImplementedError for `reduce`.
    """
    if reduce is not None:
        raise unsupported(f"torch.sparse.mm(reduce={reduce!r})")
    if not is_sparse(mat1) and not is_sparse(mat2):
        return mat1.mm(mat2)
    found = products.mm(mat1, mat2)
    both = is_sparse(mat1) and is_sparse(mat2)
    return _renamed(found, "SparseSparseMatmulBackward0" if both else "SparseAddmmBackward0")


def addmm(mat: Any, mat1: Any, mat2: Any, *, beta: Any = 1.0, alpha: Any = 1.0) -> Any:
    """beta · mat + alpha · mat1 @ mat2 for a sparse `mat1`."""
    return _renamed(products.addmm(mat, mat1, mat2, beta=beta, alpha=alpha), "SparseAddmmBackward0")


def sum(input: Any, dim: Any = None, dtype: Any = None) -> Any:
    """The sum over some dims, or over all, of a sparse tensor."""
    return _renamed(pieces.sum(input, dim, dtype=dtype), "SparseSumBackward0")


def softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    """The softmax along `dim` over the elements that a sparse tensor has."""
    return pieces.softmax(input, dim, dtype=dtype)


def log_softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    """The logarithm of `softmax`."""
    return pieces.log_softmax(input, dim, dtype=dtype)
