"""Pooling: the largest or the mean element of windows over the last dims.

Windows are the same along a dim whatever the other dims, so that dims are pooled one after the
other. Along one, a window of a few elements is a chain of slices, which XLA fuses and whose
transpose is no scatter.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core.kernel import Kernel
from torchlike._ops.dims import is_complex, is_float, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.padding import as_first
from torchlike._ops.roles import Array, Shape, Static
from torchlike._ops.schema import op

#: Elements of a window along one dim that are looked at one by one.
MAX_CHAIN = 16


class Windows(NamedTuple):
    """The windows along one dim: for each, the positions of its elements and which exist."""

    at: np.ndarray
    exists: np.ndarray


def pooled_size(
    size: int, kernel: int, stride: int, padding: int, dilation: int, ceil_mode: bool
) -> int:
    """The number of windows along a dim; with `ceil_mode` the last one may hang over the edge."""
    left = size + 2 * padding - dilation * (kernel - 1) - 1
    count = (-(-left // stride) if ceil_mode else left // stride) + 1
    # A window may begin in the padding before the input, but not in that after it.
    return count - 1 if ceil_mode and (count - 1) * stride >= size + padding else count


def sliding(
    size: int, kernel: int, stride: int, padding: int, dilation: int, ceil_mode: bool
) -> Windows:
    """The windows of `kernel` elements, `dilation` apart, one every `stride`."""
    count = pooled_size(size, kernel, stride, padding, dilation, ceil_mode)
    starts = np.arange(count) * stride - padding
    at = starts[:, None] + np.arange(kernel) * dilation
    return Windows(at, (at >= 0) & (at < size))


def _adaptive(size: int, count: int) -> Windows:
    """`count` windows that cover the dim as evenly as they can."""
    each = np.arange(count)
    starts = each * size // max(count, 1)
    ends = -(-(each + 1) * size // max(count, 1))
    width = int((ends - starts).max(initial=1))
    at = starts[:, None] + np.arange(width)
    return Windows(at, at < ends[:, None])


def column(x: Any, at: np.ndarray, axis: int, fill: Any) -> Any:
    """The elements `at` along `axis`, `fill` for those beyond the edges."""
    size = x.shape[axis]
    steps = np.unique(np.diff(at))
    if len(at) and (len(steps) == 0 or (len(steps) == 1 and steps[0] > 0)):
        first, last, step = int(at[0]), int(at[-1]), int(steps[0]) if len(steps) else 1
        low, high = max(0, -first), max(0, last - size + 1)
        if low or high:
            edges = [(0, 0, 0)] * x.ndim
            edges[axis] = (low, high, 0)
            x = lax.pad(x, jnp.asarray(fill, x.dtype), edges)
        return lax.slice_in_dim(x, first + low, last + low + 1, step, axis)
    found = jnp.take(x, at.clip(0, max(size - 1, 0)), axis=axis)
    outside = (at < 0) | (at >= size)
    return jnp.where(along(outside, axis, x.ndim), fill, found) if outside.any() else found


def along(values: np.ndarray, axis: int, rank: int) -> Any:
    """Constants along `axis`, broadcast over the other dims."""
    return jnp.asarray(values).reshape([-1 if d == axis else 1 for d in range(rank)])


def _gathered(x: Any, windows: Windows, axis: int, fill: Any) -> Any:
    """The windows along `axis` as two dims, `fill` where an element does not exist."""
    count, width = windows.at.shape
    shape = (*x.shape[:axis], count, width, *x.shape[axis + 1 :])
    flat = windows.at.reshape(-1)
    if windows.exists.all() and np.array_equal(flat, np.arange(x.shape[axis])):
        return x.reshape(shape)
    found = jnp.take(x, flat.clip(0, x.shape[axis] - 1), axis=axis).reshape(shape)
    exists = jnp.asarray(windows.exists)
    exists = exists.reshape([*(1,) * axis, count, width, *(1,) * (x.ndim - axis - 1)])
    return jnp.where(exists, found, jnp.asarray(fill, x.dtype))


def windowed(x: Any, windows: Windows, axis: int) -> Any:
    """The windows along `axis` as two dims, 0 where an element does not exist."""
    if windows.at.shape[1] > MAX_CHAIN:
        return _gathered(x, windows, axis, 0)
    return jnp.stack([column(x, at, axis, 0) for at in windows.at.T], axis + 1)


def _lowest(x: Any) -> Any:
    return -jnp.inf if is_float(x) else jnp.iinfo(x.dtype).min


# -- the largest ----------------------------------------------------------------------------------


def _largest(x: Any, place: Any, windows: Windows, axis: int) -> tuple[Any, Any]:
    """The largest element of each window along `axis` and, unless `place` is None, its place.

    The first of equals; a NaN is larger than all, and the last one counts.
    """
    if windows.at.shape[1] > MAX_CHAIN:
        return _largest_gathered(x, place, windows, axis)
    best: Any = None
    where: Any = None
    seen = np.zeros(len(windows.at), bool)
    for at, exists in zip(windows.at.T, windows.exists.T, strict=True):
        candidate = column(x, at, axis, _lowest(x))
        if place is not None:
            place_here = column(place, at, axis, 0)
        if best is None:
            best, where = candidate, place_here if place is not None else None
        else:
            better = (candidate > best) | (candidate != candidate)
            if not exists.all():
                better = better & along(exists, axis, x.ndim)
            if not seen.all():
                better = better | along(exists & ~seen, axis, x.ndim)
            best = jnp.where(better, candidate, best)
            if place is not None:
                where = jnp.where(better, place_here, where)
        seen |= exists
    return best, where


def _largest_gathered(x: Any, place: Any, windows: Windows, axis: int) -> tuple[Any, Any]:
    values = _gathered(x, windows, axis, _lowest(x))
    width = values.shape[axis + 1]
    chosen = jnp.argmax(values, axis=axis + 1, keepdims=True)
    if is_float(x):
        bad = jnp.isnan(values)
        last = width - 1 - jnp.argmax(jnp.flip(bad, axis + 1), axis=axis + 1, keepdims=True)
        chosen = jnp.where(bad.any(axis=axis + 1, keepdims=True), last, chosen)
    best = jnp.take_along_axis(values, chosen, axis=axis + 1).squeeze(axis + 1)
    if place is None:
        return best, None
    places = _gathered(jnp.broadcast_to(place, x.shape), windows, axis, 0)
    return best, jnp.take_along_axis(places, chosen, axis=axis + 1).squeeze(axis + 1)


def _places(shape: Sequence[int], first: int) -> Any:
    """The place of each element among those of the dims from `first` on."""
    sizes = shape[first:]
    places = np.arange(math.prod(sizes)).reshape(*(1,) * first, *sizes)
    return jnp.broadcast_to(jnp.asarray(places), shape)


def _largest_of(x: Any, windows: Sequence[Windows], places: bool) -> tuple[Any, Any]:
    first = x.ndim - len(windows)
    place = _places(x.shape, first) if places else None
    for axis in range(x.ndim - 1, first - 1, -1):
        x, place = _largest(x, place, windows[axis - first], axis)
    return x, place


def _are_tiles(windows: Sequence[Windows]) -> bool:
    """Whether each element, but for what is left over at the end, is in one of small windows."""
    if math.prod(w.at.shape[1] for w in windows) > MAX_CHAIN:
        return False
    return all(
        w.exists.all() and np.array_equal(w.at.reshape(-1), np.arange(w.at.size)) for w in windows
    )


def _largest_tiles(x: Any, windows: Sequence[Windows]) -> Any:
    """The largest elements of windows that do not overlap."""
    used = x[(..., *(slice(w.at.size) for w in windows))]
    return _largest_in(used, tuple(w.at.shape[1] for w in windows))


@functools.partial(jax.custom_vjp, nondiff_argnums=(1,))
def _largest_in(x: Any, widths: tuple[int, ...]) -> Any:
    """The largest element of each tile of `widths` in the last dims.

    The transpose of slices puts gradients between zeros, one element at a time. Here every element
    asks whether it was the one.
    """
    return _largest_in_forward(x, widths)[0]


def _largest_in_forward(x: Any, widths: tuple[int, ...]) -> Any:
    first = x.ndim - len(widths)
    sizes = zip(x.shape[first:], widths, strict=True)
    tiles = x.reshape(*x.shape[:first], *(n for size, w in sizes for n in (size // w, w)))
    best: Any = None
    where: Any = None
    for number, at in enumerate(np.ndindex(*widths)):
        candidate = tiles[(..., *(part for a in at for part in (slice(None), a)))]
        if best is None:
            best, where = candidate, jnp.zeros(candidate.shape, jnp.int32)
        else:
            better = (candidate > best) | (candidate != candidate)
            best, where = jnp.where(better, candidate, best), jnp.where(better, number, where)
    return best, where


def _largest_in_backward(widths: tuple[int, ...], where: Any, ct: Any) -> Any:
    first = ct.ndim - len(widths)
    inner = tuple(range(first + 1, first + 2 * len(widths), 2))
    sizes = zip(ct.shape[first:], widths, strict=True)
    shape = (*ct.shape[:first], *(n for pair in sizes for n in pair))
    # Not a constant: XLA compares with one element by element.
    number: Any = 0
    for dim in inner:
        number = number * shape[dim] + lax.broadcasted_iota(jnp.int32, shape, dim)
    spread = jnp.where(number == jnp.expand_dims(where, inner), jnp.expand_dims(ct, inner), 0)
    sizes = zip(ct.shape[first:], widths, strict=True)
    return (spread.reshape(*ct.shape[:first], *(size * width for size, width in sizes)),)


_largest_in.defvjp(_largest_in_forward, _largest_in_backward)


def _check_max(input: Any, name: str) -> None:
    if input.dtype == jnp.bool_ or is_complex(input):
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(input)}'")


def _sizes(shape: Sequence[int], rank: int) -> str:
    return "x".join(map(str, shape[-rank - 1 :]))


def _windows_of(
    input: Any, kernel: Any, stride: Any, padding: Any, dilation: Any, ceil: bool
) -> Any:
    """The windows along each of the last dims. Raises: RuntimeError where there are none."""
    rank = len(kernel)
    sizes = input.shape[input.ndim - rank :]
    given = list(zip(sizes, kernel, stride, padding, dilation, strict=True))
    counts = [pooled_size(*numbers, ceil) for numbers in given]
    if min(counts) < 1:
        channels = input.shape[-rank - 1]
        found = "x".join(map(str, (channels, *counts)))
        before = _sizes(input.shape, rank)
        if rank == 1:
            before, found = f"{channels}x1x{sizes[0]}", f"{channels}x1x{counts[0]}"
        raise RuntimeError(
            f"Given input size: ({before}). Calculated output size: ({found}). Output size is too "
            "small"
        )
    return [sliding(*numbers, ceil) for numbers in given]


def _pool_name(word: str) -> Any:
    """The node of a pooling operator, by its number of dims."""

    def named(kernel: Kernel) -> str:
        rank = len(kernel.static[0])
        return "SqueezeBackward1" if rank == 1 else word.format(rank)

    return named


@op(LAYER, name="max_pooled", function=False, saves=("input",), laid_out=as_first,
    grad_fn=_pool_name("MaxPool{}DWithIndicesBackward0"))  # fmt: skip
def max_pooled(
    input: Array, kernel: Shape, stride: Shape, padding: Shape, dilation: Shape, ceil_mode: bool
):
    """The largest element of each window."""
    _check_max(input, f"max_pool{len(kernel)}d")
    windows = _windows_of(input, kernel, stride, padding, dilation, ceil_mode)
    if _are_tiles(windows):
        return _largest_tiles(input, windows)
    return _largest_of(input, windows, False)[0]


@op(LAYER, name="max_pooled_with_places", function=False, saves=("input",), returns=tuple,
    laid_out=as_first, grad_fn=_pool_name("MaxPool{}DWithIndicesBackward0"))  # fmt: skip
def max_pooled_with_places(
    input: Array, kernel: Shape, stride: Shape, padding: Shape, dilation: Shape, ceil_mode: bool
):
    """The largest element of each window, and its place among those of its channel."""
    _check_max(input, f"max_pool{len(kernel)}d")
    windows = _windows_of(input, kernel, stride, padding, dilation, ceil_mode)
    return _largest_of(input, windows, True)


@op(LAYER, name="adaptive_max_pooled", function=False, saves=("input",), returns=tuple,
    laid_out=as_first, grad_fn=_pool_name("AdaptiveMaxPool{}DBackward0"))  # fmt: skip
def adaptive_max_pooled(input: Array, output_size: Shape):
    """The largest element of each of `output_size` windows, and its place."""
    if not is_float(input):
        raise NotImplementedError(
            f"\"adaptive_max_pool{len(output_size)}d\" not implemented for '{scalar_name(input)}'"
        )
    sizes = input.shape[input.ndim - len(output_size) :]
    windows = [_adaptive(n, m) for n, m in zip(sizes, output_size, strict=True)]
    return _largest_of(input, windows, True)


def _random_starts(samples: Any, size: int, kernel: int, count: int) -> Any:
    """Where the windows begin that a number from [0, 1) for each channel chooses."""
    if count == 1:
        return jnp.full((*samples.shape, 1), size - kernel, jnp.int64)
    step = jnp.asarray((size - kernel) / (count - 1), samples.dtype)
    each = jnp.arange(count - 1, dtype=samples.dtype)
    offset = jnp.trunc(samples * step)[..., None]
    starts = (jnp.trunc((each + samples[..., None]) * step) - offset).astype(jnp.int64)
    last = jnp.full((*samples.shape, 1), size - kernel, jnp.int64)
    return jnp.concatenate([starts, last], -1)


def _fractional_name(kernel: Kernel) -> str:
    return f"FractionalMaxPool{len(kernel.static[0])}DBackward0"


@op(LAYER, name="fractional_max_pooled", function=False, saves=("input",), returns=tuple,
    grad_fn=_fractional_name)  # fmt: skip
def fractional_max_pooled(input: Array, samples: Array, kernel: Shape, output_size: Shape):
    """The largest element, and its place, of windows that random `samples` choose."""
    rank = len(kernel)
    batch = input.ndim == rank + 2
    x = input if batch else input[None]
    if not x.size:
        shape = (*x.shape[:2], *output_size)
        return jnp.zeros(shape, x.dtype), jnp.zeros(shape, jnp.int64)
    sizes = x.shape[2:]
    values, places = x, _places(x.shape, 2)
    for dim, (size, width, count) in enumerate(zip(sizes, kernel, output_size, strict=True)):
        # The samples of PyTorch are in the order of the innermost dim first in two dims only.
        column = rank - 1 - dim if rank == 2 else dim
        starts = _random_starts(samples[:, :, column], size, width, count)
        at = (starts[..., None] + jnp.arange(width)).reshape(*x.shape[:2], -1)
        axis = 2 + 2 * dim
        index = at.reshape(*at.shape[:2], *(1,) * (axis - 2), -1, *(1,) * (values.ndim - axis - 1))
        values, places = (jnp.take_along_axis(v, index, axis=axis) for v in (values, places))
        split = (*values.shape[:axis], count, width, *values.shape[axis + 1 :])
        values, places = values.reshape(split), places.reshape(split)
    order = (0, 1, *range(2, 2 + 2 * rank, 2), *range(3, 3 + 2 * rank, 2))
    shape = (*x.shape[:2], *output_size, -1)
    values, places = (v.transpose(order).reshape(shape) for v in (values, places))
    each = Windows(np.arange(values.shape[-1])[None], np.ones((1, values.shape[-1]), bool))
    best, where = (v.squeeze(-1) for v in _largest_gathered(values, places, each, values.ndim - 1))
    return (best, where) if batch else (best[0], where[0])


@op(LAYER, name="max_unpooled", function=False, saves=("indices",), laid_out=as_first,
    grad_fn=_pool_name("MaxUnpool{}DBackward0"))  # fmt: skip
def max_unpooled(input: Array, indices: Array, output_size: Shape):
    """Zeros but for the input's elements at `indices` among those of their channel."""
    lead = input.shape[: input.ndim - len(output_size)]
    size = math.prod(output_size)
    rows = math.prod(lead)
    flat, at = input.reshape(rows, -1), indices.reshape(rows, -1)
    out = jnp.zeros((rows, size), input.dtype)
    # Of equal indices one wins; all of them receive its gradient.
    out = out.at[jnp.arange(rows)[:, None], at].set(flat, unique_indices=True)
    return out.reshape(*lead, *output_size)


# -- the mean -------------------------------------------------------------------------------------


def _total(x: Any, windows: Windows, axis: int) -> Any:
    """The sum of each window along `axis`."""
    if windows.at.shape[1] > MAX_CHAIN:
        return jnp.sum(_gathered(x, windows, axis, 0), axis=axis + 1, dtype=x.dtype)
    total = None
    for at, exists in zip(windows.at.T, windows.exists.T, strict=True):
        part = column(x, at, axis, 0)
        inside = (at >= 0) & (at < x.shape[axis])
        if not np.array_equal(exists, inside):
            part = jnp.where(along(exists, axis, x.ndim), part, 0)
        total = part if total is None else total + part
    return total


def _total_of(x: Any, windows: Sequence[Windows]) -> Any:
    first = x.ndim - len(windows)
    for axis in range(x.ndim - 1, first - 1, -1):
        x = _total(x, windows[axis - first], axis)
    return x


def _wide(x: Any) -> Any:
    return x.astype(jnp.float32) if is_float(x) and x.dtype.itemsize == 2 else x


def _counts(widths: Sequence[np.ndarray]) -> np.ndarray:
    """The sizes of windows out of their widths along each dim."""
    total = np.ones((), np.int64)
    for width in widths:
        total = total[..., None] * width
    return total


@op(LAYER, name="avg_pooled", function=False, saves=("input",), laid_out=as_first,
    grad_fn=_pool_name("AvgPool{}DBackward0"))  # fmt: skip
def avg_pooled(
    input: Array,
    kernel: Shape,
    stride: Shape,
    padding: Shape,
    ceil_mode: bool,
    count_include_pad: bool,
    divisor: Static,
):
    """The mean of each window; the padding counts, unless told otherwise, and so does `divisor`."""
    rank = len(kernel)
    word = "avg_pool3d_out_frame" if rank == 3 else "avg_pool2d"
    kinds = (jnp.float32, jnp.float64, jnp.int64)
    if input.dtype not in (kinds if rank == 3 else (*kinds, jnp.float16, jnp.bfloat16)):
        raise NotImplementedError(f"\"{word}\" not implemented for '{scalar_name(input)}'")
    windows = _windows_of(input, kernel, stride, padding, (1,) * rank, ceil_mode)
    total = _total_of(_wide(input), windows)
    if divisor is None:
        ends = [n + p for n, p in zip(input.shape[-rank:], padding, strict=True)]
        widths = [
            (w.at < end).sum(1) if count_include_pad else w.exists.sum(1)
            for w, end in zip(windows, ends, strict=True)
        ]
        counts = _counts(widths)
        divisor = int(counts.flat[0]) if (counts == counts.flat[0]).all() else jnp.asarray(counts)
    if not is_float(input):
        return lax.div(total, jnp.broadcast_to(jnp.asarray(divisor, total.dtype), total.shape))
    return (total / jnp.asarray(divisor, total.dtype)).astype(input.dtype)


def _adaptive_name(kernel: Kernel) -> str:
    (size,) = kernel.static
    if len(size) > 1 and all(n == 1 for n in size):
        return "MeanBackward1"
    return "SqueezeBackward1" if len(size) == 1 else f"AdaptiveAvgPool{len(size)}DBackward0"


@op(LAYER, name="adaptive_avg_pooled", function=False, saves=("input",), laid_out=as_first,
    grad_fn=_adaptive_name)  # fmt: skip
def adaptive_avg_pooled(input: Array, output_size: Shape):
    """The mean of each of `output_size` windows."""
    if not is_float(input):
        raise NotImplementedError(
            f"\"adaptive_avg_pool{len(output_size)}d\" not implemented for '{scalar_name(input)}'"
        )
    sizes = input.shape[input.ndim - len(output_size) :]
    windows = [_adaptive(n, m) for n, m in zip(sizes, output_size, strict=True)]
    total = _total_of(_wide(input), windows)
    counts = _counts([w.exists.sum(1) for w in windows])
    if 0 in counts.shape:
        return total.astype(input.dtype)
    divisor = counts.flat[0] if (counts == counts.flat[0]).all() else counts
    return (total / jnp.asarray(divisor, total.dtype)).astype(input.dtype)


@op(LAYER, name="sent_back", function=False, saves=("indices",),
    grad_fn="MaxPool2DWithIndicesBackwardBackward0")  # fmt: skip
def sent_back(grad: Array, indices: Array, shape: Shape):
    """Sums of `grad` at the places `indices` of two dims of zeros."""
    lead = shape[:-2]
    rows = math.prod(lead)
    out = jnp.zeros((rows, math.prod(shape[-2:])), grad.dtype)
    out = out.at[jnp.arange(rows)[:, None], indices.reshape(rows, -1)].add(grad.reshape(rows, -1))
    return out.reshape(shape)
