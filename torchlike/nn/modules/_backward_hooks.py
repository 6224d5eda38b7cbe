"""Full backward hooks of modules, by hooks on the tensors that go in and come out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase, apply1
from torchlike._core.errors import unsupported
from torchlike._core.trace import local
from torchlike._ops.schema import TABLE


def _listened(tensor: Any) -> Any:
    """The tensor at a place of its own in the graph."""
    return apply1(TABLE["passed_through"], tensor, ())


def _differentiable(values: tuple[Any, ...]) -> list[int]:
    return [
        i
        for i, value in enumerate(values)
        if isinstance(value, TensorBase) and value._read().node is not None
    ]


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
        self.grad_output: tuple[Any, ...] = ()

    def _run_hooks(self, grads: tuple[Any, ...]) -> tuple[Any, ...]:
        for hook in list(self.module._backward_hooks.values()):
            grads = _replaced(grads, hook(self.module, grads, self.grad_output), "hook")
        return grads

    def output_arrived(self, position: int, count: int, ends_here: bool) -> Callable[[Any], Any]:
        """What listens at the output."""

        def hook(grad: Any) -> Any:
            grads = tuple(grad if i == position else None for i in range(count))
            for pre_hook in list(self.module._backward_pre_hooks.values()):
                grads = _replaced(grads, pre_hook(self.module, grads), "pre_hook")
            self.grad_output = grads
            if ends_here:
                self._run_hooks((None,) * self.inputs)
            return grads[position]

        return hook

    def input_arrived(self, position: int) -> Callable[[Any], Any]:
        """What listens at the input."""

        def hook(grad: Any) -> Any:
            grads = tuple(grad if i == position else None for i in range(self.inputs))
            return self._run_hooks(grads)[position]

        return hook


def called_with_backward_hooks(
    module: Any, args: tuple[Any, ...], kwargs: dict[str, Any], finish: Callable[..., Any]
) -> Any:
    """Calls `module.forward`, and `finish` for the forward hooks, so that its backward hooks run.

    Raises: NotImplementedError for several inputs, or several outputs, that require grad.
    """
    if not local.state.grad:
        return finish(module.forward(*args, **kwargs), args, kwargs)
    entering = _differentiable(args)
    if len(entering) > 1:
        raise unsupported("full backward hooks on a module with several inputs that require grad")
    listener = _Listener(module, sum(isinstance(a, TensorBase) for a in args))
    if entering:
        place = entering[0]
        inner = _listened(args[place])
        number = sum(isinstance(a, TensorBase) for a in args[:place])
        inner.register_hook(listener.input_arrived(number))
        args = (*args[:place], inner, *args[place + 1 :])
    result = finish(module.forward(*args, **kwargs), args, kwargs)
    outputs = result if isinstance(result, tuple) else (result,)
    leaving = _differentiable(outputs)
    if not leaving:
        return result
    if len(leaving) > 1:
        raise unsupported("full backward hooks on a module with several outputs that require grad")
    place = leaving[0]
    outer = _listened(outputs[place])
    count = sum(isinstance(o, TensorBase) for o in outputs)
    number = sum(isinstance(o, TensorBase) for o in outputs[:place])
    outer.register_hook(listener.output_arrived(number, count, not entering))
    if not isinstance(result, tuple):
        return outer
    return type(result)((*outputs[:place], outer, *outputs[place + 1 :]))
