"""Discrete Fourier transforms: one body for complex, real and Hermitian data of any rank."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import lax

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._core.kernel import Aval, Kernel, Spec, contiguous_strides
from torchlike._core.promotion import HALVES
from torchlike._ops.casting import to_dtype
from torchlike._ops.dims import is_complex, scalar_name, wrap_dim
from torchlike._ops.families import CREATE
from torchlike._ops.layout import dense_strides, strides_of
from torchlike._ops.roles import Array, Dim, Dims, DType
from torchlike._ops.schema import Family, op

#: A transform: function only, its result cast to what it is written into.
TRANSFORM = Family("transform", method=False, out=True)

# -- shapes ---------------------------------------------------------------------------------------


def _axis(dim: int, rank: int) -> int:
    if rank == 0:
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    return wrap_dim(dim, rank)


def _lengths(
    shape: tuple[int, ...],
    s: Sequence[int] | int | None,
    dim: Sequence[int] | int | None,
    *,
    half: bool,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The dims of a transform and the points in each; `half` where the last holds n / 2 + 1.

    Raises: RuntimeError for sizes that do not fit or dims given twice; IndexError for no such dim.
    """
    sizes = (s,) if isinstance(s, int) else s
    rank = len(shape)
    if dim is not None:
        dims = tuple(_axis(d, rank) for d in ((dim,) if isinstance(dim, int) else dim))
        if len(set(dims)) < len(dims):
            raise RuntimeError("FFT dims must be unique")
        if sizes is not None and len(sizes) != len(dims):
            raise RuntimeError("When given, dim and shape arguments must have the same length")
    elif sizes is not None:
        if len(sizes) > rank:
            raise RuntimeError(
                f"Got shape with {len(sizes)} values but input tensor only has {rank} dimensions."
            )
        dims = tuple(range(rank - len(sizes), rank))
    else:
        dims = tuple(range(rank))
    wanted = [-1] * len(dims) if sizes is None else list(sizes)
    for i, d in enumerate(dims):
        if wanted[i] == -1:
            last = half and i == len(dims) - 1
            wanted[i] = 2 * (shape[d] - 1) if last else shape[d]
    for count in wanted:
        _check_points(count)
    return dims, tuple(wanted)


def _check_points(count: int) -> None:
    if count < 1:
        raise RuntimeError(f"Invalid number of data points ({count}) specified")


def _length(
    shape: tuple[int, ...], n: int | None, dim: int, *, half: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The same for one dim."""
    axis = _axis(dim, len(shape))
    if n is not None:
        _check_points(n)
    return _lengths(shape, None if n is None else (n,), (axis,), half=half)


# -- values ---------------------------------------------------------------------------------------


def _promoted(input: Any, complex_: bool) -> Any:
    """`input` as floats, or as complex numbers. Raises: RuntimeError for narrow ones."""
    kind = dtypes.from_numpy(input.dtype)
    if kind.category < dtypes.dtype.FLOAT:
        kind = Defaults.float_dtype
    if kind not in (dtypes.float32, dtypes.float64, dtypes.complex64, dtypes.complex128):
        raise RuntimeError(f"Unsupported dtype {scalar_name(input)}")
    return to_dtype(input, kind.to_complex() if complex_ else kind)


def _resized(x: Any, dims: tuple[int, ...], sizes: Sequence[int]) -> Any:
    """`x` cut or filled up with zeros at the end of `dims`."""
    edges = [(0, 0, 0)] * x.ndim
    for d, size in zip(dims, sizes, strict=True):
        edges[d] = (0, size - x.shape[d], 0)
    return x if not any(e[1] for e in edges) else lax.pad(x, jnp.zeros((), x.dtype), edges)


def _scale(norm: str | None, sizes: tuple[int, ...], forward: bool) -> float:
    """The factor that `norm` asks for, for a transform without any."""
    total = math.prod(sizes)
    if norm not in (None, "backward", "forward", "ortho"):
        raise RuntimeError(f'Invalid normalization mode: "{norm}"')
    if norm == "ortho":
        return 1 / math.sqrt(total)
    return 1 / total if (norm == "forward") == forward else 1.0


def _along(x: Any, dims: tuple[int, ...], kind: Any, sizes: tuple[int, ...]) -> Any:
    """The transform `kind` over `dims`, three at a time."""
    for first in range(0, len(dims), 3):
        some = dims[first : first + 3]
        last = tuple(range(x.ndim - len(some), x.ndim))
        turned = lax.fft(jnp.moveaxis(x, some, last), kind, sizes[first : first + 3])
        x = jnp.moveaxis(turned, last, some)
    return x


def _complex(x: Any, dims: tuple[int, ...], sizes: tuple[int, ...], forward: bool) -> Any:
    """The transform of complex numbers, the inverse one scaled by 1 / n."""
    if not x.size:
        return x
    return _along(x, dims, lax.FftType.FFT if forward else lax.FftType.IFFT, sizes)


def _to_scale(x: Any, factor: float) -> Any:
    return x if factor == 1 else x * np.asarray(factor, x.real.dtype)


def _transform(input: Any, dims: Any, sizes: Any, norm: str | None, forward: bool) -> Any:
    """Complex to complex."""
    factor = _scale(norm, sizes, forward)
    x = _resized(_promoted(input, True), dims, sizes)
    if not forward:
        factor *= math.prod(sizes)
    return _to_scale(_complex(x, dims, sizes, forward), factor)


def _from_real(input: Any, dims: Any, sizes: Any, norm: str | None, forward: bool) -> Any:
    """Real numbers to the non-negative frequencies of the last of `dims`."""
    factor = _scale(norm, sizes, forward)
    x = _resized(_promoted(input, False), dims, sizes)
    if x.size:
        x = _along(x, dims[-1:], lax.FftType.RFFT, sizes[-1:])
    else:
        shape = (*x.shape[: dims[-1]], sizes[-1] // 2 + 1, *x.shape[dims[-1] + 1 :])
        x = jnp.zeros(shape, jnp.result_type(x.dtype, jnp.complex64))
    x = _to_scale(_complex(x, dims[:-1], sizes[:-1], True), factor)
    return x if forward else jnp.conj(x)


def _to_real(input: Any, dims: Any, sizes: Any, norm: str | None, forward: bool) -> Any:
    """The non-negative frequencies of the last of `dims` to real numbers."""
    factor = _scale(norm, sizes, forward) * math.prod(sizes)
    x = _promoted(input, True)
    x = _resized(x, dims, (*sizes[:-1], sizes[-1] // 2 + 1))
    x = _complex(jnp.conj(x) if forward else x, dims[:-1], sizes[:-1], False)
    if not x.size:
        shape = (*x.shape[: dims[-1]], sizes[-1], *x.shape[dims[-1] + 1 :])
        return jnp.zeros(shape, x.real.dtype)
    return _to_scale(_along(x, dims[-1:], lax.FftType.IRFFT, sizes[-1:]), factor)


def _check_real(input: Any, words: str) -> None:
    if is_complex(input):
        raise RuntimeError(f"{words} {scalar_name(input)}")


def _check_axes(dims: tuple[int, ...], name: str) -> None:
    if not dims:
        raise RuntimeError(f"{name} must transform at least one axis")


# -- strides --------------------------------------------------------------------------------------


def _descending(dims: Sequence[int], strides: Sequence[int]) -> list[int]:
    return sorted(dims, key=lambda d: -strides[d])


def _laid_out(
    shape: tuple[int, ...], strides: Sequence[int], inner: Sequence[int]
) -> tuple[int, ...]:
    """Dense strides with `inner` innermost and the other dims in their order of `strides`."""
    outer = _descending([d for d in range(len(shape)) if d not in inner], strides)
    return dense_strides(shape, [*outer, *inner][::-1])


def _strides_of_resized(spec: Any, dims: Sequence[int], sizes: Sequence[int]) -> tuple[int, ...]:
    if all(size <= spec.shape[d] for d, size in zip(dims, sizes, strict=True)):
        return strides_of(spec)
    shape = list(spec.shape)
    for d, size in zip(dims, sizes, strict=True):
        shape[d] = size
    return contiguous_strides(tuple(shape))


def _layout(kind: str, several: bool) -> Any:
    """The rule of the strides of a transform: complex ("c"), from real ("r"), to real ("h")."""

    def laid_out(
        specs: Sequence[Spec], static: tuple[Any, ...], shape: tuple[int, ...]
    ) -> tuple[int, ...]:
        spec = specs[0]
        assert isinstance(spec, Aval)
        find = _lengths if several else _length
        dims, sizes = find(spec.shape, *static[:2], half=kind == "h")
        if kind == "h":
            sizes = (*sizes[:-1], sizes[-1] // 2 + 1)
        strides = _strides_of_resized(spec, dims, sizes)
        if kind == "c":
            return _laid_out(shape, strides, _descending(dims, strides))
        if kind != "i" or len(dims) == 1:
            inner = [*_descending(dims[:-1], strides), *dims[-1:]]
            return _laid_out(shape, strides, inner)
        between = _laid_out(shape, strides, dims[-1:])
        return _laid_out(shape, between, _descending(dims[:-1], between))

    return laid_out


# -- one dim --------------------------------------------------------------------------------------


def _node(name: str, from_real: str) -> Any:
    """The autograd node of a transform, another one for real operands."""

    def named(kernel: Kernel) -> str:
        real = not kernel.in_avals[0].dtype.is_complex
        return from_real if real else name

    return named


@op(TRANSFORM, casts_out=True, grad_fn=_node("FftC2CBackward0", "FftR2CBackward0"),
    laid_out=_layout("c", False))  # fmt: skip
def fft_fft(input: Array, n: int | None = None, dim: Dim = -1, norm: str | None = None):
    """The discrete Fourier transform along `dim`. Raises: RuntimeError for halves."""
    return _transform(input, *_length(input.shape, n, dim, half=False), norm, True)


@op(TRANSFORM, casts_out=True, grad_fn=_node("FftC2CBackward0", "ConjBackward0"),
    laid_out=_layout("c", False))  # fmt: skip
def fft_ifft(input: Array, n: int | None = None, dim: Dim = -1, norm: str | None = None):
    """The inverse of `fft`."""
    return _transform(input, *_length(input.shape, n, dim, half=False), norm, False)


@op(TRANSFORM, casts_out=True, grad_fn="FftR2CBackward0", laid_out=_layout("r", False))
def fft_rfft(input: Array, n: int | None = None, dim: Dim = -1, norm: str | None = None):
    """The non-negative frequencies of real numbers. Raises: RuntimeError for complex ones."""
    _check_real(input, "rfft expects a real input tensor, but got")
    return _from_real(input, *_length(input.shape, n, dim, half=False), norm, True)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2RBackward0", laid_out=_layout("h", False))
def fft_irfft(input: Array, n: int | None = None, dim: Dim = -1, norm: str | None = None):
    """The inverse of `rfft`, of `n` points."""
    return _to_real(input, *_length(input.shape, n, dim, half=True), norm, False)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2RBackward0", laid_out=_layout("h", False))
def fft_hfft(input: Array, n: int | None = None, dim: Dim = -1, norm: str | None = None):
    """The real transform of the non-negative half of a Hermitian signal, of `n` points."""
    return _to_real(input, *_length(input.shape, n, dim, half=True), norm, True)


@op(TRANSFORM, casts_out=True, grad_fn="ConjBackward0", laid_out=_layout("r", False))
def fft_ihfft(input: Array, n: int | None = None, dim: Dim = -1, norm: str | None = None):
    """The inverse of `hfft`."""
    _check_real(input, "ihfft expects a real input tensor, but got")
    return _from_real(input, *_length(input.shape, n, dim, half=False), norm, False)


# -- several dims ---------------------------------------------------------------------------------


@op(TRANSFORM, casts_out=True, grad_fn="FftC2CBackward0", laid_out=_layout("c", True))
def fft_fftn(input: Array, s: Dims | None = None, dim: Dims | None = None, norm: str | None = None):
    """The discrete Fourier transform over `dim`, all dims by default."""
    return _transform(input, *_lengths(input.shape, s, dim, half=False), norm, True)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2CBackward0", laid_out=_layout("c", True))
def fft_ifftn(
    input: Array, s: Dims | None = None, dim: Dims | None = None, norm: str | None = None
):
    """The inverse of `fftn`."""
    return _transform(input, *_lengths(input.shape, s, dim, half=False), norm, False)


@op(TRANSFORM, casts_out=True, grad_fn="FftR2CBackward0", laid_out=_layout("r", True))
def fft_rfftn(
    input: Array, s: Dims | None = None, dim: Dims | None = None, norm: str | None = None
):
    """The transform of real numbers, the last dim's non-negative frequencies only."""
    _check_real(input, "rfftn expects a real-valued input tensor, but got")
    dims, sizes = _lengths(input.shape, s, dim, half=False)
    _check_axes(dims, "rfftn")
    return _from_real(input, dims, sizes, norm, True)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2RBackward0", laid_out=_layout("h", True))
def fft_irfftn(
    input: Array, s: Dims | None = None, dim: Dims | None = None, norm: str | None = None
):
    """The inverse of `rfftn`."""
    dims, sizes = _lengths(input.shape, s, dim, half=True)
    _check_axes(dims, "irfftn")
    return _to_real(input, dims, sizes, norm, False)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2RBackward0", laid_out=_layout("h", True))
def fft_hfftn(
    input: Array, s: Dims | None = None, dim: Dims | None = None, norm: str | None = None
):
    """The real transform of a Hermitian signal, of the last dim's non-negative half."""
    dims, sizes = _lengths(input.shape, s, dim, half=True)
    _check_axes(dims, "hfftn")
    return _to_real(input, dims, sizes, norm, True)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2CBackward0", laid_out=_layout("i", True))
def fft_ihfftn(
    input: Array, s: Dims | None = None, dim: Dims | None = None, norm: str | None = None
):
    """The inverse of `hfftn`."""
    _check_real(input, "Only supports floating-point dtypes, but found:")
    dims, sizes = _lengths(input.shape, s, dim, half=False)
    _check_axes(dims, "ihfftn")
    return _from_real(input, dims, sizes, norm, False)


# -- two dims -------------------------------------------------------------------------------------


@op(TRANSFORM, casts_out=True, grad_fn="FftC2CBackward0", laid_out=_layout("c", True))
def fft_fft2(input: Array, s: Dims | None = None, dim: Dims = (-2, -1), norm: str | None = None):
    """`fftn` over the last two dims."""
    return fft_fftn.body(input, s, dim, norm)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2CBackward0", laid_out=_layout("c", True))
def fft_ifft2(input: Array, s: Dims | None = None, dim: Dims = (-2, -1), norm: str | None = None):
    """`ifftn` over the last two dims."""
    return fft_ifftn.body(input, s, dim, norm)


@op(TRANSFORM, casts_out=True, grad_fn="FftR2CBackward0", laid_out=_layout("r", True))
def fft_rfft2(input: Array, s: Dims | None = None, dim: Dims = (-2, -1), norm: str | None = None):
    """`rfftn` over the last two dims."""
    return fft_rfftn.body(input, s, dim, norm)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2RBackward0", laid_out=_layout("h", True))
def fft_irfft2(input: Array, s: Dims | None = None, dim: Dims = (-2, -1), norm: str | None = None):
    """`irfftn` over the last two dims."""
    return fft_irfftn.body(input, s, dim, norm)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2RBackward0", laid_out=_layout("h", True))
def fft_hfft2(input: Array, s: Dims | None = None, dim: Dims = (-2, -1), norm: str | None = None):
    """`hfftn` over the last two dims."""
    return fft_hfftn.body(input, s, dim, norm)


@op(TRANSFORM, casts_out=True, grad_fn="FftC2CBackward0", laid_out=_layout("i", True))
def fft_ihfft2(input: Array, s: Dims | None = None, dim: Dims = (-2, -1), norm: str | None = None):
    """`ihfftn` over the last two dims."""
    return fft_ihfftn.body(input, s, dim, norm)


# -- frequencies ----------------------------------------------------------------------------------


@op(CREATE, name="frequencies.values", function=False)
def frequencies_values(n: int, d: float, half: bool, dtype: DType):
    """The frequencies of a transform of `n` points `d` apart, or its non-negative `half`."""
    if half:
        cycles = jnp.arange(n // 2 + 1)
    else:
        cycles = (jnp.arange(n) + n // 2) % max(n, 1) - n // 2
    spacing = n * d
    factor = 1 / spacing if spacing else math.inf
    wide = cycles.astype(jnp.float32 if dtype in HALVES else dtype.np)
    return to_dtype(wide * np.asarray(factor, wide.dtype), dtype)
