"""Optimizer updates: a whole parameter group as one operator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._ops.families import Family
from torchlike._ops.roles import Array
from torchlike._ops.schema import op

#: An update of several tensors at once; the scalars that change are one vector operand.
UPDATE = Family("update", function=False, method=False, differentiable=False)


def _rows(tensors: Sequence[Any], count: int) -> list[tuple[Any, ...]]:
    """The tensors of each parameter, given all first ones, then all second ones..."""
    size = len(tensors) // count
    return list(zip(*(tensors[i * size : (i + 1) * size] for i in range(count)), strict=True))


def _widened(tensors: Sequence[Any]) -> tuple[list[Any], Callable[[Any], Any], Any]:
    """Halves as float32, a function that rounds to them, and the dtype of scalars beside them."""
    dtype = tensors[0].dtype
    if dtype.itemsize == 2:
        wide = [t.astype(jnp.float32) for t in tensors]
        return wide, lambda x: x.astype(dtype).astype(jnp.float32), jnp.dtype(jnp.float32)
    return list(tensors), lambda x: x, jnp.finfo(dtype).dtype


def _columns(rows: list[list[Any]]) -> tuple[Any, ...]:
    return tuple(row[i] for i in range(len(rows[0])) for row in rows)


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
    results = []
    for row in _rows(tensors, 3 if momentum and not first else 2):
        (param, step, *buffers), rounded, scalar_dtype = _widened(row)
        lr, mu, dampening, weight_decay = scalars.astype(scalar_dtype)
        step = -step if maximize else step
        if decay:
            step = rounded(step + weight_decay * param)
        kept = []
        if momentum:
            buffer = step if first else rounded(rounded(mu * buffers[0]) + (1 - dampening) * step)
            kept = [buffer.astype(row[0].dtype)]
            step = rounded(step + mu * buffer) if nesterov else buffer
        results.append([(param - lr * step).astype(row[0].dtype), *kept])
    return _columns(results)


def _pairs(x: Any) -> Any:
    """Complex numbers as pairs of real ones: each part is a number of its own to Adam."""
    return jnp.stack([x.real, x.imag], axis=-1) if jnp.iscomplexobj(x) else x


def _lerp(start: Any, end: Any, weight: Any) -> Any:
    gap = end - start
    return jnp.where(weight < 0.5, start + weight * gap, end - gap * (1 - weight))


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
    lr, beta1, beta2, small, decay_rate = scalars
    steps = (count + 1).astype(scalars.dtype)
    size_and_root = (lr / (1 - beta1**steps), jnp.sqrt(1 - beta2**steps))
    constants = (beta2, small, decay_rate, 1 - beta1, 1 - beta2, 1 - lr * decay_rate)
    results = []
    for row in _rows(tensors, 5 if amsgrad else 4):
        given = [_pairs(t) for t in row]
        (param, grad, mean, square, *largest), rounded, scalar_dtype = _widened(given)
        keep2, eps, weight_decay, gain1, gain2, shrink, size, root2 = (
            number.astype(scalar_dtype) for number in (*constants, *size_and_root)
        )
        grad = -grad if maximize else grad
        if decay and decoupled:
            param = rounded(param * shrink)
        elif decay:
            grad = rounded(grad + weight_decay * param)
        mean = rounded(_lerp(mean, grad, gain1))
        square = rounded(rounded(square * keep2) + gain2 * grad * grad)
        new = [mean, square]
        spread = square
        if amsgrad:
            spread = jnp.maximum(largest[0], square)
            new.append(spread)
        spread = rounded(rounded(rounded(jnp.sqrt(spread)) / root2) + eps)
        new.insert(0, param - size * (mean / spread))
        results.append([_as_given(value, row[0]) for value in new])
    return (count + 1, *_columns(results))


def _as_given(value: Any, like: Any) -> Any:
    """The result in the dtype of the parameter, pairs made complex again."""
    if jnp.iscomplexobj(like):
        return lax.complex(value[..., 0], value[..., 1])
    return value.astype(like.dtype)
