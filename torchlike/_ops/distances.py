"""Distances between all rows of two matrices."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from torchlike._ops.families import BESPOKE
from torchlike._ops.matmul import product
from torchlike._ops.matrix_checks import broadcast_batches
from torchlike._ops.reduce import p_norm
from torchlike._ops.roles import Array, Static
from torchlike._ops.schema import op


def _euclidean(a: Any, b: Any) -> Any:
    """2-norm distances by a product of matrices; the derivative is 0 where the distance is."""
    squares = jnp.sum(a * a, axis=-1)[..., :, None] + jnp.sum(b * b, axis=-1)[..., None, :]
    found = jnp.maximum(squares - 2 * product(a, jnp.swapaxes(b, -1, -2)), 0)
    zero = found == 0
    return jnp.where(zero, 0, jnp.sqrt(jnp.where(zero, 1, found)))


@op(
    BESPOKE,
    name="cdist.pairs",
    saves=("x1", "x2", "result"),
    grad_fn="CdistBackward0",
    function=False,
    method=False,
)
def cdist_pairs(x1: Array, x2: Array, p: Static, by_product: bool):
    """The p-norm distances, those by the 2-norm by a product of matrices on request."""
    a, b = broadcast_batches(x1, x2)
    if by_product:
        return _euclidean(a, b)
    if not a.shape[-1]:
        return jnp.zeros((*a.shape[:-1], b.shape[-2]), a.dtype)
    return p_norm(a[..., :, None, :] - b[..., None, :, :], p, -1, False)
