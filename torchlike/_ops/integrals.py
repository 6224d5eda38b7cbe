"""Integrals and derivatives of sampled functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.dims import wrap_dim, wrap_dims
from torchlike._ops.schema import TABLE

# -- the trapezoidal rule ------------------------------------------------------------------------


def _check_points(name: str, y: Any, x: Any, dim: int) -> int:
    """`dim` counted from the front. Raises: RuntimeError for bool and for points too few."""
    if not y.ndim:
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    at = wrap_dim(dim, y.ndim)
    if x is None:
        if y.dtype is dtypes.bool:
            raise RuntimeError(f"{name}: received a bool input for `y`, but bool is not supported")
        return at
    if dtypes.bool in (x.dtype, y.dtype):
        raise RuntimeError(
            f"{name}: received a bool input for `x` or `y`, but bool is not supported"
        )
    if x.ndim == 1 and x.shape[0] != y.shape[at]:
        raise RuntimeError(f"{name}: There must be one `x` value for each sample point")
    return at


def _neighbours(x: Any, dim: int) -> tuple[Any, Any]:
    """The samples that have one after them along `dim`, and those after them."""
    size = x.shape[dim]
    return x.narrow(dim, 0, size - 1), x.narrow(dim, 1, size - 1)


def _widths(x: Any, y: Any, dim: int) -> Any:
    """The distances of neighbouring points, to go with the samples `y`."""
    if x.ndim == 1:
        left, right = _neighbours(x, 0)
        return (right - left).view((-1,) + (1,) * (y.ndim - 1 - dim))
    if x.ndim < y.ndim:
        x = x.view((1,) * (y.ndim - x.ndim) + tuple(x.shape))
    left, right = _neighbours(x, dim - y.ndim + x.ndim)
    return right - left


#: Products and quotients by a number are nodes of their own in C++.
_TIMES, _OVER = TABLE["mul"].as_node("MulBackward1"), TABLE["div"].as_node("DivBackward1")


@explains
def trapezoid(y: Any, x: Any = None, *, dx: Any = 1, dim: int = -1) -> Any:
    """The integral along `dim` by the trapezoidal rule, at points `x` or `dx` apart."""
    if x is not None and not isinstance(x, TensorBase):
        raise TypeError
    if y.ndim and not y.shape[wrap_dim(dim, y.ndim)]:
        return y.new_zeros([n for d, n in enumerate(y.shape) if d != wrap_dim(dim, y.ndim)])
    if not y.ndim and x is None and dim in (0, -1):
        raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
    at = _check_points("trapezoid", y, x, dim)
    if x is None:
        ends = bindings.select(y, at, 0) + bindings.select(y, at, -1)
        return apply(_TIMES, (bindings.sum(y, at) - ends * 0.5, dx), ())
    left, right = _neighbours(y, at)
    return apply(_OVER, (bindings.sum((left + right) * _widths(x, y, at), at), 2.0), ())


@explains
def trapz(y: Any, x: Any = None, *, dx: Any = 1, dim: int = -1) -> Any:
    """`trapezoid`, as it was once called."""
    return trapezoid(y, x, dx=dx, dim=dim)


@explains
def cumulative_trapezoid(y: Any, x: Any = None, *, dx: Any = 1, dim: int = -1) -> Any:
    """The integrals along `dim` up to each sample but the first, by the trapezoidal rule."""
    if x is not None and not isinstance(x, TensorBase):
        raise TypeError
    at = _check_points("cumulative_trapezoid", y, x, dim)
    if not y.shape[at]:
        return bindings.cumsum(y, at)
    left, right = _neighbours(y, at)
    if x is None:
        return bindings.cumsum((dx / 2.0) * (left + right), at)
    return bindings.cumsum((left + right) * _widths(x, y, at), at) / 2.0


# -- gradients by differences --------------------------------------------------------------------


def _spacings(input: Any, spacing: Any, dim: Any) -> tuple[list[Any], tuple[int, ...]]:
    """The spacing of each dim that is differentiated, and these dims."""
    if isinstance(spacing, TensorBase):
        raise TypeError
    several = isinstance(spacing, (list, tuple))
    if dim is None:
        dims = tuple(range(input.ndim))
    else:
        dims = wrap_dims(dim, input.ndim)
    if not several:
        return [1 if spacing is None else spacing] * len(dims), dims
    if len(spacing) != len(dims):
        kind = "torch.gradient expected spacing to be unspecified, a scalar"
        if dim is None:
            raise RuntimeError(
                f"{kind}, or a list of length equal to 'self.dim() = {input.ndim}', since dim "
                f"argument was not given, but got a list of length {len(spacing)}"
            )
        raise RuntimeError(
            f"{kind} or it's spacing and dim arguments to have the same length, but got a spacing "
            f"argument of length {len(spacing)} and a dim argument of length {len(dims)}."
        )
    return list(spacing), dims


def _check_gradient(input: Any, spacings: Sequence[Any], dims: Sequence[int], order: int) -> None:
    if input.dtype is dtypes.uint8:
        raise RuntimeError("torch.gradient does not support uint8 input.")
    if order not in (1, 2):
        raise RuntimeError("torch.gradient only supports edge_order=1 and edge_order=2.")
    for spacing in spacings:
        if isinstance(spacing, TensorBase) and len(spacing._read().aval.shape) != 1:
            raise RuntimeError(
                "torch.gradient expected each element of spacing to have one dimension, but got "
                f"an element with {len(spacing._read().aval.shape)} dimensions!"
            )
    if any(input.shape[d] <= order for d in dims):
        raise RuntimeError(
            "torch.gradient expected each dimension size to be at least edge_order+1"
        )


@explains
def gradient(
    input: Any, *, spacing: Any = None, dim: Any = None, edge_order: int = 1
) -> tuple[Any, ...]:
    """The derivatives along each of `dim`, by second-order differences.

    A spacing is a number, or the coordinates along its dim.
    """
    spacings, dims = _spacings(input, spacing, dim)
    _check_gradient(input, spacings, dims, edge_order)
    return tuple(
        _uneven(input, step, d, edge_order)
        if isinstance(step, TensorBase)
        else _even(input, step, d, edge_order)
        for step, d in zip(spacings, dims, strict=True)
    )


def _even(x: Any, step: Any, dim: int, order: int) -> Any:
    """The derivative along `dim` of samples that are `step` apart."""
    size = x.shape[dim]
    at = lambda start, count=1: x.narrow(dim, start, count)
    inner = (at(2, size - 2) - at(0, size - 2)) / (2 * step)
    if order == 1:
        first = (at(1) - at(0)) / step
        last = (at(size - 1) - at(size - 2)) / step
    else:
        first = (at(0) * -1.5 + at(1) * 2 + at(2) * -0.5) / step
        last = (at(size - 3) * 0.5 + at(size - 2) * -2 + at(size - 1) * 1.5) / step
    return bindings.cat([first, inner, last], dim)


def _uneven(x: Any, points: Any, dim: int, order: int) -> Any:
    """The derivative along `dim` of samples at `points`."""
    size = x.shape[dim]
    at = lambda start, count=1: x.narrow(dim, start, count)
    shape = [-1 if d == dim else 1 for d in range(x.ndim)]
    left, right = _neighbours(points, 0)
    steps = (right - left).view(shape)
    step = lambda start, count=1: steps.narrow(dim, start, count)
    a, b = step(0, size - 2), step(1, size - 2)
    weights = -b / (a * (a + b)), (b - a) / (a * b), a / (b * (a + b))
    inner = sum(w * at(i, size - 2) for i, w in enumerate(weights))
    if order == 1:
        first = (at(1) - at(0)) / step(0)
        last = (at(size - 1) - at(size - 2)) / step(size - 2)
    else:
        a, b = step(0), step(1)
        weights = -(2 * a + b) / (a * (a + b)), (a + b) / (a * b), -a / (b * (a + b))
        first = sum(w * at(i) for i, w in enumerate(weights))
        a, b = step(size - 3), step(size - 2)
        weights = b / (a * (a + b)), -(a + b) / (a * b), (2 * b + a) / (b * (a + b))
        last = sum(w * at(size - 3 + i) for i, w in enumerate(weights))
    return bindings.cat([first, inner, last], dim)
