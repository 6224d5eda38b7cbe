"""Whether what a backward needs was overwritten in place, in the words of PyTorch's error."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from torchlike._core.apply import apply_values
from torchlike._core.nodes import replayed
from torchlike._core.segment import History, Segment, saves_indices, step_of
from torchlike._core.trace import OverwriteMark, Overwritten, Step, Trace, Uncounted, Value

#: What a Step keeps in a slot: the slot of the tensor kept, which may be a view of that one, and
#: whether it is only the operand that an in-place operator overwrites.
Kept = tuple[int, bool]


def watched_slots(
    steps: Sequence[Step], differentiable: Callable[[int], bool], views: Mapping[int, Step]
) -> dict[int, dict[int, Kept]]:
    """The slots whose contents PyTorch's formulas for `steps` keep, and which Steps keep them.

    What a kept view was made of counts too: its memory is the same. `views` are the Steps that
    make views.
    """
    found: dict[int, dict[int, Kept]] = {}
    for step in steps:
        kernel = step.kernel
        if kernel is None:
            continue
        positions, result = kernel.op.saved(kernel, [differentiable(ref) for ref in step.refs])
        kept = {step.refs[i]: i == 0 for i in sorted(positions)}
        if result:
            kept |= {o.slot: False for o in step.outputs}
        elif saves_indices(kernel):
            kept |= {o.slot: False for o in step.outputs[1:]}
        for slot, own in kept.items():
            found.setdefault(slot, {})[step.base] = (slot, own)
            seen = slot
            while seen in views:
                seen = views[seen].refs[0]
                found.setdefault(seen, {}).setdefault(step.base, (slot, own))
    return found


class _Mutation(threading.local):
    """Whether what was saved for backward may be overwritten in this thread."""

    allowed = False


mutation = _Mutation()


def note_overwritten(old: Value, counter: Any, new: Value) -> None:
    """Remembers that a backward which needs `old` must fail: its memory has changed."""
    if mutation.allowed:
        return  # what it needs is `old`, which no write has changed
    mark_overwritten(old, (counter, counter.version, new.slot if new.trace is old.trace else -1))


def mark_overwritten(old: Value, mark: OverwriteMark) -> None:
    """Leaves `mark` where a backward that needs `old` will find it; the first counted one stays."""
    home = old.trace
    elsewhere = (mark[0], mark[1], -1)
    if type(home) is Trace and home.values:
        if home.modified.get(old.slot, _UNCOUNTED)[1] < 0:
            home.modified[old.slot] = mark
    elif old.array is not None and (mark[1] >= 0 or type(home) is not Overwritten):
        old.trace = Overwritten(elsewhere)
    node = old.node
    if type(node) is History:
        modified = node.segment.table("modified")
        if modified.get(node.slot, _UNCOUNTED)[1] < 0:
            modified[node.slot] = elsewhere


_UNCOUNTED: OverwriteMark = (None, -1, -1)


def check_unmodified(
    watched: Mapping[int, Mapping[int, Kept]],
    modified: Mapping[int, OverwriteMark],
    segment: Segment | None,
    trace: Trace | None,
) -> None:
    """Raises PyTorch's error when a value that backward needs was overwritten in place."""
    modified = _with_pieces(modified, segment, trace)
    for slot in sorted(watched.keys() & modified.keys()):
        counter, version, written = modified[slot]
        if version < 0:
            if counter.counter.version == counter.version:
                continue
            counter, version = counter.counter, counter.version
        ours = _writers(written, segment, trace)
        for base, (kept, own) in watched[slot].items():
            if 0 <= written < base or (own and base in ours):
                continue
            aval = trace.values[kept].aval if trace is not None else _aval_in(segment, kept)
            which = _maker(slot, kept, watched[slot], written, segment, trace)
            raise RuntimeError(
                "one of the variables needed for gradient computation has been modified by an "
                f"inplace operation: [torch.{aval.dtype.scalar_name}Tensor {list(aval.shape)}]"
                f"{which} is at version {counter.version}; expected version {version} instead. "
                "Hint: enable anomaly detection to find the operation that failed to compute its "
                "gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False)."
            )


#: What the formulas of Steps, by base, find in slots in place of what was there.
Replaced = dict[int, dict[int, Value]]


def replaced_content(
    watched: Mapping[int, Mapping[int, Kept]],
    modified: Mapping[int, OverwriteMark],
    segment: Segment,
    trace: Trace | None,
) -> Replaced:
    """The present content of what was written behind autograd's back: backward sees it.

    Raises: NotImplementedError where a formula needs its own result, which was written.
    """
    found: Replaced = {}
    for slot, (behind, version, _) in modified.items():
        if version >= 0:
            continue
        for base, (kept, _) in watched.get(slot, {}).items():
            step = _step_in(kept, segment, trace)
            if step is not None and step.base == base:
                raise NotImplementedError(
                    "torchlike: the gradient of a result that was written through .data is not "
                    "supported"
                )
            found.setdefault(base, {})[kept] = _seen_from(behind, slot, kept, segment, trace)
    return found


def _seen_from(
    behind: Uncounted, slot: int, kept: int, segment: Segment | None, trace: Trace | None
) -> Value:
    """What the view in slot `kept` of the tensor in `slot` shows of the memory's content now."""
    if kept == slot:
        behind.memory.poll()
        return replayed(behind.memory.latest, behind.chain)
    step = _step_in(kept, segment, trace)
    if step is None or step.kernel is None or len(step.refs) != 1:
        raise NotImplementedError(
            "torchlike: the gradient by a view of what was written through .data is not supported"
        )
    base = _seen_from(behind, slot, step.refs[0], segment, trace)
    return apply_values(step.kernel.op, [base], step.kernel.static)[0]


def _with_pieces(
    modified: Mapping[int, OverwriteMark], segment: Segment | None, trace: Trace | None
) -> dict[int, OverwriteMark]:
    """`modified` and what was written into those slots before: it shares their memory."""
    found = dict(modified)
    for slot in sorted(modified, reverse=True):
        step = _step_in(slot, segment, trace)
        if step is not None and step.kernel is not None and step.kernel.op.name == _INTO:
            found.setdefault(step.refs[1], found[slot])
    return found


def _maker(
    slot: int,
    kept: int,
    keepers: Mapping[int, Kept],
    written: int,
    segment: Segment | None,
    trace: Trace | None,
) -> str:
    """Which operator's result the tensor kept is, for the message."""
    step = _step_in(kept, segment, trace)
    if kept != slot:
        # A view whose base was written has a node of its own by now.
        return ", which is output 0 of AsStrided," if step and step.requires_grad else ""
    if step is not None and step.base not in keepers:
        # What is kept is the tensor, not its content then: it is named by what it is now.
        now = _step_in(written, segment, trace)
        step, kept = (now, written) if now is not None and now.requires_grad else (step, kept)
    if step is None or step.kernel is None or not step.outputs[kept - step.base].requires_grad:
        return ""
    return f", which is output 0 of {_plain_name(step.kernel)},"


def _step_in(slot: int, segment: Segment | None, trace: Trace | None) -> Step | None:
    if trace is not None:
        return step_of(trace.cursor, slot) if 0 <= slot < trace.cursor.end else None
    if segment is None:
        return None
    return segment.steps.get(slot) or segment.views.get(slot)


#: Operators that put their second operand into the memory of the first.
_INTO = "write_back"
_WRITING = ("to_copy", "lay_out", _INTO)


def _writers(written: int, segment: Segment | None, trace: Trace | None) -> set[int]:
    """The Steps of the in-place operator that wrote `written`: it kept what it overwrote."""
    found: set[int] = set()
    slots = [written]
    while slots:
        slot = slots.pop()
        step = _step_in(slot, segment, trace)
        if step is None or step.kernel is None:
            continue
        found.add(step.base)
        if step.kernel.op.name in _WRITING:
            slots.extend(step.refs[1:] or step.refs)
    return found


def _plain_name(kernel: Any) -> str:
    """The node's name without ``Backward0``, as PyTorch's message has it."""
    return kernel.op.grad_name(kernel).rsplit("::", 1)[-1].split("Backward")[0]


def _aval_in(segment: Segment | None, slot: int) -> Any:
    assert segment is not None
    step = segment.steps.get(slot)
    if step is not None:
        return step.outputs[slot - step.base].aval
    return segment.inputs[slot].aval
