"""Gradients of convolutions: `torch.nn.grad`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike.autograd.engine import grad
from torchlike.autograd.grad_mode import enable_grad
from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)


def _gradient(rank: int, input: Any, weight: Any, wanted: Any, grad_output: Any, how: Any) -> Any:
    with enable_grad():
        result = getattr(F, f"conv{rank}d")(input, weight, None, *how)
    return grad(result, wanted, grad_output)[0]


def _named(function: Callable[..., Any], rank: int, operand: str) -> Callable[..., Any]:
    function.__name__ = function.__qualname__ = f"conv{rank}d_{operand}"
    function.__doc__ = f"The gradient of `conv{rank}d` by its {operand}."
    return function


def _by_input(rank: int) -> Callable[..., Any]:
    def by_input(
        input_size: Any,
        weight: Any,
        grad_output: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
    ) -> Any:
        if input_size is None:
            raise ValueError(f"grad.conv{rank}d_input requires specifying an input_size")
        input = grad_output.new_zeros(tuple(input_size)).requires_grad_()
        how = stride, padding, dilation, groups
        return _gradient(rank, input, weight.detach(), input, grad_output, how)

    return _named(by_input, rank, "input")


def _by_weight(rank: int) -> Callable[..., Any]:
    def by_weight(
        input: Any,
        weight_size: Any,
        grad_output: Any,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: int = 1,
    ) -> Any:
        weight = grad_output.new_zeros(tuple(weight_size)).requires_grad_()
        how = stride, padding, dilation, groups
        return _gradient(rank, input.detach(), weight, weight, grad_output, how)

    return _named(by_weight, rank, "weight")


conv1d_input, conv2d_input, conv3d_input = map(_by_input, (1, 2, 3))
conv1d_weight, conv2d_weight, conv3d_weight = map(_by_weight, (1, 2, 3))
