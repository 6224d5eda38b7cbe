"""The windows that `torch` itself has: periodic ones, unless asked otherwise."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.dtypes import Defaults
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dtype, as_int
from torchlike._ops.dims import C_NAMES
from torchlike._ops.formats import check_memory
from torchlike._ops.overloads import where
from torchlike.construct import empty, ones
from torchlike.interop import finished
from torchlike.ranges import arange

_KEYWORD_ONLY = inspect.Parameter.KEYWORD_ONLY
_OPTIONS = {
    "dtype": None,
    "layout": None,
    "device": None,
    "pin_memory": False,
    "requires_grad": False,
}


def _window(function: Callable[..., Any]) -> Any:
    """Decorates a window: PyTorch's words, and its options by their names."""
    signature = inspect.signature(function)
    named = [inspect.Parameter(k, _KEYWORD_ONLY, default=v) for k, v in _OPTIONS.items()]
    own = [p for p in signature.parameters.values() if p.name != "options"]
    explained = explains(function)
    explained.__signature__ = signature.replace(parameters=[*own, *named])
    return explained


def _made(
    name: str,
    window_length: int,
    periodic: bool,
    options: dict[str, Any],
    curve: Callable[[Any, float], Any],
) -> Any:
    """`curve(n, N)` at the points n = 0, 1, ..., N being how far it is from end to end."""
    count = as_int(window_length, name, "window_length")
    if type(periodic) is not bool:
        raise TypeError("periodic must be bool")
    kind = as_dtype(options.get("dtype"), name) or Defaults.float_dtype
    unknown = options.keys() - _OPTIONS.keys()
    if unknown:
        raise TypeError(f"unexpected arguments {sorted(unknown)}")
    check_memory(options.get("layout"), options.get("pin_memory"))
    if kind.category < dtypes.dtype.FLOAT:
        raise RuntimeError(
            f"{name} expects floating point dtypes, got: TensorOptions("
            f"dtype={C_NAMES[kind.scalar_name].lower()}, device=cpu, layout=Strided (default), "
            "requires_grad=false (default), pinned_memory=false, memory_format=(nullopt))"
        )
    if count < 0:
        raise RuntimeError(f"{name} requires non-negative window_length, got window_length={count}")
    place = {"dtype": kind, "device": options.get("device")}
    if count < 2:
        result = ones((1,), **place) if count else empty((0,), **place)
    elif kind.is_complex:
        raise NotImplementedError(f"\"arange_cpu\" not implemented for '{kind.scalar_name}'")
    else:
        result = curve(arange(count, **place), count if periodic else count - 1)
    return finished(result, options.get("requires_grad", False))


@_window
def bartlett_window(window_length: int, periodic: bool = True, **options: Any) -> Any:
    """A triangle."""

    def curve(n: Any, size: float) -> Any:
        rising = n * (2.0 / size)
        return where(rising <= 1, rising, 2 - rising)

    return _made("bartlett_window", window_length, periodic, options, curve)


@_window
def blackman_window(window_length: int, periodic: bool = True, **options: Any) -> Any:
    """0.42 - 0.5 · cos(2πn / N) + 0.08 · cos(4πn / N)."""

    def curve(n: Any, size: float) -> Any:
        x = n * (math.pi / size)
        return bindings.cos(x * 4) * 0.08 - bindings.cos(x * 2) * 0.5 + 0.42

    return _made("blackman_window", window_length, periodic, options, curve)


def _cosine_curve(alpha: float, beta: float) -> Callable[[Any, float], Any]:
    return lambda n, size: bindings.cos(n * (2 * math.pi / size)) * -beta + alpha


@_window
def hann_window(window_length: int, periodic: bool = True, **options: Any) -> Any:
    """(1 - cos(2πn / N)) / 2."""
    return _made("hann_window", window_length, periodic, options, _cosine_curve(0.5, 0.5))


@_window
def hamming_window(
    window_length: int,
    periodic: bool | None = None,
    alpha: float | None = None,
    beta: float | None = None,
    **options: Any,
) -> Any:
    """alpha - beta · cos(2πn / N)."""
    if (periodic is None and alpha is not None) or (alpha is None and beta is not None):
        raise TypeError("an argument is missing")
    curve = _cosine_curve(0.54 if alpha is None else alpha, 0.46 if beta is None else beta)
    return _made("hamming_window", window_length, periodic is None or periodic, options, curve)


@_window
def kaiser_window(
    window_length: int,
    periodic: bool | None = None,
    beta: float | None = None,
    **options: Any,
) -> Any:
    """i0(beta · sqrt(1 - (2n / N - 1)²)) / i0(beta)."""
    if periodic is None and beta is not None:
        raise TypeError("an argument is missing")
    shape = 12.0 if beta is None else beta

    def curve(n: Any, size: float) -> Any:
        wide = n.double()
        x = wide * (2.0 / size) - 1
        ratio = bindings.i0(shape * bindings.sqrt(1 - x * x)) / bindings.i0(0 * wide + shape)
        return ratio.to(n.dtype)

    return _made("kaiser_window", window_length, periodic is None or periodic, options, curve)
