"""Norms of matrices and vectors (PyTorch: in `torch.linalg`)."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops import _bindings as bindings
from torchlike._ops.calls import call
from torchlike._ops.dims import wrap_dim
from torchlike._ops.linalg import svdvals
from torchlike._ops.qualified import into_linalg, of_linalg
from torchlike._ops.ungraded import ungraded


@into_linalg
def matrix_norm(
    input: Any, ord: Any = "fro", dim: Any = (-2, -1), keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """A norm of the matrices over two dims: "fro", "nuc", inf, -inf, 1, -1, 2 or -2."""
    if isinstance(dim, int) or len(dim) != 2:
        given = dim if isinstance(dim, int) else ", ".join(map(str, dim))
        raise RuntimeError(f"linalg.matrix_norm: dim must be a 2-tuple. Got {given}")
    if input.ndim < 2:
        raise RuntimeError(
            "linalg.matrix_norm: The input tensor A must have at least 2 dimensions."
        )
    rows, columns = (wrap_dim(d, input.ndim) for d in dim)
    if rows == columns:
        raise RuntimeError(f"linalg.matrix_norm: dims must be different. Got ({dim[0]}, {dim[1]})")
    kind = ord if isinstance(ord, str) else f"{ord:g}"
    if kind == "fro":
        return bindings.vector_norm(input, 2, (rows, columns), keepdim, dtype=dtype)
    if kind in ("1", "-1", "inf", "-inf"):
        along, rest = (rows, columns) if kind.endswith("1") else (columns, rows)
        rest -= not keepdim and rest > along
        sums = bindings.vector_norm(input, 1, along, keepdim, dtype=dtype)
        if not sums.shape[rest] and not kind.startswith("-"):
            return bindings.sum(sums, rest, keepdim)
        return (bindings.amin if kind.startswith("-") else bindings.amax)(sums, rest, keepdim)
    if kind not in ("nuc", "2", "-2"):
        raise RuntimeError(f"linalg.matrix_norm: Order {ord} not supported.")
    order = [*(d for d in range(input.ndim) if d not in (rows, columns)), rows, columns]
    values = svdvals(bindings.permute(input if dtype is None else input.to(dtype), tuple(order)))
    reduce = {"nuc": bindings.sum, "2": bindings.amax, "-2": bindings.amin}[kind]
    if kind == "2" and not values.shape[-1]:
        reduce = bindings.sum
    found = reduce(values, -1, keepdim)
    if not keepdim:
        return found
    back = tuple(order.index(d) for d in range(input.ndim))
    return bindings.permute(bindings.unsqueeze(found, -1), back)


@into_linalg
def norm(
    input: Any, ord: Any = None, dim: Any = None, keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """A vector or matrix norm: of matrices for two dims or a matrix with `ord`."""
    if dim is not None and not isinstance(dim, int) and len(dim) not in (1, 2):
        raise RuntimeError(
            f"linalg.norm: If dim is specified, it must be of length 1 or 2. Got {list(dim)}"
        )
    if dim is None and ord is not None and input.ndim not in (1, 2):
        raise RuntimeError(
            "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got "
            f"{input.ndim}D."
        )
    matrix = isinstance(ord, str) or (
        ord is not None
        and (input.ndim == 2 if dim is None else not isinstance(dim, int) and len(dim) == 2)
    )
    if not matrix:
        return vector_norm(input, 2 if ord is None else ord, dim, keepdim, dtype=dtype)
    return matrix_norm(input, ord, (-2, -1) if dim is None else dim, keepdim, dtype=dtype)


@of_linalg
def vector_norm(
    input: Any,
    ord: Any = 2,
    dim: Any = None,
    keepdim: bool = False,
    *,
    dtype: Any = None,
    out: Any = None,
) -> Any:
    """The `ord`-norm over `dim`; counts of what is not 0 give no gradient."""

    def found(x: Any) -> Any:
        return bindings.vector_norm(x, ord, dim, keepdim, dtype=dtype, out=out)

    if ord != 0 or out is not None or not isinstance(input, TensorBase):
        return found(input)
    return ungraded(found, [input], "LinalgVectorNormBackward0")


@into_linalg
def cond(input: Any, p: Any = None) -> Any:
    """The condition number of each matrix, by a norm (by default the 2-norm)."""
    if input.ndim < 2:
        raise RuntimeError("linalg.cond: The input tensor must have at least 2 dimensions.")
    if not input.numel():
        return input.new_zeros(input.shape[:-2], dtype=input.dtype.to_real())
    if p in (None, 2, -2):
        values = svdvals(input)
        first, last = (values.narrow(-1, at, 1) for at in (0, values.shape[-1] - 1))
        return bindings.squeeze(last / first if p == -2 else first / last, -1)
    inverse, info = call("linalg.inv_ex", (input,))
    singular = bindings.gt(info, 0)[..., None, None]
    inverse = bindings.masked_fill(inverse, singular, float("inf"))
    product = matrix_norm(input, p) * matrix_norm(inverse, p)
    if p == "nuc":
        return product
    return bindings.nan_to_num(product, float("inf"), float("inf"), -float("inf"))
