"""Checks that depend on data: at the call where it is known, at the flush where it is pending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core.apply import apply_values
from torchlike._core.trace import Trace
from torchlike._ops.schema import TABLE


def check_index(
    index: Any, low: int, high: int, error: Callable[[], Any], ignored: int | None = None
) -> None:
    """Calls `error`, which raises, unless every element of `index` lies in [low, high).

    Elements equal to `ignored` do not count.
    """
    value = index._read()
    if value.array is not None:
        array = np.asarray(value.array)
        bad = (array < low) | (array >= high)
        if ignored is not None:
            bad &= array != ignored
        if bad.any():
            error()
        return
    flag = apply_values(TABLE["out_of_bounds"], [value], (low, high, ignored))[0]
    trace = flag.trace
    if type(trace) is Trace:
        trace.checks.append((flag.slot, error))
    elif bool(np.asarray(flag.array)):
        error()
