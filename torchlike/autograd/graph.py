"""`torch.autograd.graph`: nodes of the graph, the edges between them, and what they save."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from torchlike._core.apply import TensorBase, counter_of
from torchlike._core.errors import unsupported
from torchlike._core.graph import AccumulateGrad, node_of
from torchlike._core.graph import Node as _StepNode
from torchlike._core.hooks import RemovableHandle
from torchlike._core.leaves import place_of
from torchlike._core.overwritten import mutation
from torchlike.autograd.engine import UnderWay, under_way


class _AnyNode(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, (_StepNode, AccumulateGrad))


class Node(metaclass=_AnyNode):
    """What every `grad_fn` is an instance of, a leaf's accumulator too."""


class GradientEdge(NamedTuple):
    """An output of a node, where a gradient passes."""

    node: Any
    output_nr: int
    ownership_token: Any = None


def get_gradient_edge(tensor: TensorBase) -> GradientEdge:
    """The edge that the gradient of `tensor` arrives by.

    Raises: RuntimeError when the tensor does not require grad.
    """
    value = tensor._read()
    if value.node is None:
        raise RuntimeError(
            "It is not possible to get the gradient edge for a Tensor that does not require "
            "gradients"
        )
    place = place_of(value)
    node = node_of(value)
    return GradientEdge(node, 0 if place is None else place[1] - node._step.base)


def increment_version(tensor: TensorBase | Iterable[TensorBase]) -> None:
    """Counts a write to each tensor that autograd could not see."""
    for one in (tensor,) if isinstance(tensor, TensorBase) else tensor:
        counter_of(one).version += 1


# -- hooks on several tensors --------------------------------------------------------------------


class _MultiHandle(RemovableHandle):
    """Takes the hooks on several tensors away again."""

    def __init__(self, handles: Sequence[RemovableHandle]) -> None:
        self.handles = handles

    def remove(self) -> None:
        """Takes the hooks away."""
        for handle in self.handles:
            handle.remove()


class _Together:
    """Gradients of several tensors on their way in one backward pass."""

    def __init__(self, tensors: Sequence[Any], fn: Callable[[Any], None]) -> None:
        self.nodes = [_node(tensor) for tensor in tensors]
        self.fn = fn
        self.within: UnderWay | None = None
        self.grads: list[Any] = []
        self.missing = 0

    def arrive(self, number: int, grad: Any) -> None:
        """Takes a gradient; the last one calls the hook with all."""
        self._follow(under_way())
        self.grads[number] = grad
        self.missing -= 1
        if self.missing == 0:
            grads, self.grads, self.within = self.grads, [], None
            self.fn(grads)

    def arrive_any(self, number: int, grad: Any) -> None:
        """Takes a gradient; the first one of a pass calls the hook with it."""
        del number
        one = under_way()
        if self.within is not one:
            self.within = one
            self.fn(grad)

    def _follow(self, one: UnderWay) -> None:
        if self.within is not one:
            self.within = one
            self.grads = [None] * len(self.nodes)
            passed = _passed(one)
            self.missing = sum(node in passed for node in self.nodes)


def _node(tensor: Any) -> Any:
    node = node_of(tensor._history())
    if node is None:
        raise AssertionError("Expected gradient function to be set")
    return node


def _passed(one: UnderWay) -> set[Any]:
    """The nodes at which a pass arrives with a gradient."""
    found: set[Any] = set()
    waiting = [node_of(root) for root in one.roots]
    order = []
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found.add(node)
            order.append(node)
            waiting += [following for following, _ in node.next_functions]
    if one.targets is None:
        return found
    leading = {node_of(target) for target in one.targets}
    known = 0
    while known != len(leading):
        known = len(leading)
        for node in reversed(order):
            if any(following in leading for following, _ in node.next_functions):
                leading.add(node)
    return found & leading


def register_multi_grad_hook(
    tensors: Sequence[TensorBase], fn: Callable[[Any], None], *, mode: str = "all"
) -> RemovableHandle:
    """Calls `fn` with the gradients of `tensors` once those that a backward computes are there.

    Those it does not compute are None. With `mode` "any" it is called with the first alone.

    Raises: ValueError for another mode, AssertionError for a tensor that does not require grad.
    """
    if mode not in ("all", "any"):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    together = _Together(tensors, fn)
    arrive = together.arrive if mode == "all" else together.arrive_any

    def hook(number: int) -> Callable[[Any], None]:
        return lambda grad: arrive(number, grad)

    return _MultiHandle([t.register_hook(hook(number)) for number, t in enumerate(tensors)])


# -- what is saved for backward ------------------------------------------------------------------


class _SavedHooks(threading.local):
    """Why hooks on saved tensors are disabled in this thread, if they are."""

    refusal: str | None = None


_saved_hooks = _SavedHooks()


class saved_tensors_hooks:  # noqa: N801
    """Hooks for tensors as they are saved and needed again: they cannot be called here.

    What a graph needs is decided when it is run, not operator by operator.
    """

    def __init__(self, pack_hook: Callable[[Any], Any], unpack_hook: Callable[[Any], Any]) -> None:
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self) -> None:
        if _saved_hooks.refusal is not None:
            raise RuntimeError(_saved_hooks.refusal)
        raise unsupported("autograd.graph.saved_tensors_hooks")

    def __exit__(self, *_: object) -> None:
        """Nothing was entered."""


class save_on_cpu:  # noqa: N801
    """Saves tensors in the CPU's memory: of those on the CPU, that is what happens anyway."""

    def __init__(self, pin_memory: bool = False, device_type: str = "cuda") -> None:
        if pin_memory:
            raise unsupported("autograd.graph.save_on_cpu(pin_memory=True)")
        self.device_type = device_type

    def __enter__(self) -> None:
        if _saved_hooks.refusal is not None:
            raise RuntimeError(_saved_hooks.refusal)

    def __exit__(self, *_: object) -> None:
        """Nothing to be undone."""


@contextlib.contextmanager
def disable_saved_tensors_hooks(error_message: str) -> Iterator[None]:
    """Within it, hooks on saved tensors are refused with `error_message`."""
    before, _saved_hooks.refusal = _saved_hooks.refusal, error_message
    try:
        yield
    finally:
        _saved_hooks.refusal = before


class _AllowMutationOnSavedContext:
    """What PyTorch keeps copies in: there are none, as no write changes what was saved."""

    def clear(self) -> None:
        """Forgets the copies."""


@contextlib.contextmanager
def allow_mutation_on_saved_tensors() -> Iterator[_AllowMutationOnSavedContext]:
    """Within it, tensors saved for backward may be written: backward sees what they were.

    Raises: RuntimeError when nested.
    """
    if mutation.allowed:
        raise RuntimeError("allow_mutation_on_saved_tensors contexts cannot be nested")
    mutation.allowed = True
    try:
        yield _AllowMutationOnSavedContext()
    finally:
        mutation.allowed = False
