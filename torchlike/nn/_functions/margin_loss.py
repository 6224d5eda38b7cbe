"""Loss functions with a margin."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import apply1, apply2, wrap
from torchlike._core.trace import concrete
from torchlike._ops.arguments import hands_to
from torchlike._ops.guards import check_index
from torchlike._ops.overloads import where
from torchlike._ops.schema import TABLE
from torchlike.nn._functions.layer import cosine_similarity, pairwise_distance
from torchlike.nn._functions.loss import checked, reduced, reduction_of


@hands_to("hinge_embedding_loss(Tensor input, Tensor target)")
def hinge_embedding_loss(
    input: Any,
    target: Any,
    margin: float = 1.0,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """input where the target is 1, max(0, margin - input) where it is -1."""
    reduction = reduction_of(size_average, reduce, reduction)
    far = where(target != 1, (margin - input).clamp_min(0), 0.0)
    return reduced(far + where(target != -1, input, 0.0), reduction)


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
    reduction = reduction_of(size_average, reduce, reduction)
    if not input1.dim() == input2.dim() == target.dim():
        raise RuntimeError(
            "margin_ranking_loss : All input tensors should have same dimension but got sizes: "
            f"input1: {input1.size()}, input2: {input2.size()}, target: {target.size()} "
        )
    return reduced((-target * (input1 - input2) + margin).clamp_min(0), reduction)


@hands_to("cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target)")
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
    reduction = reduction_of(size_average, reduce, reduction)
    if target.ndim > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if target.ndim == 1 and not (input1.ndim == input2.ndim == 2):
        raise RuntimeError(
            "1D target tensor expects 2D input tensors, but found inputs with sizes "
            f"{list(input1.shape)} and {list(input2.shape)}."
        )
    cosine = _cosine(input1, input2)
    near = where(target == 1, 1 - cosine, 0.0)
    far = where(target == -1, (cosine - margin).clamp_min(0), 0.0)
    return reduced(near + far, reduction)


def _cosine(x1: Any, x2: Any) -> Any:
    """The cosine of `cosine_embedding_loss`, which adds to the squares instead of holding them."""
    if x1.dim() == 0 or x1.dim() != x2.dim():
        return cosine_similarity(x1, x2, dim=-1)
    small = 1e-12
    squares = ((x1 * x1).sum(-1) + small) * ((x2 * x2).sum(-1) + small)
    return (x1 * x2).sum(-1) / squares.sqrt()


@hands_to("triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative)")
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
    reduction = reduction_of(size_average, reduce, reduction)
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
    return reduced((margin + near - far).clamp_min(0), reduction)


@hands_to("soft_margin_loss(Tensor input, Tensor target)")
def soft_margin_loss(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """log(1 + exp(-target · input)), reduced."""
    reduction = reduction_of(size_average, reduce, reduction)
    return apply2(TABLE["soft_margin_loss_value"], input, target, (reduction,))


@hands_to("multi_margin_loss(Tensor input, Tensor target)")
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
    reduction = reduction_of(size_average, reduce, reduction)
    checked(reduction)
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    rows, labels = _rows_and_labels(input, target, weight)
    classes = rows.shape[1]

    def error() -> NoReturn:
        raise RuntimeError("target out of range")

    check_index(labels, 0, classes, error)
    column = labels.unsqueeze(1)
    gap = (margin - rows.gather(1, column) + rows).clamp_min(0)
    each = gap if p == 1 else gap * gap
    if weight is not None:
        each = each * weight.index_select(0, labels).unsqueeze(1)
    others = column != _positions(classes)
    loss = where(others, each, 0.0).sum(1) / classes
    return reduced(loss.reshape(target.shape) if input.dim() < 2 else loss, reduction)


def _rows_and_labels(input: Any, target: Any, weight: Any) -> tuple[Any, Any]:
    """A batch of one where there is none.

    Raises: what PyTorch raises for shapes that do not go together.
    """
    shape = list(input.shape)
    if input.dim() > 2 or 0 in shape[-1:]:
        raise RuntimeError(
            f"Expected non-empty vector or matrix with optional 0-dim batch size, but got: {shape}"
        )
    rows = input if input.dim() == 2 else input.reshape(1, -1)
    if target.dim() > 1 or target.numel() != rows.shape[0]:
        raise RuntimeError(
            "multi_margin_loss: target tensor should be 1-D with size equal to the number of input "
            f"samples (batch size). Expected target size [{rows.shape[0]}], but got "
            f"{list(target.shape)}. Input has shape {shape}."
        )
    if weight is not None and weight.numel() != rows.shape[1]:
        raise RuntimeError(
            f"inconsistent weight size, expected {rows.shape[1]} but got {list(weight.shape)}"
        )
    if target.dtype is not dtypes.int64:
        raise RuntimeError(f"expected scalar type Long but found {target.dtype.scalar_name}")
    return rows, target.reshape(-1)


def _positions(classes: int) -> Any:
    """The numbers of the classes."""
    return wrap(concrete(np.arange(classes)))


def triplet_margin_with_distance_loss(
    anchor: Any,
    positive: Any,
    negative: Any,
    *,
    distance_function: Any = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Any:
    """`triplet_margin_loss` by another distance."""
    checked(reduction)
    if margin <= 0:
        raise ValueError(f"margin must be greater than 0, got {margin}")
    distance = pairwise_distance if distance_function is None else distance_function
    ranks = anchor.ndim, positive.ndim, negative.ndim
    if not ranks[0] == ranks[1] == ranks[2]:
        raise RuntimeError(
            "The anchor, positive, and negative tensors are expected to have the same number of "
            f"dimensions, but got: anchor {ranks[0]}D, positive {ranks[1]}D, and negative "
            f"{ranks[2]}D inputs"
        )
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = far.minimum(distance(positive, negative))
    return reduced((margin + near - far).clamp_min(0), reduction)


def _check_labels(input: Any, target: Any) -> None:
    shape, found = list(input.shape), list(target.shape)
    if len(shape) > 2 or (shape and not shape[-1]):
        raise RuntimeError(
            f"Expected non-empty vector or matrix with optional 0-dim batch size, but got: {shape}"
        )
    if found != shape and not (len(shape) <= 1 and target.numel() == input.numel()):
        raise RuntimeError(f"inconsistent target size: {found} for input of size: {shape}")

    if target.dtype is not dtypes.int64:
        raise RuntimeError(f"expected scalar type Long but found {target.dtype.scalar_name}")

    def error() -> NoReturn:
        raise RuntimeError("argument #2 'target' is out of range")

    check_index(target, -1, shape[-1] if shape else 1, error)


@hands_to("multilabel_margin_loss(Tensor input, Tensor target)")
def multilabel_margin_loss(
    input: Any,
    target: Any,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """The hinge losses of all pairs of a label and what is none, over the number of classes."""
    reduction = checked(reduction_of(size_average, reduce, reduction))
    _check_labels(input, target)
    return apply2(TABLE["multilabel_margin_loss_value"], input, target, (reduction,))


def multilabel_soft_margin_loss(
    input: Any,
    target: Any,
    weight: Any = None,
    size_average: Any = None,
    reduce: Any = None,
    reduction: str = "mean",
) -> Any:
    """The mean over classes of the cross entropy of each being a label."""
    reduction = reduction_of(size_average, reduce, reduction)
    logs = TABLE["logsigmoid"]
    loss = -(target * apply1(logs, input, ()) + (1 - target) * apply1(logs, -input, ()))
    if weight is not None:
        loss = loss * weight
    each = loss.sum(-1) / input.shape[-1]
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not valid")
    return reduced(each, reduction)
