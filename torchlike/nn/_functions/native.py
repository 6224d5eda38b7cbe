"""What `torch` has beside `torch.nn.functional`: the same functions, arguments in other forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import apply, apply1
from torchlike._core.errors import unsupported
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_dtype, as_shape, takes_out
from torchlike._ops.dropout import dropped, dropped_to_alpha
from torchlike._ops.filling import generator_of
from torchlike._ops.schema import TABLE
from torchlike._ops.shown import shown
from torchlike.nn._functions import (
    activation,
    alignment,
    layer,
    loss,
    margin_loss,
    pooling,
)
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
@takes_out
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


@takes_out
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


def _fixed(function: Callable[..., Any], suffix: str = "", **fixed: Any) -> Callable[..., Any]:
    """A function of `torch.nn.functional` without the arguments that are `fixed`."""

    def form(*args: Any, **options: Any) -> Any:
        return function(*args, **options, **fixed)

    form.__name__ = form.__qualname__ = f"{function.__name__}{suffix}"
    form.__doc__ = f"`torch.nn.functional.{function.__name__}` as `torch` has it."
    return explains(shown(form, function, without=tuple(fixed)))


celu, celu_ = (_fixed(activation.celu, s, inplace=bool(s)) for s in ("", "_"))
selu, selu_ = (_fixed(activation.selu, s, inplace=bool(s)) for s in ("", "_"))
hardtanh_ = _fixed(activation.hardtanh, "_", inplace=True)
leaky_relu_ = _fixed(activation.leaky_relu, "_", inplace=True)
relu_ = _fixed(activation.relu, "_", inplace=True)
threshold_ = _fixed(activation.threshold, "_", inplace=True)
threshold = takes_out(_fixed(activation.threshold, inplace=False), exact=False)


@explains
def elu_(input: Any, alpha: Any = 1, scale: Any = 1, input_scale: Any = 1) -> Any:
    """`elu` into the tensor itself."""
    if scale != 1 or input_scale != 1:
        raise unsupported("elu_() with scales")
    return activation.elu(input, alpha, inplace=True)


def _random_slopes(name: str, inplace: bool) -> Callable[..., Any]:
    def function(
        input: Any,
        lower: float = 1.0 / 8,
        upper: float = 1.0 / 3,
        training: bool = False,
        generator: Any = None,
    ) -> Any:
        drawn = generator_of(generator, name)
        return activation.randomly_leaky(input, (lower, upper), training, inplace, drawn)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"`torch.nn.functional.{name}`, by a generator."
    return explains(function)


rrelu, rrelu_ = _random_slopes("rrelu", False), _random_slopes("rrelu_", True)


def _alpha_dropout(name: str, **how: bool) -> Callable[..., Any]:
    def function(input: Any, p: float, train: bool) -> Any:
        return dropped_to_alpha(input, p, train, **how)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = "Dropout that keeps the mean and variance of what SELU gives."
    return explains(function)


alpha_dropout = _alpha_dropout("alpha_dropout")
alpha_dropout_ = _alpha_dropout("alpha_dropout_", write_back=True)
feature_alpha_dropout = _alpha_dropout("feature_alpha_dropout", channels=True)
feature_alpha_dropout_ = _alpha_dropout("feature_alpha_dropout_", write_back=True, channels=True)


@explains
def feature_dropout(input: Any, p: float, train: bool) -> Any:
    """Dropout of whole channels."""
    return dropped(input, p, train, channels=True)


@explains
def feature_dropout_(input: Any, p: float, train: bool) -> Any:
    """`feature_dropout` into the tensor itself."""
    return dropped(input, p, train, write_back=True, channels=True)


# -- pooling and normalization --------------------------------------------------------------------

max_pool1d = _fixed(pooling.max_pool1d, return_indices=False)
max_pool1d_with_indices = _fixed(pooling.max_pool1d_with_indices, return_indices=True)
max_pool2d = _fixed(pooling.max_pool2d, return_indices=False)
max_pool3d = _fixed(pooling.max_pool3d, return_indices=False)
adaptive_max_pool1d = _fixed(pooling.adaptive_max_pool1d, return_indices=True)


@explains
def layer_norm(
    input: Any,
    normalized_shape: Any,
    weight: Any = None,
    bias: Any = None,
    eps: float = 1e-5,
    cudnn_enable: bool = True,
) -> Any:
    """`torch.nn.functional.layer_norm`."""
    del cudnn_enable  # says how a GPU is to compute it
    return layer.layer_norm(input, normalized_shape, weight, bias, eps)


@explains
def embedding_renorm_(input: Any, indices: Any, max_norm: float, norm_type: float) -> Any:
    """Rows in use whose norm exceeds `max_norm`, shrunk to it in the tensor itself."""
    if indices.dtype not in (dtypes.int64, dtypes.int32):
        raise RuntimeError(
            "Expected tensor for argument #2 'indices' to have one of the following scalar types: "
            f"Long, Int; but got torch.{indices.dtype.scalar_name}Tensor instead (while checking "
            "arguments for embedding_renorm_)"
        )
    rows = input.shape[0]
    for index in indices.reshape(-1).tolist():
        if not -rows <= index < rows:
            raise IndexError(
                f"select(): index {index} out of range for tensor of size "
                f"{list(input.shape)} at dimension 0"
            )
    layer.renormalise(input, indices, float(max_norm), float(norm_type))
    return input


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
