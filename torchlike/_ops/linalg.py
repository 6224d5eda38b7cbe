"""`torch.linalg`: the operators of `decompose` and `solve`, with checks of what they found."""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core.execute import array_of
from torchlike._ops import _bindings as bindings
from torchlike._ops import returns
from torchlike._ops.calls import call, takes_out


class LinAlgError(RuntimeError):
    """What linear algebra raises for a matrix it cannot work with."""


LinAlgError.__name__ = LinAlgError.__qualname__ = "_LinAlgError"
LinAlgError.__module__ = "torch._C"


def check_info(info: Any, error: Callable[[str, int], Exception]) -> None:
    """Raises `error` of the first matrix of a batch, as messages name it, whose info is not 0."""
    # Looked at now, not at the flush: that a matrix is singular is caught where it is asked.
    codes = np.asarray(array_of(info._read(), "linalg")).reshape(-1)
    if codes.any():
        at = int(np.flatnonzero(codes)[0])
        raise error(f"(Batch element {at}): " if info.ndim else "", int(codes[at]))


# -- inverses and solutions ----------------------------------------------------------------------


def _singular(name: str) -> Callable[[str, int], Exception]:
    return lambda batch, code: LinAlgError(
        f"linalg.{name}: {batch}The diagonal element {code} is zero, the inversion could not be "
        "completed because the input matrix is singular."
    )


@takes_out
def inv(A: Any) -> Any:
    """The inverse of each square matrix. Raises: LinAlgError for a singular one."""
    inverse, info = call("linalg.inv_ex", (A,))
    check_info(info, _singular("inv"))
    return inverse


@takes_out
def inv_ex(A: Any, *, check_errors: bool = False) -> Any:
    """The inverse of each square matrix, and which pivot is zero where there is none."""
    found = call("linalg.inv_ex", (A,))
    if check_errors:
        check_info(found.info, _singular("inv_ex"))
    return found


def _unsolvable(name: str) -> Callable[[str, int], Exception]:
    return lambda batch, _: LinAlgError(
        f"torch.linalg.{name}: {batch}The solver failed because the input matrix is singular."
    )


@takes_out
def solve(A: Any, B: Any, *, left: bool = True) -> Any:
    """X with A @ X = B, or X @ A = B. Raises: LinAlgError for a singular A."""
    result, info = call("linalg.solve_ex", (A, B), left)
    check_info(info, _unsolvable("solve"))
    return result


@takes_out
def solve_ex(A: Any, B: Any, *, left: bool = True, check_errors: bool = False) -> Any:
    """X with A @ X = B, or X @ A = B, and which pivot is zero where there is none."""
    found = call("linalg.solve_ex", (A, B), left)
    if check_errors:
        check_info(found.info, _unsolvable("solve_ex"))
    return found


@takes_out
def solve_triangular(
    A: Any, B: Any, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Any:
    """X with A @ X = B, or X @ A = B, for triangular A."""
    return call("linalg.solve_triangular", (A, B), upper, left, unitriangular)


@takes_out
def tensorsolve(A: Any, B: Any, dims: Any = None) -> Any:
    """X with tensordot(A, X, X.ndim) = B, the `dims` of A moved to its end first."""
    if dims is not None:
        A = A.movedim(tuple(dims), tuple(range(A.ndim - len(dims), A.ndim)))
    shape = tuple(A.shape[B.ndim :])
    rows, columns = B.numel(), int(np.prod(shape))
    if rows != columns:
        raise RuntimeError(
            "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
            f"prod(self.shape[:other.ndim]), but got {columns} != {rows}"
        )
    return solve(A.reshape(rows, columns), B.reshape(-1)).reshape(shape)


@takes_out
def tensorinv(A: Any, ind: int = 2) -> Any:
    """The inverse of A as a map from its last dims to its first `ind`."""
    if ind <= 0:
        raise RuntimeError(f"Expected a strictly positive integer for 'ind', but got {ind}")
    shape = tuple(A.shape)
    rows, columns = int(np.prod(shape[:ind])), int(np.prod(shape[ind:]))
    if rows != columns:
        raise RuntimeError(
            "Expected self to satisfy the requirement prod(self.shape[ind:]) == "
            f"prod(self.shape[:ind]), but got {columns} != {rows}"
        )
    result, info = call("linalg.inv_ex", (A.reshape(rows, columns),))
    if bool(info):
        raise RuntimeError("Failed to invert the input tensor, because it is singular.")
    return result.reshape(shape[ind:] + shape[:ind])


# -- determinants --------------------------------------------------------------------------------


@takes_out
def det(A: Any) -> Any:
    """The determinant of each square matrix."""
    return call("linalg.det", (A,))


@takes_out
def slogdet(A: Any) -> Any:
    """The sign and the logarithm of the absolute value of each determinant."""
    return call("linalg.slogdet", (A,))


def logdet(A: Any) -> Any:
    """The logarithm of each determinant, NaN where it is negative."""
    if A.ndim >= 2 and A.shape[-1] != A.shape[-2]:
        raise RuntimeError(
            f"logdet: A must be batches of square matrices, but they are {A.shape[-2]} by "
            f"{A.shape[-1]} matrices"
        )
    sign, size = slogdet(A)
    if A.is_complex():
        return bindings.add(bindings.log(sign), size)
    return call("where.self", (bindings.eq(sign, -1.0), float("nan"), size))


# -- triangular decompositions -------------------------------------------------------------------


def _not_definite(name: str) -> Callable[[str, int], Exception]:
    return lambda batch, code: LinAlgError(
        f"linalg.{name}: {batch}The factorization could not be completed because the input is not "
        f"positive-definite (the leading minor of order {code} is not positive-definite)."
    )


@takes_out
def cholesky(A: Any, *, upper: bool = False) -> Any:
    """The lower (or upper) triangle L with L @ L^H = A. Raises: LinAlgError otherwise."""
    L, info = call("linalg.cholesky_ex", (A,), upper)
    check_info(info, _not_definite("cholesky"))
    return L


@takes_out
def cholesky_ex(A: Any, *, upper: bool = False, check_errors: bool = False) -> Any:
    """The triangle L with L @ L^H = A, and which minor is not positive where there is none."""
    found = call("linalg.cholesky_ex", (A,), upper)
    if check_errors:
        check_info(found.info, _not_definite("cholesky_ex"))
    return found


def check_pivots(info: Any, name: str) -> None:
    """Raises for the first matrix with a zero in the diagonal of its U."""
    check_info(
        info,
        lambda batch, code: RuntimeError(
            f"torch.linalg.{name}: {batch}U[{code},{code}] is zero and using it on lu_solve would "
            "result in a division by zero. If you still want to perform the factorization, "
            "consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)"
        ),
    )


@takes_out
def lu_factor(A: Any, *, pivot: bool = True) -> Any:
    """L and U in one matrix, and the rows exchanged. Raises: RuntimeError for a zero pivot."""
    LU, pivots, info = call("linalg.lu_factor_ex", (A,), pivot)
    check_pivots(info, "lu_factor")
    return returns.linalg_lu_factor(LU, pivots)


@takes_out
def lu_factor_ex(A: Any, *, pivot: bool = True, check_errors: bool = False) -> Any:
    """L and U in one matrix, the rows exchanged, and which pivot is zero."""
    found = call("linalg.lu_factor_ex", (A,), pivot)
    if check_errors:
        check_pivots(found.info, "lu_factor_ex")
    return found


@takes_out
def lu(A: Any, *, pivot: bool = True) -> Any:
    """P, L and U with P @ L @ U = A."""
    L, U, order = call("linalg.lu", (A,), pivot)
    return returns.linalg_lu(call("linalg.permutation", (order,), A.dtype), L, U)


@takes_out
def lu_solve(LU: Any, pivots: Any, B: Any, *, left: bool = True, adjoint: bool = False) -> Any:
    """X with A @ X = B, or X @ A = B, for the A whose factors `lu_factor` gave."""
    return call("linalg.lu_solve", (LU, pivots, B), left, adjoint)


# -- orthogonal and spectral decompositions ------------------------------------------------------


@takes_out
def qr(A: Any, mode: str = "reduced") -> Any:
    """An orthogonal Q and a triangular R with Q @ R = A; only R for mode "r"."""
    if mode not in ("reduced", "r", "complete"):
        raise RuntimeError(
            f"qr received unrecognized mode '{mode}' but expected one of 'reduced' (default), "
            "'r', or 'complete'"
        )
    if mode == "complete" and A.ndim >= 2 and A.shape[-2] > A.shape[-1]:
        return call("linalg_qr.complete", (A,))
    found = call("linalg.qr", (A,))
    return returns.linalg_qr(A.new_empty(0), found.R) if mode == "r" else found


@takes_out
def householder_product(input: Any, tau: Any) -> Any:
    """The first columns of the product of the reflections that `geqrf` gives."""
    return call("linalg.householder_product", (input, tau))


def _check_driver(driver: str | None, A: Any) -> None:
    if driver is not None and A.device.type == "cpu":
        raise RuntimeError(
            "torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with "
            "cuSOLVER backend."
        )


@takes_out
def svd(A: Any, full_matrices: bool = True, *, driver: str | None = None) -> Any:
    """U, S and V^H with U @ diag(S) @ V^H = A, S falling. `driver` says how a GPU finds them."""
    _check_driver(driver, A)
    return call("linalg.svd", (A,), full_matrices)


@takes_out
def svdvals(A: Any, *, driver: str | None = None) -> Any:
    """The singular values of each matrix, falling. `driver` says how a GPU finds them."""
    _check_driver(driver, A)
    return call("linalg.svdvals", (A,))


@takes_out
def eig(A: Any) -> Any:
    """The eigenvalues and the eigenvectors of each square matrix."""
    found = call("linalg.eig", (A,))
    _check_finite(A, found[0])
    return found


@takes_out
def eigvals(A: Any) -> Any:
    """The eigenvalues of each square matrix."""
    values = call("linalg.eigvals", (A,))
    _check_finite(A, values)
    return values


def _check_finite(A: Any, values: Any) -> None:
    """Raises where a matrix whose eigenvalues are asked for is not finite."""
    if not bool(bindings.isfinite(values).all()) and not bool(bindings.isfinite(A).all()):
        raise RuntimeError("torch.linalg.eig: input tensor should not contain infs or NaNs.")


@takes_out
def eigh(A: Any, UPLO: str = "L") -> Any:
    """The eigenvalues, rising, and the eigenvectors of each Hermitian matrix."""
    return call("linalg.eigh", (A,), UPLO)


@takes_out
def eigvalsh(A: Any, UPLO: str = "L") -> Any:
    """The eigenvalues, rising, of each Hermitian matrix."""
    return eigh(A, UPLO)[0]


# -- by singular values --------------------------------------------------------------------------


def _hermitian(hermitian: Any, function: str) -> bool:
    if not isinstance(hermitian, bool):
        found = type(hermitian).__name__
        raise TypeError(f"{function}(): argument 'hermitian' must be bool, not {found}")
    return hermitian


@takes_out
def pinv(
    A: Any,
    rcond: Any = None,
    hermitian: bool = False,
    *,
    atol: Any = None,
    rtol: Any = None,
) -> Any:
    """The pseudo-inverse of each matrix."""
    rtol = rcond if rtol is None else rtol
    return call("linalg.pinv", (A, atol, rtol), _hermitian(hermitian, "linalg_pinv"))


def pinverse(input: Any, rcond: Any = 1e-15) -> Any:
    """The pseudo-inverse of each matrix, singular values up to `rcond` · the largest dropped."""
    return pinv(input, rcond)


@takes_out
def matrix_rank(
    A: Any,
    tol: Any = None,
    hermitian: bool = False,
    *,
    atol: Any = None,
    rtol: Any = None,
) -> Any:
    """How many singular values of each matrix are not negligible."""
    if isinstance(tol, bool):
        tol, hermitian = None, tol
    if tol is not None:
        atol, rtol = tol, 0.0
    static = _hermitian(hermitian, "linalg_matrix_rank")
    return call("linalg.matrix_rank", (A, atol, rtol), static)


@takes_out
def lstsq(A: Any, B: Any, rcond: Any = None, *, driver: str | None = None) -> Any:
    """The shortest X with the least |A @ X - B|, its residuals, the rank, the singular values.

    Which of the last three are found depends on `driver`, as PyTorch's do: "gelsy" (the default)
    finds the rank, "gelss" and "gelsd" all of them, "gels", which is for A of full rank, none but
    the residuals.
    """
    _check_lstsq(A, B, driver)
    driver = driver or "gelsy"
    rows, columns = A.shape[-2:]
    if rcond is None:
        rcond = float(np.finfo(A.dtype.to_real().np).eps) * max(rows, columns)
    wanted = rows > columns and driver != "gelsy"
    solution, residuals, rank, values = call("linalg.lstsq", (A, B), float(rcond), wanted)
    none = A.new_empty(0, dtype=values.dtype)
    full = driver == "gelsy" or bool((rank == min(rows, columns)).all())
    if driver == "gels" and not full:
        codes = np.asarray(array_of(rank._read(), "linalg")).reshape(-1)
        at = int(np.flatnonzero(codes != min(rows, columns))[0])
        batch = f"(Batch element {at}): " if rank.ndim else ""
        raise LinAlgError(
            f"torch.linalg.lstsq: {batch}The least squares solution could not be computed because "
            f"the input matrix does not have full rank (error code: {int(codes[at]) + 1})."
        )
    if wanted and not full:
        residuals = none
    spectral = driver in ("gelsd", "gelss")
    return returns.linalg_lstsq(
        solution,
        residuals,
        rank if driver != "gels" else A.new_empty(0, dtype=rank.dtype),
        values.detach() if spectral else none,
    )


def _check_lstsq(A: Any, B: Any, driver: str | None) -> None:
    name = "torch.linalg.lstsq"
    if A.ndim < 2:
        raise RuntimeError(f"{name}: input must have at least 2 dimensions.")
    if B.ndim < 1:
        raise RuntimeError(f"{name}: other must have at least 1 dimension.")
    if A.dtype is not B.dtype:
        raise RuntimeError(
            f"{name}: Expected input and other to have the same dtype, but got input's dtype "
            f"{A.dtype.scalar_name} and other's dtype {B.dtype.scalar_name}"
        )
    if not (A.is_complex() or A.is_floating_point()) or A.dtype.itemsize < 4:
        raise RuntimeError("This function doesn't handle types other than float and double")
    difference = A.ndim - B.ndim
    if not 0 <= difference <= 1:
        raise RuntimeError(
            f"{name}: input.dim() must be greater or equal to other.dim() and (input.dim() - "
            "other.dim()) <= 1"
        )
    vector = B.ndim == 1 or (difference == 1 and B.shape == A.shape[:-1])
    last = -1 if vector else -2
    if B.ndim < -last or B.shape[last] != A.shape[-2]:
        raise RuntimeError(f"{name}: input.size(-2) should match other.size({last})")
    if driver not in (None, "gels", "gelsy", "gelsd", "gelss"):
        raise RuntimeError(
            f"{name}: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)"
        )


# -- products and functions -----------------------------------------------------------------------


@takes_out
def vecdot(x: Any, y: Any, *, dim: int = -1) -> Any:
    """The scalar products of the vectors along `dim`, those of `x` conjugated."""
    if x.ndim == y.ndim == 1:
        return bindings.vdot(x, y)
    return bindings.sum(bindings.mul(bindings.conj_physical(x), y), dim)


@takes_out
def cross(input: Any, other: Any, *, dim: int = -1) -> Any:
    """The cross product of the vectors along `dim`."""
    return call("cross.along", (input, other), dim)


@takes_out
def vander(x: Any, N: int | None = None) -> Any:
    """The powers of each element, from 0 up to N - 1."""
    if x.ndim < 1:
        x = bindings.unsqueeze(x, 0)
    columns = x.shape[-1] if N is None else N
    if columns <= 1:
        raise RuntimeError("N must be greater than 1.")
    powers = bindings.expand(bindings.unsqueeze(x, -1), (*x.shape, columns - 1))
    powers = bindings.cumprod(powers, -1)
    ones = bindings.expand(powers.new_ones(()), (*x.shape, 1))
    return bindings.cat([ones, powers], -1)


@takes_out
def matrix_exp(A: Any) -> Any:
    """The exponential of each square matrix."""
    return call("linalg.matrix_exp", (A,))


def diagonal(A: Any, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Any:
    """The diagonals of matrices, as a view."""
    return bindings.diagonal(A, offset, dim1, dim2)
