"""Solvers of linear equations, inverses, determinants."""

# ruff: noqa: N803, N806  (PyTorch's own names of parameters, and of matrices)

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Spec, contiguous_strides
from torchlike._ops.decompose import INNER, zero_pivot
from torchlike._ops.dims import is_inexact, scalar_name
from torchlike._ops.families import BESPOKE
from torchlike._ops.layout import by_columns
from torchlike._ops.matmul import product
from torchlike._ops.matrix_checks import (
    broadcast_batches,
    check_kernel,
    check_matrices,
    check_square,
    column_strides,
    mirrored,
    turned,
)
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import broadcast_shapes, op

# -- by L and U ----------------------------------------------------------------------------------


def _by_factors(factors: Any, order: Any, B: Any, *, adjoint: bool) -> Any:
    """X with A @ X = B (or A^H @ X = B) for A = factors, its rows in `order`."""
    solve = lax.linalg.triangular_solve
    if not adjoint:
        B = jnp.take_along_axis(B, order[..., None], axis=-2)
        half = solve(factors, B, left_side=True, lower=True, unit_diagonal=True)
        return solve(factors, half, left_side=True, lower=False)
    back = {"left_side": True, "transpose_a": True, "conjugate_a": True}
    half = solve(factors, B, lower=False, **back)
    half = solve(factors, half, lower=True, unit_diagonal=True, **back)
    return jnp.take_along_axis(half, jnp.argsort(order, axis=-1)[..., None], axis=-2)


def _solved(A: Any, B: Any) -> tuple[Any, Any]:
    """X with A @ X = B for matrices, batch dims broadcast, and the first pivots that are zero."""
    factors, _, order = lax.linalg.lu(lax.stop_gradient(A))
    info = zero_pivot(factors)
    factors, B = broadcast_batches(factors, B)
    order = jnp.broadcast_to(order, factors.shape[:-1])

    def transposed(_: Any, x: Any) -> Any:
        return jnp.conj(_by_factors(factors, order, jnp.conj(x), adjoint=True))

    X = lax.custom_linear_solve(
        lambda x: product(A, x),
        B,
        solve=lambda _, x: _by_factors(factors, order, x, adjoint=False),
        transpose_solve=transposed,
    )
    return X, info


@op(
    BESPOKE,
    name="linalg.inv_ex",
    returns="linalg_inv_ex",
    saves=("result",),
    grad_fn="LinalgInvExBackward0",
    laid_out=by_columns,
    **INNER,
)
def inv_ex_(A: Array):
    """The inverse of each square matrix, and the first pivot that is zero."""
    check_matrices(A, "linalg.inv")
    return _solved(A, jnp.broadcast_to(jnp.eye(A.shape[-1], dtype=A.dtype), A.shape))


def is_vector(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether right sides of shape `b` are vectors for matrices of shape `a`."""
    return len(b) == 1 or (len(b) == len(a) - 1 and b == a[:-1])


def _solve_strides(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    del specs
    return column_strides(shape) if static[0] and len(shape) >= 2 else None


@op(
    BESPOKE,
    name="linalg.solve_ex",
    returns="linalg_solve_ex",
    saves=("A", "result"),
    grad_fn="LinalgSolveExBackward0",
    laid_out=lambda specs, static, shape: (
        _solve_strides(specs, static, shape) if shape != specs[0].shape[:-2] else None
    ),
    **INNER,
)
def solve_ex_(A: Array, B: Array, left: bool):
    """X with A @ X = B (or X @ A = B) for matrices or vectors B, and the first zero pivot."""
    vector = _check_solve(A, B, left=left)
    right = B[..., None] if vector else B
    if not left:
        A, right = jnp.swapaxes(A, -1, -2), jnp.swapaxes(right, -1, -2)
    X, info = _solved(A, right)
    X = X if left else jnp.swapaxes(X, -1, -2)
    return X[..., 0] if vector else X, info


def _check_solve(A: Any, B: Any, *, left: bool) -> bool:
    """Whether B is vectors. Raises: RuntimeError for what does not go together."""
    check_matrices(A, "linalg.solve", kernel="lu_cpu")
    if A.dtype != B.dtype:
        raise RuntimeError(
            "linalg.solve: Expected A and B to have the same dtype, but found A of type "
            f"{scalar_name(A)} and B of type {scalar_name(B)} instead"
        )
    vector = is_vector(A.shape, B.shape)
    if vector and not left:
        raise RuntimeError(
            "linalg.solve: Vector broadcasting of the left hand side is not supported for "
            "left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)"
        )
    check_sides(A, B[..., None] if vector else B, "linalg.solve", left=left)
    return vector


def check_sides(A: Any, B: Any, name: str, *, left: bool) -> None:
    """Raises unless A @ X = B (or X @ A = B) can hold for square matrices A."""
    if B.ndim < 2:
        raise RuntimeError(f"{name}: The input tensor B must have at least 2 dimensions.")
    check_square(A, name)
    if A.shape[-2] != B.shape[-2 if left else -1]:
        raise RuntimeError(
            f"{name}: Incompatible shapes of A and B for the equation "
            f"{'AX = B' if left else 'XA = B'} ({A.shape[-2]}x{A.shape[-1]} and "
            f"{B.shape[-2]}x{B.shape[-1]})"
        )


@op(
    BESPOKE,
    name="linalg.lu_solve",
    saves=("LU", "result"),
    grad_fn="LinalgLuSolveBackward0",
    laid_out=lambda specs, static, shape: _solve_strides(specs, static, shape),
    **INNER,
)
def lu_solve_(LU: Array, pivots: Array, B: Array, left: bool, adjoint: bool):
    """X with A @ X = B (or X @ A = B) for the A, or its adjoint, of which LU are the factors."""
    if pivots.dtype != jnp.int32:
        raise RuntimeError("linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32")
    if LU.dtype != B.dtype:
        raise RuntimeError(
            "linalg.lu_solve: Expected LU and B to have the same dtype, but found LU of type "
            f"{scalar_name(LU)} and B of type {scalar_name(B)} instead"
        )
    check_square(LU, "torch.linalg.lu_solve", "LU")
    check_sides(LU, B, "linalg.lu_solve", left=left)
    if pivots.shape[-1] != LU.shape[-1]:
        raise RuntimeError(
            "linalg.lu_solve: Number of pivots per batch should be same as the dimension of the "
            "matrix"
        )
    if pivots.shape[:-1] != LU.shape[:-2]:
        raise RuntimeError(
            "linalg.lu_solve: Expected LU.shape[:-1] and pivots.shape to be the same, but got "
            f"pivots with shape {list(pivots.shape)} instead"
        )
    check_kernel(LU, "lu_solve_cpu")
    if not left:
        B, adjoint = turned(B), not adjoint
    factors, B = broadcast_batches(LU, B)
    order = lax.linalg.lu_pivots_to_permutation(pivots - 1, LU.shape[-1])
    order = jnp.broadcast_to(order, factors.shape[:-1])
    X = _by_factors(factors, order, B, adjoint=adjoint)
    return X if left else turned(X)


# -- determinants --------------------------------------------------------------------------------


@op(BESPOKE, name="linalg.det", saves=("A", "result"), grad_fn="LinalgDetBackward0", **INNER)
def det_(A: Array):
    """The determinant of each square matrix."""
    check_matrices(A, "linalg.det", kernel="lu_cpu")
    return jnp.linalg.det(A) if A.size else jnp.ones(A.shape[:-2], A.dtype)


@op(
    BESPOKE,
    name="linalg.slogdet",
    returns="linalg_slogdet",
    saves=("A",),
    grad_fn="LinalgSlogdetBackward0",
    **INNER,
)
def slogdet_(A: Array):
    """The sign and the logarithm of the absolute value of each determinant."""
    check_matrices(A, "linalg.slogdet")
    if not A.size:
        ones = jnp.ones(A.shape[:-2], A.dtype)
        return ones, jnp.zeros_like(jnp.real(ones))
    sign, size = jnp.linalg.slogdet(A)
    return jnp.where(jnp.isnan(jnp.real(size)), 0, sign), size


# -- triangular and Cholesky ---------------------------------------------------------------------


def _triangular_strides(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """As PyTorch leaves the result: by columns, or by rows where it solved the transpose."""
    del specs, static
    return column_strides(shape)


@op(
    BESPOKE,
    name="linalg.solve_triangular",
    saves=("A", "result"),
    grad_fn="LinalgSolveTriangularBackward0",
    laid_out=_triangular_strides,
    **INNER,
)
def solve_triangular_(A: Array, B: Array, upper: bool, left: bool, unitriangular: bool):
    """X with A @ X = B (or X @ A = B) for triangular A."""
    _check_same(A, B, "linalg.solve_triangular")
    check_sides(A, B, "linalg.solve_triangular", left=left)
    check_kernel(A, "triangular_solve_cpu")
    A, B = broadcast_batches(A, B)
    return lax.linalg.triangular_solve(
        A, B, left_side=left, lower=not upper, unit_diagonal=unitriangular
    )


def _check_same(A: Any, B: Any, name: str) -> None:
    for x, called in ((A, "A"), (B, "B")):
        if x.ndim < 2:
            raise RuntimeError(
                f"{name}: The input tensor {called} must have at least 2 dimensions."
            )
    if A.dtype != B.dtype:
        raise RuntimeError(
            f"{name}: Expected A and B to have the same dtype, but found A of type "
            f"{scalar_name(A)} and B of type {scalar_name(B)} instead"
        )


@op(
    BESPOKE,
    name="triangular_solve.pair",
    returns="triangular_solve",
    saves=("A", "result"),
    grad_fn="TriangularSolveBackward0",
    laid_out=by_columns,
    function=False,
    method=False,
)
def triangular_solve_pair(
    input: Array, A: Array, upper: bool, transpose: bool, unitriangular: bool
):
    """X with A @ X = input for triangular A, and A, both of common batches."""
    check_solvable(A, input, "triangular_solve")
    check_kernel(A, "triangular_solve_cpu")
    A, B = broadcast_batches(A, input)
    X = lax.linalg.triangular_solve(
        A,
        B,
        left_side=True,
        lower=not upper,
        transpose_a=transpose,
        unit_diagonal=unitriangular,
    )
    return X, A


def check_solvable(A: Any, B: Any, name: str) -> None:
    """Raises, as PyTorch's older solvers do, unless A @ X = B can hold."""
    for x, called in ((B, "b"), (A, "A")):
        if x.ndim < 2:
            what = "input tensor " if name == "triangular_solve" else ""
            raise RuntimeError(
                f"torch.{name}: Expected {what}{called} to have at least 2 dimensions, but it has "
                f"{x.ndim} dimensions instead"
                if what
                else f"{called} should have at least 2 dimensions, but has {x.ndim} dimensions "
                "instead"
            )
    if A.dtype != B.dtype:
        raise RuntimeError(
            f"Expected b and A to have the same dtype, but found b of type {scalar_name(B)} and A "
            f"of type {scalar_name(A)} instead."
        )
    if A.shape[-2] != A.shape[-1]:
        raise RuntimeError(
            f"A must be batches of square matrices, but they are {A.shape[-2]} by {A.shape[-1]} "
            "matrices"
        )
    if A.shape[-1] != B.shape[-2]:
        raise RuntimeError(
            "Incompatible matrix sizes for "
            f"{name}: each A matrix is {A.shape[-2]} by {A.shape[-1]} but each b matrix is "
            f"{B.shape[-2]} by {B.shape[-1]}"
        )


def _by_cholesky(L: Any, B: Any, *, upper: bool) -> Any:
    """X with L @ L^H @ X = B (or U^H @ U @ X = B); the derivative takes L as a whole matrix."""
    factor = lax.stop_gradient(L)
    adjoint = {"transpose_a": True, "conjugate_a": True}
    first, second = (adjoint, {}) if upper else ({}, adjoint)

    def solve(_: Any, x: Any) -> Any:
        for turn in (first, second):
            x = lax.linalg.triangular_solve(factor, x, left_side=True, lower=not upper, **turn)
        return x

    left, right = (turned(L), L) if upper else (L, turned(L))
    return lax.custom_linear_solve(
        lambda x: product(left, product(right, x)),
        B,
        solve=solve,
        transpose_solve=lambda _, x: jnp.conj(solve(_, jnp.conj(x))),
    )


@op(BESPOKE, saves=("input", "input2", "result"), laid_out=by_columns, out=True)
def cholesky_solve(input: Array, input2: Array, upper: bool = False):
    """X with L @ L^H @ X = input for a Cholesky factor `input2`, lower or upper."""
    check_solvable(input2, input, "cholesky_solve")
    check_kernel(input, "cholesky_solve_cpu")
    L, B = broadcast_batches(input2, input)
    return _by_cholesky(L, B, upper=upper)


@op(BESPOKE, saves=("input", "result"), laid_out=by_columns, out=True)
def cholesky_inverse(input: Array, upper: bool = False):
    """The inverse of L @ L^H for a Cholesky factor, lower or upper."""
    if input.ndim < 2:
        raise RuntimeError("cholesky_inverse: The input tensor A must have at least 2 dimensions.")
    check_square(input, "cholesky_inverse")
    check_kernel(input, "cholesky_inverse_out_cpu")
    identity = jnp.broadcast_to(jnp.eye(input.shape[-1], dtype=input.dtype), input.shape)
    return _by_cholesky(input, identity, upper=upper)


# -- by singular values --------------------------------------------------------------------------


def tolerance(A: Any, values: Any, atol: Any, rtol: Any) -> Any:
    """Below what singular values count as zero: the larger of `atol` and rtol · the largest."""
    eps = float(jnp.finfo(A.dtype).eps) * max(A.shape[-2:])
    atol = jnp.zeros((), values.dtype) if atol is None else jnp.asarray(atol)
    if rtol is None:
        rtol = jnp.where(atol > 0, 0, eps)
    both = (jnp.asarray(x).astype(values.dtype)[..., None] for x in (atol, rtol))
    absolute, relative = both
    largest = jnp.max(values, axis=-1, keepdims=True, initial=0)
    return jnp.maximum(absolute, relative * largest)


def _pseudo_inverse(A: Any, atol: Any, rtol: Any, hermitian: bool) -> tuple[Any, Any]:
    """The pseudo-inverse and the singular values (or absolute eigenvalues)."""
    if hermitian:
        found = jnp.linalg.eigh(mirrored(A, upper=False), symmetrize_input=False)
        values, U = tuple(found)
        size, Vh = jnp.abs(values), turned(U)
    else:
        U, values, Vh = jnp.linalg.svd(A, full_matrices=False)
        size = values
    kept = size > tolerance(A, size, atol, rtol)
    inverse = jnp.where(kept, 1 / jnp.where(kept, values, 1), 0).astype(A.dtype)
    return product(turned(Vh) * inverse[..., None, :], turned(U)), size


@jax.custom_jvp
def _with_derivative(A: Any, P: Any) -> Any:
    """`P`, the pseudo-inverse of `A`, with the derivative that it has at constant rank."""
    del A
    return P


@_with_derivative.defjvp
def _pseudo_inverse_tangent(primals: Any, tangents: Any) -> Any:
    A, P = primals
    P = _with_derivative(A, P)
    dA, Ph = tangents[0], turned(P)
    dAh = turned(dA)
    change = product(P, product(dA, P))
    left = product(product(P, Ph), dAh)
    right = product(dAh, product(Ph, P))
    return P, (left - product(left, product(A, P)) + right - product(product(P, A), right) - change)


def pseudo_inverse(A: Any, atol: Any, rtol: Any, hermitian: bool = False) -> tuple[Any, Any]:
    """The pseudo-inverse, differentiable, and the singular values, as constants."""
    P, values = _pseudo_inverse(lax.stop_gradient(A), atol, rtol, hermitian)
    return _with_derivative(A, lax.stop_gradient(P)), lax.stop_gradient(values)


@op(BESPOKE, name="linalg.pinv", saves=("A", "result"), grad_fn="LinalgPinvBackward0", **INNER)
def pinv_(A: Array, atol: Array | Number | None, rtol: Array | Number | None, hermitian: bool):
    """The pseudo-inverse of each matrix."""
    if A.ndim < 2 or not is_inexact(A) or A.dtype.itemsize < 4:
        raise RuntimeError(
            f"linalg.pinv({scalar_name(A)}{{{list(A.shape)}}}): expected a tensor with 2 or more "
            "dimensions of float, double, cfloat or cdouble types"
        )
    if hermitian:
        check_square(A, "linalg.pinv")
    if not A.size:
        return jnp.zeros((*A.shape[:-2], A.shape[-1], A.shape[-2]), A.dtype)
    return pseudo_inverse(A, atol, rtol, hermitian)[0]


@op(BESPOKE, name="linalg.matrix_rank", differentiable=False, **INNER)
def matrix_rank_(
    A: Array, atol: Array | Number | None, rtol: Array | Number | None, hermitian: bool
):
    """How many singular values are not negligible. Dtype: int64."""
    if A.ndim < 2:
        raise RuntimeError(
            "torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions."
        )
    if not is_inexact(A) or A.dtype.itemsize < 4:
        raise RuntimeError("This function doesn't handle types other than float and double")
    if hermitian:
        check_square(A, "linalg.matrix_rank")
        whole = mirrored(A, upper=False)
        values = jnp.abs(jnp.linalg.eigh(whole, symmetrize_input=False)[0])
    else:
        values = jnp.linalg.svd(A, compute_uv=False)
    least = tolerance(A, values, atol, rtol)
    batch = broadcast_shapes(values.shape[:-1], least.shape[:-1])
    return jnp.broadcast_to(jnp.sum(values > least, axis=-1, dtype=jnp.int64), batch)


def _lstsq_strides(
    specs: Sequence[Spec], static: Any, shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """A solution lies where LAPACK found it: by columns, in what held the right sides."""
    del static
    A, B = specs
    assert isinstance(A, Aval) and isinstance(B, Aval)
    if len(shape) != len(A.shape) or is_vector(A.shape, B.shape) or 0 in shape:
        return None
    rows = max(A.shape[-2:])
    batch = contiguous_strides((*shape[:-2], rows * shape[-1]))[:-1]
    return (*batch, 1, rows)


@op(
    BESPOKE,
    name="linalg.lstsq",
    returns=tuple,
    laid_out=_lstsq_strides,
    saves=("A", "B", "result"),
    grad_fn="LinalgLstsqBackward0",
    **INNER,
)
def lstsq_(A: Array, B: Array, rcond: float, residuals: bool):
    """The shortest X with the least |A @ X - B|, on request that, the ranks, singular values."""
    vector = is_vector(A.shape, B.shape)
    A, right = broadcast_batches(A, B[..., None] if vector else B)
    P, values = pseudo_inverse(A, None, rcond)
    rank = jnp.sum(values > tolerance(A, values, None, rcond), axis=-1, dtype=jnp.int64)
    X = product(P, right)
    errors = jnp.zeros(0, values.dtype)
    if residuals:
        error = product(A, X) - right
        errors = jnp.sum(jnp.real(error * jnp.conj(error)), axis=-2)
        errors = errors[..., 0] if vector else errors
    return X[..., 0] if vector else X, errors, rank, values
