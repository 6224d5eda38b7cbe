"""What a process is told once: threads, precision, warnings (PyTorch: in `torch`)."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from typing import Any

from torchlike._core import errors
from torchlike._core.dtypes import Defaults
from torchlike.construct import default_device
from torchlike.defaults import use_deterministic_algorithms


class _Settings:
    """What has been asked for, for those who ask back."""

    threads = os.cpu_count() or 1
    interop_threads = os.cpu_count() or 1
    interop_chosen = False
    matmul_precision = "highest"


def _count(function: str, value: Any) -> int:
    if type(value) is not int:
        raise RuntimeError(f"{function} expects an int, but got {type(value).__name__}")
    if value <= 0:
        raise RuntimeError(f"{function} expects a positive integer")
    return value


def get_num_threads() -> int:
    """The number of threads asked for, at first one for each processor."""
    return _Settings.threads


def set_num_threads(int: int, /) -> None:
    """Asks for a number of threads, which XLA and the BLAS take their own decisions about."""
    _Settings.threads = _count("set_num_threads", int)


def get_num_interop_threads() -> int:
    """The number of threads asked for between operators."""
    return _Settings.interop_threads


def set_num_interop_threads(int: int, /) -> None:
    """Asks for a number of threads between operators, once.

    Raises: RuntimeError for a second time.
    """
    count = _count("set_num_interop_threads", int)
    if _Settings.interop_chosen:
        raise RuntimeError(
            "Error: cannot set number of interop threads after parallel work has started or "
            "set_num_interop_threads called"
        )
    _Settings.interop_threads, _Settings.interop_chosen = count, True


def init_num_threads() -> None:
    """Nothing: threads are there when they are needed."""


def set_flush_denormal(mode: bool, /) -> bool:
    """Whether numbers too small for the full precision can be had flushed to zero: they cannot."""
    if type(mode) is not bool:
        raise RuntimeError(f"flush_denormal expects a bool, but got {type(mode).__name__}")
    return False


def get_float32_matmul_precision() -> str:
    """The precision asked for of products of float32 matrices."""
    return _Settings.matmul_precision


def set_float32_matmul_precision(precision: str) -> None:
    """Allows products of float32 matrices a lower precision, which nothing here makes use of."""
    if precision not in ("highest", "high", "medium"):
        warnings.warn(
            f"{precision} is not one of 'highest', 'high', or 'medium'; the current"
            "setFloat32MatmulPrecision call has no effect.",
            UserWarning,
            stacklevel=2,
        )
        return
    _Settings.matmul_precision = precision


def set_warn_always(b: bool, /) -> None:
    """Says whether warnings that are given once in a process are given each time."""
    if type(b) is not bool:
        raise RuntimeError(f"setWarnOnlyOnce expects a bool, but got {type(b).__name__}")
    errors.warns_always[:] = [b]


def is_warn_always_enabled() -> bool:
    """Whether warnings are given each time."""
    return errors.warns_always[0]


_MODES = ("default", "warn", "error")


def get_deterministic_debug_mode() -> int:
    """What `use_deterministic_algorithms` was told, as a number from 0 to 2."""
    return 1 + (not Defaults.warn_only) if Defaults.deterministic else 0


def set_deterministic_debug_mode(debug_mode: int | str) -> None:
    """`use_deterministic_algorithms` by a number from 0 to 2 or "default", "warn" or "error"."""
    if not isinstance(debug_mode, (int, str)):
        raise TypeError(f"debug_mode must be str or int, but got {type(debug_mode)}")
    if isinstance(debug_mode, str):
        if debug_mode not in _MODES:
            raise RuntimeError(
                "invalid value of debug_mode, expected one of `default`, `warn`, `error`, but got "
                f"{debug_mode}"
            )
        debug_mode = _MODES.index(debug_mode)
    if debug_mode not in range(3):
        raise RuntimeError(
            f"invalid value of debug_mode, expected 0, 1, or 2, but got {debug_mode}"
        )
    use_deterministic_algorithms(debug_mode > 0, warn_only=debug_mode == 1)


def get_default_device() -> Any:
    """Where new tensors are made."""
    return default_device()


def compiled_with_cxx11_abi() -> bool:
    """Whether compiled parts follow the C++11 ABI: JAX's do."""
    return True


def is_vulkan_available() -> bool:
    """Whether Vulkan can be used: never."""
    return False


def get_file_path(*path_components: str) -> str:
    """A path below the directory that the package is installed in."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), *path_components)


class _ClassProperty:
    """What `classproperty` makes of a function."""

    def __init__(self, function: Any) -> None:
        self._function = function if isinstance(function, classmethod) else classmethod(function)

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        return self._function.__get__(instance, owner or type(instance))()


def classproperty(func: Callable[..., Any]) -> Any:
    """Decorates a function of a class that is read like an attribute of it."""
    return _ClassProperty(func)
