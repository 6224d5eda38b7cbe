"""`torch.linalg`: the operators of `decompose`, with PyTorch's checks of what they found."""

# ruff: noqa: N803  (PyTorch's own names of parameters)

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from torchlike._core.apply import apply
from torchlike._ops import _bindings as bindings
from torchlike._ops import returns
from torchlike._ops.calls import takes_out
from torchlike._ops.dims import wrap_dim
from torchlike._ops.schema import TABLE


class LinAlgError(RuntimeError):
    """What linear algebra raises for a matrix it cannot work with."""


LinAlgError.__name__ = LinAlgError.__qualname__ = "_LinAlgError"
LinAlgError.__module__ = "torch._C"


def _zero_pivot(matrix: np.ndarray) -> int:
    """Which pivot, counted from 1, is zero in Gaussian elimination with row exchanges."""
    a = matrix.astype(np.complex128 if matrix.dtype.kind == "c" else np.float64)
    for k in range(len(a)):
        best = k + int(np.argmax(np.abs(a[k:, k])))
        if a[best, k] == 0:
            return k + 1
        a[[k, best]] = a[[best, k]]
        a[k + 1 :] -= np.outer(a[k + 1 :, k] / a[k, k], a[k])
    return len(a)


def _bad_minor(matrix: np.ndarray) -> int:
    """The order of the first leading minor that is not positive-definite."""
    for k in range(1, len(matrix) + 1):
        try:
            np.linalg.cholesky(matrix[:k, :k])
        except np.linalg.LinAlgError:
            return k
    return len(matrix)


def _first_failure(A: Any, result: Any) -> tuple[str, np.ndarray]:
    """Which matrix of a batch failed, as messages name it, and the matrix."""
    given = np.asarray(A.detach().tolist())
    bad = ~np.isfinite(np.asarray(result.detach().tolist())).reshape(*given.shape[:-2], -1)
    if given.ndim == 2:
        return "", given
    at = int(np.argmax(bad.any(axis=-1).reshape(-1)))
    return f"(Batch element {at}): ", given.reshape(-1, *given.shape[-2:])[at]


def _finite_or(A: Any, result: Any, error: Callable[[], Exception]) -> Any:
    """`result`, unless it is not finite although `A` is: then `error()` is raised."""
    # Looked at now, not at the flush: that a matrix is singular is caught where it is asked.
    if bool(bindings.isfinite(A).all()) and not bool(bindings.isfinite(result).all()):
        raise error()
    return result


@takes_out
def inv(A: Any) -> Any:
    """The inverse of each square matrix. Raises: LinAlgError for a singular one."""
    result = apply(TABLE["linalg.inv"], (A,), ())

    def error() -> Exception:
        batch, matrix = _first_failure(A, result)
        return LinAlgError(
            f"linalg.inv: {batch}The diagonal element {_zero_pivot(matrix)} is zero, the inversion "
            "could not be completed because the input matrix is singular."
        )

    return _finite_or(A, result, error)


@takes_out
def solve(A: Any, B: Any, *, left: bool = True) -> Any:
    """X with A @ X = B, or X @ A = B. Raises: LinAlgError for a singular A."""
    if not left:
        turned = bindings.transpose
        return turned(solve(turned(A, -2, -1), turned(B, -2, -1)), -2, -1)
    result = apply(TABLE["linalg.solve"], (A, B), ())

    def error() -> Exception:
        batch = _first_failure(A, result)[0] if result.ndim == A.ndim else ""
        return LinAlgError(
            f"torch.linalg.solve: {batch}The solver failed because the input matrix is singular."
        )

    return _finite_or(A, result, error)


@takes_out
def cholesky(A: Any, *, upper: bool = False) -> Any:
    """The lower (or upper) triangle L with L @ L^H = A. Raises: LinAlgError otherwise."""
    result = apply(TABLE["linalg.cholesky"], (A,), (upper,))

    def error() -> Exception:
        batch, matrix = _first_failure(A, result)
        return LinAlgError(
            f"linalg.cholesky: {batch}The factorization could not be completed because the input "
            f"is not positive-definite (the leading minor of order {_bad_minor(matrix)} is not "
            "positive-definite)."
        )

    return _finite_or(A, result, error)


def det(A: Any) -> Any:
    """The determinant of each square matrix."""
    return apply(TABLE["linalg.det"], (A,), ())


@takes_out
def slogdet(A: Any) -> Any:
    """The sign and the logarithm of the absolute value of each determinant."""
    return apply(TABLE["linalg.slogdet"], (A,), ())


def logdet(A: Any) -> Any:
    """The logarithm of each determinant, NaN where it is negative."""
    if A.ndim >= 2 and A.shape[-1] != A.shape[-2]:
        raise RuntimeError(
            f"logdet: A must be batches of square matrices, but they are {A.shape[-2]} by "
            f"{A.shape[-1]} matrices"
        )
    sign, size = slogdet(A)
    return apply(TABLE["where.self"], (sign < 0, float("nan"), size), ())


@takes_out
def qr(A: Any, mode: str = "reduced") -> Any:
    """An orthogonal Q and a triangular R with Q @ R = A; only R for mode "r"."""
    if mode == "r":
        found = apply(TABLE["linalg.qr"], (A,), ("reduced",))
        return type(found)(A.new_empty(0), found[1])
    return apply(TABLE["linalg.qr"], (A,), (mode,))


@takes_out
def svd(A: Any, full_matrices: bool = True) -> Any:
    """U, S and V^H with U @ diag(S) @ V^H = A, S falling."""
    return apply(TABLE["linalg.svd"], (A,), (full_matrices,))


@takes_out
def svdvals(A: Any) -> Any:
    """The singular values of each matrix, falling."""
    return apply(TABLE["linalg.svdvals"], (A,), ())


@takes_out
def eigh(A: Any, UPLO: str = "L") -> Any:
    """The eigenvalues, rising, and the eigenvectors of each Hermitian matrix."""
    return apply(TABLE["linalg.eigh"], (A,), (UPLO,))


@takes_out
def eigvalsh(A: Any, UPLO: str = "L") -> Any:
    """The eigenvalues, rising, of each Hermitian matrix."""
    return eigh(A, UPLO)[0]


@takes_out
def pinv(A: Any, *, rtol: Any = None, hermitian: bool = False) -> Any:
    """The pseudo-inverse of each matrix."""
    return apply(TABLE["linalg.pinv"], (A, rtol), (hermitian,))


@takes_out
def matrix_rank(A: Any) -> Any:
    """How many singular values of each matrix are not negligible."""
    return apply(TABLE["linalg.matrix_rank"], (A,), ())


@takes_out
def lstsq(A: Any, B: Any) -> Any:
    """X with the least |A @ X - B|, for A of full rank; its residuals where A is tall."""
    solution = apply(TABLE["linalg.lstsq"], (A, B), ())
    rows, columns = A.shape[-2:]
    residuals = A.new_empty(0)
    if rows > columns:
        error = bindings.matmul(A, solution) - B
        residuals = bindings.sum(error * error, -2)
    return returns.linalg_lstsq(solution, residuals, matrix_rank(A), A.new_empty(0))


@takes_out
def cond(A: Any, p: Any = None) -> Any:
    """The condition number of each matrix, by a norm (by default the 2-norm)."""
    if A.ndim < 2:
        raise RuntimeError("linalg.cond: The input tensor must have at least 2 dimensions.")
    if p in (None, 2, -2):
        values = svdvals(A)
        first, last = values[..., 0], values[..., -1]
        return last / first if p == -2 else first / last
    return matrix_norm(A, p) * matrix_norm(inv(A), p)


@takes_out
def multi_dot(tensors: Sequence[Any]) -> Any:
    """The product of several matrices; the first and the last may be vectors."""
    if len(tensors) < 2:
        raise RuntimeError(f"multi_dot(): expected at least 2 tensors but got {len(tensors)}")
    for number, (left, right) in enumerate(itertools.pairwise(tensors)):
        if left.shape[-1] != right.shape[0]:
            raise RuntimeError(
                f"multi_dot(): tensors {number} and {number + 1} with shapes {list(left.shape)} "
                f"and {list(right.shape)} cannot be multiplied"
            )
    result = tensors[0]
    for other in tensors[1:]:
        result = bindings.matmul(result, other)
    return result


@takes_out
def matrix_norm(
    A: Any, ord: Any = "fro", dim: Any = (-2, -1), keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """A norm of the matrices over two dims: "fro", "nuc", inf, -inf, 1, -1, 2 or -2."""
    if isinstance(dim, int) or len(dim) != 2:
        given = dim if isinstance(dim, int) else ", ".join(map(str, dim))
        raise RuntimeError(f"linalg.matrix_norm: dim must be a 2-tuple. Got {given}")
    if A.ndim < 2:
        raise RuntimeError(
            "linalg.matrix_norm: The input tensor A must have at least 2 dimensions."
        )
    if wrap_dim(dim[0], A.ndim) == wrap_dim(dim[1], A.ndim):
        raise RuntimeError(f"linalg.matrix_norm: dims must be different. Got ({dim[0]}, {dim[1]})")
    kind = ord if isinstance(ord, str) else f"{ord:g}"
    if kind not in ("fro", "nuc", "inf", "-inf", "1", "-1", "2", "-2"):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    return apply(TABLE["linalg.matrix_norm"], (A,), (kind, tuple(dim), keepdim, dtype))


def vector_norm(
    x: Any,
    ord: Any = 2,
    dim: Any = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    out: Any = None,
) -> Any:
    """The `ord`-norm over `dim`."""
    return bindings.vector_norm(x, ord, dim, keepdim, dtype=dtype, out=out)


@takes_out
def norm(
    A: Any, ord: Any = None, dim: Any = None, keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """A vector or matrix norm: of matrices for two dims or a matrix with `ord`."""
    if dim is not None and not isinstance(dim, int) and len(dim) not in (1, 2):
        raise RuntimeError(
            f"linalg.norm: If dim is specified, it must be of length 1 or 2. Got {list(dim)}"
        )
    if dim is None and ord is not None and A.ndim not in (1, 2):
        raise RuntimeError(
            "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got "
            f"{A.ndim}D."
        )
    matrix = isinstance(ord, str) or (
        ord is not None
        and (A.ndim == 2 if dim is None else not isinstance(dim, int) and len(dim) == 2)
    )
    if not matrix:
        return vector_norm(A, 2 if ord is None else ord, dim, keepdim, dtype=dtype)
    return matrix_norm(A, ord, (-2, -1) if dim is None else dim, keepdim, dtype=dtype)


@takes_out
def cross(input: Any, other: Any, *, dim: int = -1) -> Any:
    """The cross product of the vectors along `dim`."""
    return apply(TABLE["cross.along"], (input, other), (dim,))


def diagonal(A: Any, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Any:
    """The diagonals of matrices, as a view."""
    return bindings.diagonal(A, offset, dim1, dim2)
