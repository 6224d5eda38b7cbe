"""Nodes of the autograd graph: views over recorded Steps, made when somebody looks."""

from __future__ import annotations

import weakref
from typing import Any

from torchlike._core.backward import Meta, place_of
from torchlike._core.segment import Segment
from torchlike._core.trace import Value


class Node:
    """The node that computed some tensors: ``x.grad_fn``."""

    __slots__ = ("__weakref__", "_base", "_segment", "metadata")

    def __init__(self, segment: Segment, base: int) -> None:
        self._segment = segment
        self._base = base
        self.metadata: dict[Any, Any] = {}

    @property
    def _step(self) -> Any:
        return self._segment.step_of(self._base)

    def name(self) -> str:
        """The node's name, e.g. ``AddBackward0``."""
        kernel = self._step.kernel
        return kernel.op.grad_name(kernel)

    @property
    def next_functions(self) -> tuple[tuple[Any, int], ...]:
        """The nodes of the operands, with the number of the output of theirs that was used."""
        found = []
        for ref in self._step.refs:
            value = _value_at(self._segment, ref)
            if isinstance(value, Value):
                node = value.node
                if isinstance(node, Meta):
                    found.append((accumulator_of(node), 0))
                elif node is not None:
                    found.append((node_of(value), _output_number(value)))
                else:
                    found.append((None, 0))
            elif value is not None:
                step = value
                found.append((_node(self._segment, step.base), ref - step.base))
            else:
                found.append((None, 0))
        return tuple(found)

    def __repr__(self) -> str:
        return f"<{_short(self.name())} object at {hex(id(self))}>"


class AccumulateGrad:
    """The node that adds a gradient to a leaf."""

    __slots__ = ("__weakref__", "_meta", "metadata")

    next_functions: tuple[Any, ...] = ()

    def __init__(self, meta: Meta) -> None:
        self._meta = meta
        self.metadata: dict[Any, Any] = {}

    def name(self) -> str:
        """The node's name."""
        return "torch::autograd::AccumulateGrad"

    @property
    def variable(self) -> Any:
        """The leaf."""
        return self._meta.tensor()

    def __repr__(self) -> str:
        return f"<AccumulateGrad object at {hex(id(self))}>"


def _short(name: str) -> str:
    return name.rsplit("::", 1)[-1]


def _value_at(segment: Segment, slot: int) -> Any:
    """The Value of an input slot, or the Step of an interior differentiable one."""
    if segment.trace is not None:
        value = segment.trace.values[slot]
        if value.array is not None:
            return value
        return segment.step_of(slot) if value.node is not None else None
    value = segment.inputs.get(slot)
    if value is not None:
        return value
    step = segment.steps.get(slot)
    return step if step is not None and step.requires_grad else None


def _output_number(value: Value) -> int:
    place = place_of(value)
    assert place is not None
    segment, slot = place
    return slot - segment.step_of(slot).base


def _node(segment: Segment, base: int) -> Node:
    node = segment.nodes.get(base)
    if node is None:
        node = segment.nodes[base] = Node(segment, base)
    return node


_accumulators: weakref.WeakKeyDictionary[Meta, AccumulateGrad] = weakref.WeakKeyDictionary()


def accumulator_of(meta: Meta) -> AccumulateGrad:
    """The AccumulateGrad node of a leaf."""
    node = _accumulators.get(meta)
    if node is None:
        node = _accumulators[meta] = AccumulateGrad(meta)
    return node


def node_of(value: Value) -> Any:
    """The node that computed `value`, the same object every time; the accumulator for a leaf."""
    if isinstance(value.node, Meta):
        return accumulator_of(value.node)
    place = place_of(value)
    if place is None:
        return None
    segment, slot = place
    return _node(segment, segment.step_of(slot).base)
