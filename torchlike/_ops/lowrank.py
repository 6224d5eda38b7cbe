"""Decompositions of matrices of low rank, found by random projections.

Source: Halko, Martinsson and Tropp, "Finding structure with randomness", 2009.
"""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from typing import Any

from torchlike._ops import _bindings as bindings
from torchlike._ops import linalg
from torchlike._ops.joining import adjoint
from torchlike._ops.sampling import randn


def _basis(A: Any, q: int, niter: int, M: Any) -> Any:
    """An orthonormal basis of most of the range of A - M, of `q` vectors."""
    R = randn(A.shape[-1], q, dtype=A.dtype, device=A.device)
    product = bindings.matmul
    H = adjoint(A)

    def apply(X: Any) -> Any:
        Y = product(A, X)
        return Y if M is None else Y - product(M, X)

    def apply_back(X: Any) -> Any:
        Y = product(H, X)
        return Y if M is None else Y - product(adjoint(M), X)

    Q = linalg.qr(apply(R))[0]
    for _ in range(niter):
        Q = linalg.qr(apply_back(Q))[0]
        Q = linalg.qr(apply(Q))[0]
    return Q


def svd_lowrank(A: Any, q: int | None = 6, niter: int | None = 2, M: Any = None) -> Any:
    """U, S and V of a matrix of low rank (or of A - M), of `q` singular values."""
    q = 6 if q is None else q
    rows, columns = A.shape[-2:]
    if M is not None:
        M = bindings.expand(M, tuple(A.shape))
    if rows < columns:
        A, M = adjoint(A), None if M is None else adjoint(M)
    Q = _basis(A, q, 2 if niter is None else niter, M)
    B = bindings.matmul(adjoint(Q), A)
    if M is not None:
        B = B - bindings.matmul(adjoint(Q), M)
    U, S, Vh = linalg.svd(B, full_matrices=False)
    U, V = bindings.matmul(Q, U), adjoint(Vh)
    return (V, S, U) if rows < columns else (U, S, V)


def pca_lowrank(A: Any, q: int | None = None, center: bool = True, niter: int = 2) -> Any:
    """The principal components of the rows of A, as the U, S and V of `svd_lowrank`."""
    rows, columns = A.shape[-2:]
    if q is None:
        q = min(6, rows, columns)
    elif not 0 <= q <= min(rows, columns):
        raise ValueError(
            f"q(={q}) must be non-negative integer and not greater than min(m, n)="
            f"{min(rows, columns)}"
        )
    if niter < 0:
        raise ValueError(f"niter(={niter}) must be non-negative integer")
    if not (A.is_floating_point() or A.is_complex()):
        raise ValueError(f"input must be floating point or complex tensor, got {A.dtype}")
    if not center:
        return svd_lowrank(A, q, niter, None)
    return svd_lowrank(A - bindings.mean(A, -2, True), q, niter, None)
