"""Writing and reducing at positions, with PyTorch's gradients where JAX's are others."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from torchlike._ops.dims import is_inexact


def overwrite(
    place: Callable[[tuple[Any, ...]], tuple[Any, ...]], input: Any, values: Any, *indices: Any
) -> Any:
    """`input` with `values` written at ``place(indices)``; the last one at a place stays.

    The gradient reaches every value that was written there, as PyTorch's does.
    """
    shape = jax.eval_shape(lambda x, *i: x[place(i)], input, *indices).shape
    return _overwritten(place, input, jnp.broadcast_to(values, shape), *indices)


@functools.partial(jax.custom_vjp, nondiff_argnums=(0,))
def _overwritten(place: Any, input: Any, values: Any, *indices: Any) -> Any:
    return input.at[place(indices)].set(values)


def _overwrite_forward(place: Any, input: Any, values: Any, *indices: Any) -> Any:
    return _overwritten(place, input, values, *indices), indices


def _overwrite_backward(place: Any, indices: Any, grad: Any) -> Any:
    at = place(indices)
    return (grad.at[at].set(0), grad[at], *[None] * len(indices))


_overwritten.defvjp(_overwrite_forward, _overwrite_backward)


def reduced(how: str, include_self: bool, input: Any, src: Any, *at: Any) -> Any:
    """`input` with `src` reduced into the places `at`; without what was there if so asked."""
    return _reduced(how, include_self, input, src, *at)


@functools.partial(jax.custom_vjp, nondiff_argnums=(0, 1))
def _reduced(how: str, include_self: bool, input: Any, src: Any, *at: Any) -> Any:
    if input.dtype == bool:
        numbers = (input.astype(jnp.int32), src.astype(jnp.int32))
        return _reduced(how, include_self, *numbers, *at) != 0
    start = input if include_self else input.at[at].set(_neutral(how, input.dtype))
    target = start.at[at]
    if how == "prod":
        return target.multiply(src)
    if how in ("amax", "amin"):
        return target.max(src) if how == "amax" else target.min(src)
    total = target.add(src)
    if how == "sum":
        return total
    count = _count(input, include_self, src, at)
    return total / count if is_inexact(input) else jnp.floor_divide(total, count)


def _neutral(how: str, dtype: Any) -> Any:
    if how in ("sum", "mean"):
        return jnp.asarray(0, dtype)
    if how == "prod":
        return jnp.asarray(1, dtype)
    if jnp.issubdtype(dtype, jnp.inexact):
        return jnp.asarray(-jnp.inf if how == "amax" else jnp.inf, dtype)
    info = np.iinfo(dtype)
    return jnp.asarray(info.min if how == "amax" else info.max, dtype)


def _count(input: Any, include_self: bool, src: Any, at: Any) -> Any:
    start = jnp.full(input.shape, int(include_self), jnp.int64)
    return jnp.maximum(start.at[at].add(jnp.ones(src.shape, jnp.int64)), 1).astype(input.dtype)


def _reduce_forward(how: str, include_self: bool, input: Any, src: Any, *at: Any) -> Any:
    result = _reduced(how, include_self, input, src, *at)
    return result, (input, src, result, at)


def _reduce_backward(how: str, include_self: bool, saved: Any, grad: Any) -> Any:
    input, src, result, at = saved
    if how in ("sum", "mean"):
        own = grad if how == "sum" else grad / _count(input, include_self, src, at)
        others = own[at]
    elif how == "prod":
        own, others = _product_gradients(include_self, input, src, result, at, grad)
    else:
        is_own = (input == result).astype(grad.dtype)
        is_other = (src == result[at]).astype(grad.dtype)
        share = grad / is_own.at[at].add(is_other)
        own, others = is_own * share, is_other * share[at]
    if not include_self:
        own = own.at[at].set(0)
    return (own, others, *[None] * len(at))


def _product_gradients(
    include_self: bool, input: Any, src: Any, result: Any, at: Any, grad: Any
) -> tuple[Any, Any]:
    """The product of all others: a single zero among the factors must not hide it."""
    filled = jnp.where(input == 0, 1, input)
    own = grad * _reduced("prod", include_self, filled, src, *at) / filled
    zero = src == 0
    zeros = jnp.zeros(input.shape, jnp.int64).at[at].add(zero.astype(jnp.int64))[at]
    alone = zero & (zeros == 1)
    without = _reduced("prod", include_self, input, jnp.where(alone, 1, src), *at)
    others = jnp.where(alone, (grad * without)[at], (grad * result)[at] / jnp.where(zero, 1, src))
    return own, others


_reduced.defvjp(_reduce_forward, _reduce_backward)
