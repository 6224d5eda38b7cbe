"""What autocasting each thread has asked for, by type of device."""

from __future__ import annotations

import threading
from typing import Any

from torchlike._core import dtypes
from torchlike._core.device import device
from torchlike._core.dtypes import dtype as dtype_type
from torchlike.amp.casting import Casting


class _State(threading.local):
    """One thread's autocasting: the types of device it is enabled for, and their dtypes."""

    def __init__(self) -> None:
        self.enabled: set[str] = set()
        self.dtypes = {"cpu": dtypes.bfloat16, "xla": dtypes.bfloat16}
        self.caches = True
        self.nesting = 0
        self.casting: Casting | None = None


_state = _State()
#: Types of device that PyTorch knows, and nothing here does.
_UNKNOWN = ("ipu", "xla")


def _kind(function: str, device_type: Any) -> str:
    if not isinstance(device_type, str):
        raise TypeError(
            f"{function}(): argument 'device_type' (position 1) must be str, not "
            f"{type(device_type).__name__}"
        )
    return device_type if device_type in _UNKNOWN else device(device_type).type


def is_autocast_enabled(device_type: str = "cuda") -> bool:
    """Whether functions on a type of device cast their operands."""
    return _kind("is_autocast_enabled", device_type) in _state.enabled


def set_autocast_enabled(device_type: Any, enabled: Any = None) -> None:
    """Says whether functions on a type of device, by default "cuda", cast their operands."""
    kind, value = ("cuda", device_type) if enabled is None else (device_type, enabled)
    if type(value) is not bool:
        raise TypeError(
            f"set_autocast_enabled(): argument 'enabled' (position 2) must be bool, not "
            f"{type(value).__name__}"
        )
    _enable(_kind("set_autocast_enabled", kind), value)


def _enable(kind: str, enabled: bool) -> None:
    (_state.enabled.add if enabled else _state.enabled.discard)(kind)
    casting = _state.casting
    if kind == "cpu" and enabled and casting is None:
        _state.casting = Casting(lambda: _state.dtypes["cpu"]).__enter__()
    elif kind == "cpu" and not enabled and casting is not None:
        _state.casting = None
        casting.__exit__(None, None, None)


def get_autocast_dtype(device_type: str) -> dtype_type:
    """The lower precision that functions on a type of device use."""
    return _state.dtypes.get(_kind("get_autocast_dtype", device_type), dtypes.float16)


def set_autocast_dtype(device_type: str, dtype: dtype_type) -> None:
    """Says which lower precision functions on a type of device use."""
    if not isinstance(dtype, dtype_type):
        raise TypeError(
            "set_autocast_dtype(): argument 'dtype' (position 2) must be torch.dtype, not "
            f"{type(dtype).__name__}"
        )
    _state.dtypes[_kind("set_autocast_dtype", device_type)] = dtype


def is_autocast_cache_enabled() -> bool:
    """Whether casts of weights are to be kept: what is asked, as the recorder keeps them anyway."""
    return _state.caches


def set_autocast_cache_enabled(enabled: bool, /) -> None:
    """Says whether casts of weights are to be kept."""
    if type(enabled) is not bool:
        raise TypeError(f"enabled must be a bool (got {type(enabled).__name__})")
    _state.caches = enabled


def clear_autocast_cache() -> None:
    """Forgets the casts of weights: none are kept here."""


def autocast_increment_nesting() -> int:
    """One context deeper; how deep."""
    _state.nesting += 1
    return _state.nesting


def autocast_decrement_nesting() -> int:
    """One context less deep; how deep."""
    _state.nesting -= 1
    return _state.nesting


def _older(kind: str, word: str) -> tuple[Any, Any, Any, Any]:
    """The functions of one type of device, by its name: deprecated in favour of those above."""

    def is_enabled() -> bool:
        return is_autocast_enabled(kind)

    def set_enabled(enabled: bool, /) -> None:
        if type(enabled) is not bool:
            raise TypeError(f"enabled must be a bool (got {type(enabled).__name__})")
        set_autocast_enabled(kind, enabled)

    def get_dtype() -> dtype_type:
        return get_autocast_dtype(kind)

    def set_dtype(dtype: dtype_type, /) -> None:
        if not isinstance(dtype, dtype_type):
            raise TypeError(f"dtype must be a torch.dtype (got {type(dtype).__name__})")
        set_autocast_dtype(kind, dtype)

    for function, name in (
        (is_enabled, f"is_autocast_{word}_enabled"),
        (set_enabled, f"set_autocast_{word}_enabled"),
        (get_dtype, f"get_autocast_{word}_dtype"),
        (set_dtype, f"set_autocast_{word}_dtype"),
    ):
        function.__name__ = function.__qualname__ = name
        function.__doc__ = f"`{name.replace(f'_{word}', '')}` of the device type {kind!r}."
    return is_enabled, set_enabled, get_dtype, set_dtype


(
    is_autocast_cpu_enabled,
    set_autocast_cpu_enabled,
    get_autocast_cpu_dtype,
    set_autocast_cpu_dtype,
) = _older("cpu", "cpu")
(
    is_autocast_ipu_enabled,
    set_autocast_ipu_enabled,
    get_autocast_ipu_dtype,
    set_autocast_ipu_dtype,
) = _older("ipu", "ipu")
(
    is_autocast_xla_enabled,
    set_autocast_xla_enabled,
    get_autocast_xla_dtype,
    set_autocast_xla_dtype,
) = _older("xla", "xla")
_, _, get_autocast_gpu_dtype, set_autocast_gpu_dtype = _older("cuda", "gpu")
