"""Rows of a table, one by one or in bags."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._ops.families import LAYER
from torchlike._ops.roles import Array
from torchlike._ops.schema import op


def _thinned(rows: Any, indices: Any, count: int) -> Any:
    """The rows, whose gradients are divided by how often each occurs."""
    often = jnp.zeros((count,), rows.dtype).at[indices.reshape(-1)].add(1)[indices]
    share = (1 / often)[..., None]
    return rows * share + lax.stop_gradient(rows * (1 - share))


@op(LAYER, name="embedding_by_frequency", function=False, saves=("indices",),
    grad_fn="EmbeddingBackward0")  # fmt: skip
def embedding_by_frequency(weight: Array, indices: Array, padding_idx: int):
    """Rows of `weight`, whose gradients are divided by how often each occurs."""
    rows = _thinned(weight[indices], indices, weight.shape[0])
    if padding_idx < 0:
        return rows
    return jnp.where((indices == padding_idx)[..., None], lax.stop_gradient(rows), rows)


@op(LAYER, name="embedding_bag_value", function=False, returns=tuple,
    saves=("indices", "samples", "weight:samples"), grad_fn="EmbeddingBagBackward0")  # fmt: skip
def embedding_bag_value(
    weight: Array,
    indices: Array,
    bags: Array,
    samples: Array | None,
    count: int,
    mode: str,
    by_frequency: bool,
    padding_idx: int,
):
    """The sum, mean or maximum of the rows in each of `count` bags.

    `bags` says which one each of `indices` is in. Also the number of rows in each and, of "max",
    the rows that were largest.
    """
    rows = weight[indices]
    if by_frequency:
        rows = _thinned(rows, indices, weight.shape[0])
    kept = indices != padding_idx
    sizes = jnp.zeros((count,), jnp.int64).at[bags].add(kept)
    if mode == "max":
        value, largest = _largest(rows, kept, bags, indices, count)
        return value, sizes, largest
    wide = rows.astype(jnp.float32) if rows.dtype.itemsize == 2 else rows
    if samples is not None:
        wide = wide * samples.astype(wide.dtype)[:, None]
    wide = jnp.where(kept[:, None], wide, 0)
    total = jnp.zeros((count, weight.shape[1]), wide.dtype).at[bags].add(wide)
    if mode == "mean":
        total = total / jnp.maximum(sizes, 1).astype(total.dtype)[:, None]
    return total.astype(weight.dtype), sizes, sizes


def _largest(rows: Any, kept: Any, bags: Any, indices: Any, count: int) -> tuple[Any, Any]:
    """The first of the largest rows of each bag, element by element; 0 for empty bags."""
    fixed = jnp.where(kept[:, None], lax.stop_gradient(rows), -jnp.inf)
    low = jnp.full((count, rows.shape[1]), -jnp.inf, rows.dtype)
    highest = low.at[bags].max(fixed)
    position = jnp.arange(rows.shape[0])[:, None]
    here = (fixed == highest[bags]) & kept[:, None]
    nowhere = rows.shape[0]
    first = jnp.full((count, rows.shape[1]), nowhere, jnp.int64)
    first = first.at[bags].min(jnp.where(here, position, nowhere))
    empty = first == nowhere
    at = jnp.where(empty, 0, first)
    if not nowhere:
        return jnp.zeros_like(low), at
    value = jnp.take_along_axis(rows, at, axis=0)
    return jnp.where(empty, 0, value), jnp.where(empty, 0, indices[at])
