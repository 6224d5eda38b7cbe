"""Optimizer updates: a whole parameter group as one operator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._ops.families import Family
from torchlike._ops.roles import Array
from torchlike._ops.schema import op

#: An update of several tensors at once; the scalars that change are one vector operand.
UPDATE = Family("update", function=False, method=False, differentiable=False)


def _columns(tensors: Sequence[Any], count: int) -> list[list[Any]]:
    size = len(tensors) // count
    return [list(tensors[i * size : (i + 1) * size]) for i in range(count)]


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
    lr, mu, dampening, weight_decay = (scalars[i] for i in range(4))
    columns = _columns(tensors, 3 if momentum and not first else 2)
    params, buffers = [], []
    for i, (param, grad) in enumerate(zip(columns[0], columns[1], strict=True)):
        dtype = param.dtype
        step = -grad if maximize else grad
        if decay:
            step = step + weight_decay.astype(dtype) * param
        if momentum:
            buffer = step
            if not first:
                buffer = mu.astype(dtype) * columns[2][i] + (1 - dampening).astype(dtype) * step
            buffers.append(buffer)
            step = step + mu.astype(dtype) * buffer if nesterov else buffer
        params.append(param - lr.astype(dtype) * step)
    return (*params, *buffers)


@op(UPDATE, name="adam_update", returns=tuple)
def adam_update(
    scalars: Array,
    tensors: Sequence[Array],
    amsgrad: bool,
    maximize: bool,
    decay: bool,
    decoupled: bool,
):
    """Adam (Kingma and Ba) and AdamW.

    `scalars`: lr, beta1, beta2, eps, weight_decay, 1 - beta1^t, sqrt(1 - beta2^t). `tensors`:
    parameters, gradients, first and second moments and, with amsgrad, the largest second moments.
    Returns the new ones but for the gradients, in the same order.
    """
    lr, beta1, beta2, eps, weight_decay, correction1, root2 = (scalars[i] for i in range(7))
    columns = _columns(tensors, 5 if amsgrad else 4)
    results: list[list[Any]] = [[] for _ in range(4 if amsgrad else 3)]
    for i, param in enumerate(columns[0]):
        dtype = param.dtype
        grad = -columns[1][i] if maximize else columns[1][i]
        if decay and decoupled:
            param = param * (1 - lr * weight_decay).astype(dtype)
        elif decay:
            grad = grad + weight_decay.astype(dtype) * param
        mean, square = columns[2][i], columns[3][i]
        mean = mean + (grad - mean) * (1 - beta1).astype(dtype)
        square = square * beta2.astype(dtype) + (1 - beta2).astype(dtype) * grad * grad
        largest = jnp.maximum(columns[4][i], square) if amsgrad else square
        spread = jnp.sqrt(largest) / root2.astype(dtype) + eps.astype(dtype)
        param = param - (lr / correction1).astype(dtype) * (mean / spread)
        for column, value in zip(results, (param, mean, square, largest), strict=False):
            column.append(value)
    return tuple(x for column in results for x in column)
