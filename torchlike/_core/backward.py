"""The backward pass: from roots through the current Trace and older segments to the leaves."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, apply_values, wrap
from torchlike._core.chains import DETACH
from torchlike._core.leaves import Meta, follow_retained, place_of
from torchlike._core.node_hooks import check_replacement, run_post_hook
from torchlike._core.nodes import with_data
from torchlike._core.overwritten import (
    Replaced,
    check_unmodified,
    replaced_content,
    watched_slots,
)
from torchlike._core.segment import (
    History,
    Segment,
    graph_steps,
    segment_of,
    spent,
    views_among,
)
from torchlike._core.trace import (
    Output,
    Restart,
    Step,
    Trace,
    Value,
    flush,
    local,
    mark_step,
)
from torchlike._core.vjp import (
    ACCUMULATE,
    ONES_LIKE,
    Backward,
    Release,
    VjpOp,
    check_derivative,
    walk,
)


@contextlib.contextmanager
def grad_mode(enabled: bool | None) -> Iterator[None]:
    """Sets this thread's grad mode for a while; None is inference mode's."""
    state = local.state
    before = state.grad
    state.grad = enabled
    try:
        yield
    finally:
        state.grad = before


_new = object.__new__

FREED = (
    "Trying to backward through the graph a second time (or directly access saved tensors after "
    "they have already been freed). Saved intermediate values of the graph are freed when you call "
    ".backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the "
    "graph a second time or if you need to access saved tensors after calling backward."
)


class Pass:
    """One backward pass: gradients on their way, by segment, and those that have arrived."""

    def __init__(self, retain: bool, create: bool, targets: Sequence[Value] | None) -> None:
        self.retain = retain
        self.create = create
        self.waiting: dict[Segment, dict[int, Value]] = {}
        self.leaves: dict[Meta, Value] = {}
        #: Interior values asked for, by segment and slot; None inside until they arrive.
        self.captured: dict[tuple[Segment, int], Value | None] = {}
        #: With targets, only what lies on a path to one of them is differentiated; None: all.
        self.target_leaves: set[Meta] | None = None
        self._useful: dict[Segment, set[int]] = {}
        if targets is not None:
            self.target_leaves = {t.node for t in targets if isinstance(t.node, Meta)}
        for target in targets or ():
            place = place_of(target)
            if place is not None:
                self.captured[place] = None

    def leads(self, node: Any) -> bool:
        """Whether a target can be reached from what autograd knows as `node`."""
        if self.target_leaves is None:
            return node is not None
        if isinstance(node, Meta):
            return node in self.target_leaves
        return type(node) is History and node.slot in self._useful_in(node.segment)

    def _useful_in(self, segment: Segment) -> set[int]:
        """The slots of `segment` from which a target can be reached."""
        found = self._useful.get(segment)
        if found is None:
            captured = {slot for other, slot in self.captured if other is segment}
            found = self._useful[segment] = _leading(
                segment.in_order(), captured, lambda slot: self.leads(segment.node_at(slot))
            )
        return found

    def send(self, value: Value, grad: Value) -> None:
        """Adds `grad` to what is known of the gradient of `value`."""
        if type(value.node) is Output:
            self._wait(segment_of(value.trace), value.slot, grad)
        else:
            self._send_to(value.node, grad)

    def _send_to(self, node: Any, grad: Value) -> None:
        if isinstance(node, Meta):
            self.leaves[node] = _add(self.leaves.get(node), grad)
        elif type(node) is History:
            self._wait(node.segment, node.slot, grad)

    def _wait(self, segment: Segment, slot: int, grad: Value) -> None:
        waiting = self.waiting.setdefault(segment, {})
        waiting[slot] = _add(waiting.get(slot), grad)

    def run(self) -> None:
        """Sends everything on until only leaves are left."""
        while self.waiting:
            segment = max(self.waiting, key=lambda s: s.number)
            cts = self.waiting.pop(segment)
            self._through(segment, cts)
        for meta, grad in self.leaves.items():
            if meta.hooks:
                for hook in list(meta.hooks.values()):
                    grad = run_hook(hook, grad)
                self.leaves[meta] = grad

    def _through(self, segment: Segment, cts: dict[int, Value]) -> None:
        trace = segment.trace
        steps = graph_steps(segment.in_order(), cts)
        useful = None if self.target_leaves is None else self._useful_in(segment)
        if useful is not None:
            steps = [s for s in steps if not useful.isdisjoint(s.refs)]
        freed = segment.freed if trace is None else trace.cursor.freed
        replaced = _check_usable(steps, freed, segment, trace)

        def visit(slot: int, ct: Value) -> Value:
            return self._visit(segment, slot, ct)

        def primal(step: Step, slot: int) -> Value:
            value = segment.value_of(slot)
            if value is None:
                raise RuntimeError(FREED)
            present = replaced.get(step.base, {}).get(slot)
            if present is None:
                return value
            return with_data(value, present) if self.create else present

        def apply(op: Any, operands: list[Any]) -> list[Value]:
            if self.create and type(op) is VjpOp and op.flat:
                count = len(op.needs)
                operands[:count] = [apply_values(DETACH, [x], ())[0] for x in operands[:count]]
            grads = apply_values(op, operands, ())
            for look in inspector:
                look(op, grads)
            return grads

        def custom(step: Step, given: dict[int, Value]) -> dict[int, Value]:
            return segment.contexts[step.base](given, self.retain)

        def wanted(slot: int) -> bool:
            return (useful is None or slot in useful) and _differentiable(segment, slot)

        walk(steps, cts, wanted, primal, apply, visit, custom, segment.node_hooks.get)
        self._send_on(segment, cts)
        if not self.retain:
            _release(segment, frozenset(s.base for s in steps))

    def _send_on(self, segment: Segment, cts: dict[int, Value]) -> None:
        """Sends the gradients of what `segment` read to where that came from."""
        for slot, ct in cts.items():
            if (segment, slot) in self.captured:
                self._visit(segment, slot, ct)  # a target, and nothing wanted below it
            else:
                self._send_to(segment.node_at(slot), ct)

    def _visit(self, segment: Segment, slot: int, ct: Value) -> Value:
        for hook in list(segment.hooks.get(slot, {}).values()):
            ct = run_hook(hook, ct)
        if (segment, slot) in self.captured:
            self.captured[segment, slot] = ct
        keeper = segment.retained.get(slot)
        if keeper is not None:
            accumulate(keeper, ct, self.create)
        return ct


def _leading(steps: Sequence[Step], useful: set[int], leads: Callable[[int], bool]) -> set[int]:
    """`useful` slots and what is computed from them; `leads` says it of what `steps` read."""
    made = {o.slot for s in steps for o in s.outputs if s.kernel is not None}
    for step in steps:
        if not step.requires_grad or step.kernel is None:
            continue
        useful.update(ref for ref in step.refs if ref not in made and leads(ref))
        if not useful.isdisjoint(step.refs):
            useful.update(o.slot for o in step.outputs)
    return useful


def _release(segment: Segment, reached: frozenset[int]) -> None:
    """Frees what the Steps at `reached` saved."""
    trace = segment.trace
    if trace is None:
        segment.release(reached)
        return
    key = (Release, reached)
    step = trace.cursor.children.get(key)
    trace.cursor = step or mark_step(trace, Release(), key, (), reached)


def _differentiable(segment: Segment, slot: int) -> bool:
    if segment.trace is not None:
        return segment.trace.values[slot].node is not None
    step = segment.steps.get(slot)
    if step is not None:
        return step.outputs[slot - step.base].requires_grad
    return segment.node_at(slot) is not None


def _add(known: Value | None, grad: Value) -> Value:
    return grad if known is None else apply_values(ACCUMULATE, [known, grad], ())[0]


def run_hook(hook: Any, grad: Value) -> Value:
    """The gradient after a user's hook has seen it.

    Raises: TypeError for a result that is no tensor, RuntimeError for one of another kind.
    """
    result = hook(wrap(grad))
    if result is None:
        return grad
    check_replacement(hook, result, grad)
    return result._read()


def _check_usable(
    steps: Sequence[Step], freed: frozenset[int], segment: Segment, trace: Trace | None
) -> Replaced:
    """What of the content that `steps` need was replaced behind autograd's back.

    Raises: RuntimeError where it was freed, or overwritten before autograd's eyes.
    """
    if any(spent(s, freed) for s in steps):
        raise RuntimeError(FREED)
    modified = trace.modified if trace is not None else segment.overwritten()
    if not modified:
        return {}
    views = {**views_among(segment.in_order()), **segment.views}
    watched = watched_slots(steps, lambda slot: _differentiable(segment, slot), views)
    check_unmodified(watched, modified, segment, trace)
    return replaced_content(watched, modified, segment, trace)


def _whole_prefix(
    trace: Trace,
    roots: Sequence[Value],
    cts: Sequence[Value | None],
    retain: bool,
    targets: tuple[int, ...] | None = None,
) -> list[tuple[Value, Value]]:
    """The first gear: everything recorded so far differentiated as one Step.

    Returns pairs of an input of the Trace (of those in `targets`) and its gradient.
    """
    root_slots = tuple(r.slot for r in roots)
    ct_slots = tuple(
        None if c is None else c.slot if c.trace is trace else trace.admit(c) for c in cts
    )
    key = (Backward, root_slots, ct_slots, retain, targets)
    step = trace.cursor.children.get(key)
    if step is None:
        mark = _plan_prefix(trace, root_slots, ct_slots, targets)
        if not mark.wrt:
            return []
        avals = [trace.values[slot].aval.made(inference=False) for slot in mark.wrt]
        freed = frozenset() if retain else mark.reached
        step = mark_step(trace, mark, key, avals, freed)
    mark = step.mark
    if trace.modified:
        check_unmodified(mark.watched, trace.modified, None, trace)
    trace.cursor = step
    values = trace.values
    pairs = []
    for slot, output in zip(mark.wrt, step.outputs):  # noqa: B905  (hot; equal by construction)
        grad = _new(Value)  # as `Value(...)`, without the call
        grad.aval = output.aval
        grad.trace = trace
        grad.slot = output.slot
        grad.node = grad.array = None
        values.append(grad)
        pairs.append((values[slot], grad))
    return pairs


def _plan_prefix(
    trace: Trace,
    roots: tuple[int, ...],
    cts: tuple[int | None, ...],
    targets: tuple[int, ...] | None,
) -> Backward:
    values = trace.values
    steps = graph_steps(trace.cursor.path(), roots)
    if targets is not None:
        useful = _leading(steps, set(), targets.__contains__)
        steps = [s for s in steps if not useful.isdisjoint(s.refs)]
    freed = trace.cursor.freed
    if freed and any(spent(s, freed) for s in steps):
        raise RuntimeError(FREED)
    for step in reversed(steps):
        if step.kernel is not None:
            check_derivative(
                step.kernel, [i for i, ref in enumerate(step.refs) if values[ref].node is not None]
            )
    produced = {o.slot for s in steps for o in s.outputs}
    wrt = sorted(
        {
            ref
            for s in steps
            for ref in s.refs
            if ref not in produced
            and (values[ref].node is not None if targets is None else ref in targets)
        }
    )
    views = views_among(trace.cursor.path())
    watched = watched_slots(steps, lambda slot: values[slot].node is not None, views)
    return Backward(roots, cts, tuple(wrt), frozenset(s.base for s in steps), watched)


#: Looks at the gradients each operator computes (anomaly mode); None for not looking.
inspector: list[Callable[[Any, Sequence[Value]], None]] = []


def _first_gear_possible(
    trace: Trace, roots: Sequence[Value], targets: Sequence[Value] | None
) -> bool:
    if inspector:
        return False
    if trace.modified and any(mark[1] < 0 for mark in trace.modified.values()):
        return False
    for root in roots:
        if type(root.node) is not Output or root.trace is not trace:
            return False
    if targets is not None and any(not isinstance(t.node, Meta) for t in targets):
        return False
    segment = trace.segment
    return segment is None or not (
        segment.hooks or segment.retained or segment.contexts or segment.node_hooks
    )


def _settle(roots: Sequence[Value]) -> None:
    """Flushes what a backward over `roots` must find finished.

    A second backward since the last flush starts from a fresh Trace, so that a program holds one
    forward, one backward and the update between them, whatever the loop around them looks like.
    """
    follow_retained()
    state = local.state
    if state.trace.cursor.freed:
        flush(state.trace, "a second backward begins")
    for root in roots:
        if root.array is None and root.trace is not state.trace:
            flush(getattr(root.trace, "trace", root.trace), "its gradient is asked for elsewhere")


def run_pass(
    roots: Sequence[Value],
    cts: Sequence[Value | None],
    *,
    retain: bool,
    create: bool,
    targets: Sequence[Value] | None = None,
) -> Pass:
    """Differentiates `roots`, weighted by `cts` (None: ones).

    The gradients of leaves, and of interior `targets`, are in the result.
    """
    _settle(roots)
    state = local.state
    before = state.grad
    state.grad = create
    try:
        while True:
            one = Pass(retain, create, targets)
            try:
                _start(one, roots, cts, targets)
            except Restart:
                continue
            one.run()
            return one
    finally:
        state.grad = before


def _start(
    one: Pass,
    roots: Sequence[Value],
    cts: Sequence[Value | None],
    targets: Sequence[Value] | None,
) -> None:
    """Sends off the roots' gradients, or at once those of all inputs of the current Trace."""
    trace = local.state.trace
    if not one.create and _first_gear_possible(trace, roots, targets):
        slots = None
        if targets is not None:
            slots = tuple(
                v.slot for v in trace.values if type(v.node) is not Output and one.leads(v.node)
            )
        for value, grad in _whole_prefix(trace, roots, cts, one.retain, slots):
            one.send(value, grad)
        return
    for root, ct in zip(roots, cts, strict=True):
        one.send(root, ct or apply_values(ONES_LIKE, [root], ())[0])


def differentiate(root: Value, *, retain: bool, create: bool) -> None:
    """`run_pass` for one root weighted by one, and `deliver`: what `loss.backward()` does."""
    _settle((root,))
    trace = local.state.trace
    if create or not _first_gear_possible(trace, (root,), None):
        deliver(run_pass((root,), (None,), retain=retain, create=create))
        return
    pairs = _whole_prefix(trace, (root,), (None,), retain)
    if _are_first(pairs):
        for value, grad in pairs:
            value.node.grad = wrap(grad)
        return
    one = Pass(retain, create, None)
    state, before = local.state, local.state.grad
    state.grad = False
    try:
        for value, grad in pairs:
            one.send(value, grad)
        one.run()
    finally:
        state.grad = before
    deliver(one)


def _are_first(pairs: Sequence[tuple[Value, Value]]) -> bool:
    """Whether each gradient is simply the first that its leaf gets, and nobody is told."""
    for value, _ in pairs:
        meta = value.node
        if (
            type(meta) is not Meta
            or meta.grad is not None
            or meta.hooks
            or meta.post_hooks
            or meta.closed
        ):
            return False
    return len({value.node for value, _ in pairs}) == len(pairs)


# The layer of storages is above: it registers how a tensor is written in place.
_write: list[Callable[[TensorBase, Value], None]] = []


def set_write(function: Callable[[TensorBase, Value], None]) -> None:
    """Says how a tensor is written in place."""
    _write[:] = [function]


def accumulate(meta: Meta, grad: Value, create: bool) -> None:
    """Adds to a leaf's `.grad`, after its hooks."""
    if meta.grad is None:
        meta.grad = wrap(grad)
    elif create:
        meta.grad = wrap(apply_values(ACCUMULATE, [meta.grad._read(), grad], ())[0])
    else:
        with grad_mode(False):
            total = apply_values(ACCUMULATE, [meta.grad._read(), grad], ())[0]
            _write[0](meta.grad, total)


def deliver(one: Pass, only: set[Meta] | None = None) -> None:
    """Accumulates what a pass found into the leaves' `.grad`."""
    for meta, grad in one.leaves.items():
        if meta.closed or (only is not None and meta not in only):
            continue
        if meta.grad is None:
            meta.grad = wrap(grad)
        else:
            accumulate(meta, grad, one.create)
        if meta.post_hooks:
            for hook in list(meta.post_hooks.values()):
                run_post_hook(hook, meta.tensor(), grad)
