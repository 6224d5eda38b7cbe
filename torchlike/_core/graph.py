"""Nodes of the autograd graph: views over recorded Steps, made when somebody looks."""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable
from typing import Any

from torchlike._core.apply import wrap
from torchlike._core.backward import FREED
from torchlike._core.hooks import RemovableHandle
from torchlike._core.kernel import Aval, Const
from torchlike._core.leaves import Meta, place_of
from torchlike._core.node_hooks import AccumulatorHook, NodeHooks, edges
from torchlike._core.segment import History, Segment, spent
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
        step = self._step
        if step.kernel.op.name == "write_back":
            # What wrote the view stands in for its own result, but for the view itself.
            made = _edge(self._segment, step.refs[1])[0]
            others = () if not isinstance(made, Node) else made.next_functions[1:]
            return (_edge(self._segment, step.refs[0]), *others)
        return tuple(
            (None, 0) if position is None else _edge(self._segment, step.refs[position])
            for position in edges(step)
        )

    def __getattr__(self, attribute: str) -> Any:
        """What the node keeps for backward: ``_saved_self``, ``_saved_result`` and the like.

        Raises: AttributeError for anything else, RuntimeError once it was freed.
        """
        if not attribute.startswith("_saved_") or attribute not in self._kept_names():
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {attribute!r}")
        step, trace = self._step, self._segment.trace
        if spent(step, self._segment.freed if trace is None else trace.cursor.freed):
            raise RuntimeError(FREED)
        name = self._kept_names()[attribute]
        return self._shown(step.base) if name == "result" else self._kept_operand(step, name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._kept_names()]

    def _kept_names(self) -> dict[str, str]:
        """The attributes that show what is saved, and what the operator calls that.

        None where PyTorch's node is one of several that it has for the operator, or a general one.
        """
        op = self._step.kernel.op
        plain = op.name.partition(".")[0].replace("_", "")
        own = plain == _short(self.name()).rpartition("Backward")[0].lower()
        entries = op.saves if own and isinstance(op.saves, tuple) else ()
        kept = {entry.split(":")[0] for entry in entries}
        operands = [p for p in getattr(op, "operands", ()) if not p.annotation.startswith("Seq")]
        names = [p.name for p in operands if p.name in kept]
        if "result" in kept:
            names.append("result")
        return {"_saved_" + ("self" if name == "input" else name): name for name in names}

    def _kept_operand(self, step: Any, name: str) -> Any:
        """The operand called `name` as the node keeps it; None where it does not need it."""
        kernel = step.kernel
        at = [parameter.name for parameter in kernel.op.operands].index(name)
        spec = kernel.specs[at]
        if not isinstance(spec, Aval):
            return spec.value if isinstance(spec, Const) else None
        position = sum(isinstance(other, Aval) for other in kernel.specs[:at])
        needs = [_edge(self._segment, ref)[0] is not None for ref in step.refs]
        if position not in kernel.op.saved(kernel, needs)[0]:
            return None
        return self._shown(step.refs[position])

    def _shown(self, slot: int) -> Any:
        """The tensor with the content of `slot`. Raises: RuntimeError where it was not kept."""
        value = self._segment.value_of(slot)
        if value is None:
            raise RuntimeError(FREED)
        leaf = value.node.tensor and value.node.tensor() if type(value.node) is Meta else None
        return wrap(value) if leaf is None else leaf

    def register_hook(self, hook: Callable[[Any, Any], Any]) -> RemovableHandle:
        """Calls `hook` with the gradients of the node's inputs and of its outputs.

        A tuple that it returns replaces those of the inputs.
        """
        return _registered(self._hooks().after, hook)

    def register_prehook(self, hook: Callable[[Any], Any]) -> RemovableHandle:
        """Calls `hook` with the gradients of the node's outputs; a tuple returned replaces them."""
        return _registered(self._hooks().before, hook)

    def _hooks(self) -> NodeHooks:
        return self._segment.table("node_hooks").setdefault(self._base, NodeHooks())

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

    def register_hook(self, hook: Callable[[Any, Any], Any]) -> RemovableHandle:
        """Calls `hook` with an empty tuple and the gradient, once it was accumulated."""
        return _registered(self._meta.post_hooks, AccumulatorHook(hook))

    def register_prehook(self, hook: Callable[[Any], Any]) -> RemovableHandle:
        """Calls `hook` with the gradient, in a tuple, before it is accumulated."""

        def on_tensor(grad: Any) -> Any:
            result = hook((grad,))
            return None if result is None else result[0]

        return _registered(self._meta.hooks, on_tensor)

    @property
    def variable(self) -> Any:
        """The leaf."""
        return self._meta.tensor()

    def __repr__(self) -> str:
        return f"<AccumulateGrad object at {hex(id(self))}>"


def _edge(segment: Segment, ref: int) -> tuple[Any, int]:
    """The node that made the operand in slot `ref`, and which of its outputs that was."""
    if segment.trace is not None:
        value = segment.trace.values[ref]
        node = value.node if value.array is not None else None
        step = segment.step_of(ref) if value.array is None and value.node is not None else None
    else:
        step = segment.steps.get(ref)
        node = segment.node_at(ref)
    if step is not None:
        return _node(segment, step.base), ref - step.base
    if type(node) is Meta:
        return accumulator_of(node), 0
    if type(node) is History:
        base = node.segment.step_of(node.slot).base
        return _node(node.segment, base), node.slot - base
    return None, 0


def _short(name: str) -> str:
    return name.rsplit("::", 1)[-1]


@functools.cache
def _node_class(name: str) -> type[Node]:
    """PyTorch has a class per kind of node."""
    return type(name, (Node,), {"__slots__": (), "__module__": "torch.autograd.graph"})


def _node(segment: Segment, base: int) -> Node:
    node = segment.nodes.get(base)
    if node is None:
        kernel: Any = segment.step_of(base).kernel
        cls = _node_class(_short(kernel.op.grad_name(kernel)))
        node = segment.nodes[base] = cls(segment, base)
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


def _registered(hooks: dict[int, Any], hook: Any) -> RemovableHandle:
    handle = RemovableHandle(hooks)
    hooks[handle.id] = hook
    return handle
