"""Reductions of pieces of a dim, hashes, and other operators between shapes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._ops.dims import is_complex, scalar_name, wrap_dims
from torchlike._ops.families import BESPOKE
from torchlike._ops.matrix_checks import as_if
from torchlike._ops.roles import Array, Dim, Dims, Static
from torchlike._ops.schema import op

# -- pieces of a dim -----------------------------------------------------------------------------


def _products(x: Any, ids: Any, count: int) -> Any:
    """The products of the rows of each piece: by doubling, so that zeros have derivatives."""
    fresh = jnp.concatenate([jnp.ones(1, bool), ids[1:] != ids[:-1]])
    fresh = fresh.reshape(-1, *[1] * (x.ndim - 1))

    def joined(a: Any, b: Any) -> Any:
        return a[0] | b[0], jnp.where(b[0], b[1], a[1] * b[1])

    _, running = lax.associative_scan(joined, (jnp.broadcast_to(fresh, x.shape), x))
    places = jnp.arange(len(ids))
    last = jax.ops.segment_max(places, ids, count)
    there = (last >= 0).reshape(-1, *[1] * (x.ndim - 1))
    return jnp.where(there, running[jnp.maximum(last, 0)], 1)


def _extremes(x: Any, ids: Any, count: int, reduce: str) -> Any:
    """The largest or smallest rows of each piece; equal ones share the derivative."""
    segments = jax.ops.segment_max if reduce == "max" else jax.ops.segment_min
    constant = lax.stop_gradient(x)
    found = segments(constant, ids, count)
    bad = jax.ops.segment_max(jnp.isnan(constant).astype(jnp.int32), ids, count) > 0
    found = jnp.where(bad, jnp.nan, found)
    hit = (constant == found[ids]) | jnp.isnan(constant)
    share = jax.ops.segment_sum(hit.astype(x.dtype), ids, count)
    mean = jax.ops.segment_sum(jnp.where(hit, x, 0), ids, count) / jnp.maximum(share, 1)
    return as_if(found, mean)


def _reduced(x: Any, lengths: Any, reduce: str, initial: Any) -> Any:
    """The reductions of the pieces, of these lengths, of the first dim."""
    count = lengths.shape[0]
    ids = jnp.repeat(jnp.arange(count), lengths, total_repeat_length=x.shape[0])
    if not x.shape[0]:
        x, ids = jnp.zeros((1, *x.shape[1:]), x.dtype), jnp.full(1, count)
    within = jnp.arange(len(ids)) < jnp.sum(lengths)
    ids = jnp.where(within, ids, count)
    empty = (lengths == 0).reshape(-1, *[1] * (x.ndim - 1))
    start = {"sum": 0.0, "mean": 0.0, "prod": 1.0, "max": -math.inf, "min": math.inf}[reduce]
    start = jnp.asarray(start if initial is None else initial, x.dtype)
    if reduce in ("max", "min"):
        found = _extremes(x, ids, count + 1, reduce)[:count]
        pick = jnp.maximum if reduce == "max" else jnp.minimum
        return jnp.where(empty, start, found if initial is None else pick(found, start))
    if reduce == "prod":
        return _products(x, ids, count + 1)[:count] * start
    found = jax.ops.segment_sum(x, ids, count + 1)[:count] + start
    if reduce == "sum":
        return found
    size = jnp.maximum(lengths, 1).reshape(empty.shape).astype(x.dtype)
    return jnp.where(empty, jnp.nan if initial is None else start, found / size)


@op(
    BESPOKE,
    name="segment_reduce.lengths",
    saves=("data", "result"),
    grad_fn="SegmentReduceBackward0",
    function=False,
    method=False,
)
def segment_reduce_lengths(data: Array, lengths: Array, reduce: str, initial: Static):
    """The pieces of the dim after those of `lengths`, each reduced to one."""
    if data.dtype.kind in "biu" or is_complex(data):
        kind = scalar_name(data)
        raise NotImplementedError(f"\"_segment_reduce_cpu\" not implemented for '{kind}'")
    wide = data.astype(jnp.float32) if data.dtype.itemsize < 4 else data
    reduced = lambda x, sizes: _reduced(x, sizes, reduce, initial)
    for _ in range(lengths.ndim - 1):
        reduced = jax.vmap(reduced)
    return reduced(wide, lengths).astype(data.dtype)


# -- sums to smaller shapes, hashes --------------------------------------------------------------


@op(
    BESPOKE,
    name="hash_tensor",
    differentiable=False,
    out=True,
)
def hash_tensor(input: Array, dim: Dims = (), *, keepdim: bool = False, mode: int = 0):
    """The elements, floats as the bits of doubles, combined by exclusive or. Dtype: uint64."""
    if mode != 0:
        raise RuntimeError(f"Unknown hash_tensor mode: {mode}")
    if is_complex(input):
        raise NotImplementedError(f"\"xor_sum_cpu\" not implemented for '{scalar_name(input)}'")
    dims = wrap_dims(dim, input.ndim)
    if not input.size and not (isinstance(dim, int) or dim):
        raise RuntimeError(
            "hash_tensor: Expected reduction dim to be specified for input.numel() == 0. Specify "
            "the reduction dim with the 'dim' argument."
        )
    for d in dims:
        if not input.shape[d]:
            raise IndexError(f"hash_tensor: Expected reduction dim {d} to have non-zero size.")
    if jnp.issubdtype(input.dtype, jnp.floating):
        bits = lax.bitcast_convert_type(input.astype(jnp.float64), jnp.uint64)
    else:
        bits = input.astype(jnp.int64 if input.dtype != jnp.uint64 else jnp.uint64)
        bits = bits.astype(jnp.uint64)
    found = lax.reduce(bits, np.uint64(0), lax.bitwise_xor, dims)
    return jnp.expand_dims(found, dims) if keepdim else found


def _chunked(x: Any, dim: int, count: int) -> Any:
    """`x` padded along `dim` to `count` equal parts, what follows `dim` flattened into each."""
    missing = -x.shape[dim] % count
    padded = jnp.pad(x, [(0, missing if d == dim else 0) for d in range(x.ndim)])
    rest = math.prod(padded.shape[dim:]) // count
    return padded.reshape(*x.shape[:dim], count, rest)


@op(BESPOKE, name="_chunk_cat", method=False, out=True, grad_fn="ChunkCatBackward0")
def chunk_cat(tensors: Sequence[Array], dim: Dim, num_chunks: int):
    """Each tensor cut along `dim` into equal parts, these flattened and joined part by part."""
    if not tensors:
        raise RuntimeError("_chunk_cat expects a non-empty input tensor list")
    first = tensors[0]
    if num_chunks < 1:
        raise RuntimeError("_chunk_cat expects positive num_chunks")
    for x in tensors:
        if not x.size:
            raise RuntimeError("_chunk_cat expects non-empty tensor")
        if x.dtype != first.dtype:
            raise RuntimeError("_chunk_cat expects all input tensors with the same dtype")
    if dim < 0 and any(x.ndim != first.ndim for x in tensors):
        raise RuntimeError(
            "_chunk_cat expects non-negative dim when input tensors have different ndims"
        )
    at = dim + first.ndim if dim < 0 else dim
    for x in tensors:
        if at >= x.ndim:
            raise RuntimeError("_chunk_cat expects dim < ndim for all input tensors")
        if x.shape[:at] != first.shape[:at]:
            raise RuntimeError(
                "_chunk_cat expects same sizes of 0,...,dim-1 dimensions for all tensors"
            )
    return jnp.concatenate([_chunked(x, at, num_chunks) for x in tensors], axis=-1)
