"""Short-time Fourier transforms: signals cut into overlapping frames, and put together again."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import numpy as np

from torchlike._core import dtypes
from torchlike._core.kernel import Kernel, Spec
from torchlike._ops.dims import scalar_name
from torchlike._ops.families import BESPOKE
from torchlike._ops.fft import fft_fft, fft_ifft, fft_irfft, fft_rfft
from torchlike._ops.layout import dense_strides
from torchlike._ops.roles import Array
from torchlike._ops.schema import op

_PADS = {"reflect": "reflect", "constant": "constant", "circular": "wrap", "replicate": "edge"}


def _check_float(x: Any) -> None:
    if dtypes.from_numpy(x.dtype).itemsize < 4:
        raise RuntimeError(f"MKL FFT doesn't support tensors of type: {scalar_name(x)}")


def _positions(frames: int, length: int, step: int) -> Any:
    """Where each element of each frame lies in the signal."""
    return np.arange(frames)[:, None] * step + np.arange(length)


def _centred(window: Any, length: int) -> Any:
    """`window` filled up with zeros on both sides."""
    room = length - window.shape[0]
    return jnp.pad(window, (room // 2, room - room // 2))


def _stft_node(kernel: Kernel) -> str:
    return "TransposeBackward1" if kernel.static[-2] else "ViewAsRealBackward0"


def _stft_strides(
    specs: tuple[Spec, ...], static: tuple[Any, ...], shape: tuple[int, ...]
) -> tuple[int, ...]:
    """The frequencies of a frame lie together."""
    del specs
    rank = len(shape)
    if static[-2]:
        return dense_strides(shape, [rank - 2, rank - 1, *range(rank - 3, -1, -1)])
    return dense_strides(shape, [rank - 1, rank - 3, rank - 2, *range(rank - 4, -1, -1)])


@op(BESPOKE, name="stft.values", function=False, method=False, saves=("input", "window"),
    grad_fn=_stft_node, laid_out=_stft_strides)  # fmt: skip
def stft_values(
    input: Array,
    window: Array,
    n_fft: int,
    hop_length: int,
    pad: int,
    pad_mode: str,
    normalized: bool,
    onesided: bool,
    return_complex: bool,
    edge: int,
):
    """The transforms of frames of `n_fft` points, one every `hop_length`, as columns.

    `pad` elements come on both sides by `pad_mode`, `edge` zeros and what is missing besides.
    """
    x = input
    if pad:
        shape = [(0, 0)] * (x.ndim - 1) + [(pad, pad)]
        x = jnp.pad(x, shape, mode=_PADS[pad_mode])
    if edge:
        room = n_fft - window.shape[0]
        x = jnp.pad(x, [(0, 0)] * (x.ndim - 1) + [(edge, room - edge)])
    kind = jnp.result_type(x.dtype, window.dtype)
    count = 1 + (x.shape[-1] - n_fft) // hop_length
    frames = x[..., _positions(count, n_fft, hop_length)].astype(kind)
    frames = frames * _centred(window, n_fft).astype(kind)
    _check_float(frames)
    norm = "ortho" if normalized else None
    result = (fft_rfft if onesided else fft_fft).body(frames, norm=norm)
    result = jnp.swapaxes(result, -1, -2)
    return result if return_complex else jnp.stack([result.real, result.imag], -1)


def _overlapped(frames: Any, step: int) -> Any:
    """The sum of frames that begin every `step` elements."""
    count, length = frames.shape[-2:]
    total = jnp.zeros((*frames.shape[:-2], length + step * (count - 1)), frames.dtype)
    return total.at[..., _positions(count, length, step)].add(frames)


@op(BESPOKE, name="istft.signal", function=False, method=False, saves=("input", "window"))
def istft_signal(
    input: Array,
    window: Array,
    n_fft: int,
    hop_length: int,
    normalized: bool,
    return_complex: bool,
):
    """The windowed inverse transforms of the columns, added where they overlap."""
    columns = jnp.swapaxes(input, -1, -2)
    norm = "ortho" if normalized else None
    if return_complex:
        frames = fft_ifft.body(columns, norm=norm)
    else:
        frames = fft_irfft.body(columns[..., : n_fft // 2 + 1], n_fft, norm=norm)
    kind = jnp.result_type(frames.dtype, window.dtype)
    return _overlapped(frames.astype(kind) * _centred(window, n_fft).astype(kind), hop_length)


@op(BESPOKE, name="istft.envelope", function=False, method=False, saves=("window",))
def istft_envelope(window: Array, n_fft: int, hop_length: int, frames: int):
    """The squares of `frames` windows, added where they overlap."""
    square = _centred(window, n_fft)
    square = square * square
    return _overlapped(jnp.broadcast_to(square, (frames, n_fft)), hop_length)
