"""Images of other sizes: interpolation, sampling at given places, patches, shuffled pixels."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core.kernel import Kernel
from torchlike._ops.dims import is_float, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.matmul import product
from torchlike._ops.padding import as_first
from torchlike._ops.pooling import along, column, sliding, windowed
from torchlike._ops.roles import Array, Shape
from torchlike._ops.schema import op

# -- interpolation --------------------------------------------------------------------------------


def _require_kind(input: Any, kernel: str, *, byte: bool) -> None:
    if not is_float(input) and not (byte and input.dtype == jnp.uint8):
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{scalar_name(input)}'")


def _nearest_places(size: int, count: int, scale: float | None, exact: bool) -> np.ndarray:
    each = np.arange(count, dtype=np.float32)
    if count == size:
        return np.arange(size)
    if count == 2 * size and not exact:
        return np.arange(count) // 2
    step = np.float32(1.0 / scale) if scale else np.float32(size) / np.float32(count)
    start = each + np.float32(0.5) if exact else each
    return np.minimum(np.floor(start * step).astype(np.int64), size - 1)


def _nearest_name(kernel: Kernel) -> str:
    size, _, exact = kernel.static
    return f"UpsampleNearest{'Exact' if exact else ''}{len(size)}DBackward0"


@op(LAYER, name="resized_nearest", function=False, laid_out=as_first, grad_fn=_nearest_name)
def resized_nearest(input: Array, size: Shape, scales: Shape, exact: bool):
    """The last dims made `size`, each element that of the nearest place."""
    _require_kind(input, f"upsample_nearest{len(size)}d_channels_last", byte=True)
    first = input.ndim - len(size)
    for axis, (count, scale) in enumerate(zip(size, scales, strict=True), first):
        at = _nearest_places(input.shape[axis], count, scale, exact)
        repeats, rest = divmod(count, input.shape[axis])
        if not rest and np.array_equal(at, np.arange(count) // repeats):
            input = jnp.repeat(input, repeats, axis=axis)
        else:
            input = jnp.take(input, at, axis=axis)
    return input


def _step(size: int, count: int, scale: float | None, align: bool, kind: Any) -> Any:
    """How far apart the places of neighbouring results are."""
    if align:
        return kind(size - 1) / kind(count - 1) if count > 1 else kind(0)
    return kind(1.0 / scale) if scale else kind(size) / kind(count)


def _cubic(distance: np.ndarray, a: float) -> np.ndarray:
    """Keys' cubic convolution kernel."""
    x = np.abs(distance)
    near = ((a + 2) * x - (a + 3)) * x * x + 1
    far = ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
    return np.where(x <= 1, near, np.where(x < 2, far, 0)).astype(distance.dtype)


def _triangle(distance: np.ndarray) -> np.ndarray:
    return np.maximum(1 - np.abs(distance), 0)


def _lanczos(distance: np.ndarray) -> np.ndarray:
    return np.where(np.abs(distance) < 3, np.sinc(distance) * np.sinc(distance / 3), 0).astype(
        distance.dtype
    )


#: Half the width of each smoothing filter, and the filter.
_FILTERS: dict[str, tuple[float, Callable[[np.ndarray], np.ndarray]]] = {
    "linear": (1.0, _triangle),
    "cubic": (2.0, lambda x: _cubic(x, -0.5)),
    "lanczos": (3.0, _lanczos),
}

#: Places and weights of what each result along a dim is made of.
Taps = tuple[np.ndarray, np.ndarray]


def _smooth_taps(size: int, count: int, step: Any, kind: Any, mode: str) -> Taps:
    """The taps of a filter that is as wide as a result covers elements."""
    half, filter_ = _FILTERS[mode]
    widening = max(step, kind(1))
    support = kind(half) * widening
    center = step * (np.arange(count).astype(kind) + kind(0.5))
    low = np.maximum((center - support + kind(0.5)).astype(np.int64), 0)
    high = np.minimum((center + support + kind(0.5)).astype(np.int64), size)
    at = low[:, None] + np.arange(int((high - low).max(initial=1)))
    weights = filter_((at - center[:, None] + kind(0.5)) / widening)
    weights = np.where(at < high[:, None], weights, kind(0))
    total = weights.sum(1, keepdims=True)
    return at.clip(0, size - 1), (weights / np.where(total == 0, 1, total)).astype(kind)


def _taps(size: int, count: int, scale: float | None, align: bool, mode: str, kind: Any) -> Taps:
    step = _step(size, count, scale, align, kind)
    each = np.arange(count).astype(kind)
    source = step * each if align else step * (each + kind(0.5)) - kind(0.5)
    if mode == "linear":
        source = np.maximum(source, kind(0))
        start = np.minimum(np.floor(source).astype(np.int64), size - 1)
        share = np.clip(source - start, 0, 1).astype(kind)
        after = start if size == count else np.minimum(start + 1, size - 1)
        at = np.stack([start, after], 1)
        return at, np.stack([1 - share, share], 1)
    start = np.floor(source)
    offsets = np.arange(-1, 3)
    weights = _cubic((source - start)[:, None] - offsets.astype(kind), -0.75)
    return (start.astype(np.int64)[:, None] + offsets).clip(0, size - 1), weights


def _blended(x: Any, taps: Taps, axis: int) -> Any:
    """The weighted sums of elements along `axis`."""
    total = None
    for at, weight in zip(*(t.T for t in taps), strict=True):
        part = column(x, at, axis, 0) * along(weight.astype(x.dtype), axis, x.ndim)
        total = part if total is None else total + part
    return total


def _blended_bytes(x: Any, taps: Taps, axis: int) -> Any:
    """The same for bytes, which are bytes again after each dim; weights of 16 bits."""
    at, weights = taps
    bits = next(b for b in range(32) if weights.max() * (1 << (b + 1)) + 0.5 >= 1 << 15)
    whole = np.trunc(weights * (1 << bits) + np.copysign(0.5, weights)).astype(np.int32)
    total = _blended(x, (at, whole), axis) + (1 << bits >> 1)
    return jnp.clip(total >> bits, 0, 255)


_LINEAR = {1: "UpsampleLinear1D", 2: "UpsampleBilinear2D", 3: "UpsampleTrilinear3D"}


def _blend_name(kernel: Kernel) -> str:
    size, _, _, mode, smooth = kernel.static
    word = _LINEAR[len(size)] if mode == "linear" else f"Upsample{_WORDS[mode]}2D"
    return f"{word}{'Aa' if smooth else ''}Backward0"


_WORDS = {"cubic": "Bicubic", "lanczos": "Lanczos"}


@op(LAYER, name="resized_smoothly", function=False, laid_out=as_first, grad_fn=_blend_name)
def resized_smoothly(
    input: Array, size: Shape, scales: Shape, align_corners: bool, mode: str, antialias: bool
):
    """The last dims made `size` by "linear", "cubic" or "lanczos" interpolation along each."""
    word = "linear" if mode == "linear" else "cubic"
    _require_kind(input, f"compute_indices_weights_{word}", byte=len(size) == 2)
    kind = np.float64 if input.dtype == jnp.float64 else np.float32
    x = input.astype(kind if is_float(input) else np.int32)
    first = input.ndim - len(size)
    for axis in range(input.ndim - 1, first - 1, -1):
        count, scale = size[axis - first], scales[axis - first]
        if antialias:
            step = _step(input.shape[axis], count, scale, align_corners, kind)
            taps = _smooth_taps(input.shape[axis], count, step, kind, mode)
        else:
            taps = _taps(input.shape[axis], count, scale, align_corners, mode, kind)
        x = _blended(x, taps, axis) if is_float(input) else _blended_bytes(x, taps, axis)
    return x.astype(input.dtype)


# -- sampling at given places ---------------------------------------------------------------------


def _bounded(at: Any, size: int) -> Any:
    """`at` moved into [0, size - 1]; gradient 0 on the bounds."""
    last = jnp.asarray(size - 1, at.dtype)
    return jnp.where(at <= 0, 0, jnp.where(at >= last, last, at))


#: What is done after each operation on numbers that are wider than their dtype.
Rounding = Callable[[Any], Any]


def _exact(x: Any) -> Any:
    return x


def _rounding(dtype: Any) -> Rounding:
    """Rounds to a 16-bit float dtype; others are as wide as what computes them."""
    if dtype.itemsize > 2:
        return _exact
    kind = jnp.finfo(dtype)
    value = jax.custom_jvp(lambda x: lax.reduce_precision(x, kind.nexp, kind.nmant))
    value.defjvp(lambda primals, tangents: (value(*primals), *tangents))
    return value


def _mirrored(at: Any, size: int, align: bool, rounded: Rounding) -> Any:
    """`at` thrown back by the edges as often as needed."""
    low, span = (0.0, size - 1.0) if align else (-0.5, float(size))
    if span == 0:
        return at * 0
    away = rounded(at - low)
    away = jnp.where(away < 0, -away, away)
    flips = jnp.floor(rounded(lax.stop_gradient(away) / span))
    rest = rounded(away - rounded(flips * span))
    return rounded(jnp.where(flips % 2 == 0, rest, rounded(span - rest)) + low)


def _kept_inside(at: Any, size: int, padding: str, align: bool, rounded: Rounding) -> Any:
    if padding == "zeros":
        return at
    return _bounded(_mirrored(at, size, align, rounded) if padding == "reflection" else at, size)


def _unnormalised(at: Any, size: int, rank: int, align: bool, rounded: Rounding) -> Any:
    """Places from -1 to 1 as positions along a dim; PyTorch has another order for each rank."""
    at = rounded(at + 1)
    if rank == 2:
        scaled = rounded(at * rounded(jnp.asarray((size - 1 if align else size) / 2, at.dtype)))
        return scaled if align else rounded(scaled - 0.5)
    if align:
        return rounded(rounded(at / 2) * (size - 1))
    return rounded(rounded(rounded(at * size) - 1) / 2)


def _read(x: Any, places: Sequence[Any]) -> Any:
    """The elements of the last dims of x at whole `places`, 0 for those outside."""
    sizes = x.shape[2:]
    inside = jnp.ones((), bool)
    flat = jnp.zeros((), jnp.int64)
    for at, size in zip(places, sizes, strict=True):
        inside = inside & (at >= 0) & (at < size)
        flat = flat * size + jnp.clip(at, 0, size - 1).astype(jnp.int64)
    shape = flat.shape
    rows = x.reshape(*x.shape[:2], math.prod(sizes))
    index = flat.reshape(shape[0], 1, math.prod(shape[1:]))
    found = jnp.take_along_axis(rows, index, axis=2, mode="promise_in_bounds")
    return jnp.where(inside[:, None], found.reshape(*x.shape[:2], *shape[1:]), 0)


def _combined(
    x: Any, places: Sequence[Any], weights: Sequence[Sequence[Any]], keep: Any, rounded: Rounding
) -> Any:
    """The weighted sum of the elements around `places`, two or four along each dim."""
    taps = len(weights[0])
    first = 0 if taps == 2 else -1
    starts = [lax.stop_gradient(jnp.floor(at)) for at in places]
    corners = list(np.ndindex(*(taps,) * len(places)))
    chosen = []
    for dim, start in enumerate(starts):
        offsets = jnp.asarray([corner[dim] + first for corner in corners], start.dtype)
        offsets = offsets.reshape(-1, *(1,) * (start.ndim - 1))
        chosen.append(keep(start[:, None] + offsets, dim))
    each = []
    for corner in corners:
        factors = (w[c] for w, c in zip(reversed(weights), reversed(corner), strict=True))
        each.append(functools.reduce(lambda a, b: rounded(a * b), factors))
    parts = rounded(_read(x, chosen) * jnp.stack(each, 1)[:, None])
    if taps == 4 or rounded is _exact:
        return jnp.sum(parts, axis=2)
    return functools.reduce(lambda a, b: rounded(a + b), jnp.moveaxis(parts, 2, 0))


def _share(at: Any) -> Any:
    return at - lax.stop_gradient(jnp.floor(at))


def _linear_weights(share: Any) -> list[Any]:
    return [1 - share, share]


def _cubic_weights(share: Any) -> list[Any]:
    a = -0.75
    outer = [((a * d - 5 * a) * d + 8 * a) * d - 4 * a for d in (share + 1, 2 - share)]
    inner = [((a + 2) * d - (a + 3)) * d * d + 1 for d in (share, 1 - share)]
    return [outer[0], inner[0], inner[1], outer[1]]


def _sample_name(kernel: Kernel) -> str:
    return f"GridSampler{kernel.static[0]}DBackward0"


@op(LAYER, name="grid_sampled", function=False, saves=("input", "grid"), laid_out=as_first,
    grad_fn=_sample_name)  # fmt: skip
def grid_sampled(
    input: Array, grid: Array, rank: int, mode: str, padding: str, align_corners: bool
):
    """The input at places given by `grid`, whose -1 and 1 are the edges."""
    if input.dtype != grid.dtype:
        raise RuntimeError(
            f"expected scalar type {scalar_name(input)} but found {scalar_name(grid)}"
        )
    if not is_float(input):
        raise NotImplementedError(
            f"\"grid_sampler_{rank}d_cpu\" not implemented for '{scalar_name(input)}'"
        )
    wide = input.dtype if input.dtype.itemsize > 2 else jnp.float32
    x, given = input.astype(wide), grid.astype(wide)
    given = jnp.where(jnp.isnan(given), -1, given)
    sizes = x.shape[2:]
    rounded = _rounding(input.dtype)
    places = [
        _unnormalised(given[..., rank - 1 - dim], size, rank, align_corners, rounded)
        for dim, size in enumerate(sizes)
    ]

    def inside(at: Any, dim: int) -> Any:
        return _kept_inside(at, sizes[dim], padding, align_corners, rounded)

    if mode == "bicubic":
        weights = [[rounded(w) for w in _cubic_weights(_share(at))] for at in places]
        return _combined(x, places, weights, inside, rounded).astype(input.dtype)
    places = [inside(at, dim) for dim, at in enumerate(places)]
    if mode == "bilinear":
        weights = [[rounded(w) for w in _linear_weights(_share(at))] for at in places]
        return _combined(x, places, weights, lambda at, dim: at, rounded).astype(input.dtype)
    return _read(x, [jnp.round(lax.stop_gradient(at)) for at in places]).astype(input.dtype)


@op(LAYER, name="affine_grid_value", function=False, saves=(),
    grad_fn="AffineGridGeneratorBackward0")  # fmt: skip
def affine_grid_value(theta: Array, size: Shape, align_corners: bool):
    """For each pixel of an image of `size` the place that the affine map `theta` takes it to."""
    spatial = size[2:]
    rank = len(spatial)
    axes = []
    for count in spatial:
        steps = jnp.linspace(-1, 1, count, dtype=theta.dtype) if count > 1 else jnp.zeros(1)
        axes.append(steps.astype(theta.dtype) * (1 if align_corners else (count - 1) / count))
    grids = jnp.meshgrid(*axes, indexing="ij")[::-1]
    base = jnp.stack([*grids, jnp.ones_like(grids[0])], -1).reshape(1, -1, rank + 1)
    base = jnp.broadcast_to(base, (theta.shape[0], *base.shape[1:]))
    return product(base, jnp.swapaxes(theta, 1, 2)).reshape(theta.shape[0], *spatial, rank)


# -- patches --------------------------------------------------------------------------------------


def patches(
    x: Any,
    kernel: Sequence[int],
    dilation: Sequence[int],
    padding: Sequence[int],
    stride: Sequence[int],
) -> Any:
    """(n, c, h, w) -> (n, c · kernel, windows)."""
    batch, channels = x.shape[:2]
    for axis, numbers in ((3, 1), (2, 0)):
        given = (kernel[numbers], stride[numbers], padding[numbers], dilation[numbers])
        x = windowed(x, sliding(x.shape[axis], *given, False), axis)
    # (n, c, rows, kernel rows, columns, kernel columns)
    moved = x.transpose(0, 1, 3, 5, 2, 4)
    rows, columns = moved.shape[4:]
    return moved.reshape(batch, channels * math.prod(kernel), rows * columns)


@op(LAYER, name="unfolded", function=False, grad_fn="Im2ColBackward0")
def unfolded(input: Array, kernel: Shape, dilation: Shape, padding: Shape, stride: Shape):
    """The windows of an image as columns."""
    if not jnp.issubdtype(input.dtype, jnp.inexact) and input.dtype != jnp.bool_:
        raise NotImplementedError(f"\"im2col_out_cpu\" not implemented for '{scalar_name(input)}'")
    return patches(input, kernel, dilation, padding, stride)


@op(LAYER, name="folded", function=False, grad_fn="Col2ImBackward0")
def folded(
    input: Array, size: Shape, kernel: Shape, dilation: Shape, padding: Shape, stride: Shape
):
    """An image in which each element is the sum of the columns' that stand for it."""
    if not jnp.issubdtype(input.dtype, jnp.inexact):
        raise NotImplementedError(f"\"col2im_out_cpu\" not implemented for '{scalar_name(input)}'")
    shape = (input.shape[0], input.shape[1] // math.prod(kernel), *size)
    image = jax.ShapeDtypeStruct(shape, input.dtype)

    def columns(x: Any) -> Any:
        return patches(x, kernel, dilation, padding, stride)

    (result,) = jax.linear_transpose(columns, image)(input)
    return result


# -- shuffled pixels ------------------------------------------------------------------------------


@op(LAYER)
def pixel_shuffle(input: Array, upscale_factor: int):
    """(*, c · r², h, w) -> (*, c, h · r, w · r)."""
    if input.ndim < 3:
        raise RuntimeError(
            "pixel_shuffle expects input to have at least 3 dimensions, but got input with "
            f"{input.ndim} dimension(s)"
        )
    r = upscale_factor
    if r <= 0:
        raise RuntimeError(f"pixel_shuffle expects a positive upscale_factor, but got {r}")
    *lead, channels, height, width = input.shape
    if channels % (r * r):
        raise RuntimeError(
            "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square "
            f"of upscale_factor, but input.size(-3)={channels} is not divisible by {r * r}"
        )
    split = input.reshape(math.prod(lead), channels // (r * r), r, r, height, width)
    moved = split.transpose(0, 1, 4, 2, 5, 3)
    return moved.reshape(*lead, channels // (r * r), height * r, width * r)


@op(LAYER)
def pixel_unshuffle(input: Array, downscale_factor: int):
    """(*, c, h · r, w · r) -> (*, c · r², h, w)."""
    if input.ndim < 3:
        raise RuntimeError(
            "pixel_unshuffle expects input to have at least 3 dimensions, but got input with "
            f"{input.ndim} dimension(s)"
        )
    r = downscale_factor
    if r <= 0:
        raise RuntimeError(f"pixel_unshuffle expects a positive downscale_factor, but got {r}")
    *lead, channels, height, width = input.shape
    for word, dim, size in (("height", -2, height), ("width", -1, width)):
        if size % r:
            raise RuntimeError(
                f"pixel_unshuffle expects {word} to be divisible by downscale_factor, but "
                f"input.size({dim})={size} is not divisible by {r}"
            )
    split = input.reshape(math.prod(lead), channels, height // r, r, width // r, r)
    moved = split.transpose(0, 1, 3, 5, 2, 4)
    return moved.reshape(*lead, channels * r * r, height // r, width // r)


@op(LAYER, laid_out=as_first)
def channel_shuffle(input: Array, groups: int):
    """The channels of `groups` dealt out in turn."""
    if input.ndim <= 2:
        raise RuntimeError(
            f"channel_shuffle expects input with > 2 dims, but got input with sizes "
            f"{list(input.shape)}"
        )
    if groups <= 0:
        raise RuntimeError(
            f"Number of groups to divide channels in must be positive. Value of groups:{groups}"
        )
    channels = input.shape[1]
    if channels % groups:
        raise RuntimeError(
            f"Number of channels must be divisible by groups. Got {channels} channels and {groups} "
            "groups."
        )
    rest = math.prod(input.shape[2:])
    split = input.reshape(input.shape[0], groups, channels // groups, rest)
    return jnp.swapaxes(split, 1, 2).reshape(input.shape)
