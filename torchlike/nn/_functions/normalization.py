"""Normalisation by the statistics of batches, instances and groups of channels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from torchlike._core.apply import apply
from torchlike._core.trace import local
from torchlike._core.wrapped import is_batched, is_wrapped
from torchlike._ops.calls import inplace
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.padding import pad
from torchlike.nn._functions.pooling import avg_pool2d, avg_pool3d

_BATCH_NORM = TABLE["batch_norm_value"]


def _check_several(size: Sequence[int]) -> None:
    """Raises where there is one value for each channel, which has no variance."""
    if size[0] * math.prod(size[2:]) == 1:
        raise ValueError(
            "Expected more than 1 value per channel when training, got input size "
            f"torch.Size({list(size)})"
        )


def _average(running: Any, fresh: Any, momentum: float) -> None:
    """Moves `running` towards `fresh`, in place and unseen by autograd."""
    state = local.state
    before, state.grad = state.grad, False
    try:
        inplace(running, TABLE["running_average"], (running, fresh, momentum), ())
    finally:
        state.grad = before


def _check_batched(*statistics: Any) -> None:
    """Raises where the statistics of a batch of batches have no room."""
    if any(s is not None and not is_batched(s._read()) for s in statistics):
        raise RuntimeError(
            "Batch norm got a batched tensor as input while the running_mean or running_var, which "
            "will be updated in place, were not batched.\nIf you are using a module and do not "
            "need eval mode, please set `track_running_stats` to be False.If you are using a "
            "prebuilt module and do not need eval mode, please see the functorch website for "
            "resources on how to patch your module to work with vmap"
        )


def normalised_batch(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
    node: str = "NativeBatchNormBackward0",
) -> tuple[Any, Any, Any]:
    """The result, the mean and 1 / deviation used; running statistics moved on in training."""
    if not training:
        for name, given in (("running_mean", running_mean), ("running_var", running_var)):
            if given is None:
                raise RuntimeError(f"{name} must be defined in evaluation mode")
    if training and is_wrapped(input._value) and is_batched(input._value):
        _check_batched(running_mean, running_var)
    operands = (input, weight, bias, running_mean, running_var)
    value, mean, scale, variance = apply(_BATCH_NORM, operands, (bool(training), float(eps), node))
    moves = training and 0 not in value.shape  # nothing says nothing of what is usual
    if moves and running_mean is not None:
        _average(running_mean, mean, momentum)
    if moves and running_var is not None:
        _average(running_var, variance, momentum)
    return value, mean.detach(), scale.detach()


def batch_norm(
    input: Any,
    running_mean: Any,
    running_var: Any,
    weight: Any = None,
    bias: Any = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Any:
    """Each channel normalised over the batch, or by running statistics, which training updates."""
    if training:
        _check_several(input.shape)
    if training and eps <= 0.0:
        raise ValueError(f"batch_norm eps must be positive during training, but got {eps}")
    if eps < 0.0:
        raise ValueError(f"batch_norm eps must be non-negative, but got {eps}")
    operands = (input, weight, bias, running_mean, running_var)
    return normalised_batch(*operands, training, momentum, eps)[0]


def instance_norm(
    input: Any,
    running_mean: Any = None,
    running_var: Any = None,
    weight: Any = None,
    bias: Any = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> Any:
    """Each channel of each sample normalised, or by running statistics."""
    if use_input_stats:
        if math.prod(input.shape[2:]) == 1:
            raise ValueError(
                "Expected more than 1 spatial element when training, got input size "
                f"torch.Size({list(input.shape)})"
            )
    operands = (input, weight, bias, running_mean, running_var)
    return normalised_instances(*operands, use_input_stats, momentum, eps)


def normalised_instances(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    use_input_stats: bool,
    momentum: float,
    eps: float,
) -> Any:
    """`instance_norm`, its sizes checked."""
    if not use_input_stats:
        if running_mean is None or running_var is None:
            raise RuntimeError(
                "Expected running_mean and running_var to be defined when use_input_stats is false"
            )
        operands = (input, weight, bias, running_mean, running_var)
        return normalised_batch(*operands, False, momentum, eps)[0]
    static = (float(eps),)
    value, mean, variance = apply(TABLE["instance_norm_value"], (input, weight, bias), static)
    if running_mean is not None:
        _average(running_mean, mean, momentum)
    if running_var is not None:
        _average(running_var, variance, momentum)
    return value


def group_norm(
    input: Any, num_groups: int, weight: Any = None, bias: Any = None, eps: float = 1e-5
) -> Any:
    """Each of `num_groups` groups of channels normalised."""
    if input.dim() < 2:
        raise RuntimeError(
            f"Expected at least 2 dimensions for input tensor but received {input.dim()}"
        )
    shape = list(input.shape)
    if num_groups > 0:
        _check_several((shape[0] * shape[1] // num_groups, num_groups, *shape[2:]))
    return normalised_groups(input, num_groups, weight, bias, eps)


def normalised_groups(input: Any, num_groups: int, weight: Any, bias: Any, eps: float) -> Any:
    """`group_norm`, its sizes checked."""
    batch, channels, *spatial = input.shape
    static = (batch, channels, math.prod(spatial), num_groups, float(eps))
    return apply(TABLE["native_group_norm"], (input, weight, bias), static)[0]


def local_response_norm(
    input: Any, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> Any:
    """input / (k + alpha · mean of squares over `size` neighbouring channels) ** beta."""
    rank = input.dim()
    if rank < 3:
        raise ValueError(
            "Expected 3D or higher dimensionality                          input (got "
            f"{rank} dimensions)"
        )
    if not input.numel():
        return input
    before, after = size // 2, (size - 1) // 2
    squares = input * input
    if rank == 3:
        padded = pad(squares.unsqueeze(1), (0, 0, before, after))
        mean = avg_pool2d(padded, (size, 1), stride=1).squeeze(1)
    else:
        shape = input.shape
        grouped = squares.reshape(shape[0], 1, shape[1], shape[2], -1)
        padded = pad(grouped, (0, 0, 0, 0, before, after))
        mean = avg_pool3d(padded, (size, 1, 1), stride=1).squeeze(1).reshape(shape)
    return input / (mean * alpha + k).pow(beta)
