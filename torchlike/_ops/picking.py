"""Picking and placing elements by index tensors, with PyTorch's checks of the indices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply
from torchlike._core.errors import unsupported, warn_once
from torchlike._core.execute import array_of
from torchlike._core.kernel import Const, kernel_for
from torchlike._core.wrapped import at_ground
from torchlike._ops import _bindings as bindings
from torchlike._ops import advanced
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int, inplace, into, takes_out, words
from torchlike._ops.dims import wrap_dim
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE, broadcast_shapes
from torchlike._ops.shown import shown

#: An operator, its operands and its static arguments.
Call = tuple[Any, Sequence[Any], tuple[Any, ...]]

# -- indices out of range ------------------------------------------------------------------------


def _bounded(
    call: Call, index: Any, low: int, high: int, error: Callable[[int], Exception]
) -> Call:
    """`call`, unless an element of `index` lies outside [low, high): then `error` of it.

    What else is wrong with the call comes first, as in PyTorch.
    """
    if not isinstance(index, TensorBase):
        return call
    aval = index._read().aval
    if aval.dtype.category != dtypes.dtype.INTEGER or not aval.size:
        return call

    def fail() -> NoReturn:
        op, operands, static = call
        specs = tuple(x._read().aval if isinstance(x, TensorBase) else Const(x) for x in operands)
        kernel_for(op, specs, static, aval.device)
        array = np.asarray(array_of(at_ground(index._read()), "an index is out of range"))
        raise error(array[(array < low) | (array >= high)].flat[0])

    check_index(index, low, high, fail)
    return call


def _along(
    call: Call,
    dim: int,
    text: str = "index {} is out of bounds for dimension {} with size {}",
    kind: type[Exception] = RuntimeError,
) -> Call:
    """`call` of an operator whose second operand holds positions in `dim` of the first."""
    input, index = call[1][:2]
    shape = input._read().aval.shape
    at = wrap_dim(dim, len(shape))
    size = shape[at] if shape else 1
    return _bounded(call, index, 0, size, lambda found: kind(text.format(found, at, size)))


@explains
def gather(input: Any, dim: int, index: Any, *, sparse_grad: bool = False, out: Any = None) -> Any:
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    if sparse_grad:
        raise unsupported("gather(sparse_grad=True)")
    at = as_int(dim, "gather", "dim")
    call = _along((TABLE["gather"], (input, index), (at,)), at)
    return apply(*call) if out is None else into(out, *call)


@explains
def index_select(input: Any, dim: int, index: Any, *, out: Any = None) -> Any:
    """The slices of `dim` that a 1-d `index` names."""
    at = as_int(dim, "index_select", "dim")
    call = (TABLE["index_select"], (input, index), (at,))
    call = _along(call, at, "index out of range in self", IndexError)
    return apply(*call) if out is None else into(out, *call)


def _position_error(size: int) -> Callable[[int], Exception]:
    return lambda found: IndexError(
        f"out of range: tried to access index {found} on a tensor of {size} elements."
    )


@explains
@takes_out
def take(input: Any, index: Any) -> Any:
    """The elements at the positions of `index`, the input counted as one dim."""
    size = input.numel()
    call = (TABLE["take.at"], (input, index), ())
    return apply(*_bounded(call, index, -size, size, _position_error(size)))


@explains
@takes_out
def take_along_dim(input: Any, indices: Any, dim: int | None = None) -> Any:
    """`gather` with broadcasting, along `dim` or of all elements."""
    if dim is None:
        return gather(input.reshape(-1), 0, indices.reshape(-1))
    if indices.dtype is not dtypes.int64:
        raise RuntimeError(
            "torch.take_along_dim(): dtype of indices should be Long but got "
            f"{indices.dtype.scalar_name}"
        )
    if input.ndim != indices.ndim:
        raise RuntimeError(
            "torch.take_along_dim(): input and indices should have the same number of dimensions, "
            f"but got {input.ndim} dimensions for input, and {indices.ndim} dimensions for indices"
        )
    if not input.ndim:
        raise IndexError("Dimension specified as 0 but tensor has no dimensions")
    at = wrap_dim(dim, input.ndim)
    shape = broadcast_shapes(
        tuple(1 if d == at else n for d, n in enumerate(input.shape)),
        tuple(1 if d == at else n for d, n in enumerate(indices.shape)),
    )
    full = [
        tuple(t.shape[at] if d == at else n for d, n in enumerate(shape)) for t in (input, indices)
    ]
    wide = bindings.expand(input, full[0]), bindings.expand(indices, full[1])
    if not indices.numel():
        return apply(TABLE["gather"], wide, (at,))
    if not input.shape[at]:
        raise RuntimeError("ZeroDivisionError")
    # PyTorch takes any index here, modulo the size.
    return apply(TABLE["gather"], (wide[0], wide[1] % input.shape[at]), (at,))


# -- forms that are also written in place --------------------------------------------------------


def _both(
    name: str, doc: str, call: Callable[..., Call], *, has_out: bool = True
) -> tuple[Any, Any]:
    """The function `name` and the method `name_`, out of what says operator and operands."""

    def plain(input: Any, *args: Any, **kwargs: Any) -> Any:
        return apply(*call(input, *args, **kwargs))

    def writing(input: Any, *args: Any, out: Any = None, **kwargs: Any) -> Any:
        found = call(input, *args, **kwargs)
        return apply(*found) if out is None else into(out, *found)

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return inplace(self, *call(self, *args, **kwargs))

    function = writing if has_out else plain
    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    method.__name__ = method.__qualname__ = f"{name}_"
    method.__doc__ = f"`{name}` into the tensor itself."
    shown(function, call, out=has_out)
    shown(method, call)
    return explains(function), explains(method, method=True)


def _scatter(
    input: Any, dim: int, index: Any, src: Any = None, *, value: Any = None, reduce: Any = None
) -> Call:
    source = value if src is None else src
    at = as_int(dim, "scatter", "dim")
    if reduce not in (None, "add", "multiply"):
        raise RuntimeError("reduce argument must be either add or multiply.")
    name = "scatter.src"
    if reduce is not None and isinstance(source, TensorBase):
        warn_once(
            "The reduce argument of torch.scatter with Tensor src is deprecated and will be "
            "removed in a future PyTorch release. Use torch.scatter_reduce instead for more "
            "reduction options.",
            4,
        )
    if not isinstance(source, TensorBase):
        name = "scatter.value"
        advanced.check_number(source, input.dtype)
    return _along((TABLE[name], (input, index, source), (at, reduce)), at)


def _scatter_add(input: Any, dim: int, index: Any, src: Any) -> Call:
    at = as_int(dim, "scatter_add", "dim")
    return _along((TABLE["scatter_add"], (input, index, src), (at,)), at)


def _scatter_reduce(
    input: Any, dim: int, index: Any, src: Any, reduce: str, *, include_self: bool = True
) -> Call:
    at = as_int(dim, "scatter_reduce", "dim")
    op = TABLE["scatter_reduce.two"]
    return _along((op, (input, index, src), (at, reduce, include_self)), at)


def _index_add(input: Any, dim: int, index: Any, source: Any, *, alpha: Any = 1) -> Call:
    at = as_int(dim, "index_add", "dim")
    call = (TABLE["index_add"], (input, index, source, alpha), (at,))
    if input.ndim != 2:
        return _along(call, at, "index out of range in self", IndexError)
    return _along(call, at)


def _index_reduce(
    input: Any, dim: int, index: Any, source: Any, reduce: str, *, include_self: bool = True
) -> Call:
    warn_once("index_reduce() is in beta and the API may change at any time.", 4)
    at = as_int(dim, "index_reduce", "dim")
    op = TABLE["index_reduce.two"]
    call = (op, (input, index, source), (at, reduce, include_self))
    return _along(call, at, "index out of range in self", IndexError)


def _index_copy(input: Any, dim: int, index: Any, source: Any) -> Call:
    at = as_int(dim, "index_copy", "dim")
    text = "index_copy_(): index {} is out of bounds for dimension {} with size {}"
    return _along((TABLE["index_copy"], (input, index, source), (at,)), at, text, IndexError)


def _index_fill(input: Any, dim: int, index: Any, value: Any) -> Call:
    at = as_int(dim, "index_fill", "dim")
    text = "index {} is out of bounds for dimension {} with size {}"
    return _along((TABLE["index_fill"], (input, index, value), (at,)), at, text, IndexError)


def _put(input: Any, index: Any, source: Any, accumulate: bool = False) -> Call:
    size = input.numel()
    call = (TABLE["put.at"], (input, index, source), (accumulate,))
    return _bounded(call, index, -size, size, _position_error(size))


def _index_put(input: Any, indices: Any, values: Any, accumulate: bool = False) -> Call:
    if not isinstance(indices, (tuple, list)):
        raise TypeError("index_put_() takes a tuple of tensors")
    for position, index in enumerate(indices):
        if not isinstance(index, TensorBase):
            raise TypeError(
                f"expected Tensor as element {position} in argument 0, but got "
                f"{type(index).__name__}"
            )
    if not accumulate and values.numel() == 1:
        mask = advanced.only_mask(input, indices)
        if mask is not None:
            return TABLE["index_put.mask"], (input, mask, values.reshape(())), ()
    given, where = advanced.prepared(input, indices)
    advanced.check_source(input, given, where, values)
    advanced.check_bounds(input, given, where)
    return TABLE["index_put"], (input, values, *given), (where, accumulate)


def _masked_scatter(input: Any, mask: Any, source: Any) -> Call:
    if mask.dtype is not dtypes.bool:
        raise RuntimeError(
            "masked_scatter_ only supports boolean masks, but got mask with dtype "
            f"{mask.dtype.scalar_name}"
        )
    shape = broadcast_shapes(tuple(mask.shape), tuple(input.shape))
    full = bindings.expand(mask, shape).reshape(-1)
    call = (TABLE["masked_scatter"], (input, full, source), (shape,))
    if source.dtype is input.dtype and source.numel() < int(full.sum()):
        raise RuntimeError("Number of elements of source < number of ones in mask")
    return call


scatter, scatter_ = _both(
    "scatter", "`input` with src[i, j] (or one number) written at [index[i, j], j].", _scatter
)
scatter_add, scatter_add_ = _both(
    "scatter_add", "`input` with src[i, j] added at [index[i, j], j] for dim 0.", _scatter_add
)
scatter_reduce, scatter_reduce_ = _both(
    "scatter_reduce", "`input` with src[i, j] reduced into [index[i, j], j].", _scatter_reduce
)
index_add, index_add_ = _both(
    "index_add", "`input` with the slices of `source` added where `index` says.", _index_add
)
index_reduce, index_reduce_ = _both(
    "index_reduce", "`input` with the slices of `source` reduced into `index`'s.", _index_reduce
)
index_copy, index_copy_ = _both(
    "index_copy", "`input` with the slices of `source` written where `index` says.", _index_copy
)
index_fill, index_fill_ = _both(
    "index_fill", "`input` with a number in the slices `index` names.", _index_fill, has_out=False
)
index_put, index_put_ = _both(
    "index_put", "`input` with `values` written, or added, at `indices`.", _index_put
)
put, put_ = _both(
    "put", "`input` with the elements of `source` at flat positions.", _put, has_out=False
)
masked_scatter, _ = _both(
    "masked_scatter",
    "`input` with the elements of `source`, in order, where `mask` holds.",
    _masked_scatter,
    has_out=False,
)


@explains(method=True)
def masked_scatter_(self: Any, mask: Any, source: Any) -> Any:
    """`masked_scatter` into the tensor itself, which the mask has to expand to."""
    own, given = tuple(self.shape), tuple(mask.shape)
    if len(given) > len(own):
        raise RuntimeError(
            f"expand(CPU{mask.dtype.scalar_name}Type{{{words(given)}}}, size={words(own)}): the "
            f"number of sizes provided ({len(own)}) must be greater or equal to the number of "
            f"dimensions in the tensor ({len(given)})"
        )
    bindings.expand(mask, own)
    return inplace(self, *_masked_scatter(self, mask, source))


# -- gathers without checks of the indices -------------------------------------------------------


@explains
def _unsafe_masked_index(input: Any, mask: Any, indices: Any, fill: Any) -> Any:
    """The elements at `indices`, moved into the tensor, and `fill` where `mask` does not hold."""
    return apply(TABLE["_unsafe_masked_index"], (input, mask, fill, *indices), ())


@explains
def _unsafe_masked_index_put_accumulate(input: Any, mask: Any, indices: Any, values: Any) -> Any:
    """A copy of `input` with `values` added at `indices` where `mask` holds."""
    op = TABLE["_unsafe_masked_index_put_accumulate"]
    return apply(op, (input, mask, values, *indices), ())
