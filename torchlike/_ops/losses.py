"""Loss functions."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Kernel, Spec
from torchlike._ops.dims import is_float, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.layout import elementwise_strides
from torchlike._ops.roles import Array
from torchlike._ops.saving import COPIES
from torchlike._ops.schema import broadcast_shapes, op
from torchlike._ops.unary import abs as absolute


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


def _same_float(input: Any, target: Any, kernel: str) -> tuple[Any, Any]:
    dtype = jnp.promote_types(input.dtype, target.dtype)
    if not jnp.issubdtype(dtype, jnp.floating):
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{scalar_name(input)}'")
    broadcast_shapes(input.shape, target.shape)
    return input.astype(dtype), target.astype(dtype)


def _strides(
    specs: Sequence[Spec], static: tuple[Any, ...], shape: tuple[int, ...]
) -> tuple[int, ...] | None:
    """Those of a loss that is not reduced are an elementwise operator's."""
    return elementwise_strides(specs[:2], shape) if "none" in static else None


def _by_reduction(none: str, mean: str, total: str) -> Any:
    """Names the node of a loss that PyTorch composes, by its `reduction`."""
    names = {"none": none, "mean": mean, "sum": total}
    return lambda kernel: names[next(s for s in kernel.static if s in names)]


@op(
    LAYER,
    namespace="torch",
    name="mse_loss_value",
    function=False,
    saves=("input", "target"),
    laid_out=_strides,
    grad_fn="MseLossBackward0",
)
def mse_loss_value(input: Array, target: Array, reduction: str):
    """(input - target)², reduced."""
    x, y = _same_float(input, target, "mse_cpu")
    return reduced((x - y) ** 2, reduction)


@op(
    LAYER,
    namespace="torch",
    name="l1_loss_value",
    function=False,
    saves=(COPIES,),
    laid_out=_strides,
    grad_fn=_by_reduction("AbsBackward0", "MeanBackward0", "SumBackward0"),
)
def l1_loss_value(input: Array, target: Array, reduction: str):
    """|input - target|, reduced."""
    broadcast_shapes(input.shape, target.shape)
    gap = absolute.body(input - target)
    if reduction == "mean" and not is_float(gap) and not jnp.iscomplexobj(gap):
        raise RuntimeError(
            "mean(): could not infer output dtype. Input dtype must be either a floating point or "
            f"complex dtype. Got: {scalar_name(gap)}"
        )
    return reduced(gap, reduction)


@op(
    LAYER,
    namespace="torch",
    name="smooth_l1_loss_value",
    function=False,
    saves=("input", "target"),
    laid_out=_strides,
    grad_fn="SmoothL1LossBackward0",
)
def smooth_l1_loss_value(input: Array, target: Array, reduction: str, beta: float):
    """0.5 · d² / beta where |d| < beta, else |d| - 0.5 · beta, reduced; d = input - target."""
    x, y = _same_float(input, target, "smooth_l1_cpu")
    gap = jnp.abs(x - y)
    if beta == 0:
        return reduced(gap, reduction)
    near = gap < beta
    return reduced(jnp.where(near, 0.5 * (x - y) ** 2 / beta, gap - 0.5 * beta), reduction)


@op(LAYER, name="huber_loss_value", function=False, saves=("input", "target"),
    laid_out=_strides, grad_fn="HuberLossBackward0")  # fmt: skip
def huber_loss_value(input: Array, target: Array, reduction: str, delta: float):
    """0.5 · d² where |d| <= delta, else delta · (|d| - 0.5 · delta), d = input - target."""
    x, y = _same_float(input, target.astype(input.dtype), "huber_cpu")
    gap = jnp.abs(x - y)
    far = delta * (gap - 0.5 * delta)
    return reduced(jnp.where(gap <= delta, 0.5 * (x - y) ** 2, far), reduction)


@op(LAYER, name="soft_margin_loss_value", function=False, saves=("input", "target"),
    laid_out=_strides, grad_fn="SoftMarginLossBackward0")  # fmt: skip
def soft_margin_loss_value(input: Array, target: Array, reduction: str):
    """log(1 + exp(-target · input)), reduced."""
    broadcast_shapes(input.shape, target.shape)
    return reduced(jnp.log1p(jnp.exp(-target * input)), reduction)


@op(LAYER, name="outside_unit", function=False, differentiable=False)
def outside_unit(input: Array):
    """Whether some element does not lie in [0, 1]."""
    return ~jnp.all((input >= 0) & (input <= 1))


def _nll_name(kernel: Kernel) -> str:
    shape = next(s for s in kernel.specs if isinstance(s, Aval)).shape
    if len(shape) <= 2:
        return "NllLossBackward0"
    whole = len(shape) == 4 or "none" not in kernel.static
    return "NllLoss2DBackward0" if whole else "ViewBackward0"


@op(LAYER, namespace="torch", name="nll_loss_value", function=False, grad_fn=_nll_name,
    saves=("input", "target", "weight"))  # fmt: skip
def nll_loss_value(
    input: Array, target: Array, weight: Array | None, ignore_index: int, reduction: str
):
    """-input[target] along dim 1 (or 0), weighted by class, `ignore_index` left out."""
    if not is_float(input):
        raise NotImplementedError(
            f"\"nll_loss_out_frame\" not implemented for '{scalar_name(input)}'"
        )
    return _nll(input, target, weight, ignore_index, reduction)


@functools.partial(jax.custom_vjp, nondiff_argnums=(0,))
def _chosen(axis: int, x: Any, index: Any) -> Any:
    """The element along `axis` that `index` says.

    The transpose of a gather is a scatter into zeros; a comparison fuses with what follows it.
    """
    index = jnp.expand_dims(index, axis)
    return jnp.take_along_axis(x, index, axis=axis, mode="promise_in_bounds").squeeze(axis)


def _chosen_forward(axis: int, x: Any, index: Any) -> Any:
    return _chosen(axis, x, index), (index, x.shape[axis])


def _chosen_backward(axis: int, kept: Any, ct: Any) -> Any:
    index, count = jnp.expand_dims(kept[0], axis), kept[1]
    shape = (*ct.shape[:axis], count, *ct.shape[axis:])
    here = lax.broadcasted_iota(index.dtype, shape, axis) == index
    return jnp.where(here, jnp.expand_dims(ct, axis), 0), None


_chosen.defvjp(_chosen_forward, _chosen_backward)


def _normaliser(x: Any, axis: int) -> tuple[Any, Any]:
    """The largest element along `axis`, and the logarithm of Σ exp(x - that)."""
    top = lax.stop_gradient(jnp.max(x, axis=axis, initial=-jnp.inf))
    return top, jnp.log(jnp.sum(jnp.exp(x - jnp.expand_dims(top, axis)), axis=axis))


def _nll(
    x: Any, target: Any, weight: Any, ignore_index: int, reduction: str, *, logits: bool = False
) -> Any:
    """The negative log likelihood, `x` its logarithms or, with `logits`, before normalising."""
    axis = 1 if x.ndim > 1 else 0
    target = target.astype(jnp.int64)
    if x.ndim == 1:
        target = target.reshape(())
    kept = target != ignore_index
    safe = jnp.where(kept, target, 0)
    picked: Any = _chosen(axis, x, safe)
    if logits:
        top, total = _normaliser(x, axis)
        picked = picked - top - total
    weights = kept.astype(x.dtype) if weight is None else jnp.where(kept, weight[safe], 0)
    loss = jnp.where(kept, -picked * weights, 0)
    if reduction != "mean":
        return reduced(loss, reduction)
    return jnp.sum(loss) / jnp.sum(weights)


def _cross_entropy_name(kernel: Kernel) -> str:
    avals = [s for s in kernel.specs if isinstance(s, Aval)]
    if avals[1].dtype.is_floating_point:
        return "DivBackward1" if "mean" in kernel.static and avals[0].size else "NegBackward0"
    return "AddBackward0" if kernel.static[-1] else _nll_name(kernel)


@op(
    LAYER,
    namespace="torch",
    name="cross_entropy_value",
    function=False,
    saves=("target:input", "weight:input", COPIES),
    grad_fn=_cross_entropy_name,
)
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
    if not is_float(input):
        raise NotImplementedError(
            f"\"log_softmax_lastdim_kernel_impl\" not implemented for '{scalar_name(input)}'"
        )
    wide = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    logs = jax.nn.log_softmax(wide, axis=axis)
    classes = input.shape[axis]
    scale = None
    if weight is not None:
        scale = weight.reshape([classes if d == axis else 1 for d in range(input.ndim)])
    if is_float(target):
        soft = target
        if label_smoothing:
            soft = target * (1 - label_smoothing) + label_smoothing / classes
        each = jnp.sum(logs * soft * (1 if scale is None else scale), axis=axis)
        if reduction == "mean":
            count = each.size if input.size else 0
            return (-jnp.sum(each) / jnp.asarray(count, each.dtype)).astype(input.dtype)
        return -reduced(each, reduction).astype(input.dtype)
    loss = _nll(wide, target, weight, ignore_index, reduction, logits=True)
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


@jax.custom_jvp
def _log_likelihood(x: Any, target: Any) -> Any:
    """target · log x + (1 - target) · log(1 - x), logarithms held above -100."""
    low = -100.0
    return target * jnp.maximum(jnp.log(x), low) + (1 - target) * jnp.maximum(jnp.log1p(-x), low)


@_log_likelihood.defjvp
def _log_likelihood_jvp(primals: Any, tangents: Any) -> Any:
    """PyTorch's derivative, which stays finite at 0 and 1."""
    x, target = primals
    dx, dt = tangents
    slope = (target - x) / jnp.maximum(x * (1 - x), 1e-12)
    by_target = jnp.maximum(jnp.log(x), -100.0) - jnp.maximum(jnp.log1p(-x), -100.0)
    return _log_likelihood(x, target), slope * dx + by_target * dt


@op(LAYER, namespace="torch", name="bce_value", function=False, saves=("input", "target"),
    laid_out=_strides, grad_fn="BinaryCrossEntropyBackward0")  # fmt: skip
def bce_value(input: Array, target: Array, weight: Array | None, reduction: str):
    """-(t · log x + (1 - t) · log(1 - x)), logarithms held above -100, reduced."""
    if input.dtype != target.dtype:
        raise RuntimeError(f"Found dtype {scalar_name(target)} but expected {scalar_name(input)}")
    value = -_log_likelihood(input, target)
    return reduced(value if weight is None else value * weight, reduction)


@op(
    LAYER,
    namespace="torch",
    name="bce_with_logits_value",
    function=False,
    saves=("input", "target", "weight", "pos_weight"),
    laid_out=_strides,
    grad_fn="BinaryCrossEntropyWithLogitsBackward0",
)
def bce_with_logits_value(
    input: Array, target: Array, weight: Array | None, pos_weight: Array | None, reduction: str
):
    """`bce_value` of sigmoid(input), computed without overflow."""
    if not is_float(target):
        raise RuntimeError(
            f"result type {scalar_name(input)} can't be cast to the desired output type "
            f"{scalar_name(target)}"
        )
    log_weight = 1 if pos_weight is None else 1 + (pos_weight - 1) * target
    value = (1 - target) * input - log_weight * jax.nn.log_sigmoid(input)
    return reduced(value if weight is None else value * weight, reduction)


@op(LAYER, name="multilabel_margin_loss_value", function=False, saves=("input", "target"),
    grad_fn="MultilabelMarginLossBackward0")  # fmt: skip
def multilabel_margin_loss_value(input: Array, target: Array, reduction: str):
    """Σ max(0, 1 - (x[label] - x[other])) / classes, labels up to the first -1."""
    if not is_float(input) or input.dtype.itemsize < 4:
        raise NotImplementedError(
            f'"multilabel_margin_loss_forward_out_frame" not implemented for '
            f"'{scalar_name(input)}'"
        )
    x = input.reshape(-1, input.shape[-1] if input.ndim else 1)
    classes = x.shape[1]
    labels = target.reshape(x.shape)
    named = jnp.cumsum(labels < 0, axis=1) == 0
    safe = jnp.where(named, labels, 0)
    is_label = jnp.any((safe[..., None] == jnp.arange(classes)) & named[..., None], axis=1)
    chosen = jnp.take_along_axis(x, safe, axis=1)
    gap = 1 - chosen[..., None] + x[:, None, :]
    counted = named[..., None] & ~is_label[:, None, :] & (gap > 0)
    each = jnp.sum(jnp.where(counted, gap, 0), axis=(1, 2)) / classes
    return reduced(each.reshape(input.shape[:-1]), reduction)
