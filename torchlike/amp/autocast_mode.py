"""The context in which functions choose the precision that they compute in."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.device import device
from torchlike._core.dtypes import dtype as dtype_type
from torchlike.amp import state
from torchlike.cuda import is_available


def is_autocast_available(device_type: str) -> bool:
    """Whether functions on a type of device can cast their operands."""
    return device(device_type).type in ("cpu", "cuda")


class autocast:  # noqa: N801  (PyTorch's own name)
    """Within it, matrix products and convolutions use a lower precision, losses float32.

    Also a decorator. On the CPU by `amp.casting`; for a GPU that is not there it does nothing, with
    a warning.
    """

    def __init__(
        self,
        device_type: str,
        dtype: dtype_type | None = None,
        enabled: bool = True,
        cache_enabled: bool | None = None,
    ) -> None:
        if not isinstance(device_type, str):
            raise ValueError(f"Expected `device_type` of type `str`, got: `{type(device_type)}`")
        if not is_autocast_available(device_type):
            raise RuntimeError(
                f"User specified an unsupported autocast device_type '{device_type}'"
            )
        self.device, self.fast_dtype = device_type, dtype or state.get_autocast_dtype(device_type)
        self._cache_enabled = (
            state.is_autocast_cache_enabled() if cache_enabled is None else cache_enabled
        )
        self._enabled = enabled and self._is_possible()
        self._before: list[tuple[bool, dtype_type, bool]] = []

    def _is_possible(self) -> bool:
        if self.device == "cpu" and self.fast_dtype not in (dtypes.bfloat16, dtypes.float16):
            warnings.warn(
                "In CPU autocast, but the target dtype is not supported. Disabling autocast.\n"
                "CPU Autocast only supports dtype of torch.bfloat16, torch.float16 currently.",
                UserWarning,
                stacklevel=3,
            )
            return False
        if self.device == "cuda" and not is_available():
            warnings.warn(
                "User provided device_type of 'cuda', but CUDA is not available. Disabling",
                UserWarning,
                stacklevel=3,
            )
            return False
        return True

    def __enter__(self) -> autocast:
        self._before.append(
            (
                state.is_autocast_enabled(self.device),
                state.get_autocast_dtype(self.device),
                state.is_autocast_cache_enabled(),
            )
        )
        self._set(self._enabled, self.fast_dtype, self._cache_enabled)
        state.autocast_increment_nesting()
        return self

    def __exit__(self, *_: object) -> None:
        state.autocast_decrement_nesting()
        self._set(*self._before.pop())

    def _set(self, enabled: bool, dtype: dtype_type, caches: bool) -> None:
        state.set_autocast_dtype(self.device, dtype)
        state.set_autocast_enabled(self.device, enabled)
        state.set_autocast_cache_enabled(caches)

    def __call__(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """As a decorator: each call of the function is within the context."""

        @functools.wraps(func)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            with self:
                return func(*args, **kwargs)

        return wrapper
