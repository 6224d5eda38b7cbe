"""What autograd keeps beside a tensor: its gradient, its hooks, and where to find its history."""

from __future__ import annotations

import weakref
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._core.segment import History, Segment, segment_of
from torchlike._core.trace import Output, Value


class Meta:
    """What autograd keeps of a leaf: its gradient and hooks. Shared by tensor and graph."""

    __slots__ = (
        "__weakref__", "closed", "grad", "hooks", "post_hooks", "retained_at", "retains_grad",
        "tensor",
    )  # fmt: skip

    def __init__(self) -> None:
        self.grad: TensorBase | None = None
        #: Whether the tensor has stopped requiring grad: older graphs give it none then.
        self.closed = False
        self.hooks: dict[int, Any] = {}
        self.post_hooks: dict[int, Any] = {}
        self.retains_grad = False
        #: Where the gradient that is retained passes.
        self.retained_at: tuple[weakref.ref[Segment], int] | None = None
        #: A weak reference to the tensor, for hooks and for `AccumulateGrad.variable`.
        self.tensor: Any = None


def place_of(value: Value) -> tuple[Segment, int] | None:
    """Segment and slot where autograd knows an interior value; None for leaves and constants."""
    node = value.node
    if type(node) is History:
        return node.segment, node.slot
    if type(node) is Output:
        return segment_of(value.trace), value.slot
    return None


#: The `Meta` of interior tensors that retain their gradient, by identity.
_retaining: weakref.WeakValueDictionary[int, Meta] = weakref.WeakValueDictionary()


def retain(meta: Meta) -> None:
    """Keeps from now on the gradient of the interior tensor that `meta` belongs to."""
    meta.retains_grad = True
    _retaining[id(meta)] = meta
    follow_retained()


def follow_retained() -> None:
    """What retains its gradient may have been written in place: finds where it is now."""
    if not _retaining:
        return
    for key, meta in list(_retaining.items()):
        tensor = meta.tensor()
        place = None if tensor is None else place_of(tensor._read())
        if meta.retained_at is not None:
            reference, slot = meta.retained_at
            segment = reference()
            if segment is not None and segment.retained.get(slot) is meta:
                del segment.table("retained")[slot]
        if place is None:
            meta.retained_at = None
            _retaining.pop(key, None)
        else:
            segment, slot = place
            meta.retained_at = weakref.ref(segment), slot
            segment.table("retained")[slot] = meta
