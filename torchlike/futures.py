"""Results that are still to come: `torch.futures`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core.device import device
from torchlike.running import Future as _Future

__all__ = ["Future", "collect_all", "wait_all"]


class Future(_Future):
    """A result that somebody sets later, on `devices` if any are named."""

    def __init__(self, *, devices: Sequence[Any] | None = None) -> None:
        super().__init__()
        for place in devices or ():
            found = device(place)
            if found.index is None:
                raise ValueError(f"Expected devices to have indices, got {found}")

    def set_exception(self, result: Exception) -> None:
        """Completes it with an exception, which `wait` raises."""
        if not isinstance(result, Exception):
            raise AssertionError(f"{result} is of type {type(result)}, not an Exception.")
        self._complete(None, result)


def collect_all(futures: Sequence[_Future]) -> _Future:
    """A future of the list of `futures`, complete once all of them are."""
    whole = _Future()
    left = len(futures)
    if not left:
        whole.set_result([])

    def finished(_: _Future) -> None:
        nonlocal left
        with whole._changed:
            left -= 1
            last = not left
        if last:
            whole.set_result(list(futures))

    for future in futures:
        future.add_done_callback(finished)
    return whole


def wait_all(futures: Sequence[_Future]) -> list[Any]:
    """The results of all of them. Raises: the first exception among them."""
    return [future.wait() for future in futures]
