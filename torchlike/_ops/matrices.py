"""The linear algebra that PyTorch has beside `torch.linalg`, in its older forms."""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core import dtypes
from torchlike._ops import _bindings as bindings
from torchlike._ops import linalg, returns
from torchlike._ops.arguments import explains
from torchlike._ops.calls import call, takes_out
from torchlike._ops.joining import adjoint
from torchlike._ops.shown import shown


@explains
def det(input: Any) -> Any:
    """The determinant of each matrix."""
    return linalg.det(input)


@explains
@takes_out
def slogdet(input: Any) -> Any:
    """The sign and the logarithm of the absolute value of each determinant."""
    return linalg.slogdet(input)


@explains
def logdet(input: Any) -> Any:
    """The logarithm of each determinant, NaN where it is negative."""
    if input.ndim >= 2 and input.shape[-1] != input.shape[-2]:
        raise RuntimeError(
            f"logdet: A must be batches of square matrices, but they are {input.shape[-2]} by "
            f"{input.shape[-1]} matrices"
        )
    sign, size = linalg.slogdet(input)
    if input.is_complex():
        return bindings.add(bindings.log(sign), size)
    return call("where.self", (bindings.eq(sign, -1.0), float("nan"), size))


@explains
@takes_out
def inverse(input: Any) -> Any:
    """The inverse of each square matrix. Raises: LinAlgError for a singular one."""
    return linalg.inv(input)


@explains
def pinverse(input: Any, rcond: float = 1e-15) -> Any:
    """The pseudo-inverse of each matrix, singular values up to `rcond` · the largest dropped."""
    return linalg.pinv(input, rcond)


@explains
def matrix_exp(input: Any) -> Any:
    """e to the power of each square matrix."""
    return linalg.matrix_exp(input)


@explains
@takes_out
def orgqr(input: Any, input2: Any) -> Any:
    """The first columns of the product of Householder reflections with the factors `input2`."""
    return linalg.householder_product(input, input2)


@explains
@takes_out
def ormqr(input: Any, input2: Any, input3: Any, left: bool = True, transpose: bool = False) -> Any:
    """The product of `input3` and the whole Q that `geqrf` describes, or its adjoint."""
    return linalg.reflecting("ormqr", (input, input2, input3), left, transpose)


@explains
@takes_out
def cholesky(input: Any, upper: bool = False) -> Any:
    """The lower (or upper) triangle L with L @ L^H = input. Raises: LinAlgError otherwise."""
    L, info = call("linalg.cholesky_ex", (input,), upper)
    linalg.check_info(info, linalg.not_definite("cholesky"))
    return L


@explains
@takes_out
def qr(input: Any, some: bool = True) -> Any:
    """An orthogonal Q and a triangular R; with `some`, of the smaller size."""
    return returns.qr(linalg.qr(input, "reduced" if some else "complete"))


@explains
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


@explains
def lu(input: Any, pivot: bool = True, get_infos: bool = False, out: Any = None) -> Any:
    """L and U in one matrix, and the rows exchanged; with `get_infos` also the zero pivots."""
    LU, pivots, info = call("linalg.lu_factor_ex", (input,), pivot)
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
def lu_solve(input: Any, LU_data: Any, LU_pivots: Any) -> Any:
    """X with A @ X = input for the A that `lu` gave the factors of."""
    return linalg.lu_solve(LU_data, LU_pivots, input)


@explains
@takes_out
def triangular_solve(
    input: Any, A: Any, upper: bool = True, transpose: bool = False, unitriangular: bool = False
) -> Any:
    """X with A @ X = input for triangular A, and a copy of A."""
    return call("triangular_solve.pair", (input, A), upper, transpose, unitriangular)


#: What PyTorch's errors advise in place of what it has removed.
_ADVICE = {
    "eig": " `torch.linalg.eig` returns complex tensors of dtype `cfloat` or `cdouble` rather than "
    "real tensors mimicking complex tensors.",
    "lstsq": " `torch.lstsq` is deprecated in favor of `torch.linalg.lstsq`.",
    "matrix_rank": "",
    "solve": " `torch.solve` is deprecated in favor of `torch.linalg.solve`. `torch.linalg.solve` "
    "has its arguments reversed and does not return the LU factorization.",
    "symeig": " The default behavior has changed from using the upper triangular portion of the "
    "matrix by default to using the lower triangular portion.",
}


def _removed(like: Callable[..., Any]) -> Any:
    """Decorates what PyTorch has removed, but for its name and the arguments that it had."""
    advice = _ADVICE[like.__name__]

    def function(*args: Any, **options: Any) -> Any:
        """What PyTorch has removed. Raises: RuntimeError, always."""
        del args, options
        raise RuntimeError(
            f"This function was deprecated since version 1.9 and is now removed.{advice}"
        )

    function.__name__ = function.__qualname__ = like.__name__
    function.__refuses__ = True
    return shown(function, like)


@_removed
def lstsq(input: Any, A: Any, *, out: Any = None) -> Any: ...


@_removed
def solve(input: Any, A: Any, *, out: Any = None) -> Any: ...


@_removed
def matrix_rank(
    input: Any, tol: Any = None, symmetric: bool = False, *, out: Any = None
) -> Any: ...


@_removed
def symeig(
    input: Any, eigenvectors: bool = False, upper: bool = True, *, out: Any = None
) -> Any: ...


@_removed
def eig(self: Any, eigenvectors: bool = False, *, e: Any = None, v: Any = None) -> Any: ...


class RemovedMethods:
    """The methods of `Tensor` that PyTorch has removed, but for their names."""

    @_removed
    def lstsq(self, other: Any) -> Any: ...

    @_removed
    def solve(self, other: Any) -> Any: ...

    @_removed
    def symeig(self, eigenvectors: bool = False) -> Any: ...

    @_removed
    def eig(self, eigenvectors: bool = False) -> Any: ...
