"""Arithmetic with sparse tensors, and writing to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from torchlike import construct
from torchlike._core.apply import TensorBase
from torchlike._core.errors import unsupported
from torchlike._ops import _bindings as bindings
from torchlike.defaults import can_cast
from torchlike.interop import from_numpy
from torchlike.sparse.answers import answers, as_indices
from torchlike.sparse.coo import ANSWERS, Parts, empty, is_sparse, made, named
from torchlike.tensor import Tensor

# -- elements, each by itself --------------------------------------------------------------------

#: Functions of one tensor that keep zeros, by whether they may be computed before values of one
#: index are added up.
_LINEAR = ("neg", "negative", "conj_physical", "deg2rad", "rad2deg")
_OTHERS = (
    "abs", "absolute", "angle", "asin", "arcsin", "asinh", "arcsinh", "atan", "arctan", "atanh",
    "arctanh", "ceil", "erf", "erfinv", "expm1", "floor", "frac", "log1p", "relu", "round", "sgn",
    "sign", "sin", "sinh", "sqrt", "square", "tan", "tanh", "trunc", "fix", "isinf", "isnan",
    "signbit",
)  # fmt: skip


def _elementwise(name: str, linear: bool) -> Callable[..., Any]:
    function = getattr(bindings, name)

    def answer(input: Any) -> Any:
        parts = input._parts if linear else input._parts.merged()
        return made(replace(parts, values=function(parts.values)))

    return answer


for _name in (*_LINEAR, *_OTHERS):
    ANSWERS[_name] = _elementwise(_name, _name in _LINEAR)


@answers("positive", "__pos__")
def _positive(input: Any) -> Any:
    return input


@answers("pow", "__pow__")
def _pow(input: Any, exponent: Any) -> Any:
    if isinstance(exponent, TensorBase) or isinstance(input, (int, float)):
        raise unsupported("pow() of a sparse tensor to a tensor")
    if not exponent:
        raise RuntimeError(
            "pow: cannot raise to zeroth power on sparse tensor; it would make the result tensor "
            "dense"
        )
    parts = input._parts.merged()
    return made(replace(parts, values=parts.values**exponent))


# -- arithmetic ----------------------------------------------------------------------------------


def _walk(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the entries of two lists of indices go when both are walked along at once.

    Equal indices that are met at the same time become one; of two others the smaller goes first.
    """
    first, second = np.zeros(len(a), np.int64), np.zeros(len(b), np.int64)
    i = j = at = 0
    while i < len(a) or j < len(b):
        take_a = j >= len(b) or (i < len(a) and a[i] <= b[j])
        take_b = i >= len(a) or (j < len(b) and b[j] <= a[i])
        if take_a:
            first[i] = at
            i += 1
        if take_b:
            second[j] = at
            j += 1
        at += 1
    return first, second


def _sum_of(a: Parts, b: Parts, alpha: Any) -> Parts:
    if a.size != b.size:
        raise RuntimeError(
            f"add: expected sizes of 'self' and 'other' to match, but {list(a.size)} != "
            f"{list(b.size)}"
        )
    if a.sparse_dim != b.sparse_dim:
        raise RuntimeError("add: expected 'self' and 'other' to have same density")
    own, its = a.flat(), b.flat()
    if a.coalesced and b.coalesced:
        union = np.union1d(own, its)
        first, second = np.searchsorted(union, own), np.searchsorted(union, its)
    else:
        first, second = _walk(own, its)
    count = int(max([*first, *second], default=-1)) + 1
    places = np.zeros((a.sparse_dim, count), np.int64)
    places[:, first], places[:, second] = a.places(), b.places()
    other = b.values if alpha == 1 else b.values * alpha
    kind = (a.values[:0] + other[:0]).dtype
    zeros = construct.zeros((count, *a.values.shape[1:]), dtype=kind)
    values = zeros.index_add(0, as_indices(first), a.values.to(kind))
    values = values.index_add(0, as_indices(second), other.to(kind))
    return Parts(as_indices(places), values, a.size, a.coalesced and b.coalesced)


@answers("add")
def _add(input: Any, other: Any, *, alpha: Any = 1) -> Any:
    if is_sparse(input) and is_sparse(other):
        return made(_sum_of(input._parts, other._parts, alpha), "AddBackward0")
    if is_sparse(input) or not isinstance(input, TensorBase):
        raise RuntimeError("add(sparse, dense) is not supported. Use add(dense, sparse) instead.")
    return bindings.add(input, other._parts.dense(), alpha=alpha)


@answers("sub", "subtract")
def _sub(input: Any, other: Any, *, alpha: Any = 1) -> Any:
    return _renamed(_add(input, other, alpha=-alpha), "SubBackward0")


def _renamed(found: Any, name: str) -> Any:
    if is_sparse(found):
        return made(found._parts, name)
    return named(found, name)


def _is_scalar(x: Any) -> bool:
    return not isinstance(x, TensorBase) or (not is_sparse(x) and x.ndim == 0)


@answers("mul", "multiply")
def _mul(input: Any, other: Any) -> Any:
    if not is_sparse(input):
        input, other = other, input
    parts = input._parts
    if _is_scalar(other):
        return made(replace(parts, values=parts.values * other), "MulBackward0")
    if not is_sparse(other):
        if tuple(other.shape) != parts.size:
            other = bindings.mul(construct.ones((), dtype=other.dtype).expand(parts.size), other)
        if tuple(other.shape) != parts.size:
            raise unsupported("mul() of a sparse tensor and a larger one")
        factors = parts.masked(other)
        return made(replace(parts, values=parts.values * factors), "MulBackward0")
    if parts.size != other._parts.size:
        raise unsupported("mul() of sparse tensors of two shapes")
    if parts.sparse_dim != other._parts.sparse_dim:
        raise RuntimeError("mul(sparse, sparse): expected to have same density")
    return made(_product_of(parts, other._parts), "MulBackward0")


def _product_of(a: Parts, b: Parts) -> Parts:
    """The entries of one, each multiplied by what the other has there, which may be nothing."""
    if a.coalesced == b.coalesced:
        kept, other = (a, b) if len(a.places().T) < len(b.places().T) else (b, a)
    else:
        kept, other = (b, a) if a.coalesced else (a, b)
    its = other.merged()
    known, wanted = its.flat(), kept.flat()
    at = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    if not len(known):
        return replace(kept, values=kept.values * 0)
    factors = its.values[as_indices(at)]
    absent = from_numpy(known[at] != wanted).reshape(-1, *[1] * (factors.ndim - 1))
    return replace(kept, values=kept.values * factors.masked_fill(absent, 0))


def _check_divisor(other: Any) -> None:
    if not _is_scalar(other):
        raise RuntimeError(
            "Sparse division requires a scalar or zero-dim dense tensor divisor (got shape "
            f"{list(other.shape)} for divisor)"
        )


@answers("floor_divide", "__floordiv__")
def _floor_divide(input: Any, other: Any) -> Any:
    return _div(input, other, rounding_mode="floor")


@answers("div", "divide", "true_divide")
def _div(input: Any, other: Any, *, rounding_mode: str | None = None) -> Any:
    _check_divisor(other if is_sparse(input) else input)
    parts = input._parts if rounding_mode is None else input._parts.merged()
    values = bindings.div if rounding_mode is None else None
    if values is None:
        return made(replace(parts, values=parts.values.div(other, rounding_mode=rounding_mode)))
    return made(replace(parts, values=values(parts.values, other)), "DivBackward0")


# -- in place ------------------------------------------------------------------------------------


def _written(self: Any, parts: Parts) -> Any:
    """The tensor itself with other parts. Raises: RuntimeError for a leaf that requires grad."""
    if self._parts.values.requires_grad and self._parts.values.grad_fn is None:
        raise RuntimeError(
            "a leaf Variable that requires grad is being used in an in-place operation."
        )
    kind = self._parts.values.dtype
    if not can_cast(parts.values.dtype, kind):
        raise RuntimeError(
            f"result type {parts.values.dtype.scalar_name} can't be cast to the desired output "
            f"type {kind.scalar_name}"
        )
    self._parts = replace(parts, values=parts.values.to(kind))
    return self


def _in_place(name: str) -> Callable[..., Any]:
    def answer(self: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_sparse(self):
            if name != "mul":
                raise unsupported(f"{name}_() of a dense tensor with a sparse one")
            return Tensor.mul_(self, args[0]._parts.dense())
        return _written(self, ANSWERS[name](self, *args, **kwargs)._parts)

    return answer


for _name in ("sub", "mul", "pow"):
    ANSWERS[f"{_name}_"] = _in_place(_name)


def _in_memory(name: str) -> Callable[..., Any]:
    """What is written into the memory of the values, which others may share."""

    def answer(self: Any, *args: Any, **kwargs: Any) -> Any:
        if name in _OTHERS and not self._parts.coalesced:
            raise RuntimeError(f"{name}_ requires coalesced input")
        for other in args:
            _check_divisor(other)
        values = getattr(self._parts.values, f"{name}_")(*args, **kwargs)
        self._parts = replace(self._parts, values=values)
        return self

    return answer


for _name in ("div", *_LINEAR, *_OTHERS):
    ANSWERS[f"{_name}_"] = _in_memory(_name)


@answers("add_")
def _add_(self: Any, other: Any, *, alpha: Any = 1) -> Any:
    if is_sparse(self):
        return _written(self, _add(self, other, alpha=alpha)._parts)
    return Tensor.add_(self, other._parts.dense(), alpha=alpha)


@answers("zero_")
def _zero_(self: Any) -> Any:
    return _written(self, ANSWERS["zeros_like"](self)._parts)


@answers("copy_")
def _copy_(self: Any, src: Any, non_blocking: bool = False) -> Any:
    del non_blocking
    if not is_sparse(self) or not is_sparse(src):
        raise RuntimeError(
            "copy_() between dense and sparse Tensors is not implemented! Found self type = "
            f"{self.type()} and src type = {src.type()}"
        )
    return _written(self, ANSWERS["clone"](src)._parts)


def _resized(self: Any, size: Sequence[int], sparse_dim: int, dense_dim: int) -> tuple[int, ...]:
    own = self._parts
    if (sparse_dim, sparse_dim + dense_dim) != (own.sparse_dim, len(own.size)):
        raise unsupported("a sparse tensor resized to another number of dims")
    return tuple(size)


@answers("sparse_resize_")
def _sparse_resize_(self: Any, size: Sequence[int], sparse_dim: int, dense_dim: int) -> Any:
    shape = _resized(self, size, sparse_dim, dense_dim)
    if any(new < old for new, old in zip(shape, self._parts.size, strict=True)):
        raise unsupported("a sparse tensor resized to a smaller size")
    return _written(self, replace(self._parts, size=shape))


@answers("resize_as_sparse_")
def _resize_as_sparse_(input: Any, the_template: Any) -> Any:
    if not is_sparse(input) or not is_sparse(the_template):
        raise unsupported("resize_as_sparse_() of a dense and a sparse tensor")
    like = the_template._parts
    dense_dim = len(like.size) - like.sparse_dim
    return _sparse_resize_(input, like.size, like.sparse_dim, dense_dim)


@answers("sparse_resize_and_clear_")
def _clear(self: Any, size: Sequence[int], sparse_dim: int, dense_dim: int) -> Any:
    del dense_dim
    return _written(self, empty(tuple(size), self._parts.values.dtype, sparse_dim)._parts)
