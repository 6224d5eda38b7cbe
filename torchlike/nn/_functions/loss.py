"""Loss functions."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply2, apply_values, wrap
from torchlike._core.execute import array_of
from torchlike._core.trace import Trace, concrete
from torchlike._ops.composite import broadcast_tensors, where
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.layer import cosine_similarity, pairwise_distance

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


def _reduction(size_average: Any, reduce: Any, reduction: str) -> str:
    if size_average is not None or reduce is not None:
        reduction = legacy_reduction(size_average, reduce, 5)
    return reduction


def _checked(reduction: str) -> str:
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return reduction


def _reduced(loss: Any, reduction: str) -> Any:
    if _checked(reduction) == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


def _warn_sizes(input: Any, target: Any) -> None:
    if input._read().aval.shape != target._read().aval.shape:
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
    if _checked(reduction) == "none":
        return total
    return total.sum() / weight.sum() if reduction == "mean" else total.sum()


def _elementwise(
    name: str, input: Any, target: Any, weight: Any, reduction: str, *static: Any
) -> Any:
    if weight is None:
        return apply2(TABLE[name], input, target, (reduction, *static))
    each = apply2(TABLE[name], *broadcast_tensors(input, target), ("none", *static))
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
    if input._read().aval.shape != target._read().aval.shape:
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
    reduction = _reduction(size_average, reduce, reduction)
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
    reduction = _reduction(size_average, reduce, reduction)
    return apply2(TABLE["smooth_l1_loss_value"], input, target, (reduction, float(beta)))


def huber_loss(
    input: Any, target: Any, reduction: str = "mean", delta: float = 1.0, weight: Any = None
) -> Any:
    """0.5 · d² where |d| <= delta, else delta · (|d| - 0.5 · delta), reduced; d = input - target."""
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
    shape, found = tuple(input.shape), tuple(target.shape)
    if len(shape) == 1 and found in ((), (1,)):
        return
    if len(shape) > 1 and (not found or found[0] != shape[0]):
        batch = found[0] if found else 0
        raise ValueError(
            f"Expected input batch_size ({shape[0]}) to match target batch_size ({batch})."
        )
    expected = (shape[0], *shape[2:])
    if len(shape) <= 2 and len(found) > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if found == expected:
        return
    if len(shape) == 4:
        raise RuntimeError(f"size mismatch (got input: {list(shape)} , target: {list(found)}")
    raise RuntimeError(f"Expected target size {list(expected)}, got {list(found)}")


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
        labels = np.asarray(array_of(target._read(), "a label is out of bounds"))
        bad = labels[((labels < 0) | (labels >= classes)) & (labels != ignore_index)]
        raise IndexError(f"Target {bad.flat[0]} is out of bounds.")

    check_index(target, 0, classes, error, ignore_index)
    return classes


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
    reduction = _reduction(size_average, reduce, reduction)
    if input.dim() < 1:
        raise ValueError(f"Expected 1 or more dimensions (got {input.dim()})")
    _check_target(input, target)
    target = _classes(target)
    _check_labels(input, target, weight, ignore_index)
    static = (ignore_index, reduction)
    return apply(TABLE["nll_loss_value"], (input, target, weight), static)


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
    _checked(reduction)
    if not 0.0 <= label_smoothing <= 1.0:
        raise RuntimeError(f"label_smoothing must be between 0.0 and 1.0. Got: {label_smoothing}")
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


def multi_margin_loss(
    input: Any,
    target: Any,
    p: int = 1,
    margin: float = 1.0,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """Σ max(0, margin - input[target] + input[i])ᵖ over the other classes i, over their number."""
    reduction = _reduction(size_average, reduce, reduction)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError(f"weight must be one-dimensional, got {weight.dim()}.")
    single = input.dim() == 1
    rows, labels = (input.unsqueeze(0), target.reshape(1)) if single else (input, target)
    classes = rows.shape[1]

    def error() -> None:
        raise RuntimeError("target out of range")

    check_index(labels, 0, classes, error)
    column = labels.unsqueeze(1)
    gap = (margin - rows.gather(1, column) + rows).clamp_min(0)
    each = gap if p == 1 else gap * gap
    if weight is not None:
        each = each * weight.index_select(0, labels).unsqueeze(1)
    others = column != _positions(classes)
    loss = where(others, each, 0.0).sum(1) / classes
    return _reduced(loss.squeeze(0) if single else loss, reduction)


def _positions(classes: int) -> Any:
    """The numbers of the classes."""
    return wrap(concrete(np.arange(classes)))


# -- probabilities -------------------------------------------------------------------------------


def _check_unit(tensor: Any, name: str) -> None:
    """Raises, at the latest when values are computed, unless all elements lie in [0, 1]."""

    def error() -> None:
        raise RuntimeError(f"all elements of {name} should be between 0 and 1")

    value = tensor._read()
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
    reduction = _reduction(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Using a target size ({target.size()}) that is different to the input size "
            f"({input.size()}) is deprecated. Please ensure they have the same size."
        )
    _checked(reduction)
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
    reduction = _reduction(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Target size ({target.size()}) must be the same as input size ({input.size()})"
        )
    operands = (input, target, weight, pos_weight)
    return apply(TABLE["bce_with_logits_value"], operands, (reduction,))


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
            stacklevel=2,
        )
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = target.xlogy(target) - target * input
    if reduction == "batchmean":
        total = loss.sum()
        return total / input.shape[0] if input.dim() else total
    return _reduced(loss, reduction)


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
    reduction = _checked(_reduction(size_average, reduce, reduction))
    loss = input.exp() - target * input if log_input else input - target * (input + eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * math.pi * target).log()
        loss = loss + where(target <= 1, 0.0, stirling)
    return _reduced(loss, reduction)


def gaussian_nll_loss(
    input: Any,
    target: Any,
    var: Any,
    full: bool = False,
    eps: float = 1e-6,
    reduction: str = "mean",
) -> Any:
    """The negative log likelihood of normally distributed targets of variance `var`."""
    if not isinstance(var, TensorBase):
        if var < 0:
            raise ValueError("var has negative entry/entries")
        var = var * (input.detach() * 0 + 1)
    elif bool((var < 0).any()):  # type: ignore[operator]
        raise ValueError("var has negative entry/entries")
    shape, found = tuple(input.shape), tuple(var.shape)
    if found != shape:
        if shape[:-1] == found:
            var = var.unsqueeze(-1)
        elif shape[:-1] != found[:-1] or found[-1] != 1:
            raise ValueError("var is of incorrect size")
    _checked(reduction)
    held = var + (var.detach().clamp_min(eps) - var.detach())
    loss = 0.5 * (held.log() + (input - target) ** 2 / held)
    if full:
        loss = loss + 0.5 * math.log(2 * math.pi)
    return _reduced(loss, reduction)


# -- margins -------------------------------------------------------------------------------------


def hinge_embedding_loss(
    input: Any,
    target: Any,
    margin: float = 1.0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """input where the target is 1, max(0, margin - input) where it is -1."""
    reduction = _reduction(size_average, reduce, reduction)
    far = where(target != 1, (margin - input).clamp_min(0), 0.0)
    return _reduced(far + where(target != -1, input, 0.0), reduction)


def margin_ranking_loss(
    input1: Any,
    input2: Any,
    target: Any,
    margin: float = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """max(0, -target · (input1 - input2) + margin), reduced."""
    reduction = _reduction(size_average, reduce, reduction)
    if not input1.dim() == input2.dim() == target.dim():
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return _reduced((-target * (input1 - input2) + margin).clamp_min(0), reduction)


def cosine_embedding_loss(
    input1: Any,
    input2: Any,
    target: Any,
    margin: float = 0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """1 - cos where the target is 1, max(0, cos - margin) where it is -1."""
    reduction = _reduction(size_average, reduce, reduction)
    cosine = _cosine(input1, input2)
    near = where(target == 1, 1 - cosine, 0.0)
    far = where(target == -1, (cosine - margin).clamp_min(0), 0.0)
    return _reduced(near + far, reduction)


def _cosine(x1: Any, x2: Any) -> Any:
    """The cosine of `cosine_embedding_loss`, which adds to the squares instead of holding them."""
    if x1.dim() == 0 or x1.dim() != x2.dim():
        return cosine_similarity(x1, x2, dim=-1)
    small = 1e-12
    squares = ((x1 * x1).sum(-1) + small) * ((x2 * x2).sum(-1) + small)
    return (x1 * x2).sum(-1) / squares.sqrt()


def triplet_margin_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    margin: float = 1.0,
    p: float = 2,
    eps: float = 1e-6,
    swap: bool = False,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """max(0, margin + |anchor - positive| - |anchor - negative|), reduced."""
    reduction = _reduction(size_average, reduce, reduction)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    if not anchor.dim() == positive.dim() == negative.dim():
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of "
            f"dimensions, but got: anchor {anchor.dim()}D, positive {positive.dim()}D, and "
            f"negative {negative.dim()}D inputs"
        )
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = far.minimum(pairwise_distance(positive, negative, p, eps))
    return _reduced((margin + near - far).clamp_min(0), reduction)


def soft_margin_loss(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """log(1 + exp(-target · input)), reduced."""
    reduction = _reduction(size_average, reduce, reduction)
    return apply2(TABLE["soft_margin_loss_value"], input, target, (reduction,))
