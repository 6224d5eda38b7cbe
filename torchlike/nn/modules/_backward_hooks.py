"""Backward hooks of modules: who listens at the tensors that go in and come out."""

from __future__ import annotations

import functools
import warnings
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase, apply1
from torchlike._core.graph import Node
from torchlike._core.trace import local
from torchlike._ops.schema import TABLE
from torchlike.nn.modules._functions import BackwardHookFunction

#: Hooks of all modules.
global_hooks: OrderedDict[int, Any] = OrderedDict()
global_pre_hooks: OrderedDict[int, Any] = OrderedDict()

Notify = Callable[[tuple[Any, ...]], tuple[Any, ...]]


def _replaced(grads: tuple[Any, ...], found: Any, what: str) -> tuple[Any, ...]:
    """The gradients after a hook, which may return others."""
    if found is None:
        return grads
    new = found if isinstance(found, tuple) else (found,)
    if len(new) != len(grads):
        side = "grad_input" if what == "hook" else "grad_output"
        raise RuntimeError(
            f"Backward {what} returned an invalid number of {side}, "
            f"got {len(new)}, but expected {len(grads)}"
        )
    return new


class _Listener:
    """One call of a module with backward hooks: what is known of its gradients."""

    def __init__(self, module: Any, inputs: int) -> None:
        self.module = module
        self.inputs = inputs
        self.ends_here = False
        self.grad_output: tuple[Any, ...] | None = None

    def output_arrived(self, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        """The gradients of the outputs, after the hooks that come first."""
        for hook in [*global_pre_hooks.values(), *self.module._backward_pre_hooks.values()]:
            grads = _replaced(grads, hook(self.module, grads), "pre_hook")
        self.grad_output = grads
        if self.ends_here:
            self.input_arrived((None,) * self.inputs)
        return grads

    def input_arrived(self, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        """The gradients of the inputs, after the hooks; they wait for those of the outputs."""
        if self.grad_output is not None:
            for hook in [*global_hooks.values(), *_full_hooks(self.module)]:
                grads = _replaced(grads, hook(self.module, grads, self.grad_output), "hook")
        return grads


def _full_hooks(module: Any) -> list[Any]:
    return [] if module._is_full_backward_hook is False else list(module._backward_hooks.values())


def _listened(values: tuple[Any, ...], notify: Notify, *, zeros: bool) -> tuple[Any, ...] | None:
    """The values with their tensors at places of their own in the graph; None if all are constant.

    Gradients that are missing are told as None, those of constant tensors as `zeros`.
    """
    places = [i for i, value in enumerate(values) if isinstance(value, TensorBase)]
    tracked = [i for i in places if values[i]._read().node is not None]
    if not tracked:
        return None

    def arrived(grads: tuple[Any, ...]) -> tuple[Any, ...]:
        every: list[Any] = [None] * len(values)
        for place, grad in zip(places, grads, strict=True):
            every[place] = grad
        found = notify(tuple(every))
        return tuple(found[place] for place in places)

    result = list(values)
    if len(tracked) > 1 or (zeros and len(places) > 1):
        given = [values[i] for i in places]
        made = BackwardHookFunction.apply(arrived, zeros, *given)
        for place, tensor in zip(places, made, strict=True):
            result[place] = tensor
        return tuple(result)
    [place] = tracked
    position = places.index(place)

    def hook(grad: Any) -> Any:
        return arrived(tuple(grad if i == place else None for i in places))[position]

    result[place] = apply1(TABLE["passed_through"], values[place], ())
    result[place].register_hook(hook)
    return tuple(result)


def called_with_backward_hooks(
    module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], finish: Callable[..., Any]
) -> Any:
    """Calls `module.forward`, and `finish` for the forward hooks, so that its backward hooks run.

    Only positional arguments, and a tensor or the tensors in a tuple as result, are listened to.
    """
    if not local.state.grad:
        return finish(module.forward(*args, **kwargs), args, kwargs)
    old = module._is_full_backward_hook is False
    if old and not (global_hooks or global_pre_hooks or module._backward_pre_hooks):
        result = finish(module.forward(*args, **kwargs), args, kwargs)
        _listen_to_last_operator(module, result)
        return result
    listener = _Listener(module, len(args))
    entering = _listened(args, listener.input_arrived, zeros=True)
    listener.ends_here = entering is None
    result = finish(
        module.forward(*(args if entering is None else entering), **kwargs), args, kwargs
    )
    outputs = result if isinstance(result, tuple) else (result,)
    if not isinstance(result, (TensorBase, tuple)):
        warnings.warn(
            "For backward hooks to be called, module output should be a Tensor or a tuple of "
            f"Tensors but received {type(result)}",
            stacklevel=5,
        )
        return result
    leaving = _listened(outputs, listener.output_arrived, zeros=False)
    if leaving is not None:
        result = type(result)(leaving) if isinstance(result, tuple) else leaving[0]
    if old:
        _listen_to_last_operator(module, result)
    return result


def _listen_to_last_operator(module: Any, result: Any) -> None:
    """PyTorch's older hooks: with the gradients of the operator that made the result."""
    while not isinstance(result, TensorBase):
        if isinstance(result, dict):
            result = next((v for v in result.values() if isinstance(v, TensorBase)), None)
        elif isinstance(result, (tuple, list)) and result:
            result = result[0]
        else:
            return
    node = result.grad_fn
    if node is None:
        return
    fused = isinstance(node, Node) and node._step.kernel.op is TABLE["linear"]
    listen = _listen_to_linear if fused else _listen_to_node
    for hook in list(module._backward_hooks.values()):
        listen(node, functools.partial(hook, module), result.dim())


def _listen_to_node(node: Any, hook: Callable[..., Any], rank: int) -> None:
    """Calls `hook` with what the node takes and gives, but for results without a gradient."""
    del rank

    def told(grads: tuple[Any, ...], outputs: tuple[Any, ...]) -> Any:
        known = [i for i, grad in enumerate(outputs) if grad is not None]
        return hook(grads, outputs[: known[-1] + 1])

    node.register_hook(told)


def _listen_to_linear(node: Any, hook: Callable[..., Any], rank: int) -> None:
    """As PyTorch composes it: a product of matrices, with a view around it for other ranks."""
    if rank != 2:

        def before(outputs: tuple[Any, ...]) -> Any:
            found = hook((outputs[0].reshape(-1, outputs[0].shape[-1]),), outputs)
            return None if found is None else (found[0].reshape(outputs[0].shape),)

        node.register_prehook(before)
        return

    def after(grads: tuple[Any, ...], outputs: tuple[Any, ...]) -> Any:
        given, weight, *bias = grads
        found = hook((*bias, given, None if weight is None else weight.t()), outputs)
        if found is None:
            return None
        *bias, given, weight = found
        return (given, None if weight is None else weight.t(), *bias)

    node.register_hook(after)
