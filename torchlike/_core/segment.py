"""What remains of a flushed Trace while a live tensor's gradient may still need it."""

from __future__ import annotations

import itertools
import math
import weakref
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from torchlike._core.dtypes import dtype
from torchlike._core.kernel import Kernel
from torchlike._core.trace import OverwriteMark, Overwritten, Step, Trace, Value, concrete

_sequence = itertools.count()


class Segment:
    """The autograd graph of one Trace: its Steps, the Values that entered, and what was kept.

    Made when the Trace is flushed with a live differentiable result, or earlier, when somebody
    asks for a `grad_fn` or registers a hook. Later segments depend on earlier ones only.
    """

    __slots__ = (
        "__weakref__",
        "_nodes",
        "contexts",
        "freed",
        "hooks",
        "input_nodes",
        "inputs",
        "live",
        "modified",
        "node_hooks",
        "number",
        "retained",
        "saved",
        "steps",
        "trace",
        "views",
    )

    def __init__(self, trace: Trace | None) -> None:
        #: Orders segments: what a segment depends on has a lower number.
        self.number: float = math.inf
        #: The Trace while it is still being recorded; None once flushed.
        self.trace = trace
        #: The differentiable Steps, by the slots they make.
        self.steps: Mapping[int, Step] = _NOTHING
        #: The slots of the live results that gradients may be asked of.
        self.live: tuple[int, ...] = ()
        #: The Values that entered and that a backward may need, by slot.
        self.inputs: Mapping[int, Value] = _NOTHING
        #: What autograd knew of the others.
        self.input_nodes: Mapping[int, Any] = _NOTHING
        #: The Steps outside the graph by which Values that entered are views of others.
        self.views: Mapping[int, Step] = _NOTHING
        #: Arrays of interior slots that a backward may need.
        self.saved: Mapping[int, Any] = _NOTHING
        self.freed: frozenset[int] = frozenset()
        # Few segments have any of these: `table` makes the one that is to be added to.
        #: Gradient hooks by slot, and the tensors that retain their gradient.
        self.hooks: Mapping[int, dict[int, Any]] = _NOTHING
        self.retained: Mapping[int, Any] = _NOTHING
        #: Hooks on nodes, by the base of their Step.
        self.node_hooks: Mapping[int, Any] = _NOTHING
        #: Slots overwritten in place after being used.
        self.modified: Mapping[int, OverwriteMark] = _NOTHING
        #: What custom functions need for their backward, by their first slot.
        self.contexts: Mapping[int, Any] = _NOTHING
        self._nodes: weakref.WeakValueDictionary[Any, Any] | None = None

    @property
    def nodes(self) -> weakref.WeakValueDictionary[Any, Any]:
        """The `grad_fn` objects somebody holds, by the base of their Step."""
        if self._nodes is None:
            self._nodes = weakref.WeakValueDictionary()
        return self._nodes

    def table(self, name: str) -> dict[int, Any]:
        """The table called `name`, to be written to."""
        found = getattr(self, name)
        if found is _NOTHING:
            found = {}
            setattr(self, name, found)
        return found

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
        step = self.steps.get(slot)
        if step is None:
            return None
        output = step.outputs[slot - step.base]
        node = History(self, slot) if output.requires_grad else None
        value = concrete(array, output.aval.device, node)
        value.aval = output.aval
        return value

    def in_order(self) -> list[Step]:
        """The Steps, in the order of recording."""
        if self.trace is not None:
            return self.trace.cursor.path()
        return sorted(set(self.steps.values()), key=lambda s: s.base)

    def node_at(self, slot: int) -> Any:
        """What autograd knows of a slot that is not an interior one."""
        if self.trace is not None:
            return self.trace.values[slot].node
        value = self.inputs.get(slot)
        return value.node if value is not None else self.input_nodes.get(slot)

    def overwritten(self) -> dict[int, OverwriteMark]:
        """The slots whose memory was written in place since, with counter and version then."""
        found = dict(self.modified)
        for slot, value in self.inputs.items():
            home = value.trace
            mark = None
            if type(home) is Overwritten:
                mark = home.mark
            elif type(home) is Trace:
                mark = home.modified.get(value.slot)
            if mark is not None and (slot not in found or found[slot][1] < 0):
                # The slot that was written is one of another Trace.
                found[slot] = (mark[0], mark[1], -1)
        return found

    def close(self, freed: frozenset[int]) -> None:
        """The Trace has run, and what its live results need is here."""
        if self.trace is not None and self._nodes:
            self._keep_held(self.trace)
        self.trace = None
        self.number = next(_sequence)
        self.freed = freed

    def _keep_held(self, trace: Trace) -> None:
        """Keeps the Steps that `grad_fn` objects show whose tensors have died meanwhile."""
        held = graph_steps(trace.cursor.path(), self.nodes.keys())
        table = {o.slot: step for step in held for o in step.outputs}
        self.steps = {**self.steps, **table}
        nodes = {r: trace.values[r].node for s in held for r in s.refs if r not in table}
        self.input_nodes = {**self.input_nodes, **nodes}

    def release(self, bases: frozenset[int]) -> None:
        """Forgets what only the Steps at `bases` needed."""
        self.freed |= bases
        nodes = {s: v.node for s, v in self.inputs.items() if v.node is not None}
        self.input_nodes = {**self.input_nodes, **nodes}
        ends = {*self.live, *(s for s, node in self.input_nodes.items() if node is not None)}
        usable = usable_steps(self.in_order(), self.live, ends, self.freed)
        kept = kept_for(usable)
        self.saved = {slot: array for slot, array in self.saved.items() if slot in kept}
        kept.update(watched_for(usable, self.views))
        self.inputs = {slot: value for slot, value in self.inputs.items() if slot in kept}


_NOTHING: Mapping[int, Any] = MappingProxyType({})


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


def views_among(steps: Iterable[Step]) -> dict[int, Step]:
    """The Steps that make views, by the slots they make."""
    return {
        output.slot: step
        for step in steps
        if step.kernel is not None and getattr(step.kernel.op, "is_view", False)
        for output in step.outputs
    }


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


def spent(step: Step, freed: frozenset[int]) -> bool:
    """Whether differentiating `step` again is an error: what its formula saved is gone."""
    kernel = step.kernel
    if step.base not in freed or kernel is None:
        return False
    return kernel.op.keeps(kernel, [_requires_grad(step, ref) for ref in step.refs])


def _requires_grad(step: Step, slot: int) -> bool:
    """Whether a gradient flows to `slot`, which `step` reads."""
    maker = step_of(step, slot)
    return (
        maker.requires_grad
        if maker.kernel is None
        else maker.outputs[slot - maker.base].requires_grad
    )


def usable_steps(
    steps: Sequence[Step], roots: Iterable[int], ends: Iterable[int], freed: frozenset[int]
) -> list[Step]:
    """The Steps on a way from one of `roots` to one of `ends` that a backward can still go.

    A way ends at a Step whose saved values were freed.
    """
    wanted = set(roots)
    below = []
    for step in reversed(steps):
        if step.requires_grad and step.kernel is not None and not spent(step, freed):
            if not wanted.isdisjoint(range(step.base, step.end)):
                below.append(step)
                wanted.update(step.refs)
    leading = set(ends)
    usable = []
    for step in reversed(below):
        if not leading.isdisjoint(step.refs):
            usable.append(step)
            leading.update(range(step.base, step.end))
    return usable


def saves_indices(kernel: Kernel) -> bool:
    """Whether PyTorch's formula keeps the integers among an operator's results."""
    return isinstance(kernel.op.saves, tuple) and "indices" in kernel.op.saves


def watched_for(usable: Iterable[Step], views: Mapping[int, Step]) -> tuple[int, ...]:
    """The slots that must be found overwritten though no derivative of `usable` Steps reads them.

    They are the indices that PyTorch's formulas keep, and what `views` were made of.
    """
    indices = (
        output.slot
        for step in usable
        if step.kernel is not None and saves_indices(step.kernel)
        for output in step.outputs[1:]
    )
    return (*indices, *(step.refs[0] for step in views.values()))


def kept_for(usable: Iterable[Step]) -> set[int]:
    """The slots whose content the derivatives of `usable` Steps may need."""
    # Where an operator saves nothing, its derivative may still need an index, or a number that
    # has become an input.
    return {
        ref
        for step in usable
        if step.kernel is not None
        for ref, operand in zip(step.refs, step.kernel.in_avals, strict=True)
        if step.kernel.op.saves or operand.number or operand.dtype.category < dtype.FLOAT
    }
