"""Activation functions."""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._ops.dims import is_float, scalar_name, wrap_dim
from torchlike._ops.families import LAYER, UNARY
from torchlike._ops.roles import Array, Dim, DType, Number
from torchlike._ops.schema import op, to_dtype


@op(UNARY, saves=("result",))
def relu(input: Array):
    """max(input, 0); gradient 0 at 0."""
    return jnp.where(input > 0, input, jnp.where(input != input, input, 0))


@op(LAYER, namespace="nn.functional", saves=("input",))
def leaky_relu(input: Array, negative_slope: Number = 0.01):
    """input where positive, else negative_slope · input."""
    return jnp.where(input > 0, input, input * negative_slope)


@op(LAYER, namespace="nn.functional", saves=("result",))
def elu(input: Array, alpha: Number = 1.0):
    """input where positive, else alpha · (exp(input) - 1)."""
    positive = input > 0
    return jnp.where(positive, input, alpha * jnp.expm1(jnp.where(positive, 0, input)))


@op(LAYER, namespace="nn.functional", saves=("input",))
def gelu(input: Array, approximate: str = "none"):
    """input · Φ(input), Φ by erf, or by tanh with approximate="tanh"."""
    x = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    if approximate == "none":
        value = 0.5 * x * (1 + lax.erf(x * (1 / math.sqrt(2))))
    elif approximate == "tanh":
        inner = math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)
        value = 0.5 * x * (1 + jnp.tanh(inner))
    else:
        raise RuntimeError("approximate argument must be either none or tanh.")
    return value.astype(input.dtype)


@op(LAYER, namespace="nn.functional", saves=("input",))
def silu(input: Array):
    """input · sigmoid(input)."""
    return input * jax.nn.sigmoid(input)


@op(LAYER, namespace="nn.functional", saves=("input", "result"))
def softplus(input: Array, beta: Number = 1.0, threshold: Number = 20.0):
    """log(1 + exp(beta · input)) / beta; the input itself where beta · input > threshold."""
    scaled = input * beta
    linear = scaled > threshold
    return jnp.where(linear, input, jnp.log1p(jnp.exp(jnp.where(linear, 0, scaled))) / beta)


@op(LAYER, namespace="nn.functional", saves=("input",))
def logsigmoid(input: Array):
    """log(sigmoid(input))."""
    return jax.nn.log_sigmoid(input)


@op(LAYER, namespace="nn.functional", saves=("input",), grad_fn="HardtanhBackward0")
def hardtanh(input: Array, min_val: Number = -1.0, max_val: Number = 1.0):
    """input moved into [min_val, max_val]; gradient 0 on the bounds."""
    inside = (input > min_val) & (input < max_val)
    return jnp.where(inside, input, lax.stop_gradient(jnp.clip(input, min_val, max_val)))


def _softmax_input(input: Any, dim: Any, dtype: Any, name: str) -> tuple[Any, int]:
    axis = wrap_dim(-1 if dim is None else dim, input.ndim)
    x = input if dtype is None else to_dtype(input, dtype)
    if not is_float(x):
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(x)}'")
    return x, axis


@op(LAYER, namespace="torch", method=True, saves=("result",))
def softmax(input: Array, dim: Dim | None, dtype: DType | None = None):
    """exp(input) over its sum along `dim`."""
    x, axis = _softmax_input(input, dim, dtype, "softmax_lastdim_kernel_impl")
    wide = x.astype(jnp.float32) if x.dtype.itemsize == 2 else x
    return (jax.nn.softmax(wide, axis=axis) if x.ndim else jnp.ones_like(wide)).astype(x.dtype)


@op(LAYER, namespace="torch", method=True, saves=("result",))
def log_softmax(input: Array, dim: Dim | None, dtype: DType | None = None):
    """The logarithm of `softmax`, computed without overflow."""
    x, axis = _softmax_input(input, dim, dtype, "log_softmax_lastdim_kernel_impl")
    wide = x.astype(jnp.float32) if x.dtype.itemsize == 2 else x
    value = jax.nn.log_softmax(wide, axis=axis) if x.ndim else jnp.zeros_like(wide)
    return value.astype(x.dtype)
