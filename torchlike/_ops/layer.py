"""What layers compute: affine maps, normalisation, embedding, attention, losses."""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Kernel
from torchlike._ops.dims import is_float, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.matmul import product, same_dtype
from torchlike._ops.roles import Array, Number, Shape
from torchlike._ops.schema import op


def _linear_name(kernel: Kernel) -> str:
    avals = [s for s in kernel.specs if isinstance(s, Aval)]
    rank, bias = len(avals[0].shape), len(avals) == 3
    if rank == 2:
        return "AddmmBackward0" if bias else "MmBackward0"
    if rank == 1:
        return "AddBackward0" if bias else "SqueezeBackward4"
    return "ViewBackward0" if bias else "UnsafeViewBackward0"


@op(LAYER, namespace="nn.functional", saves=("input", "weight", "crossed"), grad_fn=_linear_name)
def linear(input: Array, weight: Array, bias: Array | None = None):
    """input @ weightᵀ + bias.

    Shape: input (*, n), weight (m, n) or (n,), bias (m,) -> (*, m).
    Raises: RuntimeError when shapes or dtypes do not go together.
    """
    same_dtype(input, weight, "mat1", "mat2")
    if input.shape[-1] != weight.shape[-1]:
        rows = math.prod(input.shape[:-1])
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied ({rows}x{input.shape[-1]} and "
            f"{weight.shape[-1]}x{weight.shape[0]})"
        )
    result = product(input, weight.T)
    return result if bias is None else result + bias


@op(LAYER, namespace="torch", saves=("input", "weight"), name="native_layer_norm_value",
    function=False, grad_fn="NativeLayerNormBackward0")
def native_layer_norm_value(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    normalized_shape: Shape,
    eps: float,
):
    """(input - mean) / sqrt(var + eps) · weight + bias over the last dims."""
    rank = len(normalized_shape)
    if tuple(input.shape[input.ndim - rank :]) != tuple(normalized_shape):
        dims = ", ".join(map(str, normalized_shape))
        raise RuntimeError(
            f"Given normalized_shape={list(normalized_shape)}, expected input with shape [*, "
            f"{dims}], but got input of size{list(input.shape)}"
        )
    axes = tuple(range(input.ndim - rank, input.ndim))
    x = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    mean = jnp.mean(x, axis=axes, keepdims=True)
    center = x - mean
    scale = lax.rsqrt(jnp.mean(center * center, axis=axes, keepdims=True) + eps)
    value = center * scale
    if weight is not None:
        value = value * weight
    return (value if bias is None else value + bias).astype(input.dtype)


@op(LAYER, namespace="torch", name="embedding_value", function=False, saves=("indices",),
    grad_fn="EmbeddingBackward0")
def embedding_value(weight: Array, indices: Array, padding_idx: int):
    """The rows of `weight` that `indices` name; row `padding_idx` (>= 0) gets no gradient."""
    if padding_idx >= 0:
        row = lax.stop_gradient(weight[padding_idx])
        weight = weight.at[padding_idx].set(row)
    return weight[indices]


@op(LAYER, namespace="torch", name="attention_value", function=False,
    saves=("query", "key", "value"), grad_fn="ScaledDotProductFlashAttentionForCpuBackward0")
def attention_value(
    query: Array,
    key: Array,
    value: Array,
    attn_mask: Array | None,
    is_causal: bool,
    scale: float,
    enable_gqa: bool,
):
    """softmax(scale · query @ keyᵀ + mask) @ value over the last two dims."""
    if enable_gqa:
        groups = query.shape[-3] // key.shape[-3]
        key, value = (jnp.repeat(x, groups, axis=-3) for x in (key, value))
    scores = product(query * scale, jnp.swapaxes(key, -1, -2))
    if is_causal:
        rows, columns = scores.shape[-2:]
        scores = jnp.where(jnp.tri(rows, columns, dtype=bool), scores, -jnp.inf)
    if attn_mask is not None and attn_mask.dtype == jnp.bool_:
        scores = jnp.where(attn_mask, scores, -jnp.inf)
    elif attn_mask is not None:
        scores = scores + attn_mask
    return product(_masked_softmax(scores), value)


def _masked_softmax(scores: Any) -> Any:
    """softmax along the last dim, 0 for rows that are masked everywhere."""
    wide = scores.astype(jnp.float32) if scores.dtype.itemsize == 2 else scores
    highest = lax.stop_gradient(jnp.max(wide, axis=-1, keepdims=True))
    weights = jnp.exp(wide - jnp.where(jnp.isneginf(highest), 0, highest))
    total = jnp.sum(weights, axis=-1, keepdims=True)
    return (weights / jnp.where(total == 0, 1, total)).astype(scores.dtype)


# -- losses ------------------------------------------------------------------------------------


def reduced(loss: Any, reduction: str) -> Any:
    """`loss` itself, its mean or its sum.

    Raises: ValueError for another word.
    """
    if reduction == "none":
        return loss
    if reduction == "mean":
        return jnp.mean(loss)
    if reduction == "sum":
        return jnp.sum(loss)
    raise ValueError(f"{reduction} is not a valid value for reduction")


def _same_float(input: Any, target: Any) -> tuple[Any, Any]:
    dtype = jnp.promote_types(input.dtype, target.dtype)
    if not jnp.issubdtype(dtype, jnp.inexact):
        raise NotImplementedError(f"\"mse_cpu\" not implemented for '{scalar_name(input)}'")
    return input.astype(dtype), target.astype(dtype)


@op(LAYER, namespace="torch", name="mse_loss_value", function=False, saves=("input", "target"),
    grad_fn="MseLossBackward0")
def mse_loss_value(input: Array, target: Array, reduction: str):
    """(input - target)², reduced."""
    x, y = _same_float(input, target)
    return reduced((x - y) ** 2, reduction)


@op(LAYER, namespace="torch", name="l1_loss_value", function=False, saves=("input", "target"),
    grad_fn="MeanBackward0")
def l1_loss_value(input: Array, target: Array, reduction: str):
    """|input - target|, reduced."""
    x, y = _same_float(input, target)
    return reduced(jnp.abs(x - y), reduction)


@op(LAYER, namespace="torch", name="smooth_l1_loss_value", function=False,
    saves=("input", "target"), grad_fn="SmoothL1LossBackward0")
def smooth_l1_loss_value(input: Array, target: Array, reduction: str, beta: float):
    """0.5 · d² / beta where |d| < beta, else |d| - 0.5 · beta, reduced; d = input - target."""
    x, y = _same_float(input, target)
    gap = jnp.abs(x - y)
    if beta == 0:
        return reduced(gap, reduction)
    near = gap < beta
    return reduced(jnp.where(near, 0.5 * (x - y) ** 2 / beta, gap - 0.5 * beta), reduction)


@op(LAYER, namespace="torch", name="nll_loss_value", function=False, saves=("target",),
    grad_fn="NllLossBackward0")
def nll_loss_value(
    input: Array, target: Array, weight: Array | None, ignore_index: int, reduction: str
):
    """-input[target] along dim 1 (or 0), weighted by class, `ignore_index` left out."""
    return _nll(input, target, weight, ignore_index, reduction)


def _nll(x: Any, target: Any, weight: Any, ignore_index: int, reduction: str) -> Any:
    axis = 1 if x.ndim > 1 else 0
    kept = target != ignore_index
    safe = jnp.where(kept, target, 0)
    picked = jnp.take_along_axis(x, jnp.expand_dims(safe, axis), axis=axis).squeeze(axis)
    weights = kept.astype(x.dtype) if weight is None else jnp.where(kept, weight[safe], 0)
    loss = jnp.where(kept, -picked * weights, 0)
    if reduction != "mean":
        return reduced(loss, reduction)
    return jnp.sum(loss) / jnp.sum(weights)


def _cross_entropy_name(kernel: Kernel) -> str:
    avals = [s for s in kernel.specs if isinstance(s, Aval)]
    if avals[1].dtype.is_floating_point:
        return "DivBackward1"
    rank = len(avals[0].shape)
    return "NllLoss2DBackward0" if rank == 4 or rank == 3 else "NllLossBackward0"


@op(LAYER, namespace="torch", name="cross_entropy_value", function=False,
    saves=("input", "target"), grad_fn=_cross_entropy_name)
def cross_entropy_value(
    input: Array,
    target: Array,
    weight: Array | None,
    ignore_index: int,
    reduction: str,
    label_smoothing: float,
):
    """The negative log likelihood of classes (or of class probabilities) given logits."""
    axis = 1 if input.ndim > 1 else 0
    wide = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    logs = jax.nn.log_softmax(wide, axis=axis)
    classes = input.shape[axis]
    scale = None
    if weight is not None:
        scale = weight.reshape([classes if d == axis else 1 for d in range(input.ndim)])
    if is_float(target):
        soft = target * (1 - label_smoothing) + label_smoothing / classes
        each = -jnp.sum(logs * soft * (1 if scale is None else scale), axis=axis)
        if reduction == "mean":
            return (jnp.sum(each) / max(each.size, 1)).astype(input.dtype)
        return reduced(each, reduction).astype(input.dtype)
    loss = _nll(logs, target, weight, ignore_index, reduction)
    if label_smoothing:
        kept = target != ignore_index
        smooth = jnp.where(kept, -jnp.sum(logs * (1 if scale is None else scale), axis=axis), 0)
        if reduction == "mean":
            safe = jnp.where(kept, target, 0)
            count = jnp.sum(kept if weight is None else jnp.where(kept, weight[safe], 0))
            smooth = jnp.sum(smooth) / count
        else:
            smooth = reduced(smooth, reduction)
        loss = (1 - label_smoothing) * loss + smooth * (label_smoothing / classes)
    return loss.astype(input.dtype)


@op(LAYER, namespace="torch", name="bce_value", function=False, saves=("input", "target"),
    grad_fn="BinaryCrossEntropyBackward0")
def bce_value(input: Array, target: Array, weight: Array | None, reduction: str):
    """-(t · log x + (1 - t) · log(1 - x)), logarithms held above -100, reduced."""
    low = -100.0
    value = -(
        target * jnp.maximum(jnp.log(input), low)
        + (1 - target) * jnp.maximum(jnp.log1p(-input), low)
    )
    return reduced(value if weight is None else value * weight, reduction)


@op(LAYER, namespace="torch", name="bce_with_logits_value", function=False,
    saves=("input", "target"), grad_fn="BinaryCrossEntropyWithLogitsBackward0")
def bce_with_logits_value(
    input: Array, target: Array, weight: Array | None, pos_weight: Array | None, reduction: str
):
    """`bce_value` of sigmoid(input), computed without overflow."""
    log_weight = 1 if pos_weight is None else 1 + (pos_weight - 1) * target
    value = (1 - target) * input - log_weight * jax.nn.log_sigmoid(input)
    return reduced(value if weight is None else value * weight, reduction)


@op(LAYER, namespace="torch", name="dropout_value", function=False, saves=("noise",),
    grad_fn="MulBackward0")
def dropout_value(input: Array, noise: Array, keep: Number):
    """input · noise / keep, the quotient rounded to the input's dtype."""
    return input * (noise / jnp.asarray(keep).astype(input.dtype))

