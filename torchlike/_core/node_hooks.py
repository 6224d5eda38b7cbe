"""Hooks on the nodes of the graph: `grad_fn.register_prehook` and `grad_fn.register_hook`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from torchlike._core.apply import TensorBase, wrap
from torchlike._core.kernel import Aval
from torchlike._core.trace import Step, Value

Grads = tuple[Any, ...]


class NodeHooks:
    """The hooks of one node, by number, in the order of registration."""

    __slots__ = ("after", "before")

    def __init__(self) -> None:
        #: Called with the gradients of the node's outputs.
        self.before: dict[int, Callable[[Grads], Grads | None]] = {}
        #: Called with the gradients of its inputs and those of its outputs.
        self.after: dict[int, Callable[[Grads, Grads], Grads | None]] = {}

    def run_before(self, step: Step, given: Sequence[int], cts: Sequence[Value]) -> list[Value]:
        """The gradients of the outputs `given`, as the hooks leave them."""
        grads = _of_outputs(step, given, cts)
        for hook in list(self.before.values()):
            grads = _accepted(hook, hook(grads), grads)
        return [_required(grads[i]) for i in given]

    def run_after(
        self, step: Step, found: Mapping[int, Value], given: Sequence[int], cts: Sequence[Value]
    ) -> dict[int, Value]:
        """The gradients of the operands, by position, as the hooks leave them."""
        outputs = _of_outputs(step, given, cts)
        positions = list(edges(step))
        grads = tuple(None if p is None or p not in found else wrap(found[p]) for p in positions)
        for hook in list(self.after.values()):
            grads = _accepted(hook, hook(grads, outputs), grads)
        return {
            position: grad._read()
            for position, grad in zip(positions, grads, strict=True)
            if position is not None and grad is not None
        }


class AccumulatorHook:
    """A hook on the node of a leaf: it is called with the gradient, not with the leaf."""

    __slots__ = ("hook",)

    def __init__(self, hook: Callable[[Grads, Grads], Any]) -> None:
        self.hook = hook


def run_post_hook(hook: Any, leaf: Any, grad: Value) -> None:
    """Calls what watches a leaf, now that `grad` was accumulated."""
    if isinstance(hook, AccumulatorHook):
        hook.hook((), (wrap(grad),))
    else:
        hook(leaf)


def edges(step: Step) -> Iterator[int | None]:
    """For each input of the node: which operand of `step` it is, None for a number."""
    kernel: Any = step.kernel
    position = 0
    for number, spec in enumerate(kernel.specs):
        if isinstance(spec, Aval):
            yield position
            position += 1
        elif kernel.op.takes_tensor(number):
            yield None


def _of_outputs(step: Step, given: Sequence[int], cts: Sequence[Value]) -> Grads:
    grads: list[Any] = [None] * sum(output.requires_grad for output in step.outputs)
    for index, ct in zip(given, cts, strict=True):
        grads[index] = wrap(ct)
    return tuple(grads)


def _required(grad: Any) -> Value:
    if grad is None:
        raise NotImplementedError("torchlike: a hook that takes a gradient away is not supported")
    return grad._read()


def _accepted(hook: Any, result: Any, before: Grads) -> Grads:
    """What a hook returned in place of `before`; None leaves that as it is.

    Raises: TypeError for anything but a tuple of tensors, RuntimeError for other sizes.
    """
    if result is None:
        return before
    if not isinstance(result, tuple):
        raise TypeError(f"expected tuple, but hook returned '{type(result).__name__}'")
    if len(result) != len(before):
        raise RuntimeError(
            f"hook '{hook_name(hook)}' has returned an incorrect number of values "
            f"(got {len(result)}, but expected {len(before)})"
        )
    for new, old in zip(result, before, strict=True):
        if new is not None:
            check_replacement(hook, new, None if old is None else old._read())
    return result


def hook_name(hook: Any) -> str:
    """What PyTorch's messages call a hook."""
    return getattr(hook, "__name__", "<unknown>")


def check_replacement(hook: Any, new: Any, old: Value | None) -> None:
    """Raises: TypeError or RuntimeError where `new` cannot stand for the gradient `old`."""
    if not isinstance(new, TensorBase):
        raise TypeError(f"expected Variable, but hook returned '{type(new).__name__}'")
    if old is None:
        return
    found = new._read()
    if found.aval.shape != old.aval.shape:
        raise RuntimeError(f"hook '{hook_name(hook)}' has changed the size of value")
    if found.aval.dtype is not old.aval.dtype:
        was, got = (f"torch.{v.aval.dtype.scalar_name}Tensor" for v in (old, found))
        raise RuntimeError(
            f"hook '{hook_name(hook)}' has changed the type of value (was {was} got {got})"
        )
