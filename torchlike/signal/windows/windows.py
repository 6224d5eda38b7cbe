"""Windows of `M` points, each a function of evenly spaced numbers."""

# ruff: noqa: N803  (PyTorch's own names of parameters)

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Iterable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._ops import _bindings as bindings
from torchlike._ops.formats import strided
from torchlike.construct import empty, ones, tensor
from torchlike.ranges import linspace

_OPTIONS = {"sym": True, "dtype": None, "layout": strided, "device": None, "requires_grad": False}


def _showing_options(made: Callable[..., Any], like: Callable[..., Any] | None = None) -> Any:
    """`made`, which takes what `like` (by default itself) does, with the common arguments named."""
    signature = inspect.signature(like or made)
    own = [p for p in signature.parameters.values() if p.name not in ("sym", "options")]
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default)
        for name, default in _OPTIONS.items()
    ]
    made.__signature__ = signature.replace(parameters=[*own, *common])
    return made


def _window(function: Callable[..., Any]) -> Callable[..., Any]:
    """Checks a window's common arguments, and answers for fewer than two points.

    Raises: ValueError for a negative length, another layout or dtype.
    """
    name = function.__name__

    @functools.wraps(function)
    def checked(
        M: int,
        *,
        sym: bool = True,
        dtype: Any = None,
        layout: Any = strided,
        device: Any = None,
        requires_grad: bool = False,
        **shape: Any,
    ) -> Any:
        kind = Defaults.float_dtype if dtype is None else dtype
        if M < 0:
            raise ValueError(f"{name} requires non-negative window length, got M={M}")
        if layout is not strided:
            raise ValueError(f"{name} is implemented for strided tensors only, got: {layout}")
        if kind not in (dtypes.float32, dtypes.float64):
            raise ValueError(f"{name} expects float32 or float64 dtypes, got: {kind!r}")
        options = {"dtype": kind, "device": device, "requires_grad": requires_grad}
        return function(M, sym, options, **shape)

    return _showing_options(checked, function)


def _few(M: int, options: Any) -> Any:
    """The window of no or one point; None for more."""
    if M > 1:
        return None
    return ones((1,), **options) if M else empty((0,), **options)


def _even(first: float, step: float, M: int, options: Any) -> Any:
    return linspace(first, first + (M - 1) * step, M, **options)


@_window
def bartlett(M: int, sym: bool, options: Any) -> Any:
    """A triangle that begins, and with `sym` ends, at 0."""
    few = _few(M, options)
    if few is not None:
        return few
    return 1 - bindings.abs(_even(-1, 2 / (M - 1 if sym else M), M, options))


@_window
def cosine(M: int, sym: bool, options: Any) -> Any:
    """Half a wave of the sine."""
    few = _few(M, options)
    if few is not None:
        return few
    step = math.pi / (M if sym else M + 1)
    return bindings.sin(_even(0.5 * step, step, M, options))


@_window
def exponential(
    M: int, sym: bool, options: Any, *, center: float | None = None, tau: float = 1.0
) -> Any:
    """exp(-|n - center| / tau)."""
    if tau <= 0:
        raise ValueError(f"Tau must be positive, got: {tau} instead.")
    if sym and center is not None:
        raise ValueError("Center must be None for symmetric windows")
    few = _few(M, options)
    if few is not None:
        return few
    middle = (M - 1 if sym else M) / 2 if center is None else center
    return bindings.exp(-bindings.abs(_even(-middle / tau, 1 / tau, M, options)))


@_window
def gaussian(M: int, sym: bool, options: Any, *, std: float = 1.0) -> Any:
    """A bell curve of standard deviation `std`."""
    if std <= 0:
        raise ValueError(f"Standard deviation must be positive, got: {std} instead.")
    few = _few(M, options)
    if few is not None:
        return few
    step = 1 / (std * math.sqrt(2))
    return bindings.exp(-(_even(-(M - 1 if sym else M) / 2 * step, step, M, options) ** 2))


@_window
def kaiser(M: int, sym: bool, options: Any, *, beta: float = 12.0) -> Any:
    """The Bessel window of shape `beta`."""
    if beta < 0:
        raise ValueError(f"beta must be non-negative, got: {beta} instead.")
    few = _few(M, options)
    if few is not None:
        return few
    beta = float(tensor(beta, dtype=options["dtype"]))
    step = 2 * beta / (M - 1 if sym else M)
    k = linspace(-beta, min(beta, -beta + (M - 1) * step), M, **options)
    whole = tensor(beta, dtype=options["dtype"], device=options["device"])
    return bindings.i0(bindings.sqrt(whole * whole - k**2)) / bindings.i0(whole)


def _cosine_sum(M: int, sym: bool, options: Any, weights: Any) -> Any:
    step = 2 * math.pi / (M - 1 if sym else M)
    k = linspace(0, (M - 1) * step, M, **options)
    signed = [w if i % 2 == 0 else -w for i, w in enumerate(weights)]
    plain = {"dtype": options["dtype"], "device": options["device"]}
    factors = tensor(signed, **plain).unsqueeze(-1)
    orders = tensor([float(i) for i in range(len(signed))], **plain).unsqueeze(-1)
    return bindings.sum(factors * bindings.cos(orders * k), 0)


@_window
def general_cosine(M: int, sym: bool, options: Any, *, a: Iterable[float]) -> Any:
    """a[0] - a[1] · cos(x) + a[2] · cos(2x) - ..."""
    few = _few(M, options)
    if few is not None:
        return few
    if not isinstance(a, Iterable):
        raise TypeError("Coefficients must be a list/tuple")
    if not a:
        raise ValueError("Coefficients cannot be empty")
    return _cosine_sum(M, sym, options, list(a))


@_window
def blackman(M: int, sym: bool, options: Any) -> Any:
    """A cosine sum of three terms."""
    few = _few(M, options)
    return _cosine_sum(M, sym, options, [0.42, 0.5, 0.08]) if few is None else few


@_showing_options
def general_hamming(M: int, *, alpha: float = 0.54, **options: Any) -> Any:
    """alpha - (1 - alpha) · cos(x)."""
    return general_cosine(M, a=[alpha, 1.0 - alpha], **options)


@_showing_options
def hamming(M: int, **options: Any) -> Any:
    """`general_hamming` with alpha 0.54."""
    return general_hamming(M, **options)


@_showing_options
def hann(M: int, **options: Any) -> Any:
    """`general_hamming` with alpha 0.5."""
    return general_hamming(M, alpha=0.5, **options)


@_showing_options
def nuttall(M: int, **options: Any) -> Any:
    """A cosine sum of four terms with low sidelobes."""
    return general_cosine(M, a=[0.3635819, 0.4891775, 0.1365995, 0.0106411], **options)
