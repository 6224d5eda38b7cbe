"""Profiling some steps of a loop, and writing down what was seen."""

from __future__ import annotations

import enum
import gzip
import os
import shutil
import socket
import time
import warnings
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from torchlike._core.errors import unsupported
from torchlike.autograd.profiler import Recorder, check_only_time, recording
from torchlike.autograd.profiler_util import EventList
from torchlike.cuda import is_available


class _Named(enum.Enum):
    """Shown as in PyTorch: the short name of the class, the name and the number."""

    def __repr__(self) -> str:
        return f"<{self}: {self.value}>"


#: What is measured.
ProfilerActivity = _Named(
    "ProfilerActivity",
    {"CPU": 0, "XPU": 1, "MTIA": 4, "CUDA": 2, "HPU": 3, "PrivateUse1": 5},
)
#: Where something ran.
DeviceType = _Named(
    "DeviceType",
    {
        "CPU": 0, "CUDA": 1, "MKLDNN": 2, "OPENGL": 3, "OPENCL": 4, "IDEEP": 5, "HIP": 6, "FPGA": 7,
        "MAIA": 8, "XLA": 9, "Vulkan": 10, "Metal": 11, "XPU": 12, "MPS": 13, "Meta": 14, "HPU": 15,
        "VE": 16, "Lazy": 17, "IPU": 18, "MTIA": 19, "PrivateUse1": 20,
    },
)  # fmt: skip


class ProfilerAction(enum.Enum):
    """What a profiler does in a step."""

    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3
    DEVICE_STOPPED = 4


_RECORDING = (ProfilerAction.RECORD, ProfilerAction.RECORD_AND_SAVE)


def supported_activities() -> set[Any]:
    """What can be measured: the CPU."""
    return {ProfilerActivity.CPU}


def kineto_available() -> bool:
    """Whether the profiler can be used: it can."""
    return True


def schedule(
    *,
    wait: int,
    warmup: int,
    active: int,
    repeat: int = 0,
    skip_first: int = 0,
    skip_first_wait: int = 0,
) -> Callable[[int], ProfilerAction]:
    """What to do in each step: wait, warm up, record, and so on, `repeat` times or for ever.

    Raises: AssertionError for numbers of steps that are none.
    """
    least = {"wait": wait, "warmup": warmup, "active": active - 1, "repeat": repeat,
             "skip_first": skip_first}  # fmt: skip
    if min(least.values()) < 0:
        raise AssertionError(
            f"Invalid profiler schedule arguments. Got wait={wait} (need >= 0), warmup={warmup} "
            f"(need >= 0), active={active} (need > 0), repeat={repeat} (need >= 0), "
            f"skip_first={skip_first} (need >= 0)."
        )
    if not warmup:
        warnings.warn(
            "Profiler won't be using warmup, this can skew profiler results",
            UserWarning,
            stacklevel=2,
        )
    span = wait + warmup + active

    def action(step: int) -> ProfilerAction:
        if step < 0:
            raise AssertionError(f"Step must be non-negative. Got {step}.")
        step -= skip_first
        if step < 0:
            return ProfilerAction.NONE
        step += wait if skip_first_wait else 0
        cycle, at = divmod(step, span)
        if (repeat and cycle >= repeat) or at < wait:
            return ProfilerAction.NONE
        if at < wait + warmup:
            return ProfilerAction.WARMUP
        return ProfilerAction.RECORD if at < span - 1 else ProfilerAction.RECORD_AND_SAVE

    return action


def _always(step: int) -> ProfilerAction:
    del step
    return ProfilerAction.RECORD


def tensorboard_trace_handler(
    dir_name: str,
    worker_name: str | None = None,
    use_gzip: bool = False,
    use_python_export: bool = False,
) -> Callable[[Any], None]:
    """What writes a finished profile to a file of its own in a directory."""
    del use_python_export  # how PyTorch writes it

    def handle(found: Any) -> None:
        os.makedirs(dir_name, exist_ok=True)
        worker = worker_name or f"{socket.gethostname()}_{os.getpid()}"
        name = f"{worker}.{time.time_ns()}.pt.trace.json{'.gz' if use_gzip else ''}"
        found.export_chrome_trace(os.path.join(dir_name, name))

    return handle


class profile:  # noqa: N801  (PyTorch's own name)
    """Measures the functions that are called inside, in the steps that `schedule` says.

    Raises: NotImplementedError for all but times on the CPU. `acc_events` says how PyTorch gathers
    its events, which nobody can tell.
    """

    def __init__(
        self,
        *,
        activities: Iterable[Any] | None = None,
        schedule: Callable[[int], ProfilerAction] | None = None,
        on_trace_ready: Callable[..., Any] | None = None,
        record_shapes: bool = False,
        profile_memory: bool = False,
        with_stack: bool = False,
        with_flops: bool = False,
        with_modules: bool = False,
        experimental_config: Any = None,
        execution_trace_observer: Any = None,
        acc_events: bool = False,
        use_cuda: bool | None = None,
        custom_trace_id_callback: Any = None,
        post_processing_timeout_s: float | None = None,
    ) -> None:
        del acc_events, post_processing_timeout_s
        check_only_time(
            profile_memory=profile_memory,
            with_stack=with_stack,
            with_flops=with_flops,
            with_modules=with_modules,
            experimental_config=experimental_config,
            execution_trace_observer=execution_trace_observer,
            custom_trace_id_callback=custom_trace_id_callback,
        )
        asked = set(supported_activities() if activities is None else activities)
        if use_cuda or ProfilerActivity.CUDA in asked:
            if is_available():
                raise unsupported("profile(activities=[ProfilerActivity.CUDA])")
            warnings.warn(
                "CUDA is not available, disabling CUDA profiling", UserWarning, stacklevel=2
            )
        self.schedule = _always if schedule is None else schedule
        self.on_trace_ready = on_trace_ready
        self.record_shapes = record_shapes
        self.step_num = 0
        self.current_action = self.schedule(0)
        self._stepping = schedule is not None
        self._recorder: Recorder | None = None
        self._inside = ExitStack()

    def __enter__(self) -> profile:
        self.start()
        return self

    def __exit__(self, *error: Any) -> None:
        self.stop()

    def start(self) -> None:
        """Begins with the first step."""
        self._follow()

    def stop(self) -> None:
        """Ends, and hands what was recorded to `on_trace_ready`."""
        if self.current_action in _RECORDING:
            self._finish()

    def step(self) -> None:
        """The next step begins."""
        before = self.current_action
        self.step_num += 1
        self.current_action = self.schedule(self.step_num)
        if before is ProfilerAction.RECORD_AND_SAVE:
            self._finish()
        elif before in _RECORDING:
            self._inside.close()
        self._follow(again=before is ProfilerAction.RECORD)

    def _follow(self, *, again: bool = False) -> None:
        """Records where the step is one to record; `again` goes on with what there is."""
        if self.current_action not in _RECORDING:
            return
        if not again or self._recorder is None:
            self._recorder = Recorder(self.record_shapes)
        self._inside.enter_context(recording(self._recorder))
        if self._stepping:
            name = f"ProfilerStep#{self.step_num}"
            self._inside.enter_context(self._recorder.call(name, annotation=True))

    def _finish(self) -> None:
        self._inside.close()
        if self.on_trace_ready is not None:
            self.on_trace_ready(self)

    def events(self) -> EventList:
        """The calls that were recorded last."""
        if self._recorder is None:
            raise AssertionError("Profiler must be initialized before getting key averages")
        return EventList(self._recorder.events)

    def key_averages(self, group_by_input_shape: bool = False) -> EventList:
        """One average for each name, or for each name and shapes."""
        return self.events().key_averages(group_by_input_shape)

    def export_chrome_trace(self, path: str) -> None:
        """Writes the calls to a file that a browser shows along a line of time."""
        if not path.endswith(".gz"):
            self.events().export_chrome_trace(path)
            return
        plain = path.removesuffix(".gz")
        self.events().export_chrome_trace(plain)
        with open(plain, "rb") as source, gzip.open(path, "wb") as target:
            shutil.copyfileobj(source, target)
        os.unlink(plain)
