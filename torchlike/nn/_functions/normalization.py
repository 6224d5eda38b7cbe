"""Normalisation by the statistics of batches, instances and groups of channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import apply
from torchlike._core.trace import local
from torchlike._ops.arguments import explains
from torchlike._ops.calls import inplace
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.pooling import avg_pool2d, avg_pool3d
from torchlike.nn._functions.resampling import pad

_BATCH_NORM = TABLE["batch_norm_value"]


def _check_several(size: Sequence[int]) -> None:
    """Raises where there is one value for each channel, which has no variance."""
    count = size[0]
    for n in size[2:]:
        count *= n
    if count == 1:
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


def _normalised_batch(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Any, Any, Any]:
    """The result, the mean and 1 / deviation used; running statistics moved on in training."""
    if not training:
        for name, given in (("running_mean", running_mean), ("running_var", running_var)):
            if given is None:
                raise RuntimeError(f"{name} must be defined in evaluation mode")
    operands = (input, weight, bias, running_mean, running_var)
    value, mean, scale, variance = apply(_BATCH_NORM, operands, (bool(training), float(eps)))
    if training and running_mean is not None:
        _average(running_mean, mean, momentum)
    if training and running_var is not None:
        _average(running_var, variance, momentum)
    return value, mean, scale


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
    return _normalised_batch(*operands, training, momentum, eps)[0]


@explains
def native_batch_norm(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Any, Any, Any]:
    """`batch_norm`, and the mean and 1 / deviation used."""
    operands = (input, weight, bias, running_mean, running_var)
    return _normalised_batch(*operands, training, momentum, eps)


@explains
def _native_batch_norm_legit(input: Any, weight: Any, bias: Any, *rest: Any, **named: Any) -> Any:
    """`native_batch_norm`, also without running statistics."""
    if len(rest) + len(named) == 3:
        rest = (None, None, *rest)
    return native_batch_norm(input, weight, bias, *rest, **named)


@explains
def _batch_norm_with_update(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    momentum: float,
    eps: float,
) -> tuple[Any, Any, Any, Any]:
    """`native_batch_norm` in training, and an empty tensor for what a GPU would keep."""
    operands = (input, weight, bias, running_mean, running_var)
    found = _normalised_batch(*operands, True, momentum, eps)
    return *found, input.new_empty((0,), dtype=dtypes.uint8)


def torch_batch_norm(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Any:
    """`torch.batch_norm`: `batch_norm` with its arguments in another order."""
    del cudnn_enabled  # says how a GPU is to compute it
    operands = (input, weight, bias, running_mean, running_var)
    return _normalised_batch(*operands, training, momentum, eps)[0]


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
        count = 1
        for n in input.shape[2:]:
            count *= n
        if count == 1:
            raise ValueError(
                "Expected more than 1 spatial element when training, got input size "
                f"torch.Size({list(input.shape)})"
            )
    operands = (input, weight, bias, running_mean, running_var)
    return torch_instance_norm(*operands, use_input_stats, momentum, eps, True)


def torch_instance_norm(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    use_input_stats: bool,
    momentum: float,
    eps: float,
    cudnn_enabled: bool,
) -> Any:
    """`torch.instance_norm`: `instance_norm` with its arguments in another order."""
    del cudnn_enabled  # says how a GPU is to compute it
    if not use_input_stats:
        if running_mean is None or running_var is None:
            raise RuntimeError(
                "Expected running_mean and running_var to be defined when use_input_stats is false"
            )
        operands = (input, weight, bias, running_mean, running_var)
        return _normalised_batch(*operands, False, momentum, eps)[0]
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
    return torch_group_norm(input, num_groups, weight, bias, eps)


def torch_group_norm(
    input: Any,
    num_groups: int,
    weight: Any = None,
    bias: Any = None,
    eps: float = 1e-5,
    cudnn_enabled: bool = True,
) -> Any:
    """`torch.group_norm`."""
    del cudnn_enabled  # says how a GPU is to compute it
    batch, channels, *spatial = input.shape
    count = 1
    for n in spatial:
        count *= n
    static = (batch, channels, count, num_groups, float(eps))
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

