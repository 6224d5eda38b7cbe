"""Recording: Values, the trie of Steps, and Traces.

An operator applied to tensors is not run but recorded: the thread's Trace moves from one Step of an
interned trie to the next. Doing again what was done before costs one dictionary lookup; only a new
Step takes the slow path (checks, promotion, shapes), which lives in `torchlike._core.kernel`.
"""

from __future__ import annotations

import math
import sys
import threading
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any, NoReturn

import jax
import numpy as np
from jax.core import Tracer

from torchlike._core import dtypes
from torchlike._core.device import CPU, device
from torchlike._core.kernel import ARRAY, Aval, Const, Kernel, Spec, aval_of, kernel_for
from torchlike._core.wrapped import Wrapped

#: Pending slots after which a Trace is flushed whether or not anybody looks.
MAX_SLOTS = 4000
#: Pending bytes after which a Trace is flushed, likewise.
MAX_BYTES = 1 << 31
#: Steps kept in all tries together; beyond that the tries start anew.
MAX_STEPS = 100_000


class ThreadState:
    """The modes of one thread and its Traces, one per device."""

    __slots__ = ("grad", "inference", "trace", "traces", "wanted")

    def __init__(self) -> None:
        #: Whether gradients are recorded; None in inference mode, where they never are.
        self.grad: bool | None = True
        self.inference = False
        #: What grad mode is said to be in inference mode.
        self.wanted = False
        #: The Trace the next operator is recorded in.
        self.trace = Trace(CPU, self)
        self.traces: dict[device, Trace] = {CPU: self.trace}


class _Local(threading.local):
    def __init__(self) -> None:
        self.state = ThreadState()


class Restart(Exception):  # noqa: N818  (control flow, never seen by users)
    """Recording began in a Trace that is no longer the current one: begin again."""


class Passthrough(Exception):  # noqa: N818
    """An operand holds a JAX tracer, or is of a function transform: apply the operator directly."""


class Value:
    """One SSA value: a concrete array, or slot `slot` of a pending Trace.

    `node` says what autograd knows of it: None (no gradient), the leaf's `Meta`, the Step that
    makes it (while pending), or its `History` in a flushed segment.
    """

    __slots__ = ("__weakref__", "array", "aval", "node", "slot", "trace")

    def __init__(self, aval: Aval, trace: Any, slot: int, node: Any) -> None:
        self.aval = aval
        self.trace = trace
        self.slot = slot
        self.node = node
        self.array: Any = None


def concrete(array: Any, place: device = CPU, node: Any = None) -> Value:
    """A Value that holds `array` (NumPy's or JAX's), which nobody may write to any more."""
    aval = aval_of(array, place)
    if local.state.grad is None:
        aval = aval.made(inference=True)
    value = Value(aval, None, -1, node)
    value.array = array
    return value


class LeafPending:
    """Stands in `Value.trace` for a pending Value that has become a leaf.

    A leaf must be an input of the Trace that differentiates by it; the stand-in makes recording
    notice, so that the Trace that computes the leaf is flushed first.
    """

    __slots__ = ("trace",)

    def __init__(self, trace: Trace) -> None:
        self.trace = trace


class Volatile:
    """Stands in `Value.trace` while an ndarray shares the Value's memory and may write to it.

    Whatever reads such a Value is run at once, so that it sees the memory as it is then.
    """

    __slots__ = ()


VOLATILE = Volatile()


#: The version counter, the version before the write, and the slot of what was written; where no
#: counter has counted it, an `Uncounted`, -1 and -1.
OverwriteMark = tuple[Any, int, int]


class Uncounted:
    """A write behind autograd's back, through `.data`: to which memory, at which version.

    `chain` leads from that memory to what is marked.
    """

    __slots__ = ("chain", "counter", "memory", "version")

    def __init__(self, memory: Any, counter: Any, chain: tuple[Any, ...]) -> None:
        self.memory = memory
        self.counter = counter
        self.chain = chain
        self.version = counter.version


class Overwritten:
    """Stands in `Value.trace` once the memory of a concrete Value was written in place."""

    __slots__ = ("mark",)

    def __init__(self, mark: OverwriteMark) -> None:
        self.mark = mark


class Untracked:
    """The autograd node of a view whose history is lost: differentiating by it is an error."""

    __slots__ = ("problem",)

    def __init__(self, problem: str) -> None:
        self.problem = problem


class Output:
    """What a Step says of one of its results."""

    __slots__ = ("aval", "index", "requires_grad", "slot", "step")

    def __init__(self, step: Step, index: int, aval: Aval, requires_grad: bool) -> None:
        self.step = step
        self.index = index
        self.slot = step.base + index
        self.aval = aval
        self.requires_grad = requires_grad


class Step:
    """One interned operator application after a given prefix of others.

    `refs` are the slots of the array operands; `kernel` is None for an input. Immutable but for
    the caches hanging from it.
    """

    __slots__ = (
        "aval",
        "base",
        "bytes",
        "children",
        "flush_after",
        "freed",
        "instead",
        "kernel",
        "mark",
        "node",
        "outputs",
        "parent",
        "programs",
        "refs",
        "requires_grad",
        "site",
        "sites",
    )

    def __init__(
        self,
        parent: Step | None,
        base: int,
        kernel: Kernel | None,
        refs: tuple[int, ...],
        avals: Sequence[Aval],
        requires_grad: bool,
        mark: Any = None,
    ) -> None:
        self.parent = parent
        self.base = base
        self.kernel = kernel
        self.refs = refs
        self.requires_grad = requires_grad
        #: Anything but an operator: what the executor does at this point (a backward, a release).
        self.mark = mark
        self.outputs = tuple(
            Output(self, i, aval, requires_grad and aval.dtype.category >= dtypes.dtype.FLOAT)
            for i, aval in enumerate(avals)
        )
        #: The Aval of the first result; None without one.
        self.aval: Any = avals[0] if avals else None
        self.node = self.outputs[0] if avals and self.outputs[0].requires_grad else None
        #: Bytes of all results up to here.
        self.bytes = (parent.bytes if parent is not None else 0) + (
            sum(a.size * a.dtype.itemsize for a in avals) if kernel is not None else 0
        )
        self.children: dict[Any, Step] = {}
        self.sites: dict[Any, Any] = {}
        self.programs: dict[Any, Any] = {}
        #: Bases of the Steps whose saved values a backward has released by now.
        self.freed: frozenset[int] = parent.freed if parent is not None else frozenset()
        self.site = _user_site() if kernel is not None else None
        #: The latest Step recorded at the same point that this one differs from.
        self.instead: Step | None = None
        if parent is not None and parent.children:
            self.instead = next(reversed(parent.children.values()))
        self.flush_after = False

    @property
    def end(self) -> int:
        """The number of slots in use after this Step."""
        return self.base + len(self.outputs)

    def path(self) -> list[Step]:
        """The Steps from the first to this one."""
        steps: list[Step] = []
        step: Step | None = self
        while step is not None and step.parent is not None:
            steps.append(step)
            step = step.parent
        steps.reverse()
        return steps


_roots: dict[device, Step] = {}
_step_count = [0]


def _root(place: device) -> Step:
    root = _roots.get(place)
    if root is None:
        root = _roots[place] = Step(None, 0, None, (), (), False)
    return root


def forget_everything() -> None:
    """Drops the tries: every path is recorded, run and compiled anew."""
    # The roots stay: Traces that are still empty, of any thread, stand on them.
    for root in list(_roots.values()):
        root.children.clear()
        root.sites.clear()
    _step_count[0] = 0


def _user_site() -> tuple[str, int] | None:
    """File and line of the innermost frame outside torchlike and JAX."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if not name.startswith(_INTERNAL):
            return name, frame.f_lineno
        frame = frame.f_back
    return None


_INTERNAL = (__file__.rsplit("_core", 1)[0], jax.__file__.rsplit("__init__", 1)[0])


class Trace:
    """The program recorded since the last flush, on one device, by one thread."""

    __slots__ = (
        "checks", "cursor", "device", "leaf_pending", "modified", "segment", "state", "values",
    )  # fmt: skip

    def __init__(self, place: device, state: ThreadState) -> None:
        self.device = place
        self.state = state
        #: What stands in `Value.trace` of its Values that became leaves; gone with the flush.
        self.leaf_pending: LeafPending | None = None
        self.cursor = _root(place)
        #: The Values of all slots, inputs included, by slot.
        self.values: list[Value] = []
        #: Slots whose tensors were overwritten in place since (see `storage`).
        self.modified: dict[int, OverwriteMark] = {}
        #: The `Segment` this Trace becomes, made early when a grad_fn or hook needs it.
        self.segment: Any = None
        #: Data-dependent checks recorded: (slot of the flag, function raising the error).
        self.checks: list[tuple[int, Callable[[], NoReturn]]] = []

    def admit(self, value: Value) -> int:
        """The slot of `value`, which does not belong to this Trace yet.

        Raises: Restart when something had to be flushed; Passthrough for a JAX tracer.
        """
        array = value.array
        if type(array) in _PLAIN_ARRAYS and value.aval.device is self.device:
            # As `_input` below, without the call.
            key = (value.aval, value.node is not None, value.trace is VOLATILE)
            step = self.cursor.children.get(key)
            if step is not None:
                self.cursor = step
                value.trace = self
                slot = value.slot = step.base
                self.values.append(value)
                return slot
        home = value.trace
        if array is None:
            if type(home) is LeafPending:
                home = home.trace
                if home is self and not self.state.grad:
                    return value.slot
            if home.state is self.state or value.node is not None:
                flush(home, "a leaf computed in this trace is used")
                raise Restart
            _snapshot(value, "another thread uses it")
            array = value.array
        if isinstance(array, (Tracer, Wrapped)):
            raise Passthrough
        if value.aval.device is not self.device and value.aval.device != self.device:
            value = self._from_other_device(value)
        return self._input(value)

    def _from_other_device(self, value: Value) -> Value:
        """A 0-dim CPU tensor joins the Trace of any device; other devices do not mix."""
        if value.aval.shape == () and value.aval.device.type == "cpu":
            return concrete(np.asarray(value.array), self.device, value.node)
        if not self.values:
            switch(self.state, value.aval.device)
            raise Restart
        raise RuntimeError(
            "Expected all tensors to be on the same device, but found at least two devices, "
            f"{self.device} and {value.aval.device}!"
        )

    def _input(self, value: Value) -> int:
        cursor = self.cursor
        key = (value.aval, value.node is not None, value.trace is VOLATILE)
        step = cursor.children.get(key)
        if step is None:
            step = Step(cursor, cursor.end, None, (), (value.aval,), key[1])
            step.flush_after = key[2] or cursor.flush_after
            cursor.children[key] = step
            _count_step()
        self.cursor = step
        value.trace = self
        value.slot = step.base
        self.values.append(value)
        return step.base

    def constant(self, array: np.ndarray) -> int:
        """The slot of a new input that holds `array` and belongs to nobody else."""
        return self._input(concrete(array, self.device))


def _count_step() -> None:
    _step_count[0] += 1
    if _step_count[0] > MAX_STEPS:
        forget_everything()


def switch(state: ThreadState, place: device) -> Trace:
    """Makes the Trace of `place` the thread's current one."""
    trace = state.traces.get(place)
    if trace is None:
        trace = state.traces[place] = Trace(place, state)
    state.trace = trace
    return trace


# The executor is a layer above: it registers itself here.
_flush: Callable[[Trace, str], None]


def set_flush(function: Callable[[Trace, str], None]) -> None:
    """Says who runs a Trace."""
    global _flush
    _flush = function


def set_snapshot(function: Callable[[Value, str], Any]) -> None:
    """Says who computes a Value that is pending in another thread's Trace."""
    global _snapshot
    _snapshot = function


_snapshot: Callable[[Value, str], Any]


def flush(trace: Trace, reason: str) -> None:
    """Runs what `trace` has recorded, so that its live Values become concrete."""
    state = trace.state
    fresh = Trace(trace.device, state)
    state.traces[trace.device] = fresh
    if state.trace is trace:
        state.trace = fresh
    trace.leaf_pending = None
    if trace.values:
        _flush(trace, reason)


def flush_all(reason: str) -> None:
    """Runs everything this thread has recorded."""
    for trace in list(local.state.traces.values()):
        flush(trace, reason)


_NUMBERS = {bool, int, float, complex}
#: What a concrete Value holds but for a JAX tracer.
_PLAIN_ARRAYS = {np.ndarray, ARRAY}


def _scalar_key(number: Any) -> Any:
    """Distinguishes what Python's equality does not: signed zeros, NaNs, complex parts."""
    return number if number and type(number) is not complex else repr(number)


def record(op: Any, operands: Sequence[Any], static: tuple[Any, ...]) -> tuple[Step, Trace]:
    """Records `op` and returns its Step and the Trace, whose cursor stands on it.

    An operand is a Value, a Python number, or None. The caller makes Values of the outputs.
    """
    state = local.state
    while True:
        trace = state.trace
        try:
            return _record(op, operands, static, state, trace), trace
        except Restart:
            continue


def _record(
    op: Any, operands: Sequence[Any], static: tuple[Any, ...], state: ThreadState, trace: Trace
) -> Step:
    key: list[Any] = [op, static, state.grad]
    for operand in operands:
        kind = type(operand)
        if kind is Value:
            key.append(operand.slot if operand.trace is trace else trace.admit(operand))
        elif kind in _NUMBERS:
            key.append(kind)
            key.append(_scalar_key(operand))
        else:
            key.append(None)
    step = trace.cursor.children.get(tuple(key))
    if step is None:
        step = miss(trace, op, operands, static, tuple(key))
    trace.cursor = step
    return step


def miss(
    trace: Trace, op: Any, operands: Sequence[Any], static: tuple[Any, ...], key: tuple[Any, ...]
) -> Step:
    """A Step for an application not recorded at this point before.

    Python numbers are constants of the Step the first time; a site seen with another number gets
    an input instead, so that a changing number is not a new program each time.
    """
    state = trace.state
    varying, before = _varying_numbers(trace, op, operands, static, key)
    refs: list[int] = []
    specs: list[Spec] = []
    new_key: list[Any] = [op, static, state.grad]
    for operand in operands:
        kind = type(operand)
        if kind is Value or (varying and kind in _NUMBERS):
            slot = operand.slot if kind is Value else trace.constant(_weak(operand))
            aval = trace.values[slot].aval
            refs.append(slot)
            specs.append(aval.made(inference=False) if kind is Value else aval.as_number(kind))
            new_key.append(slot if kind is Value else (slot, kind))
        elif kind in _NUMBERS:
            specs.append(Const(operand))
            new_key += (kind, _scalar_key(operand))
        else:
            specs.append(None)
            new_key.append(None)
    cursor = trace.cursor
    if varying:
        key = tuple(new_key)
        step = cursor.children.get(key)
        if step is not None:
            return step
    nodes = [trace.values[ref].node for ref in refs] if state.grad and op.differentiable else ()
    for node in nodes:
        if type(node) is Untracked:
            raise RuntimeError(node.problem)
    requires_grad = any(node is not None for node in nodes)
    kernel = kernel_for(op, tuple(specs), static, trace.device)
    made = [trace.values[ref].aval.inference for ref in refs]
    if requires_grad and True in made:
        _check_saved(kernel, nodes, made)
    avals: Sequence[Aval] = kernel.out_avals
    if made[0] if op.follows else state.grad is None:
        avals = [a.made(inference=True) for a in avals]
    step = Step(cursor, cursor.end, kernel, tuple(refs), avals, requires_grad)
    step.flush_after = cursor.flush_after or step.end > MAX_SLOTS or step.bytes > MAX_BYTES
    step.instead = step.instead or before
    cursor.children[key] = step
    _count_step()
    return step


def _check_saved(kernel: Kernel, nodes: Sequence[Any], made: Sequence[bool]) -> None:
    """Raises PyTorch's error for an operand made in inference mode that backward needs."""
    positions, _ = kernel.op.saved(kernel, [node is not None for node in nodes])
    if any(made[position] for position in positions):
        raise RuntimeError(
            "Inference tensors cannot be saved for backward. Please do not use Tensors created in "
            "inference mode in computation tracked by autograd. To work around this, you can make "
            "a clone to get a normal tensor and use it in autograd, or use `torch.no_grad()` "
            "instead of `torch.inference_mode()`."
        )


def mark_step(
    trace: Trace, mark: Any, key: tuple[Any, ...], avals: Sequence[Aval], freed: frozenset[int]
) -> Step:
    """A Step that is not an operator but a `mark` the executor understands, not yet recorded."""
    cursor = trace.cursor
    step = Step(cursor, cursor.end, None, (), avals, False, mark)
    step.freed = cursor.freed | freed
    step.flush_after = cursor.flush_after
    cursor.children[key] = step
    _count_step()
    return step


def _weak(number: complex) -> np.ndarray:
    return np.asarray(number, dtype=np.int64 if type(number) is int else None)


def _varying_numbers(
    trace: Trace, op: Any, operands: Sequence[Any], static: tuple[Any, ...], key: tuple[Any, ...]
) -> tuple[bool, Step | None]:
    """Whether this site's numbers have been seen to vary (and notes that they do now).

    Also the Step that took them for constants until now, which is dropped.
    """
    if not any(type(o) in _NUMBERS for o in operands) or _must_stay(op, operands):
        return False, None
    shape = tuple(o.slot if type(o) is Value else type(o) for o in operands)
    site = (op, static, trace.state.grad, shape)
    cursor = trace.cursor
    seen = cursor.sites.get(site)
    if seen is None:
        cursor.sites[site] = key
        return False, None
    before = None
    if seen is not VARIES:
        before = cursor.children.pop(seen, None)
        cursor.sites[site] = VARIES
    fits = all(type(o) is not int or -(2**63) <= o < 2**63 for o in operands)
    return fits, before


def _must_stay(op: Any, operands: Sequence[Any]) -> bool:
    """Whether a number is checked against a dtype that might not hold it, so it cannot vary."""
    numbers = [operands[i] for i in getattr(op, "checked", ()) if i < len(operands)]
    numbers = [n for n in numbers if type(n) in _NUMBERS]
    if not numbers:
        return False
    kinds = [o.aval.dtype for o in operands if type(o) is Value]
    if any(kind.category < dtypes.dtype.FLOAT or kind.itemsize < 4 for kind in kinds):
        return True
    return any(_LARGE < abs(n) < math.inf for n in numbers)


#: Below this every number fits every dtype of four bytes or more that is not an integer's.
_LARGE = 1e38
VARIES = object()

#: Per-thread state; the main thread's is made at import, others' on first use.
local = _Local()
