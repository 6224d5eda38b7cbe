"""Activation functions."""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.promotion import Promote
from torchlike._ops.casting import to_dtype
from torchlike._ops.dims import is_complex, is_float, scalar_name, wrap_dim
from torchlike._ops.families import LAYER, UNARY
from torchlike._ops.layout import like_first
from torchlike._ops.matrix_checks import as_if
from torchlike._ops.roles import Array, Dim, DType, Number
from torchlike._ops.schema import Family, op

#: A function of each element, in the dtype of `input` whatever the numbers beside it.
ACTIVATION = Family("activation", Promote.DEFAULT, method=False, elementwise=True)

#: SELU's constants (Klambauer et al.).
SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


def _require_float(input: Any, kernel: str) -> None:
    if not is_float(input):
        raise NotImplementedError(f"\"{kernel}\" not implemented for '{scalar_name(input)}'")


def _beside(input: Any, *numbers: Any) -> tuple[Any, ...]:
    """The numbers in the dtype of `input`."""
    return tuple(jnp.asarray(number).astype(input.dtype) for number in numbers)


@op(
    UNARY,
    out=False,
    saves=("result",),
    refuses={
        "b": (RuntimeError, "Boolean inputs not supported for relu"),
        "c": (NotImplementedError, "clamp is not supported for complex types"),
    },
)
def relu(input: Array):
    """max(input, 0); gradient 0 at 0."""
    return jnp.where(input <= 0, 0, input)


@op(ACTIVATION, namespace="nn.functional", saves=("input",), promotes=("input",))
def leaky_relu(input: Array, negative_slope: Number = 0.01):
    """input where positive, else negative_slope · input."""
    _require_float(input, "leaky_relu_cpu")
    (slope,) = _beside(input, negative_slope)
    return jnp.where(input > 0, input, input * slope)


def _exponential_unit(x: Any, alpha: Any, scale: Any, rate: Any) -> Any:
    positive = x > 0
    lower = alpha * jnp.expm1(jnp.where(positive, 0, x) * rate)
    return scale * jnp.where(positive, x, lower)


@op(ACTIVATION, namespace="nn.functional", saves=("input",), promotes=("input",))
def elu(input: Array, alpha: Number = 1.0):
    """input where positive, else alpha · (exp(input) - 1)."""
    _require_float(input, "elu_cpu")
    (a,) = _beside(input, alpha)
    return _exponential_unit(input, a, 1, 1)


@op(ACTIVATION, saves=("input",), grad_fn="EluBackward0")
def selu(input: Array):
    """`elu` scaled so that it keeps mean 0 and variance 1."""
    _require_float(input, "elu_cpu")
    return _exponential_unit(input, SELU_ALPHA, SELU_SCALE, 1)


@op(ACTIVATION, saves=("input",), promotes=("input",))
def celu(input: Array, alpha: Number = 1.0):
    """input where positive, else alpha · (exp(input / alpha) - 1)."""
    _require_float(input, "elu_cpu")
    (a,) = _beside(input, alpha)
    return _exponential_unit(input, a, 1, 1 / a)


@op(ACTIVATION, namespace="nn.functional", saves=("input",), out=True)
def gelu(input: Array, *, approximate: str = "none"):
    """input · Φ(input), Φ by erf, or by tanh with approximate="tanh"."""
    if approximate not in ("none", "tanh"):
        raise RuntimeError("approximate argument must be either none or tanh.")
    _require_float(input, "GeluKernelImpl")
    if approximate == "none":
        return 0.5 * input * (1 + lax.erf(input * (1 / math.sqrt(2))))
    inner = math.sqrt(2 / math.pi) * (input + 0.044715 * input * input * input)
    return 0.5 * input * (1 + jnp.tanh(inner))


@op(ACTIVATION, namespace="nn.functional", saves=("input",))
def silu(input: Array):
    """input · sigmoid(input)."""
    if is_complex(input):
        return input / (1 + jnp.exp(-input))
    _require_float(input, "silu_cpu")
    return input * jax.nn.sigmoid(input)


@op(ACTIVATION, namespace="nn.functional", saves=("input",))
def mish(input: Array):
    """input · tanh(log(1 + exp(input)))."""
    _require_float(input, "mish_cpu")
    return input * jnp.tanh(jnp.logaddexp(input, jnp.zeros_like(input)))


@op(ACTIVATION, namespace="nn.functional", saves=("input",), promotes=("input",), out=True)
def softplus(input: Array, beta: Number = 1.0, threshold: Number = 20.0):
    """log(1 + exp(beta · input)) / beta; the input itself where beta · input > threshold."""
    _require_float(input, "softplus_cpu")
    rate, limit = _beside(input, beta, threshold)
    scaled = input * rate
    linear = scaled > limit
    return jnp.where(linear, input, jnp.log1p(jnp.exp(jnp.where(linear, 0, scaled))) / rate)


@op(
    ACTIVATION,
    namespace="nn.functional",
    saves=("input",),
    grad_fn="LogSigmoidBackward0",
    laid_out=lambda specs, static, shape: None,
    out=True,
)
def logsigmoid(input: Array):
    """log(sigmoid(input))."""
    _require_float(input, "log_sigmoid_cpu")
    return jax.nn.log_sigmoid(input)


@op(
    ACTIVATION,
    namespace="nn.functional",
    saves=("input",),
    promotes=("input",),
    laid_out=like_first,
    refuses={
        "b": (RuntimeError, "Bool inputs not supported for hardtanh"),
        "c": (NotImplementedError, "clamp is not supported for complex types"),
    },
)
def hardtanh(input: Array, min_val: Number = -1.0, max_val: Number = 1.0):
    """input moved into [min_val, max_val]; gradient 0 on the bounds."""
    if input.dtype == jnp.uint8 and any(
        isinstance(v, (int, float)) and v < 0 for v in (min_val, max_val)
    ):
        raise RuntimeError("cannot do hardtanh on an unsigned type with negative limits")
    low, high = _beside(input, min_val, max_val)
    inside = (input > low) & (input < high)
    return jnp.where(inside, input, lax.stop_gradient(jnp.clip(input, low, high)))


@op(ACTIVATION, namespace="nn.functional", saves=("input",))
def hardsigmoid(input: Array):
    """input / 6 + 1 / 2 moved into [0, 1]; gradient 0 on the bounds."""
    _require_float(input, "hardsigmoid_cpu")
    inside = (input > -3) & (input < 3)
    return jnp.where(inside, (input + 3) / 6, lax.stop_gradient(jnp.clip(input + 3, 0, 6) / 6))


@op(ACTIVATION, namespace="nn.functional", saves=("input",))
def hardswish(input: Array):
    """input · hardsigmoid(input)."""
    _require_float(input, "hardswish_cpu")
    curved = input * (input + 3) / 6
    return jnp.where(input <= -3, input * 0, jnp.where(input < 3, curved, input))


@op(ACTIVATION, namespace="nn.functional", saves=("input",), promotes=("input",), out=True)
def softshrink(input: Array, lambd: Number = 0.5):
    """input moved towards 0 by lambd, but not past it."""
    _require_float(input, "softshrink_check")
    (gap,) = _beside(input, lambd)
    return jnp.where(input > gap, input - gap, jnp.where(input < -gap, input + gap, input * 0))


@op(ACTIVATION, method=True, saves=("input",), promotes=("input",), out=True)
def hardshrink(input: Array, lambd: Number = 0.5):
    """input, but 0 within [-lambd, lambd]."""
    _require_float(input, "hardshrink_cpu")
    (gap,) = _beside(input, lambd)
    return jnp.where((input >= -gap) & (input <= gap), jnp.zeros_like(input), input)


@op(
    ACTIVATION,
    saves=("input",),
    promotes=("input",),
    refuses={"bc8": "threshold_cpu"},
)
def threshold(input: Array, threshold: Number, value: Number):
    """input where it is above the threshold, else value."""
    limit, other = _beside(input, threshold, value)
    return jnp.where(input <= limit, other, input)


@op(
    LAYER,
    method=True,
    saves=("input", "weight"),
    grad_fn="PreluKernelBackward0",
    laid_out=like_first,
    refuses={"bic8": "prelu_cpu"},
)
def prelu(input: Array, weight: Array):
    """input where positive, else weight · input; one weight, or one for each element of dim 1."""
    if input.dtype != weight.dtype:
        raise RuntimeError(
            "prelu: Type promoting not supported. Got "
            f"{scalar_name(input)} and {scalar_name(weight)}"
        )
    if weight.ndim > 1 and weight.size == (input.shape[1] if input.ndim > 1 else 1):
        raise RuntimeError(
            f"prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = {weight.ndim}"
        )
    if weight.size != 1:
        if not input.ndim:
            raise RuntimeError("Not allow zero-dim input tensor.")
        channels = input.shape[1] if input.ndim > 1 else 1
        if channels != weight.size:
            raise RuntimeError(
                "Mismatch of parameter numbers and input channel size. Found parameter numbers = "
                f"{weight.size} and channel size = {channels}."
            )
        weight = weight.reshape(-1, *(1 for _ in input.shape[2:]))
    else:
        weight = weight.reshape(())
    return jnp.where(input > 0, input, input * weight)


@op(LAYER, name="rrelu_value", function=False, saves=("input", "slope"),
    grad_fn="RreluWithNoiseBackward0")  # fmt: skip
def rrelu_value(input: Array, slope: Array):
    """input · slope: what `rrelu` does with the slopes it drew.

    The gradient takes slopes that are rounded to the dtype of the input.
    """
    value = (input.astype(slope.dtype) * slope).astype(input.dtype)
    return as_if(value, input * slope.astype(input.dtype))


@op(LAYER, namespace="nn.functional", saves=("input",))
def glu(input: Array, dim: Dim = -1):
    """a · sigmoid(b), where a and b are the halves of the input along `dim`."""
    if not input.ndim:
        raise RuntimeError("glu does not support scalars because halving size must be even")
    axis = wrap_dim(dim, input.ndim)
    size = input.shape[axis]
    if size % 2:
        raise RuntimeError(f"Halving dimension must be even, but dimension {axis} is size {size}")
    _require_float(input, "glu_cpu")
    wide = input.astype(jnp.float32) if input.dtype.itemsize == 2 else input
    value, gate = jnp.split(wide, 2, axis=axis)
    return (value * jax.nn.sigmoid(gate)).astype(input.dtype)


def _softmax_input(input: Any, dim: Any, dtype: Any, name: str) -> tuple[Any, int]:
    axis = wrap_dim(-1 if dim is None else dim, input.ndim)
    x = input if dtype is None else to_dtype(input, dtype)
    if x.size:
        _require_float(
            x, name if axis == x.ndim - 1 or not x.ndim else name.replace("lastdim_", "")
        )
    return x.reshape(x.shape or (1,)), axis


@op(LAYER, namespace="torch", method=True, saves=("result",), out=True)
def softmax(input: Array, dim: Dim | None, dtype: DType | None = None):
    """exp(input) over its sum along `dim`."""
    x, axis = _softmax_input(input, dim, dtype, "softmax_lastdim_kernel_impl")
    if not x.size:
        return x
    wide = x.astype(jnp.float32) if x.dtype.itemsize == 2 else x
    return jax.nn.softmax(wide, axis=axis).astype(x.dtype).reshape(input.shape)


@op(LAYER, namespace="torch", method=True, saves=("result",), out=True)
def log_softmax(input: Array, dim: Dim | None, dtype: DType | None = None):
    """The logarithm of `softmax`, computed without overflow."""
    x, axis = _softmax_input(input, dim, dtype, "log_softmax_lastdim_kernel_impl")
    if not x.size:
        return x
    wide = x.astype(jnp.float32) if x.dtype.itemsize == 2 else x
    return jax.nn.log_softmax(wide, axis=axis).astype(x.dtype).reshape(input.shape)


@op(LAYER, name="softmax_gradient", function=False, saves=("grad", "output"),
    grad_fn=lambda kernel: "LogSoftmaxBackwardDataBackward0"
    if kernel.static[1] else "SoftmaxBackwardDataBackward0")  # fmt: skip
def softmax_gradient(grad: Array, output: Array, dim: Dim, logarithm: bool):
    """The gradient of `softmax`, or of its logarithm, from the result."""
    axis = wrap_dim(dim, grad.ndim)
    wide = jnp.float32 if grad.dtype.itemsize == 2 else grad.dtype
    g, y = grad.astype(wide), output.astype(wide)
    if not g.ndim:
        return (g * 0 * y).astype(grad.dtype)
    if logarithm:
        return (g - jnp.exp(y) * jnp.sum(g, axis=axis, keepdims=True)).astype(grad.dtype)
    return (y * (g - jnp.sum(g * y, axis=axis, keepdims=True))).astype(grad.dtype)
