"""Transforms composed of others: shifted spectra, short-time Fourier transforms."""

from __future__ import annotations

import functools
import warnings
from typing import Any

from torchlike._core.apply import apply
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dims
from torchlike._ops.dims import wrap_dim
from torchlike._ops.guards import holds_anywhere
from torchlike._ops.schema import TABLE

# -- shifts ---------------------------------------------------------------------------------------


def _shifted(input: Any, dim: Any, name: str, inverse: bool) -> Any:
    dims = as_dims(dim, name, "dim")
    if dims is None:
        dims = tuple(range(input.ndim))
    elif isinstance(dims, int):
        dims = (dims,)
    moves: dict[int, int] = {}
    for d in (wrap_dim(d, input.ndim) for d in dims):
        moves[d] = moves.get(d, 0) + (input.shape[d] + inverse) // 2
    return bindings.roll(input, tuple(moves.values()), tuple(moves))


@explains
def fft_fftshift(input: Any, dim: Any = None) -> Any:
    """The spectrum with the zero frequency in the middle of each dim."""
    return _shifted(input, dim, "fft_fftshift", False)


@explains
def fft_ifftshift(input: Any, dim: Any = None) -> Any:
    """The inverse of `fftshift`."""
    return _shifted(input, dim, "fft_ifftshift", True)


# -- words ----------------------------------------------------------------------------------------


def _type_words(tensor: Any) -> str:
    """A tensor's type as C++ prints it; complex ones have no other name."""
    word = tensor.dtype.scalar_name
    return f"CPU{word}Type" if tensor.dtype.is_complex else f"torch.{word}Tensor"


def _sizes(tensor: Any) -> str:
    return f"[{', '.join(map(str, tensor.shape))}]"


def _described(name: str, input: Any, **given: Any) -> str:
    """A call as PyTorch's messages show it."""
    parts = [f"{_type_words(input)}{_sizes(input)}"]
    for key, value in given.items():
        if hasattr(value, "_read"):
            value = f"{_type_words(value)}{{{_sizes(value)}}}"
        elif isinstance(value, bool):
            value = int(value)
        parts.append(f"{key}={value}")
    return f"{name}({', '.join(parts)})"


@functools.cache
def _warn_once(text: str) -> None:
    warnings.warn(text, UserWarning, stacklevel=5)


def _without_window(name: str, why: str) -> None:
    del name
    _warn_once(
        f"A window was not provided. A rectangular window will be applied,{why}To suppress this "
        "warning and use a rectangular window, explicitly set `window=torch.ones(n_fft, "
        "device=<device>)`."
    )


# -- the transform --------------------------------------------------------------------------------

_PAD_MODES = ("reflect", "constant", "circular", "replicate")


def _check_pad(input: Any, pad: int, mode: str) -> None:
    if mode not in _PAD_MODES:
        raise NotImplementedError(f"Unrecognised padding mode {mode}")
    shape = (*(1,) * (3 - input.ndim), *input.shape)
    if mode != "constant" and 0 in shape:
        raise RuntimeError(
            "Expected 2D or 3D (batch mode) tensor with possibly 0 batch size and other non-zero "
            f"dimensions for input, but got: {list(shape)}"
        )
    if mode == "reflect" and pad >= shape[-1]:
        raise RuntimeError(
            "Argument #4: Padding size should be less than the corresponding input dimension, but "
            f"got: padding ({pad}, {pad}) at dimension 2 of input {list(shape)}"
        )
    if mode == "circular" and pad > shape[-1]:
        raise RuntimeError("Padding value causes wrapping around more than once.")


@explains
def stft(
    input: Any,
    n_fft: int,
    hop_length: int | None = None,
    win_length: int | None = None,
    window: Any = None,
    center: bool = True,
    pad_mode: str = "reflect",
    normalized: bool = False,
    onesided: bool | None = None,
    return_complex: bool | None = None,
    align_to_window: bool | None = None,
) -> Any:
    """The Fourier transforms of overlapping windowed frames of a signal, as columns.

    Raises: RuntimeError for sizes that do not fit; for real signals without `return_complex`.
    """
    if center and align_to_window is not None:
        raise RuntimeError("stft align_to_window should only be set when center = false")
    pad = n_fft // 2 if center else 0
    if center:
        _check_pad(input, pad, pad_mode)
    if window is None:
        _without_window(
            "stft",
            "which is known to cause spectral leakage. Other windows such as torch.hann_window or "
            "torch.hamming_window are recommended to reduce spectral leakage.",
        )
    hop = n_fft // 4 if hop_length is None else hop_length
    length = n_fft if win_length is None else win_length
    turned = any(t is not None and t.dtype.is_complex for t in (input, window))
    if return_complex is None:
        if not turned:
            raise RuntimeError(
                "stft requires the return_complex parameter be given for real inputs, and will "
                "further require that return_complex=True in a future PyTorch release."
            )
        return_complex = True
    if not return_complex:
        _warn_once(
            "stft with return_complex=False is deprecated. In a future pytorch release, stft will "
            "return complex tensors for all inputs, and return_complex=False will raise an error.\n"
            "Note: you can still call torch.view_as_real on the complex output to recover the old "
            "return format."
        )
    padded = [*input.shape[:-1], input.shape[-1] + 2 * pad] if input.ndim else [1 + 2 * pad]
    call = functools.partial(
        _stft_call, input, padded, n_fft, hop, length, window, normalized, onesided,
        return_complex, align_to_window,
    )  # fmt: skip
    _check_stft(input, padded, n_fft, hop, length, window, call)
    if onesided is None:
        onesided = not turned
    elif onesided and turned:
        raise RuntimeError("Cannot have onesided output if window or input is complex")
    if window is None:
        window = input.new_ones(length)
    edge = (n_fft - length) // 2 if align_to_window else 0
    static = (n_fft, hop, pad, pad_mode, normalized, onesided, return_complex, edge)
    return apply(TABLE["stft.values"], (input, window), static)


def _stft_call(
    input: Any, padded: Any, n_fft: int, hop: int, length: int, window: Any, normalized: bool,
    onesided: Any, return_complex: bool, align_to_window: Any,
) -> str:  # fmt: skip
    shown = _described(
        "stft", input, n_fft=n_fft, hop_length=hop, win_length=length, window=window,
        normalized=normalized, onesided=onesided, return_complex=return_complex,
        align_to_window=align_to_window,
    )  # fmt: skip
    return shown.replace(_sizes(input), f"[{', '.join(map(str, padded))}]", 1)


def _check_stft(
    input: Any, padded: Any, n_fft: int, hop: int, length: int, window: Any, call: Any
) -> None:
    complaint = None
    if input.dtype.category < input.dtype.FLOAT:
        complaint = "a tensor of floating point or complex values"
    elif len(padded) > 2 or not input.ndim:
        complaint = "a 1D or 2D tensor"
    elif not 0 < n_fft <= padded[-1]:
        complaint = f"0 < n_fft < {padded[-1]}, but got n_fft={n_fft}"
    elif hop <= 0:
        complaint = f"hop_length > 0, but got hop_length={hop}"
    elif not 0 < length <= n_fft:
        complaint = f"0 < win_length <= n_fft, but got win_length={length}"
    elif window is not None and tuple(window.shape) != (length,):
        complaint = (
            f"a 1D window tensor of size equal to win_length={length}, but got window with size "
            f"{_sizes(window)}"
        )
    if complaint is not None:
        raise RuntimeError(f"{call()} : expected {complaint}")


# -- its inverse ----------------------------------------------------------------------------------


def _check_istft(
    input: Any, n_fft: int, hop: int, length: int, window: Any, onesided: bool, call: Any
) -> None:
    points = input.shape[-2]
    dims = input.ndim + 1
    complaint = None
    if not input.numel():
        complaint = "input tensor cannot be empty."
    elif dims not in (3, 4):
        complaint = f"expected a tensor with 3 or 4 dimensions, but got {dims}"
    elif onesided and n_fft // 2 + 1 != points:
        complaint = (
            "expected the frequency dimension (3rd to the last) of the input tensor to match "
            f"n_fft / 2 + 1 when onesided=True, but got {points}"
        )
    elif not onesided and n_fft != points:
        complaint = (
            "expected the frequency dimension (3rd to the last) of the input tensor to match "
            f"n_fft when onesided=False, but got {points}"
        )
    elif not 0 < hop <= length:
        complaint = "expected 0 < hop_length <= win_length"
    elif not 0 < length <= n_fft:
        complaint = "expected 0 < win_length <= n_fft"
    elif window is not None and tuple(window.shape) != (length,):
        complaint = "Invalid window shape. window has to be 1D and length of `win_length`"
    if complaint is not None:
        raise RuntimeError(f"{call()} : {complaint}")


@explains
def istft(
    input: Any,
    n_fft: int,
    hop_length: int | None = None,
    win_length: int | None = None,
    window: Any = None,
    center: bool = True,
    normalized: bool = False,
    onesided: bool | None = None,
    length: int | None = None,
    return_complex: bool = False,
) -> Any:
    """The signal that `stft` with the same arguments makes `input` of.

    Raises: RuntimeError for sizes that do not fit, or windows that leave elements uncovered.
    """
    if window is None:
        _without_window(
            "istft", "Please provide the same window used by stft to make the inversion lossless."
        )
    hop = n_fft // 4 if hop_length is None else hop_length
    size = n_fft if win_length is None else win_length
    call = functools.partial(
        _described, "istft", input, n_fft=n_fft, hop_length=hop, win_length=size, window=window,
        center=center, normalized=normalized, onesided=onesided, length=length,
        return_complex=return_complex,
    )  # fmt: skip
    if not input.dtype.is_complex:
        raise RuntimeError(
            "istft requires a complex-valued input tensor matching the output from stft with "
            "return_complex=True."
        )
    if input.ndim < 2:
        rank = input.ndim + 1
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{-rank}, {rank - 1}], but got -3)"
        )
    half = input.shape[-2] != n_fft if onesided is None else onesided
    _check_istft(input, n_fft, hop, size, window, half, call)
    if window is not None and window.dtype.is_complex and not return_complex:
        raise RuntimeError("Complex windows are incompatible with return_complex=False")
    if return_complex and half:
        raise RuntimeError("Cannot have onesided output if window or input is complex")
    if window is None:
        window = input.new_ones(size, dtype=input.dtype.to_real())
    static = (n_fft, hop, normalized, return_complex)
    signal = apply(TABLE["istft.signal"], (input, window), static)
    envelope = apply(TABLE["istft.envelope"], (window,), (n_fft, hop, input.shape[-1]))
    whole = signal.shape[-1]
    start = n_fft // 2 if center else 0
    end = start + length if length is not None else whole - start
    signal, envelope = signal[..., start:end], envelope[start:end]
    # Looked at now: that a window does not fit is caught where it is asked.
    if holds_anywhere(bindings.amin(bindings.abs(envelope)) < 1e-11):
        raise RuntimeError(f"{call()} window overlap add min: 1\n[ CPUBoolType{{}} ]")
    result = signal / envelope
    if end > whole:
        warnings.warn(
            "The length of signal is shorter than the length parameter. Result is being padded "
            "with zeros in the tail. Please check your center and hop_length settings.",
            UserWarning,
            stacklevel=3,
        )
        tail = result.new_zeros(*result.shape[:-1], end - whole)
        result = bindings.cat([result, tail], -1)
    return result
