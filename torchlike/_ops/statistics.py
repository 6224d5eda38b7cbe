"""Covariances, distances and matrix functions composed of other operators."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import call, takes_out
from torchlike._ops.dims import wrap_dim
from torchlike._ops.guards import holds_anywhere
from torchlike._ops.joining import complex as complex_of
from torchlike._ops.linalg import inv
from torchlike._ops.overloads import norm


@explains
def cov(input: Any, *, correction: int = 1, fweights: Any = None, aweights: Any = None) -> Any:
    """The covariances of the rows, columns being observations with optional weights."""
    if input.ndim > 2:
        raise RuntimeError(
            f"cov(): expected input to have two or fewer dimensions but got an input with "
            f"{input.ndim} dimensions"
        )
    if input.dtype is dtypes.bool:
        raise RuntimeError("cov(): bool dtype is not supported for input")
    x = input if input.ndim == 2 else input.reshape(1, -1)
    if x.dtype.category < dtypes.dtype.FLOAT:
        x = x.float()
    _check_weights(x, "fweights", fweights, "integral", dtypes.dtype.INTEGER)
    _check_weights(x, "aweights", aweights, "floating point", dtypes.dtype.FLOAT)
    weights = None
    for given in (fweights, aweights):
        if given is not None:
            weights = given if weights is None else weights * given
    if weights is None:
        total: Any = x.shape[1]
        average = bindings.sum(x, 1, True) / total
        freedom = total - correction
    else:
        total = weights.sum()
        average = bindings.sum(x * weights, 1, True) / total
        share = 1 if aweights is None else (weights * aweights).sum() / total
        freedom = total - correction * share
    centred = x - average
    weighted = centred if weights is None else centred * weights
    turned = bindings.transpose(centred, 0, 1)
    product = bindings.mm(weighted, bindings.conj_physical(turned))
    return (product / _positive(freedom)).squeeze()


def _check_weights(x: Any, name: str, weights: Any, kind: str, category: int) -> None:
    if weights is None:
        return
    if weights.ndim > 1:
        raise RuntimeError(
            f"cov(): expected {name} to have one or fewer dimensions but got {name} with "
            f"{weights.ndim} dimensions"
        )
    if weights.dtype.category != category:
        raise RuntimeError(
            f"cov(): expected {name} to have {kind} dtype but got {name} with "
            f"{weights.dtype.scalar_name} dtype"
        )
    if weights.numel() != x.shape[1]:
        raise RuntimeError(
            f"cov(): expected {name} to have the same numel as there are observations in the "
            f"input but got {weights.numel()} != {x.shape[1]}"
        )
    if weights.numel() and holds_anywhere((weights < 0).any()):
        raise RuntimeError(f"cov(): {name} cannot be negative")


def _positive(freedom: Any) -> Any:
    if isinstance(freedom, TensorBase):
        return bindings.clamp_min(freedom, 0)
    return max(0, freedom)


@explains
def corrcoef(input: Any) -> Any:
    """The correlations of the rows."""
    if input.ndim > 2:
        raise RuntimeError(
            "corrcoef(): expected input to have two or fewer dimensions but got an input with "
            f"{input.ndim} dimensions"
        )
    c = cov(input)
    if c.ndim == 0:
        return c / c
    deviation = bindings.diagonal(c).sqrt()
    if c.is_complex():
        deviation = bindings.diagonal(c).real.sqrt()
    scaled = c / deviation.unsqueeze(1) / deviation.unsqueeze(0)
    if not c.is_complex():
        return bindings.clamp(scaled, -1, 1)
    parts = bindings.clamp(scaled.real, -1, 1), bindings.clamp(scaled.imag, -1, 1)
    return complex_of(*parts)


#: Of how many rows on PyTorch computes Euclidean distances by a product of matrices, by mode.
_PRODUCT_FROM = {
    "use_mm_for_euclid_dist_if_necessary": 25,
    "use_mm_for_euclid_dist": 0,
    "donot_use_mm_for_euclid_dist": float("inf"),
}


@explains
def cdist(
    x1: Any,
    x2: Any,
    p: float = 2.0,
    compute_mode: str = "use_mm_for_euclid_dist_if_necessary",
) -> Any:
    """The p-norm distances between the rows of two (batches of) matrices."""
    for name, x in (("X1", x1), ("X2", x2)):
        if x.ndim < 2:
            raise RuntimeError(f"cdist only supports at least 2D tensors, {name} got: {x.ndim}D")
    if x1.shape[-1] != x2.shape[-1]:
        raise RuntimeError(
            f"X1 and X2 must have the same number of columns. X1: {x1.shape[-1]} X2: {x2.shape[-1]}"
        )
    for name, x in (("X1", x1), ("X2", x2)):
        if not x.is_floating_point():
            kind = x.dtype.scalar_name
            raise RuntimeError(f"cdist only supports floating-point dtypes, {name} got: {kind}")
    if x1.dtype is not x2.dtype:
        raise RuntimeError(
            f"expected scalar type {x1.dtype.scalar_name} but found {x2.dtype.scalar_name}"
        )
    if p < 0:
        raise RuntimeError("cdist only supports non-negative p values")
    if x1.dtype.itemsize < 4 and x1.numel() and x2.numel():
        raise NotImplementedError(f"\"cdist\" not implemented for '{x1.dtype.scalar_name}'")
    if compute_mode not in _PRODUCT_FROM:
        raise ValueError(f"{compute_mode} is not a valid value for compute_mode")
    rows = max(x1.shape[-2], x2.shape[-2])
    by_product = p == 2 and rows > _PRODUCT_FROM[compute_mode]
    return call("cdist.pairs", (x1, x2), float(p), by_product)


@explains
@takes_out
def renorm(input: Any, p: Any, dim: int, maxnorm: Any) -> Any:
    """The slices along `dim` scaled down to a p-norm of at most `maxnorm`."""
    if input.ndim < 2:
        raise RuntimeError(
            f"renorm: input needs at least 2 dimensions, got {input.ndim} dimensions"
        )
    axis = wrap_dim(dim, input.ndim)
    rest = tuple(d for d in range(input.ndim) if d != axis)
    size = norm(input, p, rest, True)
    factor = bindings.reciprocal(size + 1e-7) * maxnorm
    return input * bindings.masked_fill(factor, size <= maxnorm, 1)


@explains(method=True)
def renorm_(self: Any, p: Any, dim: int, maxnorm: Any) -> Any:
    """`renorm` into the tensor itself."""
    return self.copy_(renorm(self, p, dim, maxnorm))


@explains
@takes_out
def msort(input: Any) -> Any:
    """The elements along the first dim in order."""
    return bindings.sort(input, 0)[0]


@explains
@takes_out
def matrix_power(input: Any, n: int) -> Any:
    """Each square matrix to a whole power, the inverse's where it is negative."""
    if input.ndim < 2 or input.shape[-1] != input.shape[-2]:
        shape = " by ".join(str(s) for s in input.shape[-2:])
        raise RuntimeError(
            "linalg.matrix_power: A must be batches of square matrices, but they are "
            f"{shape} matrices"
        )
    if n < 0:
        return matrix_power(inv(input), -n)
    result = None
    power = input
    while n:
        if n & 1:
            result = power if result is None else bindings.matmul(result, power)
        n >>= 1
        if n:
            power = bindings.matmul(power, power)
    if result is not None:
        return result
    size = input.shape[-1]
    identity = bindings.diag_embed(input.new_ones(size))
    everywhere = input.new_ones((), dtype=dtypes.bool)
    return call("where.self", (everywhere, identity, input))
