"""Running Traces: which results are wanted, by which tier, and what is kept for backward."""

from __future__ import annotations

import math
import sys
import time
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import jax
import numpy as np

from torchlike._core import compiler, explain
from torchlike._core.device import device
from torchlike._core.dtypes import Defaults
from torchlike._core.kernel import Kernel
from torchlike._core.segment import (
    History,
    Segment,
    graph_steps,
    kept_for,
    step_of,
    usable_steps,
    views_among,
    watched_for,
)
from torchlike._core.trace import (
    LeafPending,
    Output,
    Overwritten,
    Step,
    Trace,
    Value,
    flush,
    local,
    set_flush,
    set_snapshot,
)
from torchlike._core.vjp import Backward, replay, run_backward_cold

#: Programs kept in all tries together; the least recently used go first.
MAX_PROGRAMS = 512
#: Estimated work (elements touched) above which one kernel is not worth interpreting.
MAX_INTERPRETED_WORK = 3e8
#: A path is compiled as a whole once running it cold has cost this share of the estimated
#: compile time, or once it has been seen this often.
HOT_SHARE = 0.25
HOT_VISITS = 20
COMPILE_SECONDS = (0.04, 0.006)
#: Runs of a program just compiled that are compared with those before.
TRIALS = 16


class Program:
    """One path with one set of wanted results, in its runnable forms."""

    __slots__ = (
        "best_cold",
        "best_compiled",
        "compiled",
        "device",
        "donated",
        "drops",
        "end",
        "explanation",
        "graph",
        "graph_inputs",
        "graph_live",
        "graph_nodes",
        "graph_table",
        "graph_views",
        "graph_watched",
        "inputs",
        "key",
        "live",
        "outputs",
        "pending",
        "runs",
        "spent",
        "stays_cold",
        "steps",
        "trials",
        "volatile",
    )

    def __init__(
        self, end: Step, live: tuple[int, ...], donated: tuple[int, ...], place: device, key: Any
    ) -> None:
        self.end = end
        self.key = key
        self.device = place
        self.steps = end.path()
        self.live = live
        self.donated = donated
        self.inputs = tuple(s.base for s in self.steps if s.kernel is None and s.mark is None)
        produced = {o.slot: o for s in self.steps for o in s.outputs if s.kernel is not None}
        #: The live results that gradients may be asked of, and the Steps they depend on.
        self.graph_live = tuple(s for s in live if s in produced and produced[s].requires_grad)
        graph = graph_steps(self.steps, self.graph_live)
        self.graph_table = {o.slot: s for s in graph for o in s.outputs}
        ends = {s.base for s in self.steps if s.kernel is None and s.requires_grad}
        usable = usable_steps(self.steps, self.graph_live, ends.union(self.graph_live), end.freed)
        kept = kept_for(usable)
        graph_inputs = sorted({r for s in graph for r in s.refs if r not in self.graph_table})
        #: The inputs that a backward may need, and those of which autograd's node is enough.
        self.graph_inputs = tuple(r for r in graph_inputs if r in kept)
        self.graph_nodes = tuple(r for r in graph_inputs if r not in kept and r in ends)
        self.graph_views = _leading_to(self.graph_inputs, views_among(self.steps))
        #: What must be found overwritten though no backward reads it.
        self.graph_watched = watched_for(usable, self.graph_views)
        self.graph = bool(usable)
        saved = {slot for slot in kept if slot in produced}
        #: Live slots first, then those kept for backward only.
        self.outputs = live + tuple(sorted(saved.difference(live)))
        self.drops = _last_uses(self.steps, set(self.outputs))
        #: An input's memory may change at any time: run at once, by operator.
        self.volatile = end.flush_after and any(
            s.kernel is None and s.flush_after for s in self.steps
        )
        self.runs = 0
        self.spent = 0.0
        #: Seconds of the fastest run by operator, and of the fastest one compiled as a whole.
        self.best_cold = self.best_compiled = math.inf
        #: Compiled runs after which it shows whether compiling was worth it.
        self.trials = TRIALS
        self.stays_cold = False
        #: What `explain` knows of this program.
        self.explanation: Any = None
        self.compiled: Any = None
        self.pending: Any = None

    @property
    def compile_estimate(self) -> float:
        """Seconds a compilation of the whole path is expected to take."""
        base, each = COMPILE_SECONDS
        return base + each * len(self.steps)

    def is_hot(self) -> bool:
        """Whether compiling the path as a whole is worth its time by now."""
        if self.runs < 2 or self.volatile or self.stays_cold or Defaults.deterministic:
            return False
        return self.runs >= HOT_VISITS or self.spent > HOT_SHARE * self.compile_estimate

    def ready(self) -> bool:
        """Whether the path is compiled as a whole, and takes JAX arrays."""
        if self.compiled is None and self.pending is not None:
            self.compiled = self.pending.result_if_done()
        return self.compiled is not None

    def run_cold(self, arrays: Sequence[Any]) -> Sequence[Any]:
        """The arrays of `outputs`, for the arrays of `inputs`, by operator."""
        self.runs += 1
        if self.pending is None and self.is_hot():
            self.pending = compiler.submit(self)
        started = time.perf_counter()
        results = self._by_operator(arrays)
        seconds = time.perf_counter() - started
        self.spent += seconds
        self.best_cold = min(self.best_cold, seconds)
        return results

    def judge(self, seconds: float) -> None:
        """Notes how long a compiled run took; goes back to the cold tiers where they are faster.

        Handing a program to XLA costs more than interpreting a few operators on a few numbers.
        """
        self.trials -= 1
        self.best_compiled = min(self.best_compiled, seconds)
        hopeless = self.trials <= TRIALS - 3 and self.best_compiled > 2 * self.best_cold
        if hopeless or (not self.trials and self.best_compiled > self.best_cold):
            self.trials = 0
            self.stays_cold = True
            self.compiled = self.pending = None

    def _by_operator(self, arrays: Sequence[Any]) -> list[Any]:
        env: dict[int, Any] = dict(zip(self.inputs, arrays, strict=True))
        with np.errstate(all="ignore"):
            for step, drops in zip(self.steps, self.drops, strict=True):
                if step.kernel is not None:
                    results = run_kernel(step.kernel, [env[ref] for ref in step.refs])
                    for output, result in zip(step.outputs, results, strict=True):
                        env[output.slot] = result
                elif isinstance(step.mark, Backward):
                    env |= run_backward_cold(step, self.steps, env, run_kernel)
                for slot in drops:
                    env.pop(slot, None)
        return [env[slot] for slot in self.outputs]

    def function(self, *arrays: Any) -> list[Any]:
        """The path as a pure function of its inputs, for JAX to trace."""
        env = dict(zip(self.inputs, arrays, strict=True))
        replay(self.steps, env)
        return [env[slot] for slot in self.outputs]


def _last_uses(steps: Sequence[Step], kept: set[int]) -> list[tuple[int, ...]]:
    """For each Step the slots that nothing after it reads.

    A backward over the path reads any slot before it: with one, nothing is dropped before the end.
    """
    if any(s.mark is not None and s.outputs for s in steps):
        return [()] * len(steps)
    drops: list[tuple[int, ...]] = []
    seen = set(kept)
    for step in reversed(steps):
        last = [slot for slot in (*step.refs, *(o.slot for o in step.outputs)) if slot not in seen]
        seen.update(last)
        drops.append(tuple(dict.fromkeys(last)))
    drops.reverse()
    return drops


def _leading_to(slots: Sequence[int], views: dict[int, Step]) -> dict[int, Step]:
    """Those of `views` by which the tensors in `slots` are views of others."""
    found: dict[int, Step] = {}
    for slot in slots:
        while slot in views:
            found[slot] = views[slot]
            slot = views[slot].refs[0]
    return found


def run_kernel(kernel: Kernel, arrays: Sequence[Any]) -> Sequence[Any]:
    """One kernel by itself: interpreted where cheap, else by its own executable."""
    if kernel.executable is None and kernel.device.type == "cpu":
        plan = kernel.plan
        if plan is not None and plan.work <= MAX_INTERPRETED_WORK:
            return plan.run([np.asarray(a) for a in arrays])
    if kernel.executable is None:
        kernel.executable = compiler.compile_kernel(kernel)
    return kernel.executable(arrays)


_programs: OrderedDict[Any, Program] = OrderedDict()


def _program_for(trace: Trace, live: tuple[int, ...], donated: tuple[int, ...]) -> Program:
    end = trace.cursor
    key = (live, donated)
    program = end.programs.get(key)
    if program is None:
        program = end.programs[key] = Program(end, live, donated, trace.device, key)
    if program is not next(reversed(_programs), None):
        # Another thread may have dropped it meanwhile.
        _programs[program] = program
        _programs.move_to_end(program)
        if len(_programs) > MAX_PROGRAMS:
            _, oldest = _programs.popitem(last=False)
            oldest.end.programs.pop(oldest.key, None)
    return program


def _references_when_dead() -> int:
    """What `sys.getrefcount` says of a Value only its Trace holds, in a loop like `_survey`'s."""
    values = [Value(None, None, 0, None)]  # type: ignore[arg-type]
    for value in values:
        return sys.getrefcount(value)
    raise AssertionError


_DEAD = _references_when_dead()


def _survey(values: Sequence[Value]) -> tuple[tuple[int, ...], list[Value]]:
    """The pending slots somebody still holds, and the inputs nobody else holds."""
    live: list[int] = []
    orphans: list[Value] = []
    refcount = sys.getrefcount
    for value in values:
        if refcount(value) == _DEAD:
            if value.array is not None:
                orphans.append(value)
        elif value.array is None:
            live.append(value.slot)
    return tuple(live), orphans


def run_trace(trace: Trace, reason: str) -> None:
    """Runs what `trace` has recorded and gives its live Values their arrays."""
    values = trace.values
    live, orphans = _survey(values)
    if trace.checks:
        live = tuple(sorted({*live, *(slot for slot, _ in trace.checks)}))
    donated = compiler.donatable(orphans)
    program = _program_for(trace, live, donated)
    if not program.outputs and not trace.segment:
        values.clear()
        return
    _run_program(trace, program, orphans=donated, reason=reason)
    try:
        if trace.checks:
            _run_checks(trace)
    finally:
        values.clear()


def _run_program(trace: Trace, program: Program, *, orphans: tuple[int, ...], reason: str) -> None:
    values = trace.values
    started = time.perf_counter()
    inputs = [values[slot] for slot in program.inputs]
    if program.ready():
        program.runs += 1
        results = compiler.call_with(program.compiled, inputs, orphans, trace.device)
    else:
        arrays = [value.array for value in inputs]
        results = program.run_cold(arrays)
        if program.volatile:
            results = _own_memory(results, arrays)
    tier = "compiled" if program.compiled is not None else "by operator"
    seconds = time.perf_counter() - started
    explain.note_flush(program, reason, tier, seconds)
    if program.trials and program.compiled is not None:
        program.judge(seconds)
    _deliver(trace, program, results)
    if trace.modified:
        for slot, mark in trace.modified.items():
            if values[slot].array is not None:
                values[slot].trace = Overwritten(mark)


def _own_memory(results: Sequence[Any], arrays: Sequence[Any]) -> list[Any]:
    """The results, copied where they lie in the memory of an input that may be written to."""
    inputs = [a for a in arrays if isinstance(a, np.ndarray)]
    return [
        r.copy()
        if isinstance(r, np.ndarray) and any(np.may_share_memory(r, a) for a in inputs)
        else jax.block_until_ready(r)
        for r in results
    ]


def _deliver(trace: Trace, program: Program, results: Sequence[Any]) -> None:
    values = trace.values
    for slot, array in zip(program.outputs, results):  # noqa: B905  (hot; equal by construction)
        value = values[slot]
        value.array = array
        value.trace = None
    if not program.graph_live and trace.segment is None:
        return
    segment = trace.segment or Segment(None)
    segment.steps = program.graph_table
    segment.live = program.graph_live
    if program.graph_nodes:
        segment.input_nodes = {slot: values[slot].node for slot in program.graph_nodes}
    if program.graph:
        segment.modified = trace.modified
        segment.inputs = {slot: values[slot] for slot in program.graph_inputs}
        segment.saved = dict(zip(program.outputs, results, strict=True))
        if program.graph_watched:
            segment.views = program.graph_views
            watched = [s for s in program.graph_watched if values[s].array is not None]
            segment.inputs |= {slot: values[slot] for slot in watched}
    segment.close(program.end.freed)
    for slot in program.graph_live:
        value = values[slot]
        if type(value.node) is Output:
            value.node = History(segment, slot)
    trace.segment = None


def _run_checks(trace: Trace) -> None:
    for slot, raise_error in trace.checks:
        if not bool(np.asarray(trace.values[slot].array)):
            continue
        try:
            raise_error()
        except Exception as problem:
            site = step_of(trace.cursor, slot).site
            if site is not None:
                problem.add_note(f"The operator was recorded at {site[0]}:{site[1]}.")
            raise


def array_of(value: Value, reason: str) -> Any:
    """The array of `value`, running its Trace if it is pending."""
    if value.array is None:
        home = value.trace
        home = home.trace if type(home) is LeafPending else home
        if home.state is local.state:
            flush(home, reason)
        else:
            _run_snapshot(home, value)
    return value.array


def _run_snapshot(trace: Trace, value: Value) -> None:
    """Computes one Value of a Trace that another thread goes on recording, leaving it alone."""
    values = list(trace.values)
    end: Step | None = trace.cursor
    while end is not None and end.end > len(values):
        end = end.parent
    if end is None or value.slot >= end.end:
        raise RuntimeError("torchlike: a tensor was read while another thread was recording it")
    program = Program(end, (value.slot,), (), trace.device, None)
    arrays = [np.asarray(values[slot].array) for slot in program.inputs]
    value.array = program.run_cold(arrays)[0]


on_device = compiler.as_jax


set_flush(run_trace)
set_snapshot(array_of)
