"""Decompositions of matrices: triangular, orthogonal, spectral."""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.node_names import NOT_IMPLEMENTED
from torchlike._ops.dims import is_inexact, scalar_name
from torchlike._ops.families import BESPOKE
from torchlike._ops.layout import by_columns
from torchlike._ops.matmul import product
from torchlike._ops.matrix_checks import as_if, check_kernel, check_matrices, mirrored, turned
from torchlike._ops.roles import Array, DType
from torchlike._ops.schema import op

#: Operators behind functions that check what was found, or that have other forms.
INNER: dict[str, Any] = {"function": False, "method": False, "namespace": "linalg"}


# -- triangular ----------------------------------------------------------------------------------


@jax.custom_jvp
def _cholesky(A: Any) -> Any:
    return lax.linalg.cholesky(A, symmetrize_input=False)


@_cholesky.defjvp
def _cholesky_tangent(primals: Any, tangents: Any) -> Any:
    """Of a change that is not Hermitian, its Hermitian part counts, but for the diagonal."""
    L = _cholesky(*primals)
    back = {"lower": True, "transpose_a": True, "conjugate_a": True}
    X = lax.linalg.triangular_solve(L, tangents[0], left_side=True, lower=True)
    X = lax.linalg.triangular_solve(L, X, **back)
    main = jnp.eye(X.shape[-1], dtype=X.dtype)
    return L, product(L, jnp.tril(X + turned(X), -1) + X * main) / 2


@op(
    BESPOKE,
    name="linalg.cholesky_ex",
    returns="linalg_cholesky_ex",
    saves=("result",),
    grad_fn="LinalgCholeskyExBackward0",
    laid_out=by_columns,
    **INNER,
)
def cholesky_ex_(A: Array, upper: bool):
    """The lower (or upper) triangle L with L @ L^H = A, and the first minor that is not positive.

    Where there is one, L is NaN (PyTorch: what LAPACK leaves).
    """
    check_matrices(A, "linalg.cholesky", kernel="cholesky_cpu")
    whole = mirrored(A, upper=upper)
    L = _cholesky(whole)
    found = lax.stop_gradient(L)
    failed = jnp.any(jnp.isnan(jnp.real(found)), axis=(-2, -1))
    info = jnp.zeros(A.shape[:-2], jnp.int32)
    if A.size:
        info = lax.cond(jnp.any(failed), _bad_minor, lambda _: info, lax.stop_gradient(whole))
    return turned(L) if upper else L, jnp.where(failed, info, 0)


def _bad_minor(A: Any) -> Any:
    """The order of the first leading minor that is not positive-definite, from 1."""
    n = A.shape[-1]

    def eliminate(k: Any, state: Any) -> Any:
        x, info = state
        column = lax.dynamic_slice_in_dim(x, k, 1, axis=-1)
        pivot = jnp.real(lax.dynamic_slice_in_dim(column, k, 1, axis=-2))
        good = pivot > 0
        info = jnp.where((info == 0) & ~good[..., 0, 0], k + 1, info).astype(jnp.int32)
        return x - column * turned(column) / jnp.where(good, pivot, 1).astype(x.dtype), info

    start = A, jnp.zeros(A.shape[:-2], jnp.int32)
    return lax.fori_loop(0, n, eliminate, start)[1]


def zero_pivot(factors: Any) -> Any:
    """The first pivot, counted from 1, that is zero in U; 0 for none."""
    zero = jnp.diagonal(lax.stop_gradient(factors), axis1=-2, axis2=-1) == 0
    if not zero.shape[-1]:
        return jnp.zeros(zero.shape[:-1], jnp.int32)
    found = jnp.where(jnp.any(zero, axis=-1), jnp.argmax(zero, axis=-1) + 1, 0)
    return found.astype(jnp.int32)


def _check_lu(A: Any, name: str, pivot: bool) -> None:
    if A.ndim < 2:
        raise RuntimeError(
            f"{name}: Expected tensor with 2 or more dimensions. Got size: {list(A.shape)} instead"
        )
    check_kernel(A, "lu_cpu")
    if not pivot:
        raise RuntimeError("linalg.lu_factor: LU without pivoting is not implemented on the CPU")


@op(
    BESPOKE,
    name="linalg.lu_factor_ex",
    returns="linalg_lu_factor_ex",
    saves=("result",),
    grad_fn="LinalgLuFactorExBackward0",
    laid_out=by_columns,
    **INNER,
)
def lu_factor_ex_(A: Array, pivot: bool):
    """L and U in one matrix, the rows exchanged (from 1), and the first pivot that is zero."""
    _check_lu(A, "torch.lu_factor", pivot)
    factors, pivots, _ = lax.linalg.lu(A)
    return factors, pivots + 1, zero_pivot(factors)


def _triangles(factors: Any) -> tuple[Any, Any]:
    """L, with its unit diagonal, and U of matrices that hold both."""
    m, n = factors.shape[-2:]
    k = min(m, n)
    L = jnp.tril(factors[..., :k], -1) + jnp.eye(m, k, dtype=factors.dtype)
    return L, jnp.triu(factors[..., :k, :])


@op(
    BESPOKE,
    name="linalg.lu",
    returns=tuple,
    saves=("result",),
    grad_fn="LinalgLuBackward0",
    **INNER,
)
def lu_(A: Array, pivot: bool):
    """L and U with A = L @ U, once its rows are in the order that is the third result."""
    _check_lu(A, "linalg.lu", pivot)
    factors, _, order = lax.linalg.lu(A)
    return (*_triangles(factors), order)


@op(BESPOKE, name="linalg.permutation", differentiable=False, **INNER)
def permutation_(order: Array, dtype: DType):
    """The matrix P with (P @ x)[order] = x."""
    rows = jnp.arange(order.shape[-1], dtype=order.dtype)
    return (rows[:, None] == order[..., None, :]).astype(dtype.np)


@op(BESPOKE, name="linalg.order", differentiable=False, **INNER)
def order_(pivots: Array, rows: int):
    """The order of rows that exchanging them (from 1) makes."""
    return lax.linalg.lu_pivots_to_permutation(pivots - 1, rows)


@op(
    BESPOKE,
    name="lu_unpack.triangles",
    returns=tuple,
    grad_fn="LuUnpackBackward0",
    function=False,
    method=False,
)
def lu_unpack_triangles(LU_data: Array):
    """L and U of matrices that hold both."""
    return _triangles(LU_data)


# -- orthogonal ----------------------------------------------------------------------------------


@op(
    BESPOKE,
    name="linalg.qr",
    returns="linalg_qr",
    saves=("result",),
    grad_fn="LinalgQrBackward0",
    laid_out=by_columns,
    **INNER,
)
def qr_(A: Array):
    """An orthogonal Q, of as many columns as R has rows, and a triangular R with Q @ R = A."""
    check_matrices(A, "linalg.qr", square=False, kernel="geqrf_cpu")
    m, n = A.shape[-2:]
    Q, R = jnp.linalg.qr(A[..., :m])
    if n > m:  # the other columns are no part of what decides Q
        R = jnp.concatenate([R, product(turned(Q), A[..., m:])], axis=-1)
    return Q, R


@op(
    BESPOKE,
    name="linalg_qr.complete",
    returns="linalg_qr",
    grad_fn=NOT_IMPLEMENTED,
    laid_out=by_columns,
    **INNER,
)
def qr_complete(A: Array):
    """A square orthogonal Q and a triangular R with Q @ R = A, which has more rows than columns."""
    check_matrices(A, "linalg.qr", square=False, kernel="geqrf_cpu")
    return tuple(jnp.linalg.qr(A, mode="complete"))


@op(
    BESPOKE,
    returns="geqrf",
    grad_fn=NOT_IMPLEMENTED,
    laid_out=by_columns,
    out=True,
)
def geqrf(input: Array):
    """R and, below it and in `tau`, the reflections that make Q."""
    check_matrices(input, "torch.geqrf", square=False, kernel="geqrf_cpu")
    a, tau = jnp.linalg.qr(input, mode="raw")
    return jnp.swapaxes(a, -1, -2), tau


def _reflected(A: Any, tau: Any, x: Any, *, adjoint: bool) -> Any:
    """Q @ x (or Q^H @ x) for the Q that is the product of the reflections in the columns of A."""
    vectors = jnp.tril(A, -1) + jnp.eye(*A.shape[-2:], dtype=A.dtype)
    columns = jnp.moveaxis(vectors[..., : tau.shape[-1]], -1, 0)
    factors = jnp.moveaxis(jnp.conj(tau) if adjoint else tau, -1, 0)

    def reflect(found: Any, part: Any) -> Any:
        v, factor = part[0][..., None], part[1][..., None, None]
        return found - factor * v * product(turned(v), found), None

    return lax.scan(reflect, x, (columns, factors), reverse=not adjoint)[0]


@op(
    BESPOKE,
    name="linalg.householder_product",
    saves=("input", "tau", "result"),
    grad_fn="LinalgHouseholderProductBackward0",
    laid_out=by_columns,
    **INNER,
)
def householder_product_(input: Array, tau: Array):
    """The first columns of the product of the reflections that `geqrf` gives."""
    _check_reflections(input, tau, "torch.linalg.householder_product")
    start = jnp.broadcast_to(jnp.eye(*input.shape[-2:], dtype=input.dtype), input.shape)
    return _reflected(input, tau, start, adjoint=False)


def _check_reflections(input: Any, tau: Any, name: str) -> None:
    if input.ndim < 2:
        raise RuntimeError(f"{name}: input must have at least 2 dimensions.")
    if input.shape[-2] < input.shape[-1]:
        raise RuntimeError(
            f"{name}: input.shape[-2] must be greater than or equal to input.shape[-1]"
        )
    if input.shape[-1] < tau.shape[-1]:
        raise RuntimeError(
            f"{name}: input.shape[-1] must be greater than or equal to tau.shape[-1]"
        )
    if input.ndim - tau.ndim != 1:
        raise RuntimeError(
            f"{name}: Expected tau to have one dimension less than input, but got tau.ndim equal "
            f"to {tau.ndim} and input.ndim is equal to {input.ndim}"
        )
    if tau.shape[:-1] != input.shape[:-2]:
        raise RuntimeError(
            f"{name}: Expected batch dimensions of tau to be equal to input.shape[:-2], but got "
            f"{list(tau.shape[:-1])}"
        )
    if tau.dtype != input.dtype:
        raise RuntimeError(
            f"{name}: tau dtype {scalar_name(tau)} does not match input dtype {scalar_name(input)}"
        )
    check_kernel(input, "orgqr_cpu")


@op(
    BESPOKE,
    saves=("input", "input2", "input3", "result"),
    laid_out=by_columns,
    out=True,
    function=False,
    method=False,
)
def ormqr(input: Array, input2: Array, input3: Array, left: bool = True, transpose: bool = False):
    """The product of `input3` and the whole Q that `geqrf` describes, or its adjoint."""
    _check_ormqr(input, input2, input3, left=left)
    if left:
        return _reflected(input, input2, input3, adjoint=transpose)
    return turned(_reflected(input, input2, turned(input3), adjoint=not transpose))


def _check_ormqr(input: Any, tau: Any, other: Any, *, left: bool) -> None:
    rows = -2 if left else -1
    for name, x in (("input", input), ("other", other)):
        if x.ndim < 2:
            raise RuntimeError(f"torch.ormqr: {name} must have at least 2 dimensions.")
    if other.shape[rows] < tau.shape[-1]:
        raise RuntimeError(
            f"torch.ormqr: other.shape[{rows}] must be greater than or equal to tau.shape[-1]"
        )
    if other.shape[rows] != input.shape[-2]:
        raise RuntimeError(f"torch.ormqr: other.shape[{rows}] must be equal to input.shape[-2]")
    if tau.shape[-1] != min(other.shape[rows], input.shape[-1]):
        raise RuntimeError(
            f"torch.ormqr: tau.shape[-1] must be equal to min(other.shape[{rows}], input.shape[-1])"
        )
    for name, x, less in (("tau", tau, 1), ("other", other, 0)):
        if input.ndim - x.ndim != less:
            wanted = "one dimension less than input" if less else "the same number of dimensions"
            tail = f"equal to {x.ndim} and input.ndim is equal to {input.ndim}"
            raise RuntimeError(
                f"torch.ormqr: Expected {name} to have {wanted}"
                f"{'' if less else ' as input'}, but got {name}.ndim {tail}"
            )
    for name, x in (("tau", tau), ("other", other)):
        batch = x.shape[:-1] if name == "tau" else x.shape[:-2]
        if batch != input.shape[:-2]:
            raise RuntimeError(
                f"torch.ormqr: Expected batch dimensions of {name} to be equal to "
                f"input.shape[:-2], but got {list(batch)}"
            )
    for name, x in (("tau", tau), ("other", other)):
        if x.dtype != input.dtype:
            raise RuntimeError(
                f"torch.ormqr: Expected input and {name} to have the same dtype, but input has "
                f"dtype {scalar_name(input)} and {name} has dtype {scalar_name(x)}"
            )
    check_kernel(input, "ormqr_cpu")


@op(
    BESPOKE,
    name="linalg_ldl_factor_ex.found",
    grad_fn=NOT_IMPLEMENTED,
    laid_out=by_columns,
    **INNER,
)
def ldl_factor_found(A: Array, result: Array):
    """What `ldl_factor_ex` found on the host for A."""
    return result


@op(
    BESPOKE,
    name="linalg_ldl_solve.found",
    grad_fn=NOT_IMPLEMENTED,
    laid_out=by_columns,
    **INNER,
)
def ldl_solve_found(LD: Array, B: Array, result: Array):
    """What `ldl_solve` found on the host for B."""
    return result


# -- spectral ------------------------------------------------------------------------------------


@jax.custom_jvp
def _whole_svd(A: Any) -> Any:
    return tuple(jnp.linalg.svd(A, full_matrices=True))


@_whole_svd.defjvp
def _whole_svd_tangent(primals: Any, tangents: Any) -> Any:
    """The singular vectors beyond the singular values count as constants."""
    found = _whole_svd(*primals)
    reduced = lambda A: tuple(jnp.linalg.svd(A, full_matrices=False))
    _, (du, ds, dvh) = jax.jvp(reduced, primals, tangents)
    rows, columns = primals[0].shape[-2:]
    k = min(rows, columns)
    start = [(0, 0, 0)] * (du.ndim - 2)
    du = lax.pad(du, jnp.zeros((), du.dtype), [*start, (0, 0, 0), (0, rows - k, 0)])
    dvh = lax.pad(dvh, jnp.zeros((), du.dtype), [*start, (0, columns - k, 0), (0, 0, 0)])
    return found, (du, ds, dvh)


@op(
    BESPOKE,
    name="linalg.svd",
    returns="linalg_svd",
    saves=("result",),
    grad_fn="LinalgSvdBackward0",
    laid_out=by_columns,
    **INNER,
)
def svd_(A: Array, full_matrices: bool):
    """U, S and V^H with U @ diag(S) @ V^H = A, S falling."""
    check_matrices(A, "linalg.svd", square=False, kernel="linalg_svd_cpu")
    if full_matrices and A.shape[-2] != A.shape[-1]:
        return _whole_svd(A)
    return tuple(jnp.linalg.svd(A, full_matrices=False))


@op(BESPOKE, name="linalg.svdvals", saves=("result",), grad_fn="LinalgSvdBackward0", **INNER)
def svdvals_(A: Array):
    """The singular values of each matrix, falling."""
    check_matrices(A, "linalg.svd", square=False, kernel="linalg_svd_cpu")
    return jnp.linalg.svd(A, compute_uv=False)


@op(
    BESPOKE,
    name="linalg.eigh",
    returns="linalg_eigh",
    saves=("result",),
    grad_fn="LinalgEighBackward0",
    laid_out=by_columns,
    **INNER,
)
def eigh_(A: Array, UPLO: str):
    """The eigenvalues, rising, and the eigenvectors of each Hermitian matrix."""
    if A.ndim < 2:
        raise RuntimeError("linalg.eigh: The input tensor A must have at least 2 dimensions.")
    check_kernel(A, "linalg_eigh_cpu")
    check_matrices(A, "linalg.eigh", kernel="linalg_eigh_cpu")
    if UPLO.upper() not in ("L", "U"):
        raise RuntimeError(f"Expected UPLO argument to be 'L' or 'U', but got {UPLO}")
    # The gradient is Hermitian, whichever triangle was read.
    both = (A + turned(A)) / 2
    whole = as_if(mirrored(A, upper=UPLO.upper() == "U"), both)
    return tuple(jnp.linalg.eigh(whole, UPLO=UPLO.upper(), symmetrize_input=False))


@jax.custom_jvp
def _eig(A: Any) -> Any:
    return tuple(jnp.linalg.eig(A))


@_eig.defjvp
def _eig_tangent(primals: Any, tangents: Any) -> Any:
    """The eigenvectors keep their length 1; nothing else says what multiple of them is meant."""
    values, V = _eig(*primals)
    change = jnp.linalg.solve(V, product(tangents[0].astype(V.dtype), V))
    main = jnp.eye(V.shape[-1], dtype=bool)
    gaps = jnp.where(main, 1, values[..., None, :] - values[..., :, None])
    mixed = product(V, jnp.where(main, 0, change / gaps))
    lengths = jnp.real(jnp.sum(jnp.conj(V) * mixed, axis=-2, keepdims=True))
    return (values, V), (jnp.diagonal(change, axis1=-2, axis2=-1), mixed - V * lengths)


@jax.custom_jvp
def _eigvals(A: Any) -> Any:
    return jnp.linalg.eigvals(A)


@_eigvals.defjvp
def _eigvals_tangent(primals: Any, tangents: Any) -> Any:
    (values, _), (change, _) = jax.jvp(_eig, primals, tangents)
    return values, change


@op(
    BESPOKE,
    name="linalg.eig",
    returns="linalg_eig",
    saves=("result",),
    grad_fn="LinalgEigBackward0",
    laid_out=by_columns,
    **INNER,
)
def eig_(A: Array):
    """The eigenvalues and the eigenvectors, of length 1, of each matrix."""
    _check_eig(A, "linalg.eig")
    return _eig(A)


def _check_eig(A: Any, name: str) -> None:
    if A.ndim >= 2 and A.dtype.kind in "biu":
        raise RuntimeError(f"Unknown Complex ScalarType for {scalar_name(A)}")
    check_matrices(A, name, kernel="linalg_eig_out_cpu")


@op(BESPOKE, name="linalg.eigvals", saves=("A",), grad_fn="LinalgEigBackward0", **INNER)
def eigvals_(A: Array):
    """The eigenvalues of each matrix."""
    _check_eig(A, "linalg.eigvals")
    return _eigvals(A)


@op(BESPOKE, name="linalg.matrix_exp", saves=("A",), grad_fn="LinalgMatrixExpBackward0", **INNER)
def matrix_exp_(A: Array):
    """The exponential of each square matrix."""
    halves = A.dtype.itemsize < 4 and is_inexact(A)
    x = A.astype(jnp.float32) if halves else A
    check_matrices(x, "linalg.matrix_exp")
    return jax.scipy.linalg.expm(x).astype(A.dtype) if A.size else A
