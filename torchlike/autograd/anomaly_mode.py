"""Anomaly detection: NaNs in a backward pass raise, naming the operator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core.backward import inspector
from torchlike._core.execute import array_of
from torchlike._core.trace import Value
from torchlike._core.vjp import VjpOp


def _find_nan(op: Any, grads: Sequence[Value]) -> None:
    if not isinstance(op, VjpOp):
        return
    for position, grad in zip(op.wanted, grads, strict=True):
        array = np.asarray(array_of(grad, "anomaly detection"))
        if array.dtype.kind in "fc" and np.isnan(array).any():
            name = op.kernel.op.grad_name(op.kernel)
            raise RuntimeError(f"Function '{name}' returned nan values in its {position}th output.")


#: Whether anomaly detection is on, and whether it looks for NaNs.
_state = [False, True]


def set_anomaly_enabled(enabled: bool, check_nan: bool = True) -> None:
    """Turns anomaly detection on or off. Raises: TypeError for anything but bools."""
    for position, (name, value) in enumerate((("enabled", enabled), ("check_nan", check_nan)), 1):
        if type(value) is not bool:
            raise TypeError(
                f"set_anomaly_enabled(): argument '{name}' (position {position}) must be bool, "
                f"not {type(value).__name__}"
            )
    _state[:] = [enabled, check_nan]
    inspector[:] = [_find_nan] if enabled and check_nan else []


def is_anomaly_enabled() -> bool:
    """Whether anomaly detection is on."""
    return _state[0]


def is_anomaly_check_nan_enabled() -> bool:
    """Whether anomaly detection looks for NaNs."""
    return _state[1]


class set_detect_anomaly:  # noqa: N801  (PyTorch's own name)
    """Turns anomaly detection on or off, at once; as a context manager, for a while."""

    def __init__(self, mode: bool, check_nan: bool = True) -> None:
        self._before = list(_state)
        set_anomaly_enabled(mode, check_nan)

    def __enter__(self) -> None:
        """It is in force already."""

    def __exit__(self, *_: object) -> None:
        set_anomaly_enabled(*self._before)


class detect_anomaly(set_detect_anomaly):  # noqa: N801
    """Anomaly detection for a while."""

    def __init__(self, check_nan: bool = True) -> None:
        self._before = list(_state)
        self._check_nan = check_nan

    def __enter__(self) -> None:
        set_anomaly_enabled(True, self._check_nan)
