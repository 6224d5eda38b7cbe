"""Gradients of convolutions: `torch.nn.grad`."""

from __future__ import annotations

from typing import Any

from torchlike.autograd.engine import grad
from torchlike.autograd.grad_mode import enable_grad
from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)


def _gradient(rank: int, input: Any, weight: Any, wanted: Any, grad_output: Any, how: Any) -> Any:
    with enable_grad():
        result = getattr(F, f"conv{rank}d")(input, weight, None, *how)
    return grad(result, wanted, grad_output)[0]


def _by_input(rank: int, input_size: Any, weight: Any, grad_output: Any, *how: Any) -> Any:
    if input_size is None:
        raise ValueError(f"grad.conv{rank}d_input requires specifying an input_size")
    input = grad_output.new_zeros(tuple(input_size)).requires_grad_()
    return _gradient(rank, input, weight.detach(), input, grad_output, how)


def _by_weight(rank: int, input: Any, weight_size: Any, grad_output: Any, *how: Any) -> Any:
    weight = grad_output.new_zeros(tuple(weight_size)).requires_grad_()
    return _gradient(rank, input.detach(), weight, weight, grad_output, how)


def conv1d_input(
    input_size: Any,
    weight: Any,
    grad_output: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    """The gradient of `conv1d` by its input."""
    return _by_input(1, input_size, weight, grad_output, stride, padding, dilation, groups)


def conv1d_weight(
    input: Any,
    weight_size: Any,
    grad_output: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    """The gradient of `conv1d` by its weight."""
    return _by_weight(1, input, weight_size, grad_output, stride, padding, dilation, groups)


def conv2d_input(
    input_size: Any,
    weight: Any,
    grad_output: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    """The gradient of `conv2d` by its input."""
    return _by_input(2, input_size, weight, grad_output, stride, padding, dilation, groups)


def conv2d_weight(
    input: Any,
    weight_size: Any,
    grad_output: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    """The gradient of `conv2d` by its weight."""
    return _by_weight(2, input, weight_size, grad_output, stride, padding, dilation, groups)


def conv3d_input(
    input_size: Any,
    weight: Any,
    grad_output: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    """The gradient of `conv3d` by its input."""
    return _by_input(3, input_size, weight, grad_output, stride, padding, dilation, groups)


def conv3d_weight(
    input: Any,
    weight_size: Any,
    grad_output: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> Any:
    """The gradient of `conv3d` by its weight."""
    return _by_weight(3, input, weight_size, grad_output, stride, padding, dilation, groups)
