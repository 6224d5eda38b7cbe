"""Normalisation by the statistics of batches, instances and groups of channels."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Spec
from torchlike._ops.dims import is_float, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.layer import check_normalized, normalized
from torchlike._ops.padding import as_first
from torchlike._ops.roles import Array, Number, Shape
from torchlike._ops.schema import op


def _wide(x: Any) -> Any:
    return x.astype(jnp.float32) if is_float(x) and x.dtype.itemsize == 2 else x


def _require_float(input: Any, kernel: str) -> None:
    if not is_float(input):
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{scalar_name(input)}'")


def _per_channel(x: Any, rank: int) -> Any:
    """A number for each channel, against a tensor of `rank` dims."""
    return _wide(x).reshape(*(1,) * (rank > 1), -1, *(1,) * (rank - 2))


def _affine(value: Any, weight: Any, bias: Any) -> Any:
    if weight is not None:
        value = value * _per_channel(weight, value.ndim).astype(value.dtype)
    if bias is not None:
        value = value + _per_channel(bias, value.ndim).astype(value.dtype)
    return value


def _standardised(x: Any, axes: tuple[int, ...], eps: float) -> tuple[Any, Any, Any, Any]:
    """x with mean 0 and variance 1 over `axes`; the mean, 1 / deviation, unbiased variance."""
    mean = jnp.mean(x, axis=axes, keepdims=True)
    center = x - mean
    variance = jnp.mean(center * center, axis=axes, keepdims=True)
    scale = lax.rsqrt(variance + eps)
    count = 1
    for axis in axes:
        count *= x.shape[axis]
    held = (mean, scale, variance * (count / max(count - 1, 1)))
    mean, spread, unbiased = (v.squeeze(axes) for v in held)
    return center * scale, mean, spread, unbiased


def _batch_axes(x: Any) -> tuple[int, ...]:
    return 0, *range(2, x.ndim)


@functools.partial(jax.custom_vjp, nondiff_argnums=(3,))
def _batch_normalised(x: Any, weight: Any, bias: Any, eps: float) -> tuple[Any, ...]:
    """x normalised by its own statistics, scaled and moved; those, which have no gradient.

    The gradient takes two sums over x. JAX's own rules would take four.
    """
    return _batch_normalised_forward(x, weight, bias, eps)[0]


def _batch_normalised_forward(x: Any, weight: Any, bias: Any, eps: float) -> Any:
    value, mean, scale, variance = _standardised(x, _batch_axes(x), eps)
    found = (_affine(value, weight, bias), *map(lax.stop_gradient, (mean, scale, variance)))
    return found, (x, weight, bias, mean, scale)


def _batch_normalised_backward(eps: float, kept: Any, cts: Any) -> Any:
    del eps
    x, weight, bias, mean, scale = kept
    ct, center = cts[0], x - _per_channel(mean, x.ndim)
    total = jnp.sum(ct, _batch_axes(x))
    along = jnp.sum(ct * center, _batch_axes(x))
    count = max(x.size // max(x.shape[1], 1), 1)
    parts = total / count, along * (scale * scale / count)
    moved, turned = (_per_channel(part, x.ndim) for part in parts)
    steep = scale if weight is None else scale * weight
    ct_x = (ct - moved - center * turned) * _per_channel(steep, x.ndim)
    return ct_x, *(
        None if like is None else found for like, found in ((weight, along * scale), (bias, total))
    )


_batch_normalised.defvjp(_batch_normalised_forward, _batch_normalised_backward)


def _check_channels(input: Any, given: dict[str, Any]) -> None:
    for name, values in given.items():
        if values is not None and values.size != input.shape[1]:
            raise RuntimeError(f"{name} should contain {input.shape[1]} elements not {values.size}")


def _statistics_dtype(input: Any, *parameters: Any) -> Any:
    """The dtype statistics are handed over in: that of the parameters, else of the input."""
    return next((p.dtype for p in parameters if p is not None), input.dtype)


def _batch_layout(specs: Sequence[Spec], static: Any, shape: tuple[int, ...]) -> Any:
    first = specs[0]
    return as_first(specs, static, shape) if isinstance(first, Aval) else None


@op(LAYER, name="batch_norm_value", function=False, returns=tuple, laid_out=_batch_layout,
    saves=("input", "weight"), grad_fn=lambda kernel: kernel.static[-1])  # fmt: skip
def batch_norm_value(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    mean: Array | None,
    variance: Array | None,
    training: bool,
    eps: float,
    node: str,
):
    """Each channel normalised, by its own statistics in training, else by those given.

    Also the mean, 1 / deviation and unbiased variance used; empty ones where they were given.
    """
    named = {"running_mean": mean, "running_var": variance, "weight": weight, "bias": bias}
    if input.ndim > 1:
        _check_channels(input, named)
    _require_float(input, "batch_norm")
    x = _wide(input)
    kind = _statistics_dtype(input, weight, mean)
    scale, offset = (None if p is None else _wide(p).astype(x.dtype) for p in (weight, bias))
    if training and x.ndim > 1:
        results: Any = _batch_normalised(x, scale, offset, eps)
        value, *found = results
    elif training:
        value, *found = _standardised(x, (0,), eps)
        value = _affine(value, scale, offset)
    else:
        center = x - lax.stop_gradient(_per_channel(mean, x.ndim).astype(x.dtype))
        spread = lax.stop_gradient(_per_channel(variance, x.ndim).astype(x.dtype))
        value = _affine(center * lax.rsqrt(spread + eps), scale, offset)
        found = [jnp.zeros((0,), kind)] * 3
    return value.astype(input.dtype), *(v.astype(kind) for v in found)


@op(LAYER, name="instance_norm_value", function=False, returns=tuple, saves=("input",),
    grad_fn="ViewBackward0")  # fmt: skip
def instance_norm_value(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    eps: float,
):
    """Each channel of each sample normalised; its mean and unbiased variance over the batch."""
    _check_channels(input, {"weight": weight, "bias": bias})
    _require_float(input, "batch_norm")
    x = _wide(input)
    value, mean, _, variance = _standardised(x, tuple(range(2, x.ndim)), eps)
    kind = _statistics_dtype(input, weight)
    held = (v.mean(0).astype(kind) for v in (mean, variance))
    return _affine(value, weight, bias).astype(input.dtype), *held


@op(LAYER, name="running_average", function=False, differentiable=False)
def running_average(input: Array, fresh: Array, momentum: Number):
    """(1 - momentum) · input + momentum · fresh."""
    share = jnp.asarray(momentum).astype(_wide(input).dtype)
    value = (1 - share) * _wide(input) + share * fresh.astype(share.dtype)
    return value.astype(input.dtype)


@op(LAYER, returns=tuple, saves=("input", "weight"), laid_out=_batch_layout)
def native_group_norm(
    input: Array,
    weight: Array | None,
    bias: Array | None,
    N: int,  # noqa: N803  (PyTorch's name)
    C: int,  # noqa: N803
    HxW: int,  # noqa: N803
    group: int,
    eps: float,
):
    """Each of `group` groups of channels normalised; the means and 1 / deviations.

    Raises: RuntimeError for channels that the groups do not divide, or sizes that do not go
    together.
    """
    if group <= 0:
        raise RuntimeError("Expected num groups to be greater than 0, got " + str(group))
    if C % group:
        raise RuntimeError(
            f"Expected number of channels in input to be divisible by num_groups, but got input of "
            f"shape {list(input.shape)} and num_groups={group}"
        )
    for name, given in (("weight", weight), ("bias", bias)):
        if given is not None and given.shape != (C,):
            raise RuntimeError(
                f"Expected {name} to be a vector of size equal to the number of channels in input, "
                f"but got {name} of shape {list(given.shape)} and input of shape "
                f"{list(input.shape)}"
            )
    if input.size != N * C * HxW:
        raise RuntimeError("Expected X.numel() == N * C * HxW to be true, but got false.")
    _require_float(input, "GroupNormKernelImpl")
    x = _wide(input).reshape(N, group, C // group * HxW)
    value, mean, scale, _ = _standardised(x, (2,), eps)
    kind = _statistics_dtype(input, weight, bias)
    value = _affine(value.reshape(input.shape), weight, bias).astype(input.dtype)
    return value, mean.astype(kind), scale.astype(kind)


@op(LAYER, function=False, returns=tuple, saves=("input", "weight", "bias"))
def native_layer_norm(
    input: Array,
    normalized_shape: Shape,
    weight: Array | None,
    bias: Array | None,
    eps: float,
):
    """The last dims normalised; the means and 1 / deviations."""
    check_normalized(input, weight, bias, normalized_shape)
    _require_float(input, "LayerNormKernelImpl")
    first = input.ndim - len(normalized_shape)
    axes = tuple(range(first, input.ndim))
    x = _wide(input)
    mean = lax.stop_gradient(jnp.mean(x, axis=axes, keepdims=True))
    spread = jnp.mean((x - mean) ** 2, axis=axes, keepdims=True)
    scale = lax.rsqrt(lax.stop_gradient(spread) + eps)
    kind = _statistics_dtype(input, weight, bias)
    value = normalized(x, weight, bias, axes, eps).astype(input.dtype)
    return value, mean.astype(kind), scale.astype(kind)


@op(LAYER, saves=("mask",))
def native_dropout_backward(grad_output: Array, mask: Array, scale: float):
    """grad_output · mask · scale."""
    kind = grad_output.dtype if is_float(grad_output) else jnp.float32
    return grad_output.astype(kind) * mask.astype(kind) * jnp.asarray(scale, kind)
