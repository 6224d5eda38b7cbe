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


class set_detect_anomaly:  # noqa: N801  (PyTorch's own name)
    """Turns anomaly detection on or off, at once; as a context manager, for a while."""

    def __init__(self, mode: bool, check_nan: bool = True) -> None:
        self._before = list(inspector)
        inspector[:] = [_find_nan] if mode and check_nan else []

    def __enter__(self) -> None:
        """It is in force already."""

    def __exit__(self, *_: object) -> None:
        inspector[:] = self._before


class detect_anomaly(set_detect_anomaly):  # noqa: N801
    """Anomaly detection for a while."""

    def __init__(self, check_nan: bool = True) -> None:
        self._before = list(inspector)
        self._check_nan = check_nan

    def __enter__(self) -> None:
        inspector[:] = [_find_nan] if self._check_nan else []


def is_anomaly_enabled() -> bool:
    """Whether anomaly detection is on."""
    return bool(inspector)
