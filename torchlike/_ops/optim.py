"""Optimizer updates: a whole parameter group as one operator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._ops.families import Family
from torchlike._ops.roles import Array
from torchlike._ops.schema import op

#: An update of several tensors at once; the scalars that change are one vector operand. Recorded
#: under grad mode it is differentiable.
UPDATE = Family("update", function=False, method=False, saves=("scalars",))


def each(tensors: Sequence[Any], width: int, numbers: Sequence[Any], body: Any) -> list[Any]:
    """Updates parameters one by one, and gives all new ones, then all of the first state...

    `tensors` are all parameters, all gradients, then `width - 2` states of each. `body` gets the
    tensors of one parameter, `numbers` (scalars in float64) in a dtype to compute with, and a
    function that rounds to the parameter's dtype; it returns the parameter and its states. Complex
    numbers are pairs of real ones to it, halves are float32. Scalars kept as a state stay as given.
    """
    size = len(tensors) // width
    results = []
    for row in zip(*(tensors[i * size : (i + 1) * size] for i in range(width)), strict=True):
        kind, rounded = _arithmetic(row[0].dtype)
        wide = [_pairs(t).astype(kind) if t.dtype == row[0].dtype else t for t in row]
        new = body(wide, [known(number).astype(kind) for number in numbers], rounded)
        likes = [row[0], *row[2:], *[row[0]] * len(new)]
        results.append([_as_given(value, like) for value, like in zip(new, likes, strict=False)])
    return [row[i] for i in range(len(results[0])) for row in results]


def known(number: Any) -> Any:
    """A scalar computed beforehand: XLA would compute it, powers and all, for every element."""
    return lax.optimization_barrier(jnp.asarray(number))


def _arithmetic(dtype: Any) -> tuple[Any, Callable[[Any], Any]]:
    """The dtype to compute with, and what rounds to `dtype` after each of PyTorch's steps."""
    if dtype.itemsize == 2:
        return jnp.float32, lambda x: x.astype(dtype).astype(jnp.float32)
    return jnp.finfo(dtype).dtype, lambda x: x


def _pairs(x: Any) -> Any:
    return jnp.stack([x.real, x.imag], axis=-1) if jnp.iscomplexobj(x) else x


def _as_given(value: Any, like: Any) -> Any:
    """The result in the dtype it was given in, pairs made complex again."""
    if jnp.iscomplexobj(like):
        return lax.complex(value[..., 0], value[..., 1])
    return value.astype(like.dtype)


def lerp(start: Any, end: Any, weight: Any) -> Any:
    """From `start` towards `end` by `weight`, from the nearer of the two."""
    gap = end - start
    return jnp.where(weight < 0.5, start + weight * gap, end - gap * (1 - weight))


def directed(grad: Any, maximize: bool) -> Any:
    """The gradient in the direction of descent."""
    return -grad if maximize else grad


@op(UPDATE, name="sgd_update", returns=tuple)
def sgd_update(
    scalars: Array,
    tensors: Sequence[Array],
    momentum: bool,
    first: bool,
    nesterov: bool,
    maximize: bool,
    decay: bool,
):
    """Stochastic gradient descent.

    `scalars`: lr, momentum, dampening, weight_decay. `tensors`: parameters, gradients and, with
    momentum after the first step, buffers. Returns parameters, then buffers.
    """

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, step, *buffers), (lr, mu, dampening, weight_decay) = row, numbers
        step = directed(step, maximize)
        if decay:
            step = rounded(step + weight_decay * param)
        if not momentum:
            return [param - lr * step]
        if first:
            buffer = lax.stop_gradient(step)
        else:
            buffer = rounded(rounded(mu * buffers[0]) + (1 - dampening) * step)
        step = rounded(step + mu * buffer) if nesterov else buffer
        return [param - lr * step, buffer]

    return tuple(each(tensors, 3 if momentum and not first else 2, list(scalars), body))


@op(UPDATE, name="adagrad_update", returns=tuple)
def adagrad_update(
    count: Array, scalars: Array, tensors: Sequence[Array], maximize: bool, decay: bool
):
    """Adagrad (Duchi, Hazan and Singer).

    `scalars`: lr, lr_decay, weight_decay, eps. `tensors`: parameters, gradients, sums of squares.
    Returns the new count of steps, parameters and sums.
    """
    lr, lr_decay, weight_decay, eps = scalars
    size = lr / (1 + count.astype(scalars.dtype) * lr_decay)

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, total), (size, weight_decay, eps) = row, numbers
        grad = directed(grad, maximize)
        if decay:
            grad = rounded(grad + weight_decay * param)
        total = rounded(total + grad * grad)
        return [param - size * (grad / rounded(rounded(jnp.sqrt(total)) + eps)), total]

    return (count + 1, *each(tensors, 3, (size, weight_decay, eps), body))


@op(UPDATE, name="rmsprop_update", returns=tuple)
def rmsprop_update(
    count: Array,
    scalars: Array,
    tensors: Sequence[Array],
    momentum: bool,
    centered: bool,
    maximize: bool,
    decay: bool,
):
    """RMSprop (Hinton), centered as Graves does it.

    `scalars`: lr, alpha, eps, weight_decay, momentum. `tensors`: parameters, gradients, mean
    squares and, as asked for, momentum buffers and mean gradients. Returns the new count of steps,
    parameters and states.
    """
    lr, alpha, eps, weight_decay, mu = scalars

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, square, *more), (lr, keep, gain, eps, weight_decay, mu) = row, numbers
        grad = directed(grad, maximize)
        if decay:
            grad = rounded(grad + weight_decay * param)
        square = rounded(rounded(square * keep) + gain * grad * grad)
        new, spread = [square], square
        if centered:
            mean = rounded(lerp(more[-1], grad, gain))
            spread = rounded(square - mean * mean)
        spread = rounded(rounded(jnp.sqrt(spread)) + eps)
        if momentum:
            buffer = rounded(rounded(more[0] * mu) + grad / spread)
            new.append(buffer)
        if centered:
            new.append(mean)
        return [param - lr * (buffer if momentum else grad / spread), *new]

    numbers = (lr, alpha, 1 - alpha, eps, weight_decay, mu)
    return (count + 1, *each(tensors, 3 + momentum + centered, numbers, body))


@op(UPDATE, name="adadelta_update", returns=tuple)
def adadelta_update(
    count: Array, scalars: Array, tensors: Sequence[Array], maximize: bool, decay: bool
):
    """Adadelta (Zeiler).

    `scalars`: lr, rho, eps, weight_decay. `tensors`: parameters, gradients, mean squares of the
    gradients and of the changes. Returns the new count of steps, parameters and states.
    """
    lr, rho, eps, weight_decay = scalars

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, square, change), (lr, keep, gain, eps, weight_decay) = row, numbers
        grad = directed(grad, maximize)
        if decay:
            grad = rounded(grad + weight_decay * param)
        square = rounded(rounded(square * keep) + gain * grad * grad)
        spread = rounded(jnp.sqrt(rounded(square + eps)))
        delta = rounded(rounded(rounded(jnp.sqrt(rounded(change + eps))) / spread) * grad)
        return [
            param - lr * delta,
            square,
            rounded(rounded(change * keep) + gain * delta * delta),
        ]

    return (count + 1, *each(tensors, 4, (lr, rho, 1 - rho, eps, weight_decay), body))


@op(UPDATE, name="rprop_update", returns=tuple)
def rprop_update(count: Array, scalars: Array, tensors: Sequence[Array], maximize: bool):
    """Resilient backpropagation (Riedmiller and Braun).

    `scalars`: the factors for a smaller and a larger step, the smallest and the largest step.
    `tensors`: parameters, gradients, gradients before and steps. Returns the new count of steps,
    parameters and states.
    """

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, before, size), (smaller, larger, smallest, largest) = row, numbers
        grad = directed(grad, maximize)
        sign = jnp.sign(rounded(grad * before))
        factor = jnp.where(sign > 0, larger, jnp.where(sign < 0, smaller, 1))
        size = jnp.clip(rounded(size * rounded(factor)), smallest, largest)
        grad = jnp.where(sign < 0, 0, grad)
        return [param - jnp.sign(grad) * rounded(size), grad, size]

    return (count + 1, *each(tensors, 4, list(scalars), body))


@op(UPDATE, name="asgd_update", returns=tuple)
def asgd_update(
    count: Array, scalars: Array, tensors: Sequence[Array], maximize: bool, decay: bool
):
    """Averaged stochastic gradient descent (Polyak and Juditsky).

    `scalars`: lr, lambd, alpha, t0, weight_decay. `tensors`: parameters, gradients, averages and,
    as scalars, rates and weights of the average. Returns the new count of steps, parameters and
    states.
    """
    lr, lambd, alpha, start, weight_decay = scalars
    steps = (count + 1).astype(scalars.dtype)
    rate = lr / (1 + lambd * lr * steps) ** alpha
    weight = 1 / jnp.maximum(1, steps - start)

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, average, eta, mu), (weight_decay,) = row, numbers
        eta = eta.astype(scalars.dtype)
        shrink, size, mu = ((1 - lambd * eta).astype(param.dtype), eta.astype(param.dtype), mu)
        grad = directed(grad, maximize)
        if decay:
            grad = rounded(grad + weight_decay * param)
        param = rounded(rounded(param * shrink) - size * grad)
        moved = rounded(average + rounded(rounded(param - average) * mu.astype(param.dtype)))
        return [param, jnp.where(mu == 1, param, moved), rate, weight]

    return (count + 1, *each(tensors, 5, (weight_decay,), body))


@op(UPDATE, name="muon_update", returns=tuple)
def muon_update(
    scalars: Array, tensors: Sequence[Array], nesterov: bool, steps: int, adjust: str | None
):
    """Muon (Jordan): momentum made orthogonal by a Newton-Schulz iteration in bfloat16.

    `scalars`: lr, weight_decay, momentum, eps and three coefficients. `tensors`: parameters,
    gradients and momentum buffers, all matrices. Returns parameters, then buffers.
    """
    lr, weight_decay, momentum, *polynomial = scalars

    def body(row: Any, numbers: Any, rounded: Any) -> Any:
        (param, grad, buffer), (shrink, gain, momentum, *polynomial) = row, numbers
        buffer = rounded(lerp(buffer, grad, gain))
        step = rounded(lerp(grad, buffer, momentum)) if nesterov else buffer
        step = _orthogonal(step, polynomial, steps).astype(param.dtype)
        size = (lr * _ratio(adjust, *param.shape)).astype(param.dtype)
        return [rounded(param * shrink) - size * step, buffer]

    numbers = (1 - lr * weight_decay, 1 - momentum, momentum, *polynomial)
    return tuple(each(tensors, 3, numbers, body))


def _orthogonal(matrix: Any, polynomial: Any, steps: int) -> Any:
    """About the nearest matrix with orthogonal rows or columns, whichever are fewer."""
    eps, a, b, c = (number.astype(jnp.float32) for number in polynomial)

    def half(x: Any) -> Any:
        return x.astype(jnp.bfloat16).astype(jnp.float32)

    tall = matrix.shape[0] > matrix.shape[1]
    x = half(matrix.T if tall else matrix)
    x = half(x / half(jnp.maximum(half(jnp.sqrt(jnp.sum(x * x))), eps)))
    for _ in range(steps):
        gram = half(x @ x.T)
        x = half(a * x + half(b * gram + c * (gram @ gram)) @ x)
    return x.T if tall else x


def _ratio(adjust: str | None, rows: int, columns: int) -> float:
    """By how much a matrix of this shape moves more than the learning rate says."""
    if adjust == "match_rms_adamw":
        return 0.2 * max(rows, columns) ** 0.5
    return max(1, rows / columns) ** 0.5
