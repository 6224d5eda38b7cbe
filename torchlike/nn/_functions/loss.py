"""Loss functions."""

from __future__ import annotations

import math
import warnings
from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply2, apply_values
from torchlike._core.execute import array_of
from torchlike._core.trace import Trace
from torchlike._core.wrapped import at_ground
from torchlike._ops.arguments import hands_to
from torchlike._ops.guards import check_index
from torchlike._ops.overloads import where
from torchlike._ops.schema import TABLE
from torchlike._ops.views import broadcast_tensors

_MSE, _CROSS_ENTROPY = TABLE["mse_loss_value"], TABLE["cross_entropy_value"]


def legacy_reduction(size_average: Any, reduce: Any, stacklevel: int = 4) -> str:
    """The reduction that two arguments of old mean, with PyTorch's warning."""
    average = True if size_average is None else size_average
    found = "none" if reduce is False else "mean" if average else "sum"
    warnings.warn(
        f"size_average and reduce args will be deprecated, please use reduction='{found}' instead.",
        stacklevel=stacklevel,
    )
    return found


def reduction_of(size_average: Any, reduce: Any, reduction: str) -> str:
    if size_average is not None or reduce is not None:
        reduction = legacy_reduction(size_average, reduce, 5)
    return reduction


def checked(reduction: str) -> str:
    """The reduction itself.

    Raises: ValueError for another word.
    """
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return reduction


def reduced(loss: Any, reduction: str) -> Any:
    if checked(reduction) == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


def _warn_sizes(input: Any, target: Any) -> None:
    try:
        differ = target._read().aval.shape != input._read().aval.shape
    except AttributeError:
        differ = target.size() != input.size()
    if differ:
        warnings.warn(
            f"Using a target size ({target.size()}) that is different to the input size "
            f"({input.size()}). This will likely lead to incorrect results due to broadcasting. "
            "Please ensure they have the same size.",
            stacklevel=3,
        )


def _weighted(loss: Any, weight: Any, reduction: str) -> Any:
    """Element losses weighted; the mean is over the weights."""
    if weight.size() != loss.size():
        raise ValueError("Weights and input must have the same size.")
    total = loss * weight
    if checked(reduction) == "none":
        return total
    return total.sum() / weight.sum() if reduction == "mean" else total.sum()


def _elementwise(
    name: str, input: Any, target: Any, weight: Any, reduction: str, *static: Any
) -> Any:
    if weight is None:
        return apply2(TABLE[name], input, target, (reduction, *static))
    left, right = broadcast_tensors(input, target)
    each = apply2(TABLE[name], left, right, ("none", *static))
    return _weighted(each, weight, reduction)


def mse_loss(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    weight: Any = None,
) -> Any:
    """(input - target)², reduced."""
    _warn_sizes(input, target)
    if size_average is not None or reduce is not None:
        reduction = legacy_reduction(size_average, reduce)
    if weight is None:
        return apply2(_MSE, input, target, (reduction,))
    return _elementwise("mse_loss_value", input, target, weight, reduction)


def l1_loss(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    weight: Any = None,
) -> Any:
    """|input - target|, reduced."""
    _warn_sizes(input, target)
    reduction = reduction_of(size_average, reduce, reduction)
    return _elementwise("l1_loss_value", input, target, weight, reduction)


def smooth_l1_loss(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    beta: float = 1.0,
) -> Any:
    """0.5 · d² / beta where |d| < beta, else |d| - 0.5 · beta, reduced; d = input - target."""
    _warn_sizes(input, target)
    if beta < 0:
        raise RuntimeError("smooth_l1_loss does not support negative values for beta.")
    reduction = reduction_of(size_average, reduce, reduction)
    return apply2(TABLE["smooth_l1_loss_value"], input, target, (reduction, float(beta)))


def huber_loss(
    input: Any, target: Any, reduction: str = "mean", delta: float = 1.0, weight: Any = None
) -> Any:
    """0.5 · d² where |d| <= delta, else delta · (|d| - 0.5 · delta), d = input - target."""
    _warn_sizes(input, target)
    if delta <= 0:
        raise RuntimeError("huber_loss does not support non-positive values for delta.")
    return _elementwise("huber_loss_value", input, target, weight, reduction, float(delta))


# -- classes -------------------------------------------------------------------------------------


def _classes(target: Any) -> Any:
    """Class labels of a dtype that losses take, as int64."""
    dtype = target.dtype
    if dtype is dtypes.int64:
        return target
    if dtype is not dtypes.uint8:
        raise RuntimeError(f"expected target dtype to be Long or Byte, but got {dtype.scalar_name}")
    return target.to(dtypes.int64)


def _check_target(input: Any, target: Any) -> None:
    shape, found = list(input.shape), list(target.shape)
    if len(shape) == 1 and found in ([], [1]):
        return
    if len(shape) == 1 and len(found) == 1:
        raise ValueError(
            f"For 1D input, 1D target must have size 1, but got target size: {found[0]}"
        )
    if len(shape) > 1 and (not found or found[0] != shape[0]):
        batch = found[0] if found else 0
        raise ValueError(
            f"Expected input batch_size ({shape[0]}) to match target batch_size ({batch})."
        )
    expected = [shape[0], *shape[2:]]
    if len(shape) <= 2 and len(found) > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if found == expected:
        return
    if len(shape) == 4:
        raise RuntimeError(f"size mismatch (got input: {shape} , target: {found}")
    raise RuntimeError(f"Expected target size {expected}, got {found}")


def _check_labels(input: Any, target: Any, weight: Any, ignore_index: int) -> int:
    """Raises unless every label is a class; the number of classes."""
    shape = input._read().aval.shape
    classes = shape[1] if len(shape) > 1 else shape[0]
    if weight is not None and tuple(weight.shape) != (classes,):
        raise RuntimeError(
            f"weight tensor should be defined either for all {classes} classes or no classes but "
            f"got weight tensor of shape: {list(weight.shape)}"
        )

    def error() -> None:
        labels = np.asarray(array_of(at_ground(target._read()), "a label is out of bounds"))
        bad = labels[((labels < 0) | (labels >= classes)) & (labels != ignore_index)]
        raise IndexError(f"Target {bad.flat[0]} is out of bounds.")

    check_index(target, 0, classes, error, ignore_index)
    return classes


@hands_to("nll_loss_nd(Tensor input, Tensor target, Tensor weight = None)")
def nll_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    ignore_index: int = -100,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """-input[target], weighted by class, reduced. Raises: IndexError for a label out of bounds."""
    reduction = reduction_of(size_average, reduce, reduction)
    if input.dim() < 1:
        raise ValueError(f"Expected 1 or more dimensions (got {input.dim()})")
    _check_target(input, target)
    target = _classes(target)
    _check_labels(input, target, weight, ignore_index)
    static = (ignore_index, reduction)
    return apply(TABLE["nll_loss_value"], (input, target, weight), static)


@hands_to("cross_entropy_loss(Tensor input, Tensor target, Tensor weight = None)")
def cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    ignore_index: int = -100,
    reduce: Any = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Any:
    """The negative log likelihood of classes, or of class probabilities, given logits.

    Raises: IndexError for a label out of bounds.
    """
    if size_average is not None or reduce is not None:
        reduction = legacy_reduction(size_average, reduce)
    checked(reduction)
    if not 0.0 <= label_smoothing <= 1.0:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing:g}")
    if input.shape == target.shape:
        if not target.is_floating_point():
            raise RuntimeError(
                "Expected floating point type for target with class probabilities, got "
                f"{target.dtype.scalar_name}"
            )
        if ignore_index >= 0:
            raise RuntimeError("ignore_index is not supported for floating point target")
    else:
        _check_target(input, target)
        target = _classes(target)
        _check_labels(input, target, weight, ignore_index)
    static = (ignore_index, reduction, float(label_smoothing))
    return apply(_CROSS_ENTROPY, (input, target, weight), static)


# -- probabilities -------------------------------------------------------------------------------


def _check_unit(tensor: Any, name: str) -> None:
    """Raises, at the latest when values are computed, unless all elements lie in [0, 1]."""

    def error() -> NoReturn:
        raise RuntimeError(f"all elements of {name} should be between 0 and 1")

    value = at_ground(tensor._read())
    if value.array is not None:
        array = np.asarray(value.array)
        if not ((array >= 0) & (array <= 1)).all():
            error()
        return
    flag = apply_values(TABLE["outside_unit"], [value], ())[0]
    if type(flag.trace) is Trace:
        flag.trace.checks.append((flag.slot, error))
    elif bool(np.asarray(flag.array)):
        error()


def binary_cross_entropy(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """-(t · log x + (1 - t) · log(1 - x)), reduced.

    Raises: RuntimeError for elements outside [0, 1].
    """
    reduction = reduction_of(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size "
            f"({input.size()}) is deprecated. Please ensure they have the same size."
        )
    checked(reduction)
    _check_unit(input, "input")
    _check_unit(target, "target")
    return apply(TABLE["bce_value"], (input, target, weight), (reduction,))


def binary_cross_entropy_with_logits(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    pos_weight: Any = None,
) -> Any:
    """`binary_cross_entropy` of sigmoid(input), computed without overflow."""
    reduction = reduction_of(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Target size ({target.size()}) must be the same as input size ({input.size()})"
        )
    operands = (input, target, weight, pos_weight)
    return apply(TABLE["bce_with_logits_value"], operands, (reduction,))


@hands_to("kl_div(Tensor input, Tensor target)")
def kl_div(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Any:
    """target · (log target - input), reduced; the input is of log probabilities."""
    if size_average is not None or reduce is not None:
        reduction = legacy_reduction(size_average, reduce)
    elif reduction == "mean":
        warnings.warn(
            "reduction: 'mean' divides the total loss by both the batch size and the support size."
            "'batchmean' divides only by the batch size, and aligns with the KL div math "
            "definition.'mean' will be changed to behave the same as 'batchmean' in the next major "
            "release.",
            stacklevel=3,
        )
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = target.xlogy(target) - target * input
    if reduction == "batchmean":
        total = loss.sum()
        return total / input.shape[0] if input.dim() else total
    return reduced(loss, reduction)


@hands_to("poisson_nll_loss(Tensor input, Tensor target)")
def poisson_nll_loss(
    input: Any,
    target: Any,
    log_input: bool = True,
    full: bool = False,
    size_average: Any = None,
    eps: float = 1e-8,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """The negative log likelihood of Poisson distributed targets."""
    reduction = checked(reduction_of(size_average, reduce, reduction))
    loss = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * math.pi * target).log()
        loss = loss + where(target <= 1, 0.0, stirling)
    return reduced(loss, reduction)


def gaussian_nll_loss(
    input: Any,
    target: Any,
    var: Any,
    full: bool = False,
    eps: float = 1e-6,
    reduction: str = "mean",
) -> Any:
    """The negative log likelihood of normally distributed targets of variance `var`."""
    negative = bool((var < 0).any()) if isinstance(var, TensorBase) else var < 0  # type: ignore[operator]
    if negative:
        raise ValueError("var has negative entry/entries")
    if not isinstance(var, TensorBase):
        var = input.new_full(tuple(input.shape), var)
    return _gaussian(input, target, var, full, eps, reduction)


def _gaussian(input: Any, target: Any, var: Any, full: bool, eps: float, reduction: str) -> Any:
    shape, found = tuple(input.shape), tuple(var.shape)
    if found != shape:
        if shape[:-1] == found:
            var = var.unsqueeze(-1)
        elif (
            len(shape) != len(found)
            or sum(n for n, m in zip(found, shape, strict=True) if n != m) != 1
        ):
            raise ValueError("var is of incorrect size")
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not valid")
    held = var + (var.detach().clamp_min(eps) - var.detach())
    loss = 0.5 * (held.log() + (input - target) ** 2 / held)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return reduced(loss, reduction)


def _check_linear(
    input: Any, weight: Any, bias: Any, target: Any, ignore_index: int | None
) -> None:
    if weight.dim() < 2:
        raise RuntimeError(
            f"expected linear_weight with dimensionality at least 2, got {weight.dim()}"
        )
    if input.dim() not in (1, 2):
        raise RuntimeError(f"expected input with dimensionality 1 or 2, got {input.dim()}")
    if weight.dim() > 2 and input.dim() == 1:
        raise RuntimeError(
            f"K-dimensional loss defined by linear_weight shape {tuple(weight.shape)} requires "
            f"batched input, (N, {input.shape[0]}), got unbatched input with shape "
            f"{tuple(input.shape)}"
        )
    if input.shape[-1] != weight.shape[-1]:
        raise RuntimeError(
            "expected equal input and linear_weight last dimensions (in_features), got "
            f"{input.shape[-1]} and {weight.shape[-1]}, respectively"
        )
    if bias is not None and bias.shape != weight.shape[:-1]:
        raise RuntimeError(
            f"expected linear_bias shape {tuple(weight.shape[:-1])}, got {tuple(bias.shape)}"
        )
    if ignore_index is not None and target.is_floating_point():
        raise RuntimeError("ignore_index cannot be specified when target contains probabilities")


def linear_cross_entropy(
    input: Any,
    linear_weight: Any,
    target: Any,
    *,
    linear_bias: Any = None,
    weight: Any = None,
    reduction: str = "mean",
    ignore_index: int | None = None,
    label_smoothing: float = 0.0,
    options: Any = None,
) -> Any:
    """`cross_entropy` of the logits that an affine map gives."""
    del options  # how to save memory, which is the compiler's business
    _check_linear(input, linear_weight, linear_bias, target, ignore_index)
    classes = linear_weight.shape[:-1]
    operands = [input, linear_weight.flatten(0, -2) if len(classes) > 1 else linear_weight]
    if linear_bias is not None:
        operands.append(linear_bias.flatten())
    logits = apply(TABLE["linear"], operands, ())
    if len(classes) > 1:
        logits = logits.reshape(input.shape[0], *classes)
    return cross_entropy(
        logits,
        target,
        weight,
        ignore_index=-100 if ignore_index is None else ignore_index,
        reduction=reduction,
        label_smoothing=label_smoothing,
    )
