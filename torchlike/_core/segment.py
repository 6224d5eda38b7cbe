"""What remains of a flushed Trace while a live tensor's gradient may still need it."""

from __future__ import annotations

import itertools
import math
import weakref
from collections.abc import Iterable, Sequence
from typing import Any

from torchlike._core.trace import Overwritten, Step, Trace, Value, concrete

_sequence = itertools.count()


class Segment:
    """The autograd graph of one Trace: its Steps, the Values that entered, and what was kept.

    Made when the Trace is flushed with a live differentiable result, or earlier, when somebody
    asks for a `grad_fn` or registers a hook. Later segments depend on earlier ones only.
    """

    __slots__ = (
        "__weakref__",
        "end",
        "freed",
        "hooks",
        "inputs",
        "modified",
        "nodes",
        "number",
        "retained",
        "saved",
        "steps",
        "trace",
    )

    def __init__(self, trace: Trace) -> None:
        #: Orders segments: what a segment depends on has a lower number.
        self.number = math.inf
        #: The Trace while it is still being recorded; None once flushed.
        self.trace: Trace | None = trace
        self.end: Step = trace.cursor
        self.steps: dict[int, Step] = {}
        self.inputs: dict[int, Value] = {}
        #: Arrays of interior slots that a backward may need.
        self.saved: dict[int, Any] = {}
        self.freed: frozenset[int] = frozenset()
        #: Gradient hooks by slot, and the tensors that retain their gradient.
        self.hooks: dict[int, dict[int, Any]] = {}
        self.retained: dict[int, Any] = {}
        self.nodes: weakref.WeakValueDictionary[Any, Any] = weakref.WeakValueDictionary()
        #: Slots overwritten in place after being used: slot -> (version counter, version then).
        self.modified: dict[int, tuple[Any, int]] = {}

    def step_of(self, slot: int) -> Step:
        """The Step that makes `slot`."""
        if self.trace is not None:
            return step_of(self.trace.cursor, slot)
        return self.steps[slot]

    def value_of(self, slot: int) -> Value | None:
        """The Value of `slot`: an input, or one kept; None when it was not kept."""
        if self.trace is not None:
            return self.trace.values[slot]
        found = self.inputs.get(slot)
        if found is not None:
            return found
        array = self.saved.get(slot)
        if array is None:
            return None
        step = self.steps[slot]
        output = step.outputs[slot - step.base]
        node = History(self, slot) if output.requires_grad else None
        value = concrete(array, output.aval.device, node)
        value.aval = output.aval
        return value

    def close(
        self, steps: Iterable[Step], values: Sequence[Value], saved: dict[int, Any], end: Step
    ) -> None:
        """The Trace has run: keeps what the graph of its live results needs."""
        self.trace = None
        self.number = next(_sequence)
        self.end = end
        self.freed = end.freed
        self.saved = saved
        for step in steps:
            for output in step.outputs:
                self.steps[output.slot] = step
            for ref in step.refs:
                value = values[ref]
                if value.array is not None and ref not in saved:
                    self.inputs[ref] = value

    def overwritten(self) -> dict[int, tuple[Any, int]]:
        """The slots whose memory was written in place since, with counter and version then."""
        found = dict(self.modified)
        for slot, value in self.inputs.items():
            home = value.trace
            if type(home) is Overwritten:
                found[slot] = home.mark
            elif type(home) is Trace and value.slot in home.modified:
                found[slot] = home.modified[value.slot]
        return found

    def release(self, bases: frozenset[int]) -> None:
        """Forgets what only the Steps at `bases` needed."""
        self.freed |= bases
        needed = {
            ref
            for step in set(self.steps.values())
            if step.base not in self.freed
            for ref in step.refs
        }
        self.saved = {slot: array for slot, array in self.saved.items() if slot in needed}


class History:
    """The autograd node of a flushed Value: a slot of a Segment."""

    __slots__ = ("segment", "slot")

    def __init__(self, segment: Segment, slot: int) -> None:
        self.segment = segment
        self.slot = slot


def segment_of(trace: Trace) -> Segment:
    """The Segment that `trace` will become, made now."""
    if trace.segment is None:
        trace.segment = Segment(trace)
    return trace.segment


def step_of(cursor: Step, slot: int) -> Step:
    """The Step on the path to `cursor` that makes `slot`."""
    step = cursor
    while step.base > slot or not step.outputs:
        assert step.parent is not None
        step = step.parent
    return step


def graph_steps(steps: Sequence[Step], roots: Iterable[int]) -> list[Step]:
    """The differentiable Steps that the slots `roots` were computed by, in order."""
    wanted = set(roots)
    found = []
    for step in reversed(steps):
        if step.requires_grad and step.kernel is not None:
            if wanted.isdisjoint(range(step.base, step.end)):
                continue
            found.append(step)
            wanted.update(step.refs)
    found.reverse()
    return found
