"""Streams and events of the CPU, on which everything is in order anyway."""

from __future__ import annotations

from typing import Any, NoReturn

from torchlike._core.device import resolve


def _cpu(device: Any) -> Any:
    place = resolve("cpu" if device is None else device)
    if place.type != "cpu":
        raise RuntimeError(f"PyTorch is not linked with support for {place.type} devices")
    return place


def _no_events() -> NoReturn:
    raise RuntimeError("cpu backend doesn't support events.")


class Stream:
    """The one stream of the CPU: what is put on it is finished when it is looked at."""

    stream_id, device_index, device_type = 0, -1, 0

    def __init__(self, device: Any = None, *, priority: int = 0) -> None:
        del priority  # there is no other stream to come before
        self.device = _cpu(device)

    def query(self) -> bool:
        """Whether all work is done."""
        return True

    def synchronize(self) -> None:
        """Waits for all work, none of which is left."""

    def wait_stream(self, stream: Stream) -> None:
        """Waits for another stream, which is this one."""

    def wait_event(self, event: Event) -> None:
        """Waits for an event. Raises: RuntimeError: the CPU has none."""
        _no_events()

    def record_event(self, event: Any = None) -> Event:
        """An event at this point. Raises: RuntimeError: the CPU has none."""
        _no_events()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stream)

    def __hash__(self) -> int:
        return self.stream_id

    def __repr__(self) -> str:
        return "torch.Stream device_type=cpu, device_index=-1, stream_id=0"


class Event:
    """A point in a stream, which the CPU cannot record."""

    event_id = 0

    def __init__(
        self,
        device: Any = None,
        *,
        enable_timing: bool = False,
        blocking: bool = False,
        interprocess: bool = False,
    ) -> None:
        self.device = _cpu(device)
        self._flags = enable_timing + 2 * blocking + 4 * interprocess

    def record(self, stream: Any = None) -> None:
        """Marks this point. Raises: RuntimeError: the CPU has no events."""
        _no_events()

    def query(self) -> bool:
        """Whether all before it is done."""
        return True

    def synchronize(self) -> None:
        """Waits for all before it."""

    def wait(self, stream: Any = None) -> None:
        """Lets a stream wait for it."""

    def elapsed_time(self, end_event: Event) -> float:
        """The milliseconds up to another event. Raises: ValueError without timing."""
        if not (self._flags & 1 and end_event._flags & 1):
            raise ValueError("Both events must be created with argument 'enable_timing=True'.")
        _no_events()

    def __repr__(self) -> str:
        return f"torch.Event device_type=cpu, device_index=-1, event_flag={self._flags}, event_id=0"


Stream.__module__ = Event.__module__ = "torch"
