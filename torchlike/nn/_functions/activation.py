"""Activation functions and dropout."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core import random as core
from torchlike._core.apply import apply, apply1, apply2
from torchlike._core.batching import drawing, refuse_different, sizes_of
from torchlike._core.execute import array_of
from torchlike._ops._bindings import gelu as gelu
from torchlike._ops._bindings import hardshrink as hardshrink
from torchlike._ops._bindings import logsigmoid as logsigmoid
from torchlike._ops._bindings import softplus as softplus
from torchlike._ops._bindings import softshrink as softshrink_value
from torchlike._ops.arguments import hands_to
from torchlike._ops.calls import as_dtype
from torchlike._ops.calls import inplace as write_back
from torchlike._ops.dropout import dropped, dropped_to_alpha
from torchlike._ops.filling import made
from torchlike._ops.generator import default_generator
from torchlike._ops.schema import TABLE
from torchlike.finfo import finfo

_RELU, _SOFTMAX, _LOG_SOFTMAX, _SIGMOID, _TANH = (
    TABLE[name] for name in ("relu", "softmax", "log_softmax", "sigmoid", "tanh")
)


def relu(input: Any, inplace: bool = False) -> Any:
    """max(input, 0)."""
    if inplace:
        return write_back(input, _RELU, (input,), ())
    return apply1(_RELU, input, ())


def _plain(name: str) -> Callable[..., Any]:
    """The function of one tensor that an operator without numbers gives."""
    op = TABLE[name]

    def function(input: Any, inplace: bool = False) -> Any:
        if inplace:
            return write_back(input, _IN_PLACE.get(name, op), (input,), ())
        return apply1(op, input, ())

    function.__name__ = function.__qualname__ = name
    function.__doc__ = op.body.__doc__
    return function


selu = _plain("selu")
silu = _plain("silu")
mish = _plain("mish")
hardsigmoid = _plain("hardsigmoid")
hardswish = _plain("hardswish")


def _with_numbers(name: str, input: Any, numbers: tuple[Any, ...], inplace: bool) -> Any:
    if inplace:
        return write_back(input, _IN_PLACE.get(name, TABLE[name]), (input, *numbers), ())
    return apply(TABLE[name], (input, *numbers), ())


#: Operators whose in-place forms are nodes of their own.
_IN_PLACE = {
    name: TABLE[name].as_node(f"{node}Backward1")
    for name, node in (
        ("elu", "Elu"),
        ("selu", "Elu"),
        ("celu", "Celu"),
        ("leaky_relu", "LeakyRelu"),
        ("threshold", "Threshold"),
    )
}


def leaky_relu(input: Any, negative_slope: float = 0.01, inplace: bool = False) -> Any:
    """input where positive, else negative_slope · input."""
    return _with_numbers("leaky_relu", input, (negative_slope,), inplace)


def elu(input: Any, alpha: float = 1.0, inplace: bool = False) -> Any:
    """input where positive, else alpha · (exp(input) - 1)."""
    return _with_numbers("elu", input, (alpha,), inplace)


def celu(input: Any, alpha: float = 1.0, inplace: bool = False) -> Any:
    """input where positive, else alpha · (exp(input / alpha) - 1)."""
    if alpha == 0:
        raise RuntimeError("ZeroDivisionError: alpha cannot be 0 for CELU")
    return _with_numbers("celu", input, (alpha,), inplace)


def hardtanh(input: Any, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Any:
    """input moved into [min_val, max_val]."""
    if min_val > max_val:
        raise ValueError("min_val cannot be greater than max_val")
    return _with_numbers("hardtanh", input, (min_val, max_val), inplace)


def relu6(input: Any, inplace: bool = False) -> Any:
    """input moved into [0, 6]."""
    return _with_numbers("hardtanh", input, (0.0, 6.0), inplace)


def threshold(input: Any, threshold: float, value: float, inplace: bool = False) -> Any:
    """input where it is above the threshold, else value."""
    return _with_numbers("threshold", input, (threshold, value), inplace)


threshold.__qualname__ = "_threshold"  # as errors about its arguments name it


def sigmoid(input: Any) -> Any:
    """1 / (1 + exp(-input))."""
    return apply1(_SIGMOID, input, ())


def tanh(input: Any) -> Any:
    """The hyperbolic tangent."""
    return apply1(_TANH, input, ())


def softsign(input: Any) -> Any:
    """input / (1 + |input|)."""
    return input / (input.abs() + 1)


def tanhshrink(input: Any) -> Any:
    """input - tanh(input)."""
    return input - input.tanh()


@hands_to("softshrink(Tensor input, Number lambd = 0.5)")
def softshrink(input: Any, lambd: float = 0.5, *, out: Any = None) -> Any:
    """input moved towards 0 by lambd, but not past it."""
    if input.dtype.is_floating_point:
        largest = finfo(input.dtype).max
        if not 0 <= lambd <= largest:
            raise RuntimeError(
                f"lambda must be in range [0, {largest:g}] for input dtype "
                f"{input.dtype.scalar_name}, but found {lambd:g}"
            )
    return softshrink_value(input, lambd, out=out)


def prelu(input: Any, weight: Any) -> Any:
    """input where positive, else weight · input."""
    return apply2(TABLE["prelu"], input, weight, ())


def glu(input: Any, dim: int = -1) -> Any:
    """a · sigmoid(b), where a and b are the halves of the input along `dim`."""
    return apply1(TABLE["glu"], input, (dim,))


@hands_to("rrelu(Tensor input, Number lower = 0.1, Number upper = 0.3)")
def rrelu(
    input: Any,
    lower: float = 1.0 / 8,
    upper: float = 1.0 / 3,
    training: bool = False,
    inplace: bool = False,
) -> Any:
    """`leaky_relu` with a slope drawn for each element in training, else their mean."""
    return randomly_leaky(input, (lower, upper), training, inplace, default_generator)


def randomly_leaky(
    input: Any, bounds: tuple[float, float], training: bool, inplace: bool, generator: Any
) -> Any:
    """`rrelu` by a generator."""
    lower, upper = bounds
    if lower > upper:
        raise RuntimeError("Lower bound should be less than or equal to the upper bound")
    if not training:
        return leaky_relu(input, (lower + upper) / 2, inplace)
    value = input._read()
    kind = value.aval.dtype
    if kind not in (dtypes.float32, dtypes.float64, dtypes.bfloat16):
        raise NotImplementedError(
            f"\"rrelu_with_noise_out_cpu\" not implemented for '{kind.scalar_name}'"
        )
    refuse_different("rrelu()")
    array = np.asarray(array_of(value, "rrelu()"))
    wide = np.float64 if kind is dtypes.float64 else np.float32
    slopes = np.ones(array.shape, wide)
    negative = array <= 0
    low, high = (float(wide(bound)) for bound in (lower, upper))
    uniform = core.uniform(generator, (int(negative.sum()),), np.dtype(np.float64))
    slopes[negative] = uniform * (high - low) + low
    noise = made(slopes, value.aval.device)
    if inplace:
        return write_back(input, TABLE["rrelu_value"], (input, noise), ())
    return apply2(TABLE["rrelu_value"], input, noise, ())


# -- softmax -------------------------------------------------------------------------------------


def _dim_of(name: str, input: Any, dim: Any, stacklevel: int) -> int:
    if type(dim) is int:
        return dim
    if dim is not None:
        if hasattr(dim, "__index__") and not isinstance(dim, bool):
            return dim.__index__()
        called = "softmax" if name == "softmin" else name
        raise TypeError(
            f"{called}(): argument 'dim' (position 1) must be int, not {type(dim).__name__}"
        )
    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. Change the call to include "
        "dim=X as an argument.",
        stacklevel=stacklevel,
    )
    return 0 if input.dim() in (0, 1, 3) else 1


def softmax(input: Any, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Any:
    """exp(input) over its sum along `dim`."""
    dim = _dim_of("softmax", input, dim, _stacklevel)
    return apply1(_SOFTMAX, input, (dim, as_dtype(dtype, "softmax")))


def log_softmax(input: Any, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Any:
    """The logarithm of `softmax`."""
    dim = _dim_of("log_softmax", input, dim, _stacklevel)
    return apply1(_LOG_SOFTMAX, input, (dim, as_dtype(dtype, "log_softmax")))


def softmin(input: Any, dim: int | None = None, _stacklevel: int = 3, dtype: Any = None) -> Any:
    """softmax(-input)."""
    dim = _dim_of("softmin", input, dim, _stacklevel)
    return apply1(_SOFTMAX, -input, (dim, as_dtype(dtype, "softmin")))


def gumbel_softmax(
    logits: Any, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1
) -> Any:
    """A sample of the Gumbel-softmax distribution; one-hot with `hard`, its gradient soft."""
    if eps != 1e-10:
        warnings.warn("`eps` parameter is deprecated and has no effect.", stacklevel=2)
    source = logits._read().aval
    batches = drawing()
    shape = (*sizes_of(batches), *source.shape)
    drawn = core.exponential(default_generator, shape, source.dtype.np)
    gumbels = -made(drawn, source.device, batches).log()
    soft = softmax((logits + gumbels) / tau, dim)
    if not hard:
        return soft
    index = soft.max(dim, keepdim=True)[1]
    chosen = soft.detach() * 0
    one_hot = chosen.scatter(dim, index, 1.0)
    return one_hot - soft.detach() + soft


# -- dropout -------------------------------------------------------------------------------------


def _check_probability(p: float) -> None:
    if p < 0.0 or p > 1.0:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")


@hands_to("dropout(Tensor input)")
def dropout(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Zeroes elements with probability `p` in training and scales the others by 1 / (1 - p)."""
    _check_probability(p)
    return dropped(input, p, training, write_back=inplace)


@hands_to("alpha_dropout(Tensor input)")
def alpha_dropout(input: Any, p: float = 0.5, training: bool = False, inplace: bool = False) -> Any:
    """Dropout that keeps the mean and variance of what SELU gives."""
    _check_probability(p)
    return dropped_to_alpha(input, p, training, write_back=inplace)


@hands_to("feature_alpha_dropout(Tensor input)")
def feature_alpha_dropout(
    input: Any, p: float = 0.5, training: bool = False, inplace: bool = False
) -> Any:
    """`alpha_dropout` of whole channels."""
    _check_probability(p)
    return dropped_to_alpha(input, p, training, write_back=inplace, channels=True)


def _channels(
    name: str, input: Any, p: float, training: bool, inplace: bool, ranks: tuple[int, ...]
) -> Any:
    _check_probability(p)
    rank = input.dim()
    if rank not in ranks:
        warnings.warn(
            f"{name}: Received a {rank}-D input to {name}, which is deprecated and will result in "
            f"an error in a future release. To retain the behavior and silence this warning, "
            f"please use dropout instead. Note that {name} exists to provide channel-wise dropout "
            f"on inputs with {ranks[-1] - 2} spatial dimensions, a channel dimension, and an "
            f"optional batch dimension (i.e. {ranks[0]}D or {ranks[-1]}D inputs).",
            stacklevel=3,
        )
    if name != "dropout2d" and rank == ranks[0]:
        batched = dropped(input.unsqueeze(0), p, training, write_back=inplace, channels=True)
        return input if inplace else batched.squeeze(0)
    return dropped(input, p, training, write_back=inplace, channels=True)


def dropout1d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Dropout of whole channels of (N, C, L)."""
    _check_probability(p)
    if input.dim() not in (2, 3):
        raise RuntimeError(
            f"dropout1d: Expected 2D or 3D input, but received a {input.dim()}D input. Note that "
            "dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, "
            "a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs)."
        )
    return _channels("dropout1d", input, p, training, inplace, (2, 3))


def dropout2d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Dropout of whole channels of (N, C, H, W)."""
    return _channels("dropout2d", input, p, training, inplace, (3, 4))


def dropout3d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Dropout of whole channels of (N, C, D, H, W)."""
    return _channels("dropout3d", input, p, training, inplace, (4, 5))
