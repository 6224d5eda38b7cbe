"""`torch.linalg`: the operators of `decompose` and `solve`, with checks of what they found."""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.execute import array_of
from torchlike._core.promotion import HALVES
from torchlike._core.wrapped import at_ground
from torchlike._ops import _bindings as bindings
from torchlike._ops import returns
from torchlike._ops.calls import call
from torchlike._ops.guards import holds_anywhere
from torchlike._ops.qualified import into_linalg, of_linalg
from torchlike._ops.ungraded import ungraded


class LinAlgError(RuntimeError):
    """What linear algebra raises for a matrix it cannot work with."""


LinAlgError.__name__ = LinAlgError.__qualname__ = "_LinAlgError"
LinAlgError.__module__ = "torch._C"


def check_info(info: Any, error: Callable[[str, int], Exception]) -> None:
    """Raises `error` of the first matrix of a batch, as messages name it, whose info is not 0."""
    # Looked at now, not at the flush: that a matrix is singular is caught where it is asked.
    found = np.asarray(array_of(at_ground(info._read()), "linalg"))
    codes = found.reshape(-1)
    if codes.any():
        at = int(np.flatnonzero(codes)[0])
        raise error(f"(Batch element {at}): " if found.ndim else "", int(codes[at]))


# -- inverses and solutions ----------------------------------------------------------------------


def _singular(name: str) -> Callable[[str, int], Exception]:
    return lambda batch, code: LinAlgError(
        f"linalg.{name}: {batch}The diagonal element {code} is zero, the inversion could not be "
        "completed because the input matrix is singular."
    )


@into_linalg
def inv(A: Any) -> Any:
    """The inverse of each square matrix. Raises: LinAlgError for a singular one."""
    inverse, info = call("linalg.inv_ex", (A,))
    check_info(info, _singular("inv"))
    return inverse


@into_linalg
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


@into_linalg
def solve(A: Any, B: Any, *, left: bool = True) -> Any:
    """X with A @ X = B, or X @ A = B. Raises: LinAlgError for a singular A."""
    result, info = call("linalg.solve_ex", (A, B), left)
    check_info(info, _unsolvable("solve"))
    return result


@into_linalg
def solve_ex(A: Any, B: Any, *, left: bool = True, check_errors: bool = False) -> Any:
    """X with A @ X = B, or X @ A = B, and which pivot is zero where there is none."""
    found = call("linalg.solve_ex", (A, B), left)
    if check_errors:
        check_info(found.info, _unsolvable("solve_ex"))
    return found


@into_linalg
def solve_triangular(
    input: Any, B: Any, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Any:
    """X with input @ X = B, or X @ input = B, for triangular input."""
    return call("linalg.solve_triangular", (input, B), upper, left, unitriangular)


@into_linalg
def tensorsolve(input: Any, other: Any, dims: Any = None) -> Any:
    """X with tensordot(input, X, X.ndim) = other, the `dims` of input moved to its end first."""
    if dims is not None:
        input = input.movedim(tuple(dims), tuple(range(input.ndim - len(dims), input.ndim)))
    shape = tuple(input.shape[other.ndim :])
    rows, columns = other.numel(), int(np.prod(shape))
    if rows != columns:
        raise RuntimeError(
            "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
            f"prod(self.shape[:other.ndim]), but got {columns} != {rows}"
        )
    return solve(input.reshape(rows, columns), other.reshape(-1)).reshape(shape)


@into_linalg
def tensorinv(input: Any, ind: int = 2) -> Any:
    """The inverse of input as a map from its last dims to its first `ind`."""
    if ind <= 0:
        raise RuntimeError(f"Expected a strictly positive integer for 'ind', but got {ind}")
    shape = tuple(input.shape)
    rows, columns = int(np.prod(shape[:ind])), int(np.prod(shape[ind:]))
    if rows != columns:
        raise RuntimeError(
            "Expected self to satisfy the requirement prod(self.shape[ind:]) == "
            f"prod(self.shape[:ind]), but got {columns} != {rows}"
        )
    result, info = call("linalg.inv_ex", (input.reshape(rows, columns),))
    if holds_anywhere(info):
        raise RuntimeError("Failed to invert the input tensor, because it is singular.")
    return result.reshape(shape[ind:] + shape[:ind])


# -- determinants --------------------------------------------------------------------------------


@into_linalg
def det(A: Any) -> Any:
    """The determinant of each square matrix."""
    return call("linalg.det", (A,))


@into_linalg
def slogdet(A: Any) -> Any:
    """The sign and the logarithm of the absolute value of each determinant."""
    return call("linalg.slogdet", (A,))


# -- triangular decompositions -------------------------------------------------------------------


def not_definite(name: str) -> Callable[[str, int], Exception]:
    """The error of the function `name` for a matrix that is not positive-definite."""
    return lambda batch, code: LinAlgError(
        f"{name}: {batch}The factorization could not be completed because the input is not "
        f"positive-definite (the leading minor of order {code} is not positive-definite)."
    )


@into_linalg
def cholesky(input: Any, *, upper: bool = False) -> Any:
    """The lower (or upper) triangle L with L @ L^H = input. Raises: LinAlgError otherwise."""
    L, info = call("linalg.cholesky_ex", (input,), upper)
    check_info(info, not_definite("linalg.cholesky"))
    return L


@into_linalg
def cholesky_ex(input: Any, *, upper: bool = False, check_errors: bool = False) -> Any:
    """The triangle L with L @ L^H = input, and which minor is not positive where there is none."""
    found = call("linalg.cholesky_ex", (input,), upper)
    if check_errors:
        check_info(found.info, not_definite("linalg.cholesky_ex"))
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


@into_linalg
def lu_factor(A: Any, *, pivot: bool = True) -> Any:
    """L and U in one matrix, and the rows exchanged. Raises: RuntimeError for a zero pivot."""
    LU, pivots, info = call("linalg.lu_factor_ex", (A,), pivot)
    check_pivots(info, "lu_factor")
    return returns.linalg_lu_factor(LU, pivots)


@into_linalg
def lu_factor_ex(A: Any, *, pivot: bool = True, check_errors: bool = False) -> Any:
    """L and U in one matrix, the rows exchanged, and which pivot is zero."""
    found = call("linalg.lu_factor_ex", (A,), pivot)
    if check_errors:
        check_pivots(found.info, "lu_factor_ex")
    return found


@into_linalg
def lu(A: Any, *, pivot: bool = True) -> Any:
    """P, L and U with P @ L @ U = A."""
    L, U, order = call("linalg.lu", (A,), pivot)
    return returns.linalg_lu(call("linalg.permutation", (order,), A.dtype), L, U)


@into_linalg
def lu_solve(LU: Any, pivots: Any, B: Any, *, left: bool = True, adjoint: bool = False) -> Any:
    """X with A @ X = B, or X @ A = B, for the A whose factors `lu_factor` gave."""
    return call("linalg.lu_solve", (LU, pivots, B), left, adjoint)


# -- orthogonal and spectral decompositions ------------------------------------------------------


@into_linalg
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


@into_linalg
def householder_product(input: Any, tau: Any) -> Any:
    """The first columns of the product of the reflections that `geqrf` gives."""
    return reflecting("linalg.householder_product", (input, tau))


def reflecting(name: str, operands: tuple[Any, ...], *static: Any) -> Any:
    """An operator of reflections, its first operands; empty ones get no gradient."""
    if all(not isinstance(x, TensorBase) or x._read().aval.size for x in operands[:2]):
        return call(name, operands, *static)
    node = f"{name.title().replace('.', '').replace('_', '')}Backward0"
    return ungraded(lambda *none: call(name, (*none, *operands[2:]), *static), operands[:2], node)


def _check_driver(driver: str | None, A: Any) -> None:
    if driver is not None and A.device.type == "cpu":
        raise RuntimeError(
            "torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with "
            "cuSOLVER backend."
        )


def _check_converges(A: Any) -> None:
    """Raises where a matrix whose singular values are asked for has a NaN."""
    check_info(
        A.isnan().flatten(-2).any(-1),
        lambda batch, _: LinAlgError(
            f"linalg.svd: {batch}The algorithm failed to converge because the input matrix "
            "contained non-finite values."
        ),
    )


@into_linalg
def svd(A: Any, full_matrices: bool = True, *, driver: str | None = None) -> Any:
    """U, S and V^H with U @ diag(S) @ V^H = A, S falling. `driver` says how a GPU finds them."""
    _check_driver(driver, A)
    found = call("linalg.svd", (A,), full_matrices)
    _check_converges(A)
    return found


@into_linalg
def svdvals(A: Any, *, driver: str | None = None) -> Any:
    """The singular values of each matrix, falling. `driver` says how a GPU finds them."""
    _check_driver(driver, A)
    values = call("linalg.svdvals", (A,))
    _check_converges(A)
    return values


@into_linalg
def eig(input: Any) -> Any:
    """The eigenvalues and the eigenvectors of each square matrix."""
    found = call("linalg.eig", (input,))
    _check_finite(input, found[0])
    return found


@into_linalg
def eigvals(input: Any) -> Any:
    """The eigenvalues of each square matrix."""
    values = call("linalg.eigvals", (input,))
    _check_finite(input, values)
    return values


def _check_finite(A: Any, values: Any) -> None:
    """Raises where a matrix whose eigenvalues are asked for is not finite."""
    if all(holds_anywhere(~bindings.isfinite(tensor).all()) for tensor in (values, A)):
        raise RuntimeError("torch.linalg.eig: input tensor should not contain infs or NaNs.")


@into_linalg
def eigh(input: Any, UPLO: str = "L") -> Any:
    """The eigenvalues, rising, and the eigenvectors of each Hermitian matrix."""
    return call("linalg.eigh", (input,), UPLO)


@into_linalg
def eigvalsh(input: Any, UPLO: str = "L") -> Any:
    """The eigenvalues, rising, of each Hermitian matrix."""
    return eigh(input, UPLO)[0]


# -- by singular values --------------------------------------------------------------------------


def _hermitian(hermitian: Any, function: str) -> bool:
    if not isinstance(hermitian, bool):
        found = type(hermitian).__name__
        raise TypeError(f"{function}(): argument 'hermitian' must be bool, not {found}")
    return hermitian


@into_linalg
def pinv(
    input: Any,
    rcond: Any = None,
    hermitian: bool = False,
    *,
    atol: Any = None,
    rtol: Any = None,
) -> Any:
    """The pseudo-inverse of each matrix."""
    rtol = rcond if rtol is None else rtol
    found = call("linalg.pinv", (input, atol, rtol), _hermitian(hermitian, "linalg_pinv"))
    if not hermitian:
        _check_converges(input)
    return found


@into_linalg
def matrix_rank(
    input: Any,
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
    rank = call("linalg.matrix_rank", (input, atol, rtol), static)
    if not hermitian:
        _check_converges(input)
    return rank


@into_linalg
def lstsq(input: Any, b: Any, rcond: Any = None, *, driver: str | None = None) -> Any:
    """The shortest X with the least |input @ X - b|, its residuals, the rank, the singular values.

    Which of the last three are found depends on `driver`, as PyTorch's do: "gelsy" (the default)
    finds the rank, "gelss" and "gelsd" all of them, "gels", which is for full rank only, none but
    the residuals.
    """
    _check_lstsq(input, b, driver)
    driver = driver or "gelsy"
    rows, columns = input.shape[-2:]
    if rcond is None:
        rcond = float(np.finfo(input.dtype.to_real().np).eps) * max(rows, columns)
    wanted = rows > columns and driver != "gelsy"
    solution, residuals, rank, values = call("linalg.lstsq", (input, b), float(rcond), wanted)
    none = input.new_empty(0, dtype=values.dtype)
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
        rank if driver != "gels" else input.new_empty(0, dtype=rank.dtype),
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


@into_linalg
def vecdot(x: Any, y: Any, *, dim: int = -1) -> Any:
    """The scalar products of the vectors along `dim`, those of `x` conjugated."""
    if x.ndim == y.ndim == 1:
        return bindings.vdot(x, y)
    return bindings.sum(bindings.mul(bindings.conj_physical(x), y), dim)


@into_linalg
def cross(input: Any, other: Any, *, dim: int = -1) -> Any:
    """The cross product of the vectors along `dim`."""
    return call("cross.along", (input, other), dim)


@of_linalg
def vander(x: Any, *, N: int | None = None) -> Any:
    """The powers of each element, from 0 up to N - 1."""
    if x.dtype in (dtypes.bool, *HALVES):
        raise RuntimeError(
            "linalg.vander supports floating point, complex, and integer tensors, but got "
            f"{x.dtype.scalar_name}"
        )
    if x.ndim < 1:
        x = bindings.unsqueeze(x, 0)
    columns = x.shape[-1] if N is None else N
    if columns <= 1:
        raise RuntimeError("N must be greater than 1.")
    powers = bindings.expand(bindings.unsqueeze(x, -1), (*x.shape, columns - 1))
    powers = bindings.cumprod(powers, -1)
    ones = bindings.expand(powers.new_ones(()), (*x.shape, 1))
    return bindings.cat([ones, powers], -1)


@of_linalg
def matrix_exp(input: Any) -> Any:
    """The exponential of each square matrix."""
    return call("linalg.matrix_exp", (input,))


@of_linalg
def diagonal(A: Any, *, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Any:
    """The diagonals of matrices, as a view."""
    return bindings.diagonal(A, offset, dim1, dim2)
