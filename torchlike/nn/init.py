"""Initial values of parameters, draw for draw PyTorch's."""

from __future__ import annotations

import functools
import math
import warnings
from typing import Any

import numpy as np

from torchlike._alias import missing_names as _missing_names
from torchlike._core import random as core
from torchlike._core.backward import grad_mode
from torchlike._ops.filling import Draw, fill, generator_of
from torchlike._ops.generator import default_generator

__all__ = [
    "calculate_gain",
    "constant_",
    "dirac_",
    "eye_",
    "kaiming_normal_",
    "kaiming_uniform_",
    "normal_",
    "ones_",
    "orthogonal_",
    "sparse_",
    "trunc_normal_",
    "uniform_",
    "xavier_normal_",
    "xavier_uniform_",
    "zeros_",
]


def _overwrite(tensor: Any, draw: Draw) -> Any:
    """Fills `tensor` without autograd noticing."""
    with grad_mode(False):
        return fill(tensor, draw, "")


def calculate_gain(nonlinearity: str, param: Any = None) -> float:
    """What a nonlinearity makes of a variance, to be made up for. Raises: ValueError."""
    if nonlinearity in _LINEAR or nonlinearity == "sigmoid":
        return 1
    if nonlinearity == "tanh":
        return 5.0 / 3
    if nonlinearity == "relu":
        return math.sqrt(2.0)
    if nonlinearity == "leaky_relu":
        if param is None:
            slope = 0.01
        elif isinstance(param, (int, float)) and not isinstance(param, bool):
            slope = param
        else:
            raise ValueError(f"negative_slope {param} not a valid number")
        return math.sqrt(2.0 / (1 + slope**2))
    if nonlinearity == "selu":
        return 3.0 / 4
    raise ValueError(f"Unsupported nonlinearity {nonlinearity}")


_LINEAR = (
    "linear",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose1d",
    "conv_transpose2d",
    "conv_transpose3d",
)


def uniform_(tensor: Any, a: float = 0.0, b: float = 1.0, generator: Any = None) -> Any:
    """Fills with uniform numbers from [a, b)."""
    with grad_mode(False):
        return tensor.uniform_(a, b, generator=generator)


def normal_(tensor: Any, mean: float = 0.0, std: float = 1.0, generator: Any = None) -> Any:
    """Fills with normally distributed numbers."""
    with grad_mode(False):
        return tensor.normal_(mean, std, generator=generator)


def constant_(tensor: Any, val: float) -> Any:
    """Fills with one number."""
    dtype = tensor.dtype.np
    return _overwrite(tensor, lambda shape, _: np.full(shape, val, dtype))


def ones_(tensor: Any) -> Any:
    """Fills with ones."""
    return constant_(tensor, 1.0)


def zeros_(tensor: Any) -> Any:
    """Fills with zeros."""
    return constant_(tensor, 0.0)


def _normal_distribution(x: float) -> float:
    return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0


def trunc_normal_(
    tensor: Any,
    mean: float = 0.0,
    std: float = 1.0,
    a: float = -2.0,
    b: float = 2.0,
    generator: Any = None,
) -> Any:
    """Fills with normally distributed numbers between a and b."""
    if mean < a - 2 * std or mean > b + 2 * std:
        warnings.warn(
            "mean is more than 2 std from [a, b] in nn.init.trunc_normal_. The distribution of "
            "values may be incorrect.",
            stacklevel=2,
        )
    gen = generator_of(generator, "trunc_normal_")
    dtype = tensor.dtype.np
    kept = _normal_distribution((b - mean) / std) - _normal_distribution((a - mean) / std)
    if kept > 0.3:
        return _overwrite(
            tensor, lambda s, block: _redrawn_normal(gen, s, dtype, mean, std, (a, b), block)
        )
    return _overwrite(tensor, lambda s, _: _rejected_uniform(gen, s, dtype, mean, std, (a, b)))


def _redrawn_normal(
    gen: Any, shape: Any, dtype: Any, mean: float, std: float, bounds: Any, block: bool
) -> np.ndarray:
    """Normal numbers; those out of bounds taken from a whole new tensor, until none is."""
    low, high = (dtype.type(bound) for bound in bounds)
    values = core.normal(gen, shape, dtype, mean, std, block=block)
    while (bad := (values < low) | (values > high)).any():
        again = core.normal(gen, shape, dtype, mean, std, block=block)
        values[bad] = again[bad]
    return values


def _rejected_uniform(
    gen: Any, shape: Any, dtype: Any, mean: float, std: float, bounds: Any
) -> np.ndarray:
    """Uniform candidates, accepted by the density of the normal distribution."""
    low, high = bounds
    nearest = min(max(mean, low), high)
    peak = -0.5 * ((nearest - mean) / std) ** 2
    values = np.empty(shape, dtype)
    waiting = np.ones(shape, bool)
    while waiting.any():
        found = core.uniform(gen, shape, dtype, low, high)
        chance = core.uniform(gen, shape, dtype)
        scaled = (found - dtype.type(mean)) / dtype.type(std)
        with np.errstate(divide="ignore"):
            good = np.log(chance) <= dtype.type(-0.5) * scaled * scaled - dtype.type(peak)
        taken = waiting & good
        values[taken] = found[taken]
        waiting &= ~good
    return values


def eye_(tensor: Any) -> Any:
    """Fills a matrix with the identity."""
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    return _overwrite_logically(tensor, np.eye(*tensor.shape))


def _overwrite_logically(tensor: Any, array: np.ndarray) -> Any:
    """Fills `tensor` with an array of its shape, wherever its elements lie."""
    strides = tensor.stride()
    order = sorted(range(array.ndim), key=lambda d: -strides[d])
    laid = np.ascontiguousarray(array.transpose(order).astype(tensor.dtype.np))
    return _overwrite(tensor, lambda shape, _: laid.reshape(shape))


def dirac_(tensor: Any, groups: int = 1) -> Any:
    """Fills the weight of a convolution so that it passes its channels on."""
    rank = tensor.ndimension()
    if rank not in (3, 4, 5):
        raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
    shape = tuple(tensor.shape)
    if shape[0] % groups:
        raise ValueError("dim 0 must be divisible by groups")
    each = shape[0] // groups
    array = np.zeros(shape)
    for group in range(groups):
        for d in range(min(each, shape[1])):
            array[(group * each + d, d, *(n // 2 for n in shape[2:]))] = 1
    return _overwrite_logically(tensor, array)


def _calculate_fan_in_and_fan_out(tensor: Any) -> tuple[int, int]:
    if tensor.dim() < 2:
        raise ValueError(
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions"
        )
    shape = tensor.shape
    field = math.prod(shape[2:])
    return shape[1] * field, shape[0] * field


def xavier_uniform_(tensor: Any, gain: float = 1.0, generator: Any = None) -> Any:
    """Uniform numbers that keep variances forward and backward (Glorot and Bengio)."""
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    std = gain * math.sqrt(2.0 / float(fan_in + fan_out))
    bound = math.sqrt(3.0) * std
    return uniform_(tensor, -bound, bound, generator)


def xavier_normal_(tensor: Any, gain: float = 1.0, generator: Any = None) -> Any:
    """Normal numbers that keep variances forward and backward (Glorot and Bengio)."""
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    std = gain * math.sqrt(2.0 / float(fan_in + fan_out))
    return normal_(tensor, 0.0, std, generator)


def _calculate_correct_fan(tensor: Any, mode: str) -> int:
    mode = mode.lower()
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"Mode {mode} not supported, please use one of ['fan_in', 'fan_out']")
    fan_in, fan_out = _calculate_fan_in_and_fan_out(tensor)
    return fan_in if mode == "fan_in" else fan_out


def _kaiming_std(tensor: Any, a: float, mode: str, nonlinearity: str) -> float | None:
    """The deviation that keeps variances; None, with PyTorch's warning, for an empty tensor."""
    if 0 in tensor.shape:
        warnings.warn("Initializing zero-element tensors is a no-op", stacklevel=3)
        return None
    fan = _calculate_correct_fan(tensor, mode)
    return calculate_gain(nonlinearity, a) / math.sqrt(fan)


def kaiming_uniform_(
    tensor: Any,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Any = None,
) -> Any:
    """Uniform numbers that keep variances through rectifiers (He et al.)."""
    std = _kaiming_std(tensor, a, mode, nonlinearity)
    if std is None:
        return tensor
    bound = math.sqrt(3.0) * std
    return uniform_(tensor, -bound, bound, generator)


def kaiming_normal_(
    tensor: Any,
    a: float = 0,
    mode: str = "fan_in",
    nonlinearity: str = "leaky_relu",
    generator: Any = None,
) -> Any:
    """Normal numbers that keep variances through rectifiers (He et al.)."""
    std = _kaiming_std(tensor, a, mode, nonlinearity)
    return tensor if std is None else normal_(tensor, 0.0, std, generator)


def orthogonal_(tensor: Any, gain: float = 1, generator: Any = None) -> Any:
    """A random (semi-)orthogonal matrix, dims after the first taken together."""
    if tensor.ndimension() < 2:
        raise ValueError("Only tensors with 2 or more dimensions are supported")
    if tensor.numel() == 0:
        return tensor
    rows = tensor.shape[0]
    dtype = tensor.dtype.np
    gen = generator_of(generator, "orthogonal_")
    flat = core.normal(gen, (rows, tensor.numel() // rows), dtype)
    wide = flat.shape[0] < flat.shape[1]
    q, r = np.linalg.qr(flat.T if wide else flat)
    q = q * np.sign(np.diag(r))
    return _overwrite_logically(tensor, ((q.T if wide else q) * gain).reshape(tensor.shape))


def sparse_(tensor: Any, sparsity: float, std: float = 0.01, generator: Any = None) -> Any:
    """Normal numbers with a share of each column zeroed."""
    if tensor.ndimension() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.shape
    zeros = math.ceil(sparsity * rows)
    normal_(tensor, 0, std, generator)
    array = np.array(tensor.detach().numpy())
    for column in range(columns):
        order = core.randperm(default_generator, rows, np.dtype(np.int64))
        array[order[:zeros], column] = 0
    return _overwrite_logically(tensor, array)


def _deprecated(function: Any) -> Any:
    """PyTorch's old name, without the underscore."""
    old = function.__name__.removesuffix("_")

    @functools.wraps(function)
    def renamed(*args: Any, **kwargs: Any) -> Any:
        warnings.warn(
            f"`nn.init.{old}` is now deprecated in favor of `nn.init.{function.__name__}`.",
            FutureWarning,
            stacklevel=2,
        )
        return function(*args, **kwargs)

    renamed.__name__ = old
    return renamed


uniform = _deprecated(uniform_)
normal = _deprecated(normal_)
constant = _deprecated(constant_)
eye = _deprecated(eye_)
dirac = _deprecated(dirac_)
xavier_uniform = _deprecated(xavier_uniform_)
xavier_normal = _deprecated(xavier_normal_)
kaiming_uniform = _deprecated(kaiming_uniform_)
kaiming_normal = _deprecated(kaiming_normal_)
orthogonal = _deprecated(orthogonal_)
sparse = _deprecated(sparse_)

__getattr__ = _missing_names(__name__)
