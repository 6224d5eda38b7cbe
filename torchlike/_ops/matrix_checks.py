"""What linear algebra asks of its operands, in PyTorch's words, and what its parts share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp

from torchlike._ops.dims import is_complex, is_inexact, scalar_name
from torchlike._ops.layout import dense_strides
from torchlike._ops.schema import broadcast_shapes


def check_matrices(x: Any, name: str, *, square: bool = True, kernel: str | None = None) -> None:
    """Raises unless `x` is matrices of numbers that LAPACK knows.

    `kernel` is what refuses the halves; None where PyTorch refuses them by `name`.
    """
    if x.ndim < 2:
        raise RuntimeError(f"{name}: The input tensor A must have at least 2 dimensions.")
    if not is_inexact(x):
        raise RuntimeError(
            f"{name}: Expected a floating point or complex tensor as input. Got {scalar_name(x)}"
        )
    if square:
        check_square(x, name)
    if x.dtype.itemsize < 4 and kernel is None:
        raise RuntimeError(f"{name}: Low precision dtypes not supported. Got {scalar_name(x)}")
    if kernel is not None:
        check_kernel(x, kernel)


def check_square(x: Any, name: str, called: str = "A") -> None:
    """Raises unless `x` is square matrices."""
    if x.shape[-1] != x.shape[-2]:
        raise RuntimeError(
            f"{name}: {called} must be batches of square matrices, but they are {x.shape[-2]} by "
            f"{x.shape[-1]} matrices"
        )


def check_kernel(x: Any, kernel: str) -> None:
    """Raises for the dtypes that PyTorch has no `kernel` for: integers and halves."""
    if not is_inexact(x) or x.dtype.itemsize < 4:
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{scalar_name(x)}'")


def broadcast_batches(a: Any, b: Any) -> tuple[Any, Any]:
    """Two batches of matrices with their batch dims broadcast to common ones."""
    batch = broadcast_shapes(a.shape[:-2], b.shape[:-2])
    return (
        jnp.broadcast_to(a, (*batch, *a.shape[-2:])),
        jnp.broadcast_to(b, (*batch, *b.shape[-2:])),
    )


def turned(x: Any) -> Any:
    """The conjugate transposes of matrices."""
    x = jnp.swapaxes(x, -1, -2)
    return jnp.conj(x) if is_complex(x) else x


@jax.custom_jvp
def as_if(value: Any, x: Any) -> Any:
    """`value`, with the derivative of `x`."""
    del x
    return value


@as_if.defjvp
def _as_if_tangent(primals: Any, tangents: Any) -> Any:
    return as_if(*primals), tangents[1]


def mirrored(x: Any, *, upper: bool) -> Any:
    """The Hermitian matrices of which `x` has a triangle; the derivative takes `x` as it is."""
    triangle = jnp.triu(x, 1) if upper else jnp.tril(x, -1)
    main = jnp.eye(x.shape[-1], dtype=bool)
    value = jnp.where(main, jnp.real(x).astype(x.dtype), triangle + turned(triangle))
    return as_if(jax.lax.stop_gradient(value), x)


def column_strides(shape: Sequence[int]) -> tuple[int, ...]:
    """The strides of matrices of this shape stored column by column."""
    rank = len(shape)
    return dense_strides(shape, [rank - 2, rank - 1, *range(rank - 3, -1, -1)])
