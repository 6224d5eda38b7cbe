"""Convolutions and their transposes, in one to three spatial dims."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Spec
from torchlike._ops.dims import C_NAMES, is_complex, is_float, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.layout import channels_last_order, dense_strides, is_channels_last
from torchlike._ops.matmul import PRECISION
from torchlike._ops.roles import Array, Shape
from torchlike._ops.schema import op

# -- what PyTorch refuses -------------------------------------------------------------------------


def _expanded(name: str, value: Sequence[int], rank: int) -> tuple[int, ...]:
    """One number for all dims, or one for each."""
    if len(value) == 1:
        return (value[0],) * rank
    if len(value) != rank:
        raise RuntimeError(
            f"expected {name} to be a single integer value or a list of {rank} values to match the "
            f"convolution dimensions, but got {name}={list(value)}"
        )
    return tuple(value)


def _check_ranks(input: Any, weight: Any) -> None:
    if weight.ndim != input.ndim:
        raise RuntimeError(
            f"Expected {weight.ndim}-dimensional input for {weight.ndim}-dimensional weight"
            f"{list(weight.shape)}, but got {input.ndim}-dimensional input of size "
            f"{list(input.shape)} instead"
        )


def _check_signs(stride: Any, padding: Any, dilation: Any, extra: Any, groups: int) -> None:
    if min(padding) < 0:
        raise RuntimeError("negative padding is not supported")
    if min(extra) < 0:
        raise RuntimeError("negative output_padding is not supported")
    if min(stride) <= 0:
        raise RuntimeError("non-positive stride is not supported")
    if min(dilation) < 0:
        raise RuntimeError("dilation should be greater than zero")
    if min(dilation) == 0:
        raise RuntimeError("non-positive dilation is not supported")
    if groups <= 0:
        raise RuntimeError("non-positive groups is not supported")


def _check_dtypes(input: Any, weight: Any, bias: Any) -> None:
    if input.dtype != weight.dtype:
        raise RuntimeError(
            f"Input type (torch.{scalar_name(input)}Tensor) and weight type "
            f"(torch.{scalar_name(weight)}Tensor) should be the same or input should be a MKLDNN "
            "tensor and weight is a dense tensor"
        )
    if bias is not None and bias.dtype != input.dtype:
        names = [C_NAMES.get(word, word) for word in map(scalar_name, (input, bias))]
        raise RuntimeError(f"Input type ({names[0]}) and bias type ({names[1]}) should be the same")


def _check_weight(input: Any, weight: Any, bias: Any, groups: int, transposed: bool) -> None:
    given = f"Given transposed={int(transposed)}" if transposed else f"Given groups={groups}"
    size = list(weight.shape)
    if weight.shape[0] < groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be at least {groups} at dimension 0, but "
            f"got weight of size {size} instead"
        )
    if weight.shape[0] % groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, "
            f"but got weight of size [{size}] instead"
        )
    channels = weight.shape[0] if transposed else weight.shape[1] * groups
    if input.shape[1] != channels:
        raise RuntimeError(
            f"{given}, weight of size {size}, expected input{list(input.shape)} to have "
            f"{channels} channels, but got {input.shape[1]} channels instead"
        )
    made = weight.shape[1] * groups if transposed else weight.shape[0]
    if bias is not None and bias.shape != (made,):
        start = f"{given}, weight of size {size}" if transposed else f"Given weight of size {size}"
        raise RuntimeError(
            f"{start}, expected bias to be 1-dimensional with {made} elements, but got bias of "
            f"size {list(bias.shape)} instead"
        )


def _check_fits(input: Any, weight: Any, padding: Sequence[int], dilation: Sequence[int]) -> None:
    padded = [n + 2 * p for n, p in zip(input.shape[2:], padding, strict=True)]
    kernel = [(k - 1) * d + 1 for k, d in zip(weight.shape[2:], dilation, strict=True)]
    if any(n < k for n, k in zip(padded, kernel, strict=True)):
        sizes, of = (" x ".join(map(str, s)) for s in (padded, kernel))
        raise RuntimeError(
            f"Calculated padded input size per channel: ({sizes}). Kernel size: ({of}). Kernel "
            "size can't be greater than actual input size"
        )


def _check_extra(extra: Sequence[int], stride: Sequence[int], dilation: Sequence[int]) -> None:
    if all(e < s or e < d for e, s, d in zip(extra, stride, dilation, strict=True)):
        return
    dims = ["depth", "height", "width"]
    if len(extra) == 1:
        extra, stride, dilation = (0, *extra), (1, *stride), (1, *dilation)
    words = [
        f"{name}_{dim}: {value}"
        for name, values in (("output_padding", extra), ("stride", stride), ("dilation", dilation))
        for dim, value in zip(dims[-len(extra) :], values, strict=True)
    ]
    raise RuntimeError(
        f"output padding must be smaller than either stride or dilation, but got {' '.join(words)}"
    )


# -- computing ------------------------------------------------------------------------------------


def _laid_out(specs: Sequence[Spec], static: Any, shape: tuple[int, ...]) -> Any:
    """Channels-last where an operand of two spatial dims is."""
    del static
    order = channels_last_order(len(shape))
    given = [s for s in specs[:2] if isinstance(s, Aval)]
    if order is None or len(shape) != 4 or not any(map(is_channels_last, given)):
        return None
    if any(a.dtype.is_complex or not a.dtype.is_floating_point for a in given):
        return None
    return dense_strides(shape, order)


class Geometry(NamedTuple):
    """How a convolution goes over its input."""

    stride: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    dilation: tuple[int, ...]
    groups: int
    #: By how much the input itself is spread out.
    spread: tuple[int, ...] | None = None


def _real(x: Any, w: Any, geometry: Geometry) -> Any:
    return lax.conv_general_dilated(
        x,
        w,
        geometry.stride,
        geometry.edges,
        lhs_dilation=geometry.spread,
        rhs_dilation=geometry.dilation,
        feature_group_count=geometry.groups,
        precision=PRECISION,
    )


def _convolved(x: Any, w: Any, geometry: Geometry) -> Any:
    if not is_complex(x):
        return _real(x, w, geometry)
    a, b, c, d = x.real, x.imag, w.real, w.imag
    return lax.complex(
        _real(a, c, geometry) - _real(b, d, geometry),
        _real(a, d, geometry) + _real(b, c, geometry),
    )


def _swapped(weight: Any, groups: int) -> Any:
    """A transposed convolution's weight as a plain one's: mirrored, in and out swapped."""
    inner = weight.shape[1]
    split = weight.reshape(groups, -1, *weight.shape[1:])
    joined = jnp.swapaxes(split, 1, 2).reshape(groups * inner, -1, *weight.shape[2:])
    return jnp.flip(joined, axis=tuple(range(2, weight.ndim)))


@functools.partial(jax.custom_vjp, nondiff_argnums=(2,))
def _transposed(x: Any, w: Any, geometry: Geometry) -> Any:
    """The transpose, at `x`, of the convolution by `w` that `geometry` says.

    Its gradient by `w` is that convolution's. JAX would get it from the one here, with `x` spread
    out, which XLA has nothing but plain loops for on the CPU.
    """
    reach = [(k - 1) * d for k, d in zip(w.shape[2:], geometry.dilation, strict=True)]
    edges = [(r - low, r - high) for r, (low, high) in zip(reach, geometry.edges, strict=True)]
    steps = (1,) * len(edges)
    plain = Geometry(steps, tuple(edges), geometry.dilation, geometry.groups, geometry.stride)
    return _convolved(x, _swapped(w, geometry.groups), plain)


def _transposed_forward(x: Any, w: Any, geometry: Geometry) -> Any:
    return _transposed(x, w, geometry), (x, w)


def _transposed_backward(geometry: Geometry, kept: Any, ct: Any) -> Any:
    x, w = kept
    (ct_w,) = jax.linear_transpose(lambda v: _convolved(ct, v, geometry), w)(x)
    return _convolved(ct, w, geometry), ct_w


_transposed.defvjp(_transposed_forward, _transposed_backward)


def _wide(x: Any) -> Any:
    """Halves as float32, which their products are added up in."""
    return x.astype(jnp.float32) if is_float(x) and x.dtype.itemsize < 4 else x


@op(LAYER, saves=("input", "weight"), laid_out=_laid_out)
def convolution(
    input: Array,
    weight: Array,
    bias: Array | None,
    stride: Shape,
    padding: Shape,
    dilation: Shape,
    transposed: bool,
    output_padding: Shape,
    groups: int,
):
    """The cross-correlation of `input` and `weight`, or its transpose, plus `bias`.

    Shape: input (n, c, *size), weight (m, c / groups, *kernel) -> (n, m, *); transposed: weight
    (c, m / groups, *kernel).
    Raises: RuntimeError for sizes, numbers or dtypes that do not go together.
    """
    rank = weight.ndim - 2
    if rank < 1:
        raise RuntimeError("weight should have at least three dimensions")
    _check_ranks(input, weight)
    stride = _expanded("stride", stride, rank)
    padding = _expanded("padding", padding, rank)
    dilation = _expanded("dilation", dilation, rank)
    extra = _expanded("output_padding", output_padding, rank)
    _check_dtypes(input, weight, bias)
    _check_signs(stride, padding, dilation, extra, groups)
    _check_weight(input, weight, bias, groups, transposed)
    x, w = _wide(input), _wide(weight)
    if not transposed:
        _check_fits(input, weight, padding, dilation)
        edges = tuple((p, p) for p in padding)
        value = _convolved(x, w, Geometry(stride, edges, dilation, groups))
    else:
        _check_extra(extra, stride, dilation)
        edges = tuple((p, p - e) for p, e in zip(padding, extra, strict=True))
        value: Any = _transposed(x, w, Geometry(stride, edges, dilation, groups))
    if bias is not None:
        value = value + bias.astype(value.dtype).reshape(-1, *(1,) * rank)
    return value.astype(input.dtype)
