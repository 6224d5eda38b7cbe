"""Memory: what tensors without a common gradient share, with ndarrays too."""

from __future__ import annotations

import sys
from collections import deque
from typing import Any

import numpy as np

from torchlike._core.execute import array_of
from torchlike._core.kernel import Aval, contiguous_strides
from torchlike._core.trace import VOLATILE, Value, concrete

#: Memory whose address somebody knows, kept for a while so that others get another one.
_QUARANTINE: deque[np.ndarray] = deque(maxlen=64)
MAX_QUARANTINED_BYTES = 1 << 20


class Memory:
    """What Storages share that alias without a common gradient, such as `x` and `x.detach()`.

    `window` is an ndarray of the base's shape and strides on memory that is set aside for this
    tensor: an address before anybody asked for the content, shared once an ndarray was handed out.
    No Value but `latest` ever holds it, and what reads that is run at once.
    """

    __slots__ = (
        "__weakref__", "addressed", "latest", "lent", "pinned", "sharers", "stamp", "window",
    )  # fmt: skip

    def __init__(self, latest: Value) -> None:
        self.stamp = 0
        self.latest = latest
        #: Weak references to the Storages.
        self.sharers: list[Any] = []
        self.window: np.ndarray | None = None
        #: Whether somebody else may hold an ndarray on the window's memory.
        self.pinned = False
        #: Whether somebody ever did: the size of such memory stays.
        self.lent = False
        #: Whether the address was asked for, so that it must stay.
        self.addressed = False

    def reserved(self) -> np.ndarray:
        """The window, made when it is first needed."""
        if self.window is None:
            base = self.latest.aval
            strides = contiguous_strides(base.shape) if base.strides is None else base.strides
            steps = zip(base.shape, strides, strict=True)
            extent = 1 + sum((n - 1) * s for n, s in steps) if base.size else 0
            size = base.dtype.itemsize
            self.window = np.ndarray(
                base.shape, base.dtype.np, np.empty(extent, base.dtype.np), 0,
                [s * size for s in strides],
            )  # fmt: skip
        return self.window

    def poll(self) -> None:
        """Makes the window's present content the latest one, while it is shared."""
        window = self.window
        if window is None or not self.pinned:
            return
        owner = window.base
        assert isinstance(owner, np.ndarray)
        self.pinned = not owner.flags.owndata or sys.getrefcount(owner) > _UNSHARED
        if not self.pinned and not self.addressed:
            self.window = None
        elif not self.pinned:
            window = window.copy("K")
        value = concrete(window, self.latest.aval.device)
        value.aval = self.latest.aval
        value.trace = VOLATILE if self.pinned else None
        self.latest = value
        self.stamp += 1

    def __del__(self) -> None:
        window = self.window
        if self.addressed and window is not None and window.nbytes <= MAX_QUARANTINED_BYTES:
            _QUARANTINE.append(window)

    def publish(self, value: Value) -> int:
        """Makes `value` the content, in the window too; the new stamp."""
        self.latest = value
        self.stamp += 1
        if self.pinned:
            assert self.window is not None
            np.copyto(self.window, np.asarray(array_of(value, "an ndarray shares its memory")))
        return self.stamp

    def share(self) -> np.ndarray:
        """The window with the present content in it, from now on the tensor's memory."""
        window = self.reserved()
        if not self.pinned:
            np.copyto(window, np.asarray(array_of(self.latest, "an ndarray shares its memory")))
            self.pinned = self.lent = True
        return window

    def adopt(self, array: np.ndarray) -> None:
        """Makes `array`, whose content the tensor has, its memory."""
        self.window = array[...]
        self.pinned = self.lent = True


def _count_unshared() -> int:
    """What `Memory.poll` counts for an ndarray that only its window holds."""
    window = np.zeros(1)[...]
    owner = window.base
    return sys.getrefcount(owner)


_UNSHARED = _count_unshared()


def overlaps(aval: Aval) -> bool:
    """Whether elements may share memory, so that not all that was written can be read again."""
    if aval.strides is None:
        return False
    span = 1
    for stride, size in sorted(zip(aval.strides, aval.shape, strict=True)):
        if size > 1 and stride < span:
            return True
        span = max(span, stride * (size - 1) + span)
    return False
