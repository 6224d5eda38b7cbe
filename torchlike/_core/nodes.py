"""The same content under another autograd node: cut off, a leaf, a view whose history is lost."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import apply_values
from torchlike._core.boxes import Link
from torchlike._core.chains import DETACH, REPLAY
from torchlike._core.execute import array_of
from torchlike._core.kernel import Aval
from torchlike._core.leaves import Meta
from torchlike._core.trace import VOLATILE, LeafPending, Trace, Untracked, Value, concrete, local
from torchlike._core.wrapped import set_cut


def check_may_be_leaf(aval: Aval) -> None:
    """Raises PyTorch's error for what was made in inference mode and is to require grad outside."""
    if aval.inference and not local.state.inference:
        raise RuntimeError(
            "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed."
        )


def cut(value: Value) -> Value:
    """The same content without a gradient."""
    if value.node is None:
        return value
    if value.array is not None:
        return renoded(value, None)
    return apply_values(DETACH, [value], ())[0]


set_cut(cut)


def renoded(value: Value, node: Any) -> Value:
    """A concrete Value with the content of another and its own autograd node."""
    result = concrete(value.array, value.aval.device, node)
    result.aval = value.aval
    if value.trace is VOLATILE:
        result.trace = VOLATILE
    return result


def as_leaf(value: Value, meta: Meta) -> Value:
    """The content of `value` as a leaf. A pending one is finished before it is differentiated."""
    if value.array is not None:
        return renoded(value, meta)
    if value.node is not None or type(value.trace) is not Trace:
        value = apply_values(DETACH, [value], ())[0]
    value.node = meta
    home = value.trace
    if home.leaf_pending is None:
        home.leaf_pending = LeafPending(home)
    value.trace = home.leaf_pending
    return value


def with_data(old: Value, new: Value) -> Value:
    """The content of `new` where autograd goes on seeing `old`."""
    if isinstance(old.node, Meta):
        return as_leaf(new, old.node)
    if old.node is None or type(old.node) is Untracked:
        return new
    array_of(old, "its content is replaced behind autograd's back")
    array_of(new, "it replaces content behind autograd's back")
    return renoded(new, old.node)


def replayed(value: Value, chain: tuple[Link, ...], op: Any = REPLAY) -> Value:
    """What the view operators of `chain` make of a base's `value`.

    One Step, `op`, where a gradient flows, as in PyTorch, whose views forget how they were made.
    """
    if value.node is not None and local.state.grad:
        return apply_values(op, [value], chain)[0] if chain else value
    for op, static in chain:
        value = apply_values(op, [value], static)[0]
    return value


class Lost(Meta):
    """What autograd knows of a view without a history: it requires grad but gets none."""

    __slots__ = ()

    grad = property(lambda _: None, lambda *_: None)  # type: ignore[assignment]


def untracked(value: Value, problem: str) -> Value:
    """The content of `value` as what cannot be differentiated by, because of `problem`."""
    array_of(value, "autograd has lost its history")
    result = renoded(value, Untracked(problem))
    result.aval = _twin(value.aval)
    return result


def _twin(aval: Aval) -> Aval:
    """The same content in an object of its own: Steps recorded for others will not be found."""
    twin = Aval()
    for name in ("shape", "dtype", "device", "strides", "number", "inference"):
        setattr(twin, name, getattr(aval, name))
    return twin
