"""What `torch` has beside `torch.nn.functional`: the same functions, arguments in other forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import apply, apply1
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dtype, as_shape
from torchlike._ops.dropout import dropped, dropped_to_alpha
from torchlike._ops.schema import TABLE
from torchlike.nn._functions import activation, alignment, loss, margin_loss
from torchlike.nn._functions.normalization import (
    normalised_batch,
    normalised_groups,
    normalised_instances,
)

#: Reductions by number.
_REDUCTIONS = ("none", "mean", "sum")

# -- normalisation --------------------------------------------------------------------------------


@explains
def batch_norm(
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
    """`torch.nn.functional.batch_norm`, its arguments in another order."""
    del cudnn_enabled  # says how a GPU is to compute it
    operands = (input, weight, bias, running_mean, running_var)
    return normalised_batch(*operands, training, momentum, eps)[0]


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
    return normalised_batch(*operands, training, momentum, eps)


def _native_batch_norm_legit(input: Any, weight: Any, bias: Any, *rest: Any, **named: Any) -> Any:
    """`native_batch_norm`, also without running statistics."""
    if len(rest) + len(named) == 3:
        rest = (None, None, *rest)
    return _batch_norm_legit(input, weight, bias, *rest, **named)


def _batch_norm_legit(
    input: Any,
    weight: Any,
    bias: Any,
    running_mean: Any,
    running_var: Any,
    training: bool,
    momentum: float,
    eps: float,
) -> tuple[Any, Any, Any]:
    operands = (input, weight, bias, running_mean, running_var)
    return normalised_batch(*operands, training, momentum, eps, "NativeBatchNormLegitBackward0")


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
    found = normalised_batch(*operands, True, momentum, eps, "BatchNormWithUpdateBackward0")
    return *found, input.new_empty((0,), dtype=dtypes.uint8)


@explains
def native_layer_norm(
    input: Any, normalized_shape: Any, weight: Any, bias: Any, eps: float
) -> tuple[Any, Any, Any]:
    """`layer_norm`, and the means and 1 / deviations."""
    shape = as_shape((normalized_shape,), "native_layer_norm", "normalized_shape", 2)
    operation = TABLE["native_layer_norm"]
    value, mean, scale = apply(operation, (input, weight, bias), (shape, float(eps)))
    return value, mean.detach(), scale.detach()


@explains
def instance_norm(
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
    """`torch.nn.functional.instance_norm`, its arguments in another order."""
    del cudnn_enabled  # says how a GPU is to compute it
    operands = (input, weight, bias, running_mean, running_var)
    return normalised_instances(*operands, use_input_stats, momentum, eps)


@explains
def group_norm(
    input: Any,
    num_groups: int,
    weight: Any = None,
    bias: Any = None,
    eps: float = 1e-5,
    cudnn_enabled: bool = True,
) -> Any:
    """`torch.nn.functional.group_norm`."""
    del cudnn_enabled  # says how a GPU is to compute it
    return normalised_groups(input, num_groups, weight, bias, eps)


# -- losses ---------------------------------------------------------------------------------------


def _by_number(function: Callable[..., Any], default: int = 1) -> Callable[..., Any]:
    """A loss whose reduction is the number of the word."""
    name = function.__name__

    def numbered(*args: Any, reduction: int = default, **options: Any) -> Any:
        return function(*args, reduction=_REDUCTIONS[reduction], **options)

    numbered.__name__ = numbered.__qualname__ = name
    numbered.__doc__ = f"`torch.nn.functional.{name}`, its reduction given by number."
    return numbered


_cosine = _by_number(margin_loss.cosine_embedding_loss)
_hinge = _by_number(margin_loss.hinge_embedding_loss)
_ranking = _by_number(margin_loss.margin_ranking_loss)
_triplet = _by_number(margin_loss.triplet_margin_loss)
_cross_entropy = _by_number(loss.binary_cross_entropy_with_logits)
_divergence = _by_number(loss.kl_div)
_poisson = _by_number(loss.poisson_nll_loss)
_ctc = _by_number(alignment.ctc_loss)


@explains
def cosine_embedding_loss(
    input1: Any, input2: Any, target: Any, margin: float = 0.0, reduction: int = 1
) -> Any:
    """`torch.nn.functional.cosine_embedding_loss`."""
    return _cosine(input1, input2, target, margin, reduction=reduction)


@explains
def hinge_embedding_loss(input: Any, target: Any, margin: float = 1.0, reduction: int = 1) -> Any:
    """`torch.nn.functional.hinge_embedding_loss`."""
    return _hinge(input, target, margin, reduction=reduction)


@explains
def margin_ranking_loss(
    input1: Any, input2: Any, target: Any, margin: float = 0.0, reduction: int = 1
) -> Any:
    """`torch.nn.functional.margin_ranking_loss`."""
    return _ranking(input1, input2, target, margin, reduction=reduction)


@explains
def triplet_margin_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    margin: float = 1.0,
    p: float = 2.0,
    eps: float = 1e-6,
    swap: bool = False,
    reduction: int = 1,
) -> Any:
    """`torch.nn.functional.triplet_margin_loss`."""
    return _triplet(anchor, positive, negative, margin, p, eps, swap, reduction=reduction)


@explains
def binary_cross_entropy_with_logits(
    input: Any, target: Any, weight: Any = None, pos_weight: Any = None, reduction: int = 1
) -> Any:
    """`torch.nn.functional.binary_cross_entropy_with_logits`."""
    return _cross_entropy(input, target, weight, pos_weight=pos_weight, reduction=reduction)


@explains
def kl_div(input: Any, target: Any, reduction: int = 1, *, log_target: bool = False) -> Any:
    """`torch.nn.functional.kl_div`, its mean over all elements."""
    each = loss.kl_div(input, target, reduction="none", log_target=log_target)
    return loss.reduced(each, _REDUCTIONS[reduction])


@explains
def poisson_nll_loss(
    input: Any, target: Any, log_input: bool, full: bool, eps: float, reduction: int
) -> Any:
    """`torch.nn.functional.poisson_nll_loss`."""
    return _poisson(input, target, log_input, full, eps=eps, reduction=reduction)


@explains
def ctc_loss(
    log_probs: Any,
    targets: Any,
    input_lengths: Any,
    target_lengths: Any,
    blank: int = 0,
    reduction: int = 1,
    zero_infinity: bool = False,
) -> Any:
    """`torch.nn.functional.ctc_loss`."""
    operands = (log_probs, targets, input_lengths, target_lengths, blank)
    return _ctc(*operands, zero_infinity=zero_infinity, reduction=reduction)


# -- activations and dropout ----------------------------------------------------------------------


def _written(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """An activation that overwrites its input."""

    def written(input: Any, *args: Any, **options: Any) -> Any:
        return function(input, *args, inplace=True, **options)

    written.__name__ = written.__qualname__ = f"{name}_"
    written.__doc__ = f"`{name}` into the tensor itself."
    return written


celu_ = _written("celu", activation.celu)
elu_ = _written("elu", activation.elu)
hardtanh_ = _written("hardtanh", activation.hardtanh)
leaky_relu_ = _written("leaky_relu", activation.leaky_relu)
relu_ = _written("relu", activation.relu)
rrelu_ = _written("rrelu", activation.rrelu)
selu_ = _written("selu", activation.selu)
threshold_ = _written("threshold", activation.threshold)


def alpha_dropout_(input: Any, p: float, train: bool) -> Any:
    """`alpha_dropout` into the tensor itself."""
    return dropped_to_alpha(input, p, train, write_back=True)


def feature_alpha_dropout_(input: Any, p: float, train: bool) -> Any:
    """`feature_alpha_dropout` into the tensor itself."""
    return dropped_to_alpha(input, p, train, write_back=True, channels=True)


def feature_dropout(input: Any, p: float, train: bool) -> Any:
    """Dropout of whole channels."""
    return dropped(input, p, train, channels=True)


def feature_dropout_(input: Any, p: float, train: bool) -> Any:
    """`feature_dropout` into the tensor itself."""
    return dropped(input, p, train, write_back=True, channels=True)


# -- softmax --------------------------------------------------------------------------------------


def _softmax_of(name: str, input: Any, dim: int, half_to_float: bool) -> Any:
    if half_to_float:
        raise RuntimeError("softmax with half to float conversion is not supported on CPU")
    return apply1(TABLE[name], input, (dim, None))


@explains
def _softmax(input: Any, dim: int, half_to_float: bool) -> Any:
    """`softmax`."""
    return _softmax_of("softmax", input, dim, half_to_float)


@explains
def _log_softmax(input: Any, dim: int, half_to_float: bool) -> Any:
    """`log_softmax`."""
    return _softmax_of("log_softmax", input, dim, half_to_float)


@explains
def _softmax_backward_data(grad_output: Any, output: Any, dim: int, input_dtype: Any) -> Any:
    """The gradient of `softmax`, from its result."""
    _check_dtype(grad_output, input_dtype)
    return apply(TABLE["softmax_gradient"], (grad_output, output), (dim, False))


@explains
def _log_softmax_backward_data(grad_output: Any, output: Any, dim: int, input_dtype: Any) -> Any:
    """The gradient of `log_softmax`, from its result."""
    _check_dtype(grad_output, input_dtype)
    return apply(TABLE["softmax_gradient"], (grad_output, output), (dim, True))


def _check_dtype(grad: Any, dtype: Any) -> None:
    if grad.dtype is not as_dtype(dtype, "_softmax_backward_data"):
        raise RuntimeError(
            "expected input and grad types to match, or input to be at::Half and grad to be "
            "at::Float"
        )


@explains
def _safe_softmax(self: Any, dim: int, dtype: Any = None) -> Any:
    """`softmax`, 0 along what is -inf everywhere."""
    converted = self if dtype is None else self.to(dtype)
    if not converted.is_floating_point():
        converted = converted.to(dtypes.Defaults.float_dtype)
    nothing = bindings.all(bindings.eq(converted, float("-inf")), dim, True)
    return bindings.masked_fill(activation.softmax(converted, dim), nothing, 0.0)
