"""The one stream of a GPU, and events in it.

JAX gives a GPU its programs in the order in which they were asked for: there are no other streams,
so that waiting for one is nothing, and a stream that is entered is the one that was there.
"""

from __future__ import annotations

import time
from typing import Any

from torchlike._core.errors import unsupported
from torchlike._core.trace import flush_all
from torchlike.cuda.devices import index_of, init, is_available, synchronize


class Stream:
    """The stream of a GPU. Raises: RuntimeError without one."""

    def __init__(self, device: Any = None, priority: int = 0, **kwargs: Any) -> None:
        del priority, kwargs  # there is no other stream to come before
        if not is_available():
            raise RuntimeError("torch.cuda.Stream requires CUDA support")
        self.device_index = index_of(device)
        self.stream_id = self.cuda_stream = 0

    def wait_event(self, event: Event) -> None:
        """Waits for an event, which is in this stream and so before what follows."""

    def wait_stream(self, stream: Stream) -> None:
        """Waits for another stream, which is this one."""

    def record_event(self, event: Event | None = None) -> Event:
        """An event at this point."""
        event = Event() if event is None else event
        event.record(self)
        return event

    def query(self) -> bool:
        """Whether all work is done: it is waited for."""
        self.synchronize()
        return True

    def synchronize(self) -> None:
        """Waits until all work is done."""
        flush_all("a stream is waited for")
        synchronize(self.device_index)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stream) and other.device_index == self.device_index

    def __hash__(self) -> int:
        return hash((self.stream_id, self.device_index))

    def __repr__(self) -> str:
        return f"<torch.cuda.Stream device=cuda:{self.device_index} cuda_stream=0x0>"


class Event:
    """A point in a stream. Raises: RuntimeError without a GPU.

    Recording waits for all work before it, so that the time between events is that of the work.
    """

    def __init__(
        self,
        enable_timing: bool = False,
        blocking: bool = False,
        interprocess: bool = False,
        external: bool = False,
    ) -> None:
        if not is_available():
            raise RuntimeError("Tried to instantiate dummy base class Event")
        if interprocess or external:
            raise unsupported("torch.cuda.Event(interprocess=True) or (external=True)")
        del blocking  # says how the host waits
        self._timed = enable_timing
        self._time: float | None = None

    def record(self, stream: Stream | None = None) -> None:
        """Marks this point of the stream."""
        (current_stream() if stream is None else stream).synchronize()
        self._time = time.perf_counter()

    def wait(self, stream: Stream | None = None) -> None:
        """Lets a stream wait for the event: it is reached."""

    def query(self) -> bool:
        """Whether all before it is done: it is."""
        return True

    def synchronize(self) -> None:
        """Waits for all before it, which is done."""

    def elapsed_time(self, end_event: Event) -> float:
        """The milliseconds up to another event. Raises: ValueError without timing or a record."""
        if not (self._timed and end_event._timed):
            raise ValueError("Both events must be created with argument 'enable_timing=True'.")
        if self._time is None or end_event._time is None:
            raise ValueError("Both events must be recorded before calculating elapsed time.")
        return (end_event._time - self._time) * 1000

    def __repr__(self) -> str:
        return "<torch.cuda.Event uninitialized>" if self._time is None else "<torch.cuda.Event>"


class StreamContext:
    """Work inside is put on a stream; None changes nothing."""

    def __init__(self, stream: Stream | None) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        """Nothing is left to do: there is one stream."""

    def __exit__(self, type: Any, value: Any, traceback: Any) -> None:
        """Nothing is left to do."""


def stream(stream: Stream | None) -> StreamContext:
    """Puts work inside on a stream; None changes nothing."""
    return StreamContext(stream)


def set_stream(stream: Stream | None) -> None:
    """Puts work from now on on a stream, which is the one that it was on."""


def current_stream(device: Any = None) -> Stream:
    """The stream that work is put on. Raises: AssertionError without a GPU."""
    init()
    return Stream(device)


def default_stream(device: Any = None) -> Stream:
    """The stream that work is put on if nothing else is said: the only one."""
    return current_stream(device)


# -- graphs and pools of memory, which are CUDA's own --------------------------------------------


def _dummy(name: str) -> Exception:
    if is_available():
        return unsupported(f"torch.cuda.{name.removeprefix('_cuda_').removeprefix('_')}")
    return RuntimeError(f"Tried to instantiate dummy base class {name}")


class CUDAGraph:
    """Work that was recorded to be done again. Raises: RuntimeError without a GPU."""

    def __init__(self, keep_graph: bool = False) -> None:
        raise _dummy("CUDAGraph")


class MemPool:
    """Memory kept apart. Raises: RuntimeError without a GPU."""

    def __init__(
        self, allocator: Any = None, use_on_oom: bool = False, no_split: bool = False
    ) -> None:
        raise _dummy("MemPool")


def graph_pool_handle() -> Any:
    """The memory of a graph. Raises: RuntimeError without a GPU."""
    raise _dummy("_graph_pool_handle")


def is_current_stream_capturing() -> bool:
    """Whether a graph is recorded: never. Raises: RuntimeError without a GPU."""
    if not is_available():
        raise _dummy("_cuda_isCurrentStreamCapturing")
    return False
