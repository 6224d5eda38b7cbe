"""The linear algebra that PyTorch has beside `torch.linalg`, in its older forms."""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._ops import linalg, returns
from torchlike._ops.arguments import explains
from torchlike._ops.calls import call, takes_out
from torchlike._ops.joining import adjoint


@explains
@takes_out
def cholesky(input: Any, upper: bool = False) -> Any:
    """The lower (or upper) triangle L with L @ L^H = input. Raises: LinAlgError otherwise."""
    return linalg.cholesky(input, upper=upper)


@takes_out
def qr(input: Any, some: bool = True) -> Any:
    """An orthogonal Q and a triangular R; with `some`, of the smaller size."""
    return returns.qr(linalg.qr(input, "reduced" if some else "complete"))


@takes_out
def svd(input: Any, some: bool = True, compute_uv: bool = True) -> Any:
    """U, S and V (not V^H); without `compute_uv`, zeros for U and V."""
    if compute_uv:
        U, S, Vh = linalg.svd(input, full_matrices=not some)
        return returns.svd(U, S, adjoint(Vh))
    rows, columns = input.shape[-2:]
    S = linalg.svdvals(input)
    batch = tuple(input.shape[:-2])
    return returns.svd(
        input.new_zeros((*batch, rows, rows)), S, input.new_zeros((*batch, columns, columns))
    )


def lu(A: Any, pivot: bool = True, get_infos: bool = False, out: Any = None) -> Any:
    """L and U in one matrix, and the rows exchanged; with `get_infos` also the zero pivots."""
    LU, pivots, info = call("linalg.lu_factor_ex", (A,), pivot)
    if not get_infos:
        linalg.check_pivots(info, "lu_factor")
    found = (LU, pivots, info) if get_infos else (LU, pivots)
    if out is not None:
        for target, result in zip(out, found, strict=True):
            target.resize_as_(result).copy_(result)
        return out
    return returns.lu_with_info(found) if get_infos else found


@explains
@takes_out
def lu_unpack(
    LU_data: Any, LU_pivots: Any, unpack_data: bool = True, unpack_pivots: bool = True
) -> Any:
    """P, L and U of what `lu` gives."""
    if LU_pivots.dtype is not dtypes.int32:
        raise RuntimeError(
            "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 "
            "dtype.\nNote: this function is intended to be used with the output produced by "
            "torch.linalg.lu_factor"
        )
    P = L = U = LU_data.new_empty(0)
    if unpack_data:
        L, U = call("lu_unpack.triangles", (LU_data,))
    if unpack_pivots:
        order = call("linalg.order", (LU_pivots,), LU_data.shape[-2])
        P = call("linalg.permutation", (order,), LU_data.dtype)
    return returns.lu_unpack(P, L, U)


@explains
@takes_out
def lu_solve(b: Any, LU_data: Any, LU_pivots: Any) -> Any:
    """X with A @ X = b for the A that `lu` gave the factors of."""
    return linalg.lu_solve(LU_data, LU_pivots, b)


@explains
@takes_out
def triangular_solve(
    input: Any, A: Any, upper: bool = True, transpose: bool = False, unitriangular: bool = False
) -> Any:
    """X with A @ X = input for triangular A, and a copy of A."""
    return call("triangular_solve.pair", (input, A), upper, transpose, unitriangular)


def _removed(name: str, advice: str) -> Any:
    def function(*args: Any, **options: Any) -> Any:
        del args, options
        raise RuntimeError(
            f"This function was deprecated since version 1.9 and is now removed.{advice}"
        )

    function.__name__ = function.__qualname__ = name
    function.__doc__ = "What PyTorch has removed. Raises: RuntimeError, always."
    return function


lstsq = _removed("lstsq", " `torch.lstsq` is deprecated in favor of `torch.linalg.lstsq`.")
solve = _removed(
    "solve",
    " `torch.solve` is deprecated in favor of `torch.linalg.solve`. `torch.linalg.solve` has its "
    "arguments reversed and does not return the LU factorization.",
)
matrix_rank = _removed("matrix_rank", "")
symeig = _removed(
    "symeig",
    " The default behavior has changed from using the upper triangular portion of the matrix by "
    "default to using the lower triangular portion.",
)
eig = _removed(
    "eig",
    " `torch.linalg.eig` returns complex tensors of dtype `cfloat` or `cdouble` rather than real "
    "tensors mimicking complex tensors.",
)
