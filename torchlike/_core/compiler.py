"""Compiling: whole paths in the background, single kernels on demand, both kept on disk."""

from __future__ import annotations

import atexit
import functools
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import jax
import numpy as np

from torchlike._core import cache, channels, explain
from torchlike._core.allocator import keep_large_blocks, return_free_memory
from torchlike._core.device import CPU, device, to_jax
from torchlike._core.kernel import ARRAY, Kernel
from torchlike._core.lowering import lowering_parameters
from torchlike._core.reductions import REPLACED_PASS
from torchlike._core.trace import Value

#: Compile options that make XLA's CPU code faster. They come and go with JAX: where one is not
#: known, fewer are tried.
_CPU_OPTIONS = {"xla_cpu_experimental_ynn_fusion_type": ""}
#: For programs so small that waking another thread costs more than their work.
_SMALL_CPU_OPTIONS = {"xla_cpu_multi_thread_eigen": False}
#: Estimated work (see `interpret.Plan.work`) below which a program is small.
SMALL_WORK = 5e5
#: Bytes below which taking over a buffer costs more than a new one.
SMALLEST_DONATED = 4096


class Job:
    """A path being compiled in the background."""

    def __init__(self, future: Future[Callable[..., Any]]) -> None:
        self._future = future

    def result_if_done(self) -> Callable[..., Any] | None:
        """The compiled path; None while it is not ready, or when XLA could not compile it.

        The cold tiers go on then: what failed is in `explain()`.
        """
        if not self._future.done() or self._future.exception() is not None:
            return None
        return self._future.result()

    def wait(self) -> None:
        """Waits until the compilation has ended."""
        self._future.exception()


_pool: list[ThreadPoolExecutor] = []
_lock = threading.Lock()
_jobs: set[Future[Any]] = set()


def _background() -> ThreadPoolExecutor:
    with _lock:
        if not _pool:
            _pool.append(ThreadPoolExecutor(1, thread_name_prefix="torchlike-compile"))
        return _pool[0]


def in_background(work: Callable[..., Callable[..., Any]], *arguments: Any) -> Job:
    """Starts `work`, which compiles something."""
    future = _background().submit(work, *arguments)
    _jobs.add(future)
    future.add_done_callback(_jobs.discard)
    return Job(future)


def submit(program: Any) -> Job:
    """Starts compiling a Program as a whole."""
    return in_background(_compile_program, program)


def wait_for_compilations() -> None:
    """Waits until nothing is being compiled (for benchmarks and tests)."""
    for job in list(_jobs):
        job.exception()


def _compile_program(program: Any) -> Callable[..., Any]:
    avals = [program.steps[i].aval for i in _input_positions(program)]
    started = time.perf_counter()
    try:
        runner = _compile(
            program.function, avals, program.device, _donated(program), small=_is_small(program)
        )
    except Exception as problem:
        explain.note_failure(program, problem)
        raise
    finally:
        return_free_memory()
    explain.note_compile(program, time.perf_counter() - started)
    return runner


def _input_positions(program: Any) -> list[int]:
    return [i for i, s in enumerate(program.steps) if s.kernel is None and s.mark is None]


def _donated(program: Any) -> tuple[int, ...]:
    """Which inputs to donate: of those nobody else holds, the ones whose buffer a result can take.

    JAX warns of any other.
    """
    avals = {output.slot: output.aval for step in program.steps for output in step.outputs}
    room = Counter((avals[slot].shape, avals[slot].dtype) for slot in program.outputs)
    found = []
    for position, slot in enumerate(program.inputs):
        aval = avals[slot]
        kind = aval.shape, aval.dtype
        worth = aval.size * aval.dtype.itemsize >= SMALLEST_DONATED
        if worth and slot in program.donated and room[kind]:
            room[kind] -= 1
            found.append(position)
    return tuple(found)


def compile_kernel(kernel: Kernel) -> Callable[..., Any]:
    """The executable of one kernel, which takes NumPy's arrays too."""
    started = time.perf_counter()
    run = _compile(kernel, kernel.in_avals, kernel.device, ())
    explain.note_compile(kernel, time.perf_counter() - started)
    return lambda arrays: run([as_jax(a, kernel.device) for a in arrays])


def compile_function(function: Callable[..., Any], avals: Sequence[Any]) -> Callable[..., Any]:
    """The executable of a pure function of few numbers on the CPU, which takes NumPy's arrays."""
    return _compile(function, avals, CPU, (), small=True)


def as_jax(array: Any, place: device) -> Any:
    """`array` as a JAX array on `place`."""
    if type(array) is ARRAY:
        return array
    # At once, even inside a user's own `jax.jit`.
    with jax.ensure_compile_time_eval(), jax.enable_x64(True):
        return jax.device_put(array, to_jax(place))


def _compile(
    function: Callable[..., Any],
    avals: Sequence[Any],
    place: device,
    donated: tuple[int, ...],
    *,
    small: bool = False,
) -> Callable[..., Any]:
    target = to_jax(place)
    if target.platform == "cpu":
        keep_large_blocks()
    with jax.enable_x64(True):
        sharding = jax.sharding.SingleDeviceSharding(target)
        structs = [jax.ShapeDtypeStruct(a.shape, a.dtype.np, sharding=sharding) for a in avals]
        trace = functools.partial(_traced, structs, donated)
        traced, rules, reduces = trace(function), None, False
        if target.platform == "cpu":
            if channels.pays(traced.jaxpr.jaxpr):
                traced = trace(channels.kept_last(traced.jaxpr))
            rules, reduces = lowering_parameters(traced.jaxpr.jaxpr)
        lowered = traced.lower(_private_parameters=rules) if rules else traced.lower()
        options = _options(target, small, replaced=reduces)
        executable = cache.load_or_compile(lowered, options, _identity(target))

    def run(arrays: Sequence[Any]) -> Any:
        return executable(*arrays)

    return run


def _traced(structs: Sequence[Any], donated: tuple[int, ...], function: Any) -> Any:
    return jax.jit(function, donate_argnums=donated, keep_unused=True).trace(*structs)


def _identity(target: Any) -> str:
    """What a compiled program is tied to besides its text: the kind of device, and which."""
    return f"{target.device_kind} {target.id} {target.client.platform_version}"


def _options(target: Any, small: bool, *, replaced: bool) -> tuple[dict[str, Any], ...]:
    """The options to try; `replaced` says that our own rules reduce in place of XLA's pass."""
    if target.platform != "cpu":
        return ({},)
    options = dict(_CPU_OPTIONS)
    if small:
        options |= _SMALL_CPU_OPTIONS
    if replaced:
        options["xla_disable_hlo_passes"] = REPLACED_PASS
    return options, {k: v for k, v in options.items() if k not in _CPU_OPTIONS}, {}


def _is_small(program: Any) -> bool:
    """Whether the whole path is less work than handing it to several threads."""
    work = 0.0
    for step in program.steps:
        if step.kernel is not None:
            plan = step.kernel.plan
            if plan is None:
                return False
            work += plan.work * (3 if step.requires_grad else 1)
    return work < SMALL_WORK


def donatable(orphans: Sequence[Value]) -> tuple[int, ...]:
    """The slots of inputs whose buffers a program may overwrite: arrays nobody else holds."""
    refcount = sys.getrefcount
    return tuple([value.slot for value in orphans if refcount(value.array) <= 2])


def call_with(
    compiled: Callable[..., Any], inputs: Sequence[Value], orphans: tuple[int, ...], place: device
) -> Any:
    """Runs a compiled path on Values, converting what NumPy has computed.

    An array that is needed again becomes JAX's for good; one nobody else holds is passed as it is,
    which is cheaper, with memory of its own so that it can be donated.
    """
    arrays = []
    converts = False
    for value in inputs:
        array = value.array
        if type(array) is not ARRAY:
            if value.slot in orphans:
                array = array if array.flags.owndata else np.array(array)
                converts = True
            else:
                array = value.array = as_jax(array, place)
        arrays.append(array)
    if not converts:
        return compiled(arrays)
    with jax.enable_x64(True):
        return compiled(arrays)


@atexit.register
def _stop() -> None:
    """Does not start what is still queued; the one running is waited for by its pool."""
    for pool in _pool:
        pool.shutdown(wait=False, cancel_futures=True)
