"""Histograms: how many samples fall into each bin, computed on the host."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import concrete
from torchlike._ops import returns
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int, words
from torchlike._ops.dims import C_NAMES


def _on_host(tensor: Any) -> np.ndarray:
    return np.asarray(array_of(tensor._read(), "histogram()"))


def _edges_given(input: Any, bins: Sequence[Any]) -> list[np.ndarray]:
    """The edges of the bins that the caller gave. Raises: RuntimeError for what are none."""
    for dim, edges in enumerate(bins):
        if edges.dtype is not input.dtype:
            own, found = (C_NAMES[x.dtype.scalar_name] for x in (input, edges))
            raise RuntimeError(
                "torch.histogramdd: input tensor and bins tensors should have the same dtype, but "
                f"got input with dtype {own} and bins for dimension {dim} with dtype {found}"
            )
        if edges.ndim != 1:
            raise RuntimeError(
                f"torch.histogramdd: bins tensor should have one dimension, but got {edges.ndim} "
                f"dimensions in the bins tensor for dimension {dim}"
            )
        _check_count(edges.shape[0] - 1, dim)
    return [_on_host(edges) for edges in bins]


def _check_count(count: int, dim: int) -> None:
    if count <= 0:
        raise RuntimeError(
            f"torch.histogram(): bins must be > 0, but got {count} for dimension {dim}"
        )


def _edges_made(rows: np.ndarray, counts: Sequence[int], span: Any) -> list[np.ndarray]:
    """Edges of `counts` equal bins over `span`, or over what is there."""
    rank = len(counts)
    for dim, count in enumerate(counts):
        _check_count(count, dim)
    if span is not None and len(span) != 2 * rank:
        raise RuntimeError(
            f"torch.histogramdd: for a {rank}-dimensional histogram range should have {2 * rank} "
            f"elements, but got {len(span)}"
        )
    made = []
    for dim, count in enumerate(counts):
        if span is not None:
            low, high = float(span[2 * dim]), float(span[2 * dim + 1])
        elif len(rows):
            low, high = float(rows[:, dim].min()), float(rows[:, dim].max())
        else:
            low, high = 0.0, 1.0
        if not (np.isfinite(low) and np.isfinite(high)):
            raise RuntimeError(
                f"torch.histogramdd: dimension {dim}'s range [{low:g}, {high:g}] is not finite"
            )
        if low > high:
            raise RuntimeError(
                f"torch.histogramdd: min should not exceed max, but got min {low:g} max {high:g} "
                f"for dimension {dim}"
            )
        if low == high:
            low, high = low - 0.5, high + 0.5
        made.append(np.linspace(low, high, count + 1, dtype=rows.dtype))
    return made


def _counted(
    rows: np.ndarray, edges: Sequence[np.ndarray], weight: np.ndarray | None, density: bool
) -> np.ndarray:
    """The weights of the rows in each box of bins; the last bins hold their upper edge too."""
    shape = tuple(len(e) - 1 for e in edges)
    places = []
    inside = np.ones(len(rows), bool)
    for dim, ends in enumerate(edges):
        column = rows[:, dim]
        inside &= (column >= ends[0]) & (column <= ends[-1])
        place = np.searchsorted(ends, column, "right") - 1
        places.append(np.where(column == ends[-1], len(ends) - 2, place))
    boxes = np.ravel_multi_index([p[inside] for p in places], shape)
    size = int(np.prod(shape))
    found = np.bincount(boxes, None if weight is None else weight[inside], size).reshape(shape)
    if density:
        total = found.sum()
        for dim, ends in enumerate(edges):
            widths = np.diff(ends.astype(np.float64))
            found = found / widths.reshape([-1 if d == dim else 1 for d in range(len(shape))])
        with np.errstate(invalid="ignore"):
            found = found / total
    return found.astype(rows.dtype)


def _histogram(
    input: Any, rows: Any, bins: Any, span: Any, weight: Any, density: bool
) -> tuple[Any, list[Any]]:
    if weight is not None and tuple(weight.shape) != tuple(input.shape[:-1]):
        raise RuntimeError(
            "torch.histogramdd: if weight tensor is provided it should have the same shape as the "
            "input tensor excluding its innermost dimension, but got input with shape "
            f"{words(input.shape)} and weight with shape {words(weight.shape)}"
        )
    if weight is not None and weight.dtype is not input.dtype:
        kinds = [C_NAMES[x.dtype.scalar_name] for x in (input, weight)]
        raise RuntimeError(
            "torch.histogramdd: if weight tensor is provided, input tensor and weight tensor "
            f"should have the same dtype, but got input({kinds[0]}), and weight({kinds[1]})"
        )
    given = isinstance(bins[0], TensorBase)
    edges = _edges_given(input, bins) if given else None
    if input.dtype not in (dtypes.float32, dtypes.float64):
        kind = input.dtype.scalar_name
        raise NotImplementedError(f"\"histogramdd\" not implemented for '{kind}'")
    array = _on_host(rows)
    if edges is None:
        edges = _edges_made(array, bins, span)
    weights = None if weight is None else _on_host(weight).reshape(-1)
    place = input._read().aval.device
    hist = _counted(array, edges, weights, density)
    return wrap(concrete(hist, place)), [wrap(concrete(e, place)) for e in edges]


@explains
def histogram(
    input: Any,
    bins: Any = 100,
    *,
    range: Any = None,
    weight: Any = None,
    density: bool = False,
    out: Any = None,
) -> Any:
    """How many elements (or how much of `weight`) fall into each bin, and the bins' edges.

    `bins` are their number, between the extremes or over `range`, or the edges themselves.
    """
    if not isinstance(bins, TensorBase):
        bins = as_int(bins, "histogram", "bins")
    column = input.reshape(-1, 1)
    given = None if weight is None else weight.reshape(-1)
    hist, edges = _histogram(column, column, [bins], range, given, density)
    hist = hist.reshape(-1)
    if out is None:
        return returns.histogram(hist, edges[0])
    for target, found in zip(out, (hist, edges[0]), strict=True):
        target.resize_as_(found).copy_(found)
    return returns.written(returns.histogram)(*out)


def histogramdd(
    input: Any, bins: Any, range: Any = None, weight: Any = None, density: bool = False
) -> Any:
    """How many rows fall into each box of bins, and the bins' edges along each dim."""
    if input.ndim < 2:
        raise RuntimeError("torch.histogramdd: input tensor should have at least 2 dimensions")
    rank = input.shape[-1]
    bins = [bins] * rank if isinstance(bins, int) else list(bins)
    if len(bins) != rank:
        raise RuntimeError(
            "histogramdd: The size of bins must be equal to the innermost dimension of the input."
        )
    hist, edges = _histogram(input, input.reshape(-1, rank), bins, range, weight, density)
    return returns.histogramdd(hist, tuple(edges))
