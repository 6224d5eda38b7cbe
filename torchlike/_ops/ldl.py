"""The decomposition of symmetric and Hermitian matrices that need not be definite.

LAPACK computes it on the host: XLA has nothing like it.
"""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._core.apply import wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete
from torchlike._ops import returns
from torchlike._ops.calls import call
from torchlike._ops.matrix_checks import check_kernel, check_matrices, check_square
from torchlike._ops.qualified import into_linalg
from torchlike._ops.schema import broadcast_shapes
from torchlike._ops.solve import check_sides

_LETTERS = {"float32": "s", "float64": "d", "complex64": "c", "complex128": "z"}


def _routine(array: np.ndarray, hermitian: bool, task: str) -> Any:
    """LAPACK's routine for matrices of this type."""
    kind = "he" if hermitian and array.dtype.kind == "c" else "sy"
    # Slow to import, and few programs need it.
    import scipy.linalg.lapack as lapack  # noqa: PLC0415

    return getattr(lapack, f"{_LETTERS[array.dtype.name]}{kind}{task}")


def _on_host(tensor: Any) -> np.ndarray:
    return np.asarray(array_of(tensor._read(), "linalg.ldl_factor()"))


def _factor(A: Any, hermitian: bool) -> tuple[Any, Any, Any]:
    aval = A._read().aval.struct()
    check_matrices(aval, "torch.linalg.ldl_factor_ex", kernel="ldl_factor_kernel_cpu")
    array = _on_host(A)
    n, batch = array.shape[-1], array.shape[:-2]
    LD = np.empty((int(np.prod(batch)), n, n), array.dtype)
    pivots = np.empty((len(LD), n), np.int32)
    info = np.zeros(len(LD), np.int32)
    factor = _routine(array, hermitian, "trf")
    for i, matrix in enumerate(array.reshape(LD.shape) if n else ()):
        found, pivots[i], info[i] = factor(matrix, lower=1)
        LD[i] = np.tril(found)
    place = A._read().aval.device
    return (
        call("linalg_ldl_factor_ex.found", (A, wrap(concrete(LD.reshape(array.shape), place)))),
        wrap(concrete(pivots.reshape(*batch, n), place)),
        wrap(concrete(info.reshape(batch), place)),
    )


@into_linalg
def ldl_factor(input: Any, *, hermitian: bool = False) -> Any:
    """L and D in one matrix, and the rows exchanged. Raises: RuntimeError for a singular D."""
    LD, pivots, info = _factor(input, hermitian)
    _check_blocks(info, "ldl_factor")
    return returns.linalg_ldl_factor(LD, pivots)


@into_linalg
def ldl_factor_ex(input: Any, *, hermitian: bool = False, check_errors: bool = False) -> Any:
    """L and D in one matrix, the rows exchanged, and which block of D is singular."""
    found = _factor(input, hermitian)
    if check_errors:
        _check_blocks(found[2], "ldl_factor_ex")
    return returns.linalg_ldl_factor_ex(*found)


def _check_blocks(info: Any, name: str) -> None:
    codes = _on_host(info)
    if codes.any():
        code = codes[codes != 0].flat[0]
        raise RuntimeError(
            f"torch.linalg.{name}: the block of D at {code} is singular, and the factorization "
            "cannot be used to solve equations"
        )


@into_linalg
def ldl_solve(LD: Any, pivots: Any, B: Any, *, hermitian: bool = False) -> Any:
    """X with A @ X = B for the A that `ldl_factor` gave `LD` and `pivots` for."""
    _check_solve(LD, pivots, B)
    factors, order, right = _on_host(LD), _on_host(pivots), _on_host(B)
    batch = broadcast_shapes(factors.shape[:-2], right.shape[:-2])
    n, columns = right.shape[-2:]
    X = np.empty((int(np.prod(batch)), n, columns), right.dtype)
    rows = (
        np.broadcast_to(x, (*batch, *x.shape[-k:])).reshape(len(X), *x.shape[-k:])
        for x, k in ((factors, 2), (order, 1), (right, 2))
    )
    solve = _routine(factors, hermitian, "trs")
    for i, (matrix, exchanged, side) in enumerate(zip(*rows, strict=True) if X.size else ()):
        X[i], _ = solve(matrix, exchanged, side, lower=1)
    found = wrap(concrete(X.reshape(*batch, n, columns), B._read().aval.device))
    return call("linalg_ldl_solve.found", (LD, B, found))


def _check_solve(LD: Any, pivots: Any, B: Any) -> None:
    name = "torch.linalg.ldl_solve"
    factors, right = LD._read().aval.struct(), B._read().aval.struct()
    if len(factors.shape) < 2:
        raise RuntimeError(f"{name}: The input tensor LD must have at least 2 dimensions.")
    check_square(factors, name, "LD")
    if len(right.shape) < 2:
        raise RuntimeError(
            f"{name}: Expected B to have at least 2 dimensions, but it has {B.ndim} dimensions "
            "instead"
        )
    if pivots.dtype.category != 1:
        raise RuntimeError(
            f"{name}: Expected pivots to be integers. Got {pivots.dtype.scalar_name}"
        )
    if pivots.shape != LD.shape[:-1]:
        raise RuntimeError(
            f"{name}: Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with "
            f"shape {list(pivots.shape)} instead"
        )
    if LD.dtype is not B.dtype:
        raise RuntimeError(
            f"{name}: Expected LD and B to have the same dtype, but found LD of type "
            f"{LD.dtype.scalar_name} and B of type {B.dtype.scalar_name} instead"
        )
    check_sides(factors, right, name, left=True)
    check_kernel(factors, "ldl_solve_cpu")
