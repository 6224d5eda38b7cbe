"""Images of other sizes, sampling at given places, patches."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

from torchlike._core.apply import apply1, apply2
from torchlike._ops.arguments import explains
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.convolution import sizes_of
from torchlike.nn._functions.pooling import (
    adaptive_avg_pool1d,
    adaptive_avg_pool2d,
    adaptive_avg_pool3d,
)

# -- interpolation --------------------------------------------------------------------------------

_SMOOTH = {"linear": 3, "bilinear": 4, "trilinear": 5}
_MODES = ("nearest", "nearest-exact", "area", "bicubic", "lanczos", *_SMOOTH)
_AREAS = {3: adaptive_avg_pool1d, 4: adaptive_avg_pool2d, 5: adaptive_avg_pool3d}


def _asked_size(
    input: Any, size: Any, factor: Any, recompute: bool | None
) -> tuple[tuple[int, ...], tuple[float | None, ...]]:
    """The sizes asked for, and the factors that say where the results lie."""
    spatial = tuple(input.shape[2:])
    rank = len(spatial)
    if size is not None and factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    if size is None and factor is None:
        raise ValueError("either size or scale_factor should be defined")
    if size is not None:
        if isinstance(size, (tuple, list)) and len(size) != rank:
            raise ValueError(
                "Input and output must have the same number of spatial dimensions, but got input "
                f"with spatial dimensions of {list(spatial)} and output size of {size}. Please "
                "provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, "
                "...,oK) format."
            )
        if recompute:
            raise ValueError("recompute_scale_factor is not meaningful with an explicit size.")
        given = sizes_of(size, "interpolate", "size")
        return given if isinstance(size, (tuple, list)) else given * rank, (None,) * rank
    if isinstance(factor, (tuple, list)) and len(factor) != rank:
        raise ValueError(
            "Input and scale_factor must have the same number of spatial dimensions, but got input "
            f"with spatial dimensions of {list(spatial)} and scale_factor of shape {factor}. "
            "Please provide input tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, "
            "s2, ...,sK) format."
        )
    given: Any = factor if isinstance(factor, (tuple, list)) else (factor,) * rank
    factors = tuple(float(f) for f in given)
    sizes = tuple(math.floor(n * f) for n, f in zip(spatial, factors, strict=True))
    return sizes, (None,) * rank if recompute else factors


def _check_resize(input: Any, size: Sequence[int]) -> None:
    shape = list(input.shape)
    letters = {1: "W", 2: "HW", 3: "DHW"}[len(size)]
    if min(*shape[2:], *size) <= 0:
        have, want = (
            ", ".join(f"{d}: {n}" for d, n in zip(letters, sizes, strict=True))
            for sizes in (shape[2:], size)
        )
        raise RuntimeError(
            f"Input and output sizes should be greater than 0, but got input ({have}) output "
            f"({want})"
        )
    if not shape[1]:
        raise RuntimeError(
            f"Non-empty {len(shape)}D data tensor expected but got a tensor with sizes {shape}"
        )


def _check_mode(input: Any, mode: str, align_corners: bool | None, antialias: bool) -> None:
    if align_corners is not None and mode in ("nearest", "area", "nearest-exact"):
        raise ValueError(
            "align_corners option can only be set with the interpolating modes: linear | bilinear "
            "| bicubic | trilinear"
        )
    rank = input.dim()
    smooth = mode in ("bilinear", "bicubic", "lanczos")
    if antialias and not (smooth and rank == 4):
        raise ValueError(
            "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires "
            "a 4-D tensor as input"
        )
    if mode in _SMOOTH and rank in (3, 4, 5) and rank != _SMOOTH[mode]:
        raise NotImplementedError(
            f"Got {rank}D input, but {mode} mode needs {_SMOOTH[mode]}D input"
        )
    cubic = mode in ("bicubic", "lanczos")
    if mode not in _MODES or rank not in (3, 4, 5) or (cubic and rank != 4):
        raise NotImplementedError(
            f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {rank}D) for the modes: "
            "nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact "
            f"(got {mode})"
        )
    if mode == "lanczos" and not antialias:
        raise ValueError("Lanczos mode requires antialias=True")


def interpolate(
    input: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    antialias: bool = False,
) -> Any:
    """The input with its spatial dims made `size`, or larger by `scale_factor`."""
    if mode in ("nearest", "area", "nearest-exact") and align_corners is not None:
        _check_mode(input, mode, align_corners, False)
    sizes, factors = _asked_size(input, size, scale_factor, recompute_scale_factor)
    _check_mode(input, mode, align_corners, antialias)
    if mode == "area":
        return _AREAS[input.dim()](input, sizes)
    return _resized(input, sizes, factors, mode, bool(align_corners), antialias)


def _resized(
    input: Any, size: Any, factors: Any, mode: str, align_corners: bool, antialias: bool
) -> Any:
    _check_resize(input, size)
    if mode.startswith("nearest"):
        static = (size, factors, mode == "nearest-exact")
        return apply1(TABLE["resized_nearest"], input, static)
    kind = {"bicubic": "cubic", "lanczos": "lanczos"}.get(mode, "linear")
    static = (size, factors, align_corners, kind, bool(antialias))
    return apply1(TABLE["resized_smoothly"], input, static)


def _deprecated(name: str) -> None:
    warnings.warn(
        f"`nn.functional.{name}` is deprecated. Use `nn.functional.interpolate` instead.",
        stacklevel=3,
    )


def upsample(
    input: Any,
    size: Any = None,
    scale_factor: Any = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
) -> Any:
    """`interpolate`, under its old name."""
    _deprecated("upsample")
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
    """`interpolate` by the nearest element."""
    _deprecated("upsample_nearest")
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
    """`interpolate` between the nearest elements, the corners staying where they are."""
    _deprecated("upsample_bilinear")
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)


@explains
def _upsample_bilinear2d_aa(
    input: Any,
    output_size: Any,
    align_corners: bool,
    scales_h: float | None = None,
    scales_w: float | None = None,
) -> Any:
    """Bilinear interpolation with a filter as wide as a result covers elements."""
    size = sizes_of(output_size, "_upsample_bilinear2d_aa", "output_size")
    return _resized(input, size, (scales_h, scales_w), "bilinear", bool(align_corners), True)


# -- sampling at given places ---------------------------------------------------------------------

_SAMPLING = ("bilinear", "nearest", "bicubic")
_OUTSIDE = ("zeros", "border", "reflection")


def _warn_alignment() -> None:
    warnings.warn(
        "Default grid_sample and affine_grid behavior has changed to align_corners=False since "
        "1.3.0. Please specify align_corners=True if the old behavior is desired. See the "
        "documentation of grid_sample for details.",
        stacklevel=3,
    )


def grid_sample(
    input: Any,
    grid: Any,
    mode: str = "bilinear",
    padding_mode: str = "zeros",
    align_corners: bool | None = None,
) -> Any:
    """The input at the places that `grid` gives, -1 and 1 being its edges."""
    if mode not in _SAMPLING:
        raise ValueError(
            "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', "
            f"but got: '{mode}'"
        )
    if padding_mode not in _OUTSIDE:
        raise ValueError(
            "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or "
            f"'reflection', but got: '{padding_mode}'"
        )
    if align_corners is None:
        _warn_alignment()
    numbers = _SAMPLING.index(mode), _OUTSIDE.index(padding_mode)
    return grid_sampler(input, grid, *numbers, bool(align_corners))


def _check_grid(input: Any, grid: Any, mode: int) -> None:
    shape, places = list(input.shape), list(grid.shape)
    if not shape or not places or shape[0] != places[0]:
        raise RuntimeError(
            "grid_sampler(): expected grid and input to have same batch size, but got input with "
            f"sizes {shape} and grid with sizes {places}"
        )
    if places[-1] != len(shape) - 2:
        raise RuntimeError(
            f"grid_sampler(): expected grid to have size {len(shape) - 2} in last dimension, but "
            f"got grid with sizes {places}"
        )
    for dim in range(2, len(shape)):
        if not shape[dim]:
            raise RuntimeError(
                "grid_sampler(): expected input to have non-empty spatial dimensions, but input "
                f"has sizes {shape} with dimension {dim} being empty"
            )
    if len(shape) not in (4, 5) or len(shape) != len(places):
        raise RuntimeError(
            "grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but "
            f"got input with sizes {shape} and grid with sizes {places}"
        )
    if mode == 2 and len(shape) == 5:
        raise RuntimeError("grid_sampler(): bicubic interpolation only supports 4D input")


@explains
def grid_sampler(
    input: Any, grid: Any, interpolation_mode: int, padding_mode: int, align_corners: bool
) -> Any:
    """`grid_sample`, its modes given by number."""
    _check_grid(input, grid, interpolation_mode)
    words = _SAMPLING[interpolation_mode], _OUTSIDE[padding_mode]
    static = (input.dim() - 2, *words, bool(align_corners))
    return apply2(TABLE["grid_sampled"], input, grid, static)


grid_sampler_2d = grid_sampler_3d = grid_sampler


def affine_grid(theta: Any, size: Any, align_corners: bool | None = None) -> Any:
    """For each pixel of an image of `size` the place that the affine map `theta` takes it to."""
    if align_corners is None:
        _warn_alignment()
    if not theta.is_floating_point():
        raise ValueError(f"Expected theta to have floating point type, but got {theta.dtype}")
    shape = tuple(size)
    shown = f"torch.Size({list(theta.shape)})"
    for rank in (2, 3):
        words = (rank, rank, rank + 1)
        if len(shape) == rank + 2 and (theta.dim() != 3 or tuple(theta.shape[-2:]) != words[1:]):
            raise ValueError(
                f"Expected a batch of {rank}D affine matrices of shape Nx{rank}x{rank + 1} for "
                f"size {size}. Got {shown}."
            )
    if len(shape) not in (4, 5):
        raise NotImplementedError(
            "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, "
            f"respectively. Got size {size}."
        )
    if min(shape) <= 0:
        raise ValueError(f"Expected non-zero, positive output size. Got {size}")
    return affine_grid_generator(theta, shape, bool(align_corners))


@explains
def affine_grid_generator(theta: Any, size: Any, align_corners: bool) -> Any:
    """`affine_grid`, its sizes checked."""
    shape = sizes_of(size, "affine_grid_generator", "size")
    if theta.shape[0] != shape[0]:
        rank = len(shape) - 1
        raise RuntimeError(
            f"Expected size for first two dimensions of batch2 tensor to be: [{shape[0]}, {rank}] "
            f"but got: [{theta.shape[0]}, {rank}]."
        )
    return apply1(TABLE["affine_grid_value"], theta, (shape, bool(align_corners)))


# -- patches --------------------------------------------------------------------------------------


def _patch_numbers(function: str, *given: Any) -> list[tuple[int, int]]:
    """Kernel, dilation, padding and stride. Raises: RuntimeError for those that cannot be."""
    numbers = []
    rules = (
        ("kernel size", "kernel", 1, "kernel_size"),
        ("dilation", "dilation", 1, "dilation"),
        ("padding", "pad", 0, "padding"),
        ("stride", "stride", 1, "stride"),
    )
    for value, (_, _, _, name) in zip(given, rules, strict=True):
        found = sizes_of(value, function, name)
        if len(found) not in (1, 2):
            raise RuntimeError(f"It is expected {name} equals to 2, but got size {len(found)}")
        numbers.append(found * 2 if len(found) == 1 else found)
    for found, (words, name, least, _) in zip(numbers, rules, strict=True):
        if min(found) < least:
            what = "greater than zero" if least else "non-negative"
            raise RuntimeError(
                f"{words} should be {what}, but got {name}_height: {found[0]} {name}_width: "
                f"{found[1]}"
            )
    return numbers


def _blocks(size: Sequence[int], numbers: Sequence[tuple[int, int]]) -> tuple[int, int]:
    kernel, dilation, padding, stride = numbers
    rows, columns = (
        (n + 2 * p - d * (k - 1) - 1) // s + 1
        for n, k, d, p, s in zip(size, kernel, dilation, padding, stride, strict=True)
    )
    return rows, columns


@explains
def unfold(
    input: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1
) -> Any:
    """The windows of an image as columns: (n, c, h, w) -> (n, c · kernel, windows)."""
    numbers = _patch_numbers("unfold", kernel_size, dilation, padding, stride)
    shape = list(input.shape)
    if len(shape) not in (3, 4) or 0 in shape[-3:]:
        if len(shape) == 2:
            raise IndexError(
                "Dimension out of range (expected to be in range of [-2, 1], but got 2)"
            )
        raise RuntimeError(
            "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero "
            f"dimensions for input, but got: {shape}"
        )
    blocks = _blocks(shape[-2:], numbers)
    if min(blocks) < 1:
        kernel, spread, edges, _ = numbers
        raise RuntimeError(
            f"Given input with spatial size ({shape[-2]}, {shape[-1]}), kernel_size={kernel}, "
            f"dilation={spread}, padding={edges}, calculated shape of the array of sliding blocks "
            f"as {blocks}, but its components must be at least one."
        )
    if len(shape) == 3:
        return apply1(TABLE["unfolded"], input.unsqueeze(0), tuple(numbers)).squeeze(0)
    return apply1(TABLE["unfolded"], input, tuple(numbers))


def _check_columns(input: Any, size: Sequence[int], numbers: Any) -> None:
    kernel, spread, edges, steps = numbers
    shape = list(input.shape)
    if len(shape) not in (2, 3) or 0 in shape[-2:]:
        raise RuntimeError(
            "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and "
            f"non-zero dimensions for input, but got: {shape}"
        )
    rows, count = len(shape) - 2, len(shape) - 1
    if shape[rows] % math.prod(kernel):
        raise RuntimeError(
            f"Expected size of input's dimension {rows} to be divisible by the product of "
            f"kernel_size, but got input.size({rows})={shape[rows]} and kernel_size={kernel}."
        )
    high, wide = _blocks(size, numbers)
    if shape[count] != high * wide:
        raise RuntimeError(
            f"Given output_size={tuple(size)}, kernel_size={kernel}, dilation={spread}, "
            f"padding={edges}, stride={steps}, expected size of input's dimension {count} to match "
            f"the calculated number of sliding blocks {high} * {wide} = {high * wide}, but got "
            f"input.size({count})={shape[count]}."
        )


@explains
def fold(
    input: Any,
    output_size: Any,
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Any:
    """The sum of columns at the places of an image that `unfold` took them from."""
    numbers = _patch_numbers("fold", kernel_size, dilation, padding, stride)
    size = sizes_of(output_size, "fold", "output_size")
    size = size * 2 if len(size) == 1 else size
    _check_columns(input, size, numbers)
    static = (size, *numbers)
    if input.dim() == 2:
        return apply1(TABLE["folded"], input.unsqueeze(0), static).squeeze(0)
    return apply1(TABLE["folded"], input, static)
