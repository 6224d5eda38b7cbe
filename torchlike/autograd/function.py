"""`torch.autograd.Function`: operators whose gradient the user writes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from torchlike._core.apply import TensorBase, apply_values, wrap
from torchlike._core.backward import FREED, grad_mode
from torchlike._core.errors import unsupported
from torchlike._core.segment import segment_of
from torchlike._core.trace import Trace, Value, local
from torchlike._core.vjp import CustomOp
from torchlike._core.wrapped import levels
from torchlike.autograd.transformed import apply_at, level_of
from torchlike.construct import zeros
from torchlike.tensor import Tensor


class FunctionCtx:
    """What `forward` leaves for `backward`."""

    def __init__(self) -> None:
        self._saved: tuple[Any, ...] | None = ()
        self._plain: tuple[Any, ...] = ()
        self._materialize = True
        self.needs_input_grad: tuple[bool, ...] = ()

    def save_for_backward(self, *tensors: Any) -> None:
        """Keeps tensors, or None, for `saved_tensors`."""
        for tensor in tensors:
            if tensor is not None and not isinstance(tensor, TensorBase):
                raise TypeError(
                    "save_for_backward can only save variables, but argument 0 is of type "
                    f"{type(tensor).__name__}"
                )
        self._saved = tensors

    def save_for_forward(self, *tensors: Any) -> None:
        """Keeps tensors, or None, for `jvp`: as `saved_tensors`, too."""
        for tensor in tensors:
            if tensor is not None and not isinstance(tensor, TensorBase):
                raise TypeError(
                    "save_for_forward can only save variables, but argument 0 is of type "
                    f"{type(tensor).__name__}"
                )
        self._saved = self._saved or tensors

    @property
    def saved_tensors(self) -> tuple[Any, ...]:
        """The tensors kept. Raises: RuntimeError once the graph has been freed."""
        if self._saved is None:
            raise RuntimeError(FREED)
        return self._saved

    def mark_non_differentiable(self, *tensors: Any) -> None:
        """Says that these outputs have no gradient."""
        self._plain = tensors

    def mark_dirty(self, *tensors: Any) -> None:
        """Says that `forward` wrote into these inputs."""
        raise unsupported("autograd.Function with mark_dirty")

    def set_materialize_grads(self, value: bool) -> None:
        """Whether gradients that are missing reach `backward` as zeros (or as None)."""
        self._materialize = value


class Function:
    """Base of operators with a user's own backward: `forward(ctx, ...)`, `backward(ctx, ...)`."""

    _op: CustomOp
    #: Whether `vmap` may run `forward` and `backward` themselves over a batch.
    generate_vmap_rule = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._op = CustomOp(cls.__name__)

    @staticmethod
    def forward(*args: Any, **kwargs: Any) -> Any:
        """Computes the result. Subclasses define it."""
        raise NotImplementedError(
            "You must implement the forward function for custom autograd.Function."
        )

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], output: Any) -> None:
        """Fills `ctx` where `forward` takes none. Subclasses may define it."""
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx: Any, *grad_outputs: Any) -> Any:
        """The gradients of the inputs. Subclasses define it."""
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom "
            "autograd.Function to use it with backward mode AD."
        )

    @staticmethod
    def jvp(ctx: Any, *grad_inputs: Any) -> Any:
        """The tangents of the results. Subclasses define it for forward mode."""
        raise NotImplementedError(
            "You must implement the jvp function for custom autograd.Function to use it with "
            "forward mode AD."
        )

    @staticmethod
    def vmap(info: Any, in_dims: tuple[Any, ...], *args: Any) -> Any:
        """The results over a batch and where it is in them. Subclasses define it for `vmap`."""
        raise NotImplementedError(
            "To use autograd.Function with vmap, you must either override the vmap static method "
            "or set generate_vmap_rule=True"
        )

    @classmethod
    def _new_context(cls) -> FunctionCtx:
        return FunctionCtx()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Refuses to be called, which was PyTorch's way before `apply`."""
        raise RuntimeError(
            "Legacy autograd function with non-static forward method is deprecated. Please use "
            "new-style autograd function with static forward method. (Example: "
            "https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function)"
        )

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Runs `forward` and records `backward`."""
        level = level_of(args) if levels() else None
        if level is not None:
            return apply_at(level, cls, Function, args)
        ctx = FunctionCtx()
        values = [a._read() if isinstance(a, TensorBase) else None for a in args]
        ctx.needs_input_grad = tuple(v is not None and v.node is not None for v in values)
        with grad_mode(False):
            if cls.setup_context is not Function.setup_context:
                result = cls.forward(*args, **kwargs)
                cls.setup_context(ctx, args, result)
            else:
                result = cls.forward(ctx, *args, **kwargs)
        if not local.state.grad or not any(ctx.needs_input_grad):
            return result
        outputs = result if isinstance(result, tuple) else (result,)
        if not any(isinstance(o, TensorBase) for o in outputs):
            return result
        tied = cls._tie(ctx, values, outputs)
        return tied if isinstance(result, tuple) else tied[0]

    @classmethod
    def _tie(
        cls, ctx: FunctionCtx, values: list[Value | None], outputs: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        """The outputs as results of one Step whose backward is the user's."""
        plain = {id(t) for t in ctx._plain}
        tied = [
            i for i, o in enumerate(outputs) if isinstance(o, TensorBase) and id(o) not in plain
        ]
        positions = [i for i, v in enumerate(values) if v is not None]
        operands = [values[i] for i in positions] + [outputs[i]._read() for i in tied]
        made = apply_values(cls._op, operands, (len(tied),))
        trace = made[0].trace
        if type(trace) is not Trace:
            raise unsupported("autograd.Function on a tensor that shares memory with an ndarray")
        shapes = [m.aval for m in made]

        def differentiate(given: dict[int, Value], retain: bool) -> dict[int, Value]:
            every: list[Any] = [None] * len(outputs)
            for number, (at, aval) in enumerate(zip(tied, shapes, strict=True)):
                if number in given:
                    every[at] = wrap(given[number])
                elif ctx._materialize:
                    every[at] = zeros(aval.shape, dtype=aval.dtype, device=aval.device)
            found = cls.backward(ctx, *every)
            if not retain:
                ctx._saved = None
            return _by_operand(cls.__name__, found, len(values), positions, values)

        segment_of(trace).table("contexts")[made[0].slot] = differentiate
        results = list(outputs)
        for at, value in zip(tied, made, strict=True):
            results[at] = wrap(value)
        return tuple(results)


def _by_operand(
    name: str, found: Any, count: int, positions: list[int], values: list[Value | None]
) -> dict[int, Value]:
    grads = found if isinstance(found, tuple) else (found,)
    if len(grads) > count and all(g is None for g in grads[count:]):
        grads = grads[:count]
    if len(grads) != count:
        raise RuntimeError(
            f"function {name}Backward returned an incorrect number of gradients (expected {count}, "
            f"got {len(grads)})"
        )
    result: dict[int, Value] = {}
    for operand, position in enumerate(positions):
        grad, value = grads[position], values[position]
        if grad is None or value is None or value.node is None:
            continue
        kind: Any = Tensor
        if not isinstance(grad, kind):
            raise RuntimeError(f"expected Variable or None (got {type(grad).__name__})")
        if tuple(grad.shape) != value.aval.shape:
            raise RuntimeError(
                f"Function {name}Backward returned an invalid gradient at index {position} - got "
                f"{list(grad.shape)} but expected shape compatible with {list(value.aval.shape)}"
            )
        result[operand] = grad.to(value.aval.dtype)._read()
    return result


def once_differentiable(backward: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a `backward` that cannot be differentiated again: its results carry no gradient."""

    @functools.wraps(backward)
    def wrapped(ctx: Any, *grads: Any) -> Any:
        with grad_mode(False):
            return backward(ctx, *grads)

    return wrapped
