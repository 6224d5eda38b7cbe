"""Measuring how long functions take: `torch.autograd.profiler`.

While a profiler is at work every function of PyTorch's that is called is finished before the next
one begins, so that the time that it takes is its own. That is slower than what runs otherwise,
where functions are compiled together.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.errors import unsupported
from torchlike._core.trace import flush_all
from torchlike._ops import overriding
from torchlike.autograd.profiler_util import EventList, FunctionEvent, FunctionEventAvg

__all__ = ["EventList", "FunctionEvent", "profile", "record_function"]

_REASON = "a profiler measures it"


class Recorder:
    """The calls of one thread while it is profiled."""

    def __init__(self, record_shapes: bool) -> None:
        self.events: list[FunctionEvent] = []
        self._record_shapes = record_shapes
        self._open: list[FunctionEvent] = []

    @contextmanager
    def call(self, name: str, args: Any = (), *, annotation: bool = False) -> Iterator[None]:
        """Measures what is done inside, all of it finished."""
        flush_all(_REASON)
        parent = self._open[-1] if self._open else None
        shapes = [_shape(x) for x in args] if self._record_shapes else []
        event = FunctionEvent(
            len(self.events), name, threading.get_ident(), _now(), 0.0, shapes, annotation, parent
        )
        self.events.append(event)
        if parent is not None:
            parent.cpu_children.append(event)
        self._open.append(event)
        try:
            yield
        finally:
            flush_all(_REASON)
            event.end_us = _now()
            self._open.remove(event)

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Measures a function."""
        del types
        name = overriding.name_of(func).rpartition(".")[2]
        if name in ("__get__", "__set__"):
            return func(*args, **(kwargs or {}))
        with self.call(f"aten::{name}", args):
            return func(*args, **(kwargs or {}))


def _now() -> float:
    return time.perf_counter_ns() / 1000


def _shape(x: Any) -> list[int]:
    return list(x.shape) if isinstance(x, TensorBase) else []


class _Active(threading.local):
    def __init__(self) -> None:
        self.recorders: list[Recorder] = []


_ACTIVE = _Active()


@contextmanager
def recording(recorder: Recorder) -> Iterator[None]:
    """Hands the calls of this thread to a recorder."""
    flush_all(_REASON)
    _ACTIVE.recorders.append(recorder)
    try:
        with overriding.mode_active(recorder):
            yield
    finally:
        _ACTIVE.recorders.remove(recorder)


class record_function:  # noqa: N801  (PyTorch's own name)
    """Gives what is done inside a name of its own in what a profiler shows; also a decorator."""

    def __init__(self, name: str, args: str | None = None) -> None:
        self.name = name
        self.args = args
        self._inside = ExitStack()

    def __enter__(self) -> record_function:
        for recorder in _ACTIVE.recorders:
            self._inside.enter_context(recorder.call(self.name, annotation=True))
        return self

    def __exit__(self, *error: Any) -> None:
        self._inside.close()

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function that does so in each call."""

        @functools.wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            with type(self)(self.name, self.args):
                return function(*args, **kwargs)

        return wrapped


def check_only_time(**flags: Any) -> None:
    """Raises: NotImplementedError for a flag that asks for more than times."""
    for name, value in flags.items():
        if value:
            raise unsupported(f"profile({name}={value!r})")


class profile:  # noqa: N801
    """Measures the functions that are called inside. Raises: NotImplementedError for all but times.

    `use_kineto` and `acc_events` say how PyTorch gathers its events, which nobody can tell.
    """

    def __init__(
        self,
        enabled: bool = True,
        *,
        use_cuda: bool = False,
        use_device: str | None = None,
        record_shapes: bool = False,
        with_flops: bool = False,
        profile_memory: bool = False,
        with_stack: bool = False,
        with_modules: bool = False,
        use_kineto: bool = False,
        use_cpu: bool = True,
        experimental_config: Any = None,
        acc_events: bool = False,
        custom_trace_id_callback: Any = None,
        post_processing_timeout_s: float | None = None,
        activity_filters: Any = None,
    ) -> None:
        del use_kineto, acc_events, post_processing_timeout_s
        check_only_time(
            use_cuda=use_cuda,
            use_device=use_device,
            with_flops=with_flops,
            profile_memory=profile_memory,
            with_stack=with_stack,
            with_modules=with_modules,
            experimental_config=experimental_config,
            custom_trace_id_callback=custom_trace_id_callback,
            activity_filters=activity_filters,
        )
        if not use_cpu:
            raise unsupported("profile(use_cpu=False)")
        self.enabled = enabled
        self.record_shapes = record_shapes
        self.function_events: EventList | None = None
        self._inside = ExitStack()

    def __enter__(self) -> profile:
        if self.enabled:
            self._recorder = Recorder(self.record_shapes)
            self._inside.enter_context(recording(self._recorder))
        return self

    def __exit__(self, *error: Any) -> None:
        if self.enabled:
            self._inside.close()
            self.function_events = EventList(self._recorder.events)

    def _events(self) -> EventList:
        if self.function_events is None:
            raise RuntimeError("Profiler didn't finish running")
        return self.function_events

    def key_averages(self, group_by_input_shape: bool = False) -> EventList:
        """One average for each name."""
        return self._events().key_averages(group_by_input_shape)

    def total_average(self) -> FunctionEventAvg:
        """The average of all calls."""
        return self._events().total_average()

    def table(self, sort_by: str | None = None, row_limit: int = 100, **options: Any) -> str:
        """The calls as a table."""
        return self._events().table(sort_by, row_limit, **options)

    def export_chrome_trace(self, path: Any) -> None:
        """Writes the calls to a file that a browser shows along a line of time."""
        self._events().export_chrome_trace(path)

    @property
    def self_cpu_time_total(self) -> float:
        """Microseconds of all calls together."""
        return self._events().self_cpu_time_total

    def __str__(self) -> str:
        return "<unfinished torch.autograd.profile>" if self._unfinished() else self.table()

    __repr__ = __str__

    def _unfinished(self) -> bool:
        return self.function_events is None
