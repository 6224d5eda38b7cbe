"""Optimizer updates of Adam's kind: by estimates of the gradients' moments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._ops.optim import UPDATE, directed, each, known, lerp
from torchlike._ops.roles import Array
from torchlike._ops.schema import op


def _decayed(param: Any, grad: Any, rate: Any, shrink: Any, rounded: Any, decoupled: bool) -> Any:
    """Weight decay, of the parameter itself when decoupled from the gradient."""
    if decoupled:
        return rounded(param * shrink), grad
    return param, rounded(grad + rate * param)


def _second_moment(square: Any, grad: Any, keep: Any, gain: Any, rounded: Any) -> Any:
    return rounded(rounded(square * keep) + gain * grad * grad)


@op(UPDATE, name="adam_update", returns=tuple)
def adam_update(
    count: Array,
    scalars: Array,
    tensors: Sequence[Array],
    amsgrad: bool,
    maximize: bool,
    decay: bool,
    decoupled: bool,
):
    """Adam (Kingma and Ba) and AdamW.

    `count`: the steps so far. `scalars`, in float64: lr, beta1, beta2, eps, weight_decay.
    `tensors`: parameters, gradients, first and second moments and, with amsgrad, the largest second
    moments. Returns the new count, then the new ones but for the gradients, in the same order.
    """
    lr, beta1, beta2, eps, weight_decay = scalars
    steps = (count + 1).astype(scalars.dtype)
    size, root = lr / (1 - beta1**steps), jnp.sqrt(1 - beta2**steps)

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        param, grad, mean, square, *largest = row
        keep, eps, weight_decay, gain1, gain2, shrink, size, root = numbers
        grad = directed(grad, maximize)
        if decay:
            param, grad = _decayed(param, grad, weight_decay, shrink, rounded, decoupled)
        mean = rounded(lerp(mean, grad, gain1))
        square = _second_moment(square, grad, keep, gain2, rounded)
        largest = [jnp.maximum(old, square) for old in largest]
        spread = largest[0] if amsgrad else square
        spread = rounded(rounded(rounded(jnp.sqrt(spread)) / root) + eps)
        return [param - size * (mean / spread), mean, square, *largest]

    constants = (beta2, eps, weight_decay, 1 - beta1, 1 - beta2, 1 - lr * weight_decay)
    return (count + 1, *each(tensors, 4 + amsgrad, (*constants, size, root), body))


@op(UPDATE, name="adamax_update", returns=tuple)
def adamax_update(
    count: Array, scalars: Array, tensors: Sequence[Array], maximize: bool, decay: bool
):
    """Adamax (Kingma and Ba): Adam with the infinity norm.

    `scalars`: lr, beta1, beta2, eps, weight_decay. `tensors`: parameters, gradients, means and
    norms. Returns the new count of steps, parameters and states.
    """
    lr, beta1, beta2, eps, weight_decay = scalars
    size = lr / (1 - beta1 ** (count + 1).astype(scalars.dtype))

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, mean, norm), (size, gain, keep, eps, weight_decay) = row, numbers
        grad = directed(grad, maximize)
        if decay:
            grad = rounded(grad + weight_decay * param)
        mean = rounded(lerp(mean, grad, gain))
        norm = jnp.maximum(rounded(norm * keep), rounded(jnp.abs(grad) + eps))
        return [param - size * (mean / norm), mean, norm]

    return (count + 1, *each(tensors, 4, (size, 1 - beta1, beta2, eps, weight_decay), body))


@op(UPDATE, name="nadam_update", returns=tuple)
def nadam_update(
    count: Array,
    scalars: Array,
    tensors: Sequence[Array],
    maximize: bool,
    decay: bool,
    decoupled: bool,
):
    """NAdam (Dozat): Adam with Nesterov momentum.

    `scalars`: lr, beta1, beta2, eps, weight_decay, momentum_decay. `tensors`: parameters,
    gradients, first and second moments and, as scalars, products of the momenta so far. Returns the
    new count of steps, parameters and states.
    """
    lr, beta1, beta2, eps, weight_decay, momentum_decay = scalars
    steps = (count + 1).astype(scalars.dtype)
    mu = beta1 * (1 - 0.5 * 0.96 ** (steps * momentum_decay))
    mu_next = beta1 * (1 - 0.5 * 0.96 ** ((steps + 1) * momentum_decay))

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        param, grad, mean, square, product = row
        gain1, keep, gain2, eps, weight_decay, shrink, correction = numbers
        product = product * mu.astype(product.dtype)
        so_far = product.astype(scalars.dtype)
        by_grad = known(lr * (1 - mu) / (1 - so_far)).astype(param.dtype)
        by_mean = known(lr * mu_next / (1 - so_far * mu_next)).astype(param.dtype)
        grad = directed(grad, maximize)
        if decay:
            param, grad = _decayed(param, grad, weight_decay, shrink, rounded, decoupled)
        mean = rounded(lerp(mean, grad, gain1))
        square = _second_moment(square, grad, keep, gain2, rounded)
        spread = rounded(rounded(jnp.sqrt(rounded(square / correction))) + eps)
        param = rounded(param - by_grad * (grad / spread)) - by_mean * (mean / spread)
        return [param, mean, square, product]

    gains = (1 - beta1, beta2, 1 - beta2)
    numbers = (*gains, eps, weight_decay, 1 - lr * weight_decay, 1 - beta2**steps)
    return (count + 1, *each(tensors, 5, numbers, body))


@op(UPDATE, name="radam_update", returns=tuple)
def radam_update(
    count: Array,
    scalars: Array,
    tensors: Sequence[Array],
    maximize: bool,
    decay: bool,
    decoupled: bool,
):
    """RAdam (Liu et al.): Adam that adapts once its second moment can be trusted.

    `scalars`: lr, beta1, beta2, eps, weight_decay. `tensors`: parameters, gradients, first and
    second moments. Returns the new count of steps, parameters and states.
    """
    lr, beta1, beta2, eps, weight_decay = scalars
    steps = (count + 1).astype(scalars.dtype)
    correction = 1 - beta2**steps
    length = 2 / (1 - beta2) - 1
    reached = length - 2 * steps * beta2**steps / correction
    adapts = known(reached > 5)
    trusted = jnp.where(adapts, reached, length)
    rectified = jnp.sqrt(
        (trusted - 4) * (trusted - 2) * length / ((length - 4) * (length - 2) * trusted)
    )

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        param, grad, mean, square = row
        gain1, keep, gain2, eps, weight_decay, shrink, first, root, rectified, lr = numbers
        grad = directed(grad, maximize)
        if decay:
            param, grad = _decayed(param, grad, weight_decay, shrink, rounded, decoupled)
        mean = rounded(lerp(mean, grad, gain1))
        square = _second_moment(square, grad, keep, gain2, rounded)
        spread = rounded(rounded(jnp.sqrt(jnp.where(adapts, square, 1))) + eps)
        step = rounded(rounded(mean / first) * lr)
        adapted = rounded(rounded(step * rounded(root / spread)) * rectified)
        return [param - jnp.where(adapts, adapted, step), mean, square]

    gains = (1 - beta1, beta2, 1 - beta2)
    decays = (eps, weight_decay, 1 - lr * weight_decay)
    rates = (1 - beta1**steps, jnp.sqrt(correction), rectified, lr)
    return (count + 1, *each(tensors, 4, (*gains, *decays, *rates), body))


@op(UPDATE, name="adafactor_update", returns=tuple)
def adafactor_update(
    count: Array,
    scalars: Array,
    tensors: Sequence[Array],
    factored: bool,
    given_eps: bool,
    maximize: bool,
    decay: bool,
):
    """Adafactor (Shazeer and Stern).

    `scalars`: lr, beta2_decay, two eps, d, weight_decay. `tensors`: parameters, gradients, and
    variances, which matrices keep as those of rows and of columns. Returns the new count of steps,
    parameters and variances.
    """
    lr, beta2_decay, eps1, eps2, threshold, weight_decay = scalars
    steps = (count + 1).astype(scalars.dtype)

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, *variances), (gain, eps1, shrink) = row, numbers
        kind = tensors[0].dtype
        floor = eps1 if given_eps else jnp.finfo(kind).eps.astype(param.dtype)
        grad = directed(grad, maximize)
        size = jnp.maximum(eps2, _root_mean_square(param)) * jnp.minimum(lr, steps**-0.5)
        if decay:
            param = rounded(param * shrink)
        squares = [rounded(s) for s in _squares(grad, factored, rounded)]
        new = [rounded(lerp(v, s, gain)) for v, s in zip(variances, squares, strict=True)]
        estimate = new[0]
        if factored:
            average = jnp.maximum(rounded(new[0].mean(axis=-2, keepdims=True)), floor)
            estimate = rounded(rounded(new[0] @ new[1]) / average)
        step = rounded(rounded(jnp.maximum(estimate, floor * floor) ** -0.5) * grad)
        clip = jnp.maximum(1, _root_mean_square(step) / threshold)
        return [param - (size / clip).astype(param.dtype) * step, *new]

    numbers = (steps**beta2_decay, eps1, 1 - lr * weight_decay)
    return (count + 1, *each(tensors, 4 if factored else 3, numbers, body))


def _squares(grad: Any, factored: bool, rounded: Any) -> list[Any]:
    """The squared gradient, or its means by row and by column."""
    if not factored:
        return [grad * grad]
    norms = [rounded(jnp.sqrt((grad * grad).sum(axis=dim, keepdims=True))) for dim in (-1, -2)]
    return [rounded(n * n) / grad.shape[dim] for n, dim in zip(norms, (-1, -2), strict=True)]


def _root_mean_square(x: Any) -> Any:
    return jnp.sqrt((x * x).sum()).astype(jnp.float64) / x.size**0.5
