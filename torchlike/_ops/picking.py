"""Picking and placing elements by index tensors, with PyTorch's checks of the indices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int, inplace
from torchlike._ops.dims import wrap_dim
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE, broadcast_shapes


def _bad_index(index: Any, size: int, low: int = 0) -> int:
    array = np.asarray(array_of(index._read(), "an index is out of range"))
    return array[(array < low) | (array >= size)].flat[0]


def _in_range(
    input: Any, dim: int, index: Any, error: Callable[[int, int, int], Exception]
) -> None:
    """Raises `error(found, dim, size)` for the first element of `index` out of range."""
    if not isinstance(index, TensorBase) or index.dtype.category != dtypes.dtype.INTEGER:  # type: ignore[attr-defined]
        return
    at = wrap_dim(dim, input.ndim)
    size = input.shape[at] if input.ndim else 1

    def fail() -> None:
        raise error(_bad_index(index, size), at, size)

    check_index(index, 0, size, fail)


def _gather_error(found: int, dim: int, size: int) -> Exception:
    return RuntimeError(f"index {found} is out of bounds for dimension {dim} with size {size}")


def _fill_error(found: int, dim: int, size: int) -> Exception:
    return IndexError(f"index {found} is out of bounds for dimension {dim} with size {size}")


def _copy_error(found: int, dim: int, size: int) -> Exception:
    return IndexError(
        f"index_copy_(): index {found} is out of bounds for dimension {dim} with size {size}"
    )


def _select_error(found: int, dim: int, size: int) -> Exception:
    del found, dim, size
    return IndexError("index out of range in self")


@explains
def gather(input: Any, dim: int, index: Any, *, sparse_grad: bool = False, out: Any = None) -> Any:
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    if sparse_grad:
        raise unsupported("gather(sparse_grad=True)")
    _in_range(input, dim, index, _gather_error)
    return bindings.gather(input, dim, index, out=out)


@explains
def index_select(input: Any, dim: int, index: Any, *, out: Any = None) -> Any:
    """The slices of `dim` that a 1-d `index` names."""
    _in_range(input, dim, index, _select_error)
    return bindings.index_select(input, dim, index, out=out)


@explains
def take(input: Any, index: Any) -> Any:
    """The elements at the positions of `index`, the input counted as one dim."""
    size = input.numel()

    def fail() -> None:
        raise IndexError(
            f"out of range: tried to access index {_bad_index(index, size, -size)} on a tensor of "
            f"{size} elements."
        )

    check_index(index, -size, size, fail)
    return apply(TABLE["index"], (input.reshape(-1), index), ((True,),))


@explains
def take_along_dim(input: Any, indices: Any, dim: int | None = None) -> Any:
    """`gather` with broadcasting, along `dim` or of all elements."""
    if dim is None:
        return gather(input.reshape(-1), 0, indices.reshape(-1))
    at = wrap_dim(dim, input.ndim)
    shape = broadcast_shapes(
        tuple(1 if d == at else n for d, n in enumerate(input.shape)),
        tuple(1 if d == at else n for d, n in enumerate(indices.shape)),
    )
    full = [
        tuple(t.shape[at] if d == at else n for d, n in enumerate(shape)) for t in (input, indices)
    ]
    return gather(bindings.expand(input, full[0]), at, bindings.expand(indices, full[1]))


# -- forms that are also written in place --------------------------------------------------------


def _both(name: str, doc: str, operands: Callable[..., Any]) -> tuple[Any, Any]:
    """The function `name` and the method `name_`, out of what says operator and operands."""

    def function(input: Any, *args: Any, **kwargs: Any) -> Any:
        return apply(*operands(input, *args, **kwargs))

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        return inplace(self, *operands(self, *args, **kwargs))

    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    method.__name__ = method.__qualname__ = f"{name}_"
    method.__doc__ = f"`{name}` into the tensor itself."
    return explains(function), explains(method, method=True)


def _scatter(
    input: Any, dim: int, index: Any, src: Any = None, *, value: Any = None, reduce: Any = None
) -> Any:
    _in_range(input, dim, index, _gather_error)
    source = value if src is None else src
    at = as_int(dim, "scatter", "dim")
    if reduce is not None:
        if reduce not in ("add", "multiply"):
            raise RuntimeError("reduce argument must be either add or multiply.")
        if not isinstance(source, TensorBase):
            source = apply(TABLE["filled_like"], (index, source), (input.dtype,))
        how = {"add": "sum", "multiply": "prod"}[reduce]
        return TABLE["scatter_reduce.two"], (input, index, source), (at, how, True)
    name = "scatter.src" if isinstance(source, TensorBase) else "scatter.value"
    return TABLE[name], (input, index, source), (at,)


def _scatter_add(input: Any, dim: int, index: Any, src: Any) -> Any:
    _in_range(input, dim, index, _gather_error)
    return TABLE["scatter_add"], (input, index, src), (as_int(dim, "scatter_add", "dim"),)


def _scatter_reduce(
    input: Any, dim: int, index: Any, src: Any, reduce: str, *, include_self: bool = True
) -> Any:
    _in_range(input, dim, index, _gather_error)
    at = as_int(dim, "scatter_reduce", "dim")
    return TABLE["scatter_reduce.two"], (input, index, src), (at, reduce, include_self)


def _index_add(input: Any, dim: int, index: Any, source: Any, *, alpha: Any = 1) -> Any:
    _in_range(input, dim, index, _gather_error)
    at = as_int(dim, "index_add", "dim")
    return TABLE["index_add"], (input, index, source, alpha), (at,)


def _index_copy(input: Any, dim: int, index: Any, source: Any) -> Any:
    _in_range(input, dim, index, _copy_error)
    return TABLE["index_copy"], (input, index, source), (as_int(dim, "index_copy", "dim"),)


def _index_fill(input: Any, dim: int, index: Any, value: Any) -> Any:
    _in_range(input, dim, index, _fill_error)
    return TABLE["index_fill"], (input, index, value), (as_int(dim, "index_fill", "dim"),)


def _index_put(input: Any, indices: Any, values: Any, accumulate: bool = False) -> Any:
    where = []
    given = []
    for position, index in enumerate(indices):
        where.append(index is not None)
        if index is None:
            continue
        if index.dtype is dtypes.bool:
            raise unsupported("index_put() with a mask (assign by indexing instead)")
        size = input.shape[position]

        def fail(index: Any = index, position: int = position, size: int = size) -> None:
            raise IndexError(
                f"index {_bad_index(index, size, -size)} is out of bounds for dimension {position} "
                f"with size {size}"
            )

        check_index(index, -size, size, fail)
        given.append(index)
    return TABLE["index_put"], (input, values, *given), (tuple(where), accumulate)


def _masked_scatter(input: Any, mask: Any, source: Any) -> Any:
    if mask.dtype is not dtypes.bool:
        raise RuntimeError("masked_scatter_ only supports boolean masks")
    full = bindings.expand(mask, tuple(input.shape)).reshape(-1)
    count = int(full.sum())
    if source.numel() < count:
        raise RuntimeError("Number of elements of source < number of ones in mask")
    return TABLE["masked_scatter"], (input, full, source.reshape(-1)), ()


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
index_copy, index_copy_ = _both(
    "index_copy", "`input` with the slices of `source` written where `index` says.", _index_copy
)
index_fill, index_fill_ = _both(
    "index_fill", "`input` with a number in the slices `index` names.", _index_fill
)
index_put, index_put_ = _both(
    "index_put", "`input` with `values` written, or added, at `indices`.", _index_put
)
masked_scatter, masked_scatter_ = _both(
    "masked_scatter",
    "`input` with the elements of `source`, in order, where `mask` holds.",
    _masked_scatter,
)
