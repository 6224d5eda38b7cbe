"""Linear algebra: decompositions, solvers and matrix norms."""

# ruff: noqa: N803  (PyTorch's own names of parameters)

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from torchlike._ops.casting import to_dtype
from torchlike._ops.dims import is_inexact, scalar_name
from torchlike._ops.families import BESPOKE
from torchlike._ops.layout import by_columns
from torchlike._ops.matmul import product
from torchlike._ops.reduce import p_norm
from torchlike._ops.roles import Array, Dims, DType, Number
from torchlike._ops.schema import op


def _matrices(x: Any, name: str, *, square: bool = True) -> None:
    if x.ndim < 2:
        raise RuntimeError(f"{name}: The input tensor A must have at least 2 dimensions.")
    if not is_inexact(x):
        raise RuntimeError(
            f"{name}: Expected a floating point or complex tensor as input. Got {scalar_name(x)}"
        )
    if square and x.shape[-1] != x.shape[-2]:
        raise RuntimeError(
            f"{name}: A must be batches of square matrices, but they are {x.shape[-2]} by "
            f"{x.shape[-1]} matrices"
        )


_LINALG: dict[str, Any] = {"function": False, "method": False, "namespace": "linalg"}


@op(
    BESPOKE,
    name="linalg.inv",
    saves=("result",),
    grad_fn="LinalgInvExBackward0",
    laid_out=by_columns,
    **_LINALG,
)
def inv_(A: Array):
    """The inverse of each square matrix."""
    _matrices(A, "linalg.inv")
    return jnp.linalg.inv(A)


@op(
    BESPOKE,
    name="linalg.solve",
    saves=("A", "result"),
    grad_fn="LinalgSolveExBackward0",
    laid_out=by_columns,
    **_LINALG,
)
def solve_(A: Array, B: Array):
    """X with A @ X = B, for matrices or vectors B."""
    _matrices(A, "linalg.solve")
    if A.dtype != B.dtype:
        raise RuntimeError(
            "linalg.solve: Expected A and B to have the same dtype, but found A of type "
            f"{scalar_name(A)} and B of type {scalar_name(B)} instead"
        )
    vector = B.ndim == 1 or (B.ndim == A.ndim - 1 and B.shape == A.shape[:-1])
    right = B[..., None] if vector else B
    if right.shape[-2] != A.shape[-1]:
        raise RuntimeError(
            f"linalg.solve: Incompatible shapes of A and B for the equation AX = B "
            f"({A.shape[-2]}x{A.shape[-1]} and {right.shape[-2]}x{right.shape[-1]})"
        )
    found = jnp.linalg.solve(A, right)
    return found[..., 0] if vector else found


@op(BESPOKE, name="linalg.det", saves=("A", "result"), grad_fn="LinalgDetBackward0", **_LINALG)
def det_(A: Array):
    """The determinant of each square matrix."""
    _matrices(A, "linalg.det")
    return jnp.linalg.det(A)


@op(
    BESPOKE,
    name="linalg.slogdet",
    returns="linalg_slogdet",
    saves=("A", "result"),
    grad_fn="LinalgSlogdetBackward0",
    **_LINALG,
)
def slogdet_(A: Array):
    """The sign and the logarithm of the absolute value of each determinant."""
    _matrices(A, "linalg.slogdet")
    return tuple(jnp.linalg.slogdet(A))


@op(
    BESPOKE,
    name="linalg.cholesky",
    saves=("result",),
    grad_fn="LinalgCholeskyExBackward0",
    laid_out=by_columns,
    **_LINALG,
)
def cholesky_(A: Array, upper: bool):
    """The lower (or upper) triangle L with L @ L^H = A."""
    _matrices(A, "linalg.cholesky")
    return jnp.linalg.cholesky(A, upper=upper, symmetrize_input=False)


@op(
    BESPOKE,
    name="linalg.qr",
    returns="linalg_qr",
    saves=("result",),
    grad_fn="LinalgQrBackward0",
    laid_out=by_columns,
    **_LINALG,
)
def qr_(A: Array, mode: str):
    """An orthogonal Q and a triangular R with Q @ R = A."""
    _matrices(A, "linalg.qr", square=False)
    if mode not in ("reduced", "complete"):
        raise RuntimeError(
            f"qr received unrecognized mode '{mode}' but expected one of 'reduced' (default), "
            "'r', or 'complete'"
        )
    return tuple(jnp.linalg.qr(A, mode=mode))


@op(
    BESPOKE,
    name="linalg.svd",
    returns="linalg_svd",
    saves=("result",),
    grad_fn="LinalgSvdBackward0",
    laid_out=by_columns,
    **_LINALG,
)
def svd_(A: Array, full_matrices: bool):
    """U, S and V^H with U @ diag(S) @ V^H = A, S falling."""
    _matrices(A, "linalg.svd", square=False)
    return tuple(jnp.linalg.svd(A, full_matrices=full_matrices))


@op(BESPOKE, name="linalg.svdvals", saves=("A",), grad_fn="LinalgSvdBackward0", **_LINALG)
def svdvals_(A: Array):
    """The singular values of each matrix, falling."""
    _matrices(A, "linalg.svdvals", square=False)
    return jnp.linalg.svd(A, compute_uv=False)


@op(
    BESPOKE,
    name="linalg.eigh",
    returns="linalg_eigh",
    saves=("result",),
    grad_fn="LinalgEighBackward0",
    laid_out=by_columns,
    **_LINALG,
)
def eigh_(A: Array, UPLO: str):
    """The eigenvalues, rising, and the eigenvectors of each Hermitian matrix."""
    _matrices(A, "linalg.eigh")
    if UPLO.upper() not in ("L", "U"):
        raise RuntimeError(f"Expected UPLO argument to be 'L' or 'U', but got {UPLO}")
    return tuple(jnp.linalg.eigh(A, UPLO=UPLO, symmetrize_input=False))


@op(BESPOKE, name="linalg.pinv", saves=("A", "result"), grad_fn="LinalgPinvBackward0", **_LINALG)
def pinv_(A: Array, rtol: Number | None, hermitian: bool):
    """The pseudo-inverse of each matrix."""
    if A.ndim < 2 or not is_inexact(A):
        raise RuntimeError(
            f"linalg.pinv({scalar_name(A)}{{{list(A.shape)}}}): expected a tensor with 2 or more "
            "dimensions of float, double, cfloat or cdouble types"
        )
    _matrices(A, "linalg.pinv", square=hermitian)
    return jnp.linalg.pinv(A, rtol=rtol, hermitian=hermitian)


@op(BESPOKE, name="linalg.matrix_rank", differentiable=False, **_LINALG)
def matrix_rank_(A: Array):
    """How many singular values are not negligible. Dtype: int64."""
    if A.ndim < 2:
        raise RuntimeError(
            "torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions."
        )
    _matrices(A, "linalg.matrix_rank", square=False)
    values = jnp.linalg.svd(A, compute_uv=False)
    eps = jnp.finfo(A.dtype).eps * max(A.shape[-2:])
    return jnp.sum(values > eps * jnp.max(values, axis=-1, keepdims=True), axis=-1, dtype=jnp.int64)


@op(
    BESPOKE,
    name="linalg.lstsq",
    saves=("A", "B", "result"),
    grad_fn="LinalgLstsqBackward0",
    **_LINALG,
)
def lstsq_(A: Array, B: Array):
    """X with the least |A @ X - B|, for A of full rank."""
    if A.ndim < 2:
        raise RuntimeError("torch.linalg.lstsq: input must have at least 2 dimensions.")
    _matrices(A, "linalg.lstsq", square=False)
    if A.dtype != B.dtype:
        raise RuntimeError(
            "torch.linalg.lstsq: Expected input and other to have the same dtype, but got input's "
            f"dtype {scalar_name(A)} and other's dtype {scalar_name(B)}"
        )
    last = -1 if B.ndim == A.ndim - 1 else -2
    if B.ndim < -last or B.shape[last] != A.shape[-2]:
        raise RuntimeError(f"torch.linalg.lstsq: input.size(-2) should match other.size({last})")
    return product(jnp.linalg.pinv(A), B)


@op(
    BESPOKE,
    name="linalg.matrix_norm",
    saves=("A", "result"),
    grad_fn="LinalgMatrixNormBackward0",
    **_LINALG,
)
def matrix_norm_(A: Array, kind: str, dim: Dims, keepdim: bool, dtype: DType | None):
    """A norm of the matrices over two dims: "fro", "nuc", or "1", "2", "inf" with a sign."""
    x = A if dtype is None else to_dtype(A, dtype)
    rows, columns = (d % x.ndim for d in dim)
    if kind == "fro":
        return p_norm(x, 2, (rows, columns), keepdim)
    if kind in ("nuc", "2", "-2"):
        values = jnp.linalg.svd(jnp.moveaxis(x, (rows, columns), (-2, -1)), compute_uv=False)
        found = {"nuc": jnp.sum, "2": jnp.max, "-2": jnp.min}[kind](values, axis=-1)
    else:
        along = rows if kind.endswith("1") else columns
        rest = columns if along == rows else rows
        sums = jnp.sum(jnp.abs(x), axis=along)
        pick = jnp.min if kind.startswith("-") else jnp.max
        found = pick(sums, axis=rest - (rest > along))
    return jnp.expand_dims(found, sorted((rows, columns))) if keepdim else found
