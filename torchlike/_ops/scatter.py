"""Gathers and scatters along one dim, whole slices of it, and positions in the flat tensor."""

from __future__ import annotations

import math
from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import contiguous_strides
from torchlike._core.node_names import NOT_IMPLEMENTED
from torchlike._ops.dims import scalar_name, wrap_dim
from torchlike._ops.families import BESPOKE
from torchlike._ops.grad_names import by_operands
from torchlike._ops.index import as_clone, cast
from torchlike._ops.placing import overwrite, reduced
from torchlike._ops.roles import Array, Dim, Number, Shape
from torchlike._ops.schema import op

_INDEX = (jnp.int64, jnp.int32)


def _positions(index: Any, shape: tuple[int, ...], axis: int) -> Any:
    """The positions in a flat tensor of `shape` of what `index` names along `axis`, in a line."""
    # Indices without a sign are not looked at for negative ones.
    dtype = jnp.uint32 if math.prod(shape) < 1 << 32 else jnp.uint64
    place = jnp.zeros((), dtype)
    for d, step in enumerate(contiguous_strides(shape)):
        along = index.astype(dtype) if d == axis else lax.broadcasted_iota(dtype, index.shape, d)
        place = place + along * jnp.asarray(step, dtype)
    return place.reshape(-1)


# -- along one dim -------------------------------------------------------------------------------


def _check_index(name: str, index: Any) -> None:
    if index.size and index.dtype not in _INDEX:
        raise RuntimeError(f"{name}(): Expected dtype int32/int64 for index")


def _rows(*arrays: Any) -> list[Any]:
    """The arrays, 0-dim ones as vectors."""
    return [a.reshape(1) if a.ndim == 0 else a for a in arrays]


@op(BESPOKE, saves=("input", "index"), out=True)
def gather(input: Array, dim: Dim, index: Array):
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    axis = wrap_dim(dim, input.ndim)
    _check_index("gather", index)
    if index.size == 0:
        return jnp.zeros(index.shape, input.dtype)
    source, wanted = _rows(input, index)
    if source.ndim != wanted.ndim:
        raise RuntimeError("Index tensor must have the same number of dimensions as input tensor")
    for d in range(source.ndim):
        if d != axis and wanted.shape[d] > source.shape[d]:
            raise RuntimeError(
                f"Size does not match at dimension {d} expected index {list(index.shape)} to be "
                f"no larger than self {list(input.shape)} apart from dimension {axis}"
            )
    if not source.size:
        return jnp.zeros(index.shape, input.dtype)  # no index is in bounds, which is checked
    within = tuple(slice(None if d == axis else n) for d, n in enumerate(wanted.shape))
    picked = jnp.take_along_axis(source[within], wanted, axis, mode="promise_in_bounds")
    return picked.reshape(index.shape)


def _prepared(input: Any, dim: int, index: Any, src: Any) -> Any:
    """The target, the positions in it and what of `src` goes there, all flat, after checks."""
    axis = wrap_dim(dim, input.ndim)
    _check_index("scatter", index)
    if src is not None and src.dtype != input.dtype:
        raise RuntimeError("scatter(): Expected self.dtype to be equal to src.dtype")
    if index.size == 0:
        return None
    target, wanted = _rows(input, index)
    if target.ndim != wanted.ndim:
        raise RuntimeError("Index tensor must have the same number of dimensions as self tensor")
    fits = all(n <= target.shape[d] for d, n in enumerate(wanted.shape) if d != axis)
    text = (
        f"Expected index {list(index.shape)} to be no larger than self {list(input.shape)} apart "
        f"from dimension {axis}"
    )
    if src is not None:
        (values,) = _rows(src)
        if fits and values.ndim != wanted.ndim:
            raise RuntimeError("Index tensor must have the same number of dimensions as src tensor")
        fits = fits and all(n <= m for n, m in zip(wanted.shape, values.shape, strict=True))
        text += f" and to be no larger size than src {list(src.shape)}"
        src = values[tuple(slice(n) for n in wanted.shape)].reshape(-1) if fits else None
    if not fits:
        raise RuntimeError(text)
    return target.reshape(-1), _positions(wanted, target.shape, axis), src


def _as_they_are(indices: tuple[Any, ...]) -> tuple[Any, ...]:
    return indices


def _scatter_name(kernel: Any) -> str:
    return NOT_IMPLEMENTED if kernel.static[1] else "ScatterBackward0"


@op(
    BESPOKE, name="scatter.src", saves=("index",), grad_fn=_scatter_name, function=False,
    method=False,
)  # fmt: skip
def scatter_src(input: Array, dim: Dim, index: Array, src: Array, reduce: str | None):
    """`input` with src[i, j] written at [index[i, j], j] for dim 0, or added or multiplied."""
    prepared = _prepared(input, dim, index, src)
    if prepared is None:
        return input
    target, at, values = prepared
    if reduce is None:
        result = overwrite(_as_they_are, target, values, at)
    else:
        result = reduced({"add": "sum", "multiply": "prod"}[reduce], True, target, values, at)
    return result.reshape(input.shape)


def _scatter_value_name(kernel: Any) -> str:
    return NOT_IMPLEMENTED if kernel.static[1] else "ScatterBackward1"


@op(
    BESPOKE, name="scatter.value", saves=("index",), grad_fn=_scatter_value_name, function=False,
    method=False,
)  # fmt: skip
def scatter_value(input: Array, dim: Dim, index: Array, value: Number, reduce: str | None):
    """`scatter.src` with one number."""
    prepared = _prepared(input, dim, index, None)
    if prepared is None:
        return input
    target, at, _ = prepared
    number = cast(value, input)
    if reduce is None:
        return target.at[at].set(number).reshape(input.shape)
    values = jnp.broadcast_to(number, at.shape)
    how = {"add": "sum", "multiply": "prod"}[reduce]
    return reduced(how, True, target, values, at).reshape(input.shape)


@op(BESPOKE, saves=("index:src",), inplace=True)
def scatter_add(input: Array, dim: Dim, index: Array, src: Array):
    """`input` with src[i, j] added at [index[i, j], j] for dim 0, likewise for others."""
    prepared = _prepared(input, dim, index, src)
    if prepared is None:
        return input
    target, at, values = prepared
    return reduced("sum", True, target, values, at).reshape(input.shape)


REDUCTIONS = ("sum", "prod", "mean", "amax", "amin")


@op(
    BESPOKE, name="scatter_reduce.two", saves=("input", "index", "src", "result"),
    grad_fn="ScatterReduceBackward0", function=False, method=False,
)  # fmt: skip
def scatter_reduce_two(
    input: Array, dim: Dim, index: Array, src: Array, reduce: str, include_self: bool
):
    """`input` with src[i, j] reduced into [index[i, j], j]; without what was there if so asked."""
    prepared = _prepared(input, dim, index, src)
    if reduce not in REDUCTIONS:
        raise RuntimeError(
            f"reduce argument must be either sum, prod, mean, amax or amin, got {reduce}"
        )
    if prepared is None:
        return input
    is_complex = jnp.issubdtype(input.dtype, jnp.complexfloating)
    if (reduce in ("amax", "amin") and is_complex) or (reduce == "mean" and input.dtype == bool):
        raise NotImplementedError(
            f'"scatter_gather_tensor_cpu_reduce_{reduce}" not implemented for '
            f"'{scalar_name(input)}'"
        )
    target, at, values = prepared
    return reduced(reduce, include_self, target, values, at).reshape(input.shape)


# -- whole slices --------------------------------------------------------------------------------


@op(BESPOKE, saves=("index",), out=True)
def index_select(input: Array, dim: Dim, index: Array):
    """The slices of `dim` that a 1-d `index` names."""
    axis = wrap_dim(dim, input.ndim)
    if index.ndim > 1:
        raise IndexError("index_select(): Index is supposed to be a vector")
    if input.ndim == 0 and index.size != 1:
        raise RuntimeError(
            f"index_select(): Index to scalar can have only 1 value, got {index.size} value(s)"
        )
    if index.dtype not in _INDEX:
        raise RuntimeError("index_select(): Expected dtype int32 or int64 for index")
    if input.ndim == 0:
        return input
    return jnp.take(input, index.reshape(-1), axis=axis, mode="clip")


def _check_slices(name: str, input: Any, axis: int, index: Any, source: Any) -> None:
    """Raises what PyTorch raises for slices that do not fit (`index_add_`, `index_reduce_`)."""
    if index.ndim > 1:
        raise IndexError(
            f"{name}(): Index is supposed to be a vector, but got dim: {index.ndim} with type: "
            f"{scalar_name(index)} and size: {list(index.shape)}"
        )
    if index.dtype not in _INDEX:
        raise RuntimeError(
            f"{name}(): Expected dtype int32/int64 for index but got: {scalar_name(index)}"
        )
    if source.dtype != input.dtype:
        raise RuntimeError(
            f"{name}(): self ({scalar_name(input)}) and source ({scalar_name(source)}) must have "
            "the same scalar type"
        )
    if axis and axis >= source.ndim:
        raise RuntimeError(
            f"{name}(): Indexing dim {axis} is out of bounds of the source tensor with dim "
            f"{source.ndim}"
        )
    count = source.shape[axis] if source.ndim else 1
    if source.ndim == 0 and index.size != 1:
        raise IndexError(f"Dimension specified as {axis} but tensor has no dimensions")
    if index.size != count:
        raise RuntimeError(
            f"{name}(): Number of indices ({index.size}) should be equal to source.size(dim): "
            f"({count}), for dim: {axis}"
        )
    if input.ndim and source.ndim and _without(source.shape, axis) != _without(input.shape, axis):
        raise RuntimeError(
            "source tensor shape must match self tensor shape, excluding the specified dimension. "
            f"Got self.shape = {list(input.shape)} source.shape = {list(source.shape)}"
        )


def _without(shape: tuple[int, ...], axis: int) -> tuple[int, ...]:
    return shape[:axis] + shape[axis + 1 :]


def _spread(input: Any, axis: int, index: Any, source: Any) -> Any:
    """The target, the places in it and what goes there: whole slices of dim 0, else elements."""
    target, wanted = _rows(input, index)
    values = source.reshape(target.shape[:axis] + wanted.shape + target.shape[axis + 1 :])
    if axis == 0:
        return target, wanted, values
    each = lax.broadcast_in_dim(wanted, values.shape, (axis,))
    return target.reshape(-1), _positions(each, target.shape, axis), values.reshape(-1)


@op(BESPOKE, saves=("index:source", "source:source"), inplace=True)
def index_add(input: Array, dim: Dim, index: Array, source: Array, *, alpha: Number = 1):
    """`input` with the slices of `source` added where a 1-d `index` says."""
    axis = wrap_dim(dim, input.ndim)
    _check_slices("index_add_", input, axis, index, source)
    target, at, values = _spread(input, axis, index, source)
    if not (isinstance(alpha, int) and alpha == 1):
        values = values * cast(alpha, input)
    return reduced("sum", True, target, values, at).reshape(input.shape)


@op(
    BESPOKE, name="index_reduce.two", saves=("input", "index", "source", "result"),
    grad_fn="IndexReduceBackward0", function=False, method=False,
)  # fmt: skip
def index_reduce_two(
    input: Array, dim: Dim, index: Array, source: Array, reduce: str, include_self: bool
):
    """`input` with the slices of `source` reduced into those that a 1-d `index` names."""
    axis = wrap_dim(dim, input.ndim)
    if reduce not in ("prod", "mean", "amax", "amin"):
        raise RuntimeError(
            "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got "
            f"{reduce}."
        )
    _check_slices("index_reduce_", input, axis, index, source)
    complex_or_bool = jnp.issubdtype(input.dtype, jnp.complexfloating) or input.dtype == bool
    if complex_or_bool and reduce != "prod":
        name = "index_func_" if include_self else "index_reduce_func_exclude_input_init"
        raise NotImplementedError(f"\"{name}\" not implemented for '{scalar_name(input)}'")
    target, at, values = _spread(input, axis, index, source)
    return reduced(reduce, include_self, target, values, at).reshape(input.shape)


@op(BESPOKE, saves=("index", "source:source"), inplace=True)
def index_copy(input: Array, dim: Dim, index: Array, source: Array):
    """`input` with the slices of `source` written where a 1-d `index` says."""
    axis = wrap_dim(dim, input.ndim)
    if index.ndim > 1:
        raise IndexError(f"index_copy_(): Index should have dimension 1 or 0 (got {index.ndim})")
    if source.ndim == 0 and index.size != 1:
        raise IndexError(
            "index_copy_(): When source is scalar, index should have one element (got "
            f"{index.size})"
        )
    if source.ndim and input.ndim and source.ndim != input.ndim:
        raise IndexError(
            "index_copy_(): When source and destination are not scalars, their dimensionality must "
            f"match. Source dimensionality ({source.ndim}), destination dimensionality "
            f"({input.ndim})"
        )
    if index.dtype != jnp.int64:
        raise RuntimeError(
            f"index_copy_(): Expected a long tensor for index, but got {scalar_name(index)}"
        )
    if source.dtype != input.dtype:
        raise RuntimeError(
            "index_copy_(): self and source expected to have the same dtype, but got (self) "
            f"{scalar_name(input)} and (source) {scalar_name(source)}"
        )
    if source.ndim and input.ndim:
        _check_copied(input, axis, index, source)
    target, at, values = _spread(input, axis, index, source)
    return overwrite(_as_they_are, target, values, at).reshape(input.shape)


def _check_copied(input: Any, axis: int, index: Any, source: Any) -> None:
    own, its = _without(input.shape, axis), _without(source.shape, axis)
    if own != its:
        shapes = [" ".join(map(str, shape)) for shape in (own, its)]
        raise RuntimeError(
            "index_copy_(): Source/destination tensor must have same slice shapes. Destination "
            f"slice shape: {shapes[0]} at dimension {axis} and source slice shape: {shapes[1]} at "
            "dimension 0."
        )
    if index.size != source.shape[axis]:
        raise IndexError(
            f"index_copy_(): Number of indices ({index.size}) should be equal to source.size(dim) "
            f"({source.shape[axis]})"
        )


@op(
    BESPOKE, saves=("index",), inplace=True, laid_out=as_clone,
    grad_fn=by_operands("IndexFill", {"ttn": 0, "": 1}),
)  # fmt: skip
def index_fill(input: Array, dim: Dim, index: Array, value: Array | Number):
    """`input` with `value` in the slices a 1-d `index` names."""
    axis = wrap_dim(dim, input.ndim)
    if getattr(value, "ndim", 0):
        raise RuntimeError(
            "index_fill_ only supports a 0-dimensional value tensor, but got tensor with "
            f"{value.ndim} dimension(s)."  # type: ignore[union-attr]
        )
    if index.dtype != jnp.int64:
        raise IndexError("index_fill_(): Expected dtype int64 for index.")
    if index.ndim > 1:
        raise RuntimeError("Index has to be a vector/scalar")
    wide = isinstance(value, complex) or jnp.iscomplexobj(value)
    if wide and not jnp.issubdtype(input.dtype, jnp.complexfloating):
        raise RuntimeError(
            "index_fill_(): Converting complex Scalar to non-complex type is not supported"
        )
    target, wanted = _rows(input, index)
    at = (slice(None),) * axis + (wanted,)
    return target.at[at].set(cast(value, input)).reshape(input.shape)


# -- positions in the flat tensor ----------------------------------------------------------------


@op(BESPOKE, saves=("input", "index"), function=False, method=False, name="take.at",
    grad_fn="TakeBackward0")  # fmt: skip
def take_at(input: Array, index: Array):
    """The elements at the positions of `index`, the input counted as one dim."""
    if index.dtype != jnp.int64:
        raise RuntimeError(
            f"take(): Expected a long tensor for index, but got {scalar_name(index)}"
        )
    if not input.size and index.size:
        raise IndexError("take(): tried to take from an empty tensor")
    return input.reshape(-1)[index]


@op(
    BESPOKE, saves=("index", "source:source"), function=False, method=False, name="put.at",
    grad_fn="PutBackward0", laid_out=as_clone,
)  # fmt: skip
def put_at(input: Array, index: Array, source: Array, accumulate: bool):
    """`input`, counted as one dim, with `source` written, or added, at the positions of `index`."""
    if index.dtype != jnp.int64:
        raise RuntimeError(
            f"put_(): Expected a long tensor for index, but got {scalar_name(index)}"
        )
    if source.dtype != input.dtype:
        raise RuntimeError(
            "put_(): self and source expected to have the same dtype, but got self.dtype = "
            f"{scalar_name(input)} and source.dtype = {scalar_name(source)}"
        )
    if source.size != index.size:
        raise IndexError(
            "put_(): Expected source and index to have the same number of elements, but got "
            f"source.numel() = {source.size}, index.numel() = {index.size}"
        )
    if not input.size and index.size:
        raise IndexError("put_(): Tried to put elements into an empty tensor")
    flat, at, values = input.reshape(-1), index.reshape(-1), source.reshape(-1)
    if accumulate:
        at = jnp.where(at < 0, at + flat.size, at)
        return reduced("sum", True, flat, values, at).reshape(input.shape)
    return overwrite(_as_they_are, flat, values, at).reshape(input.shape)


@op(
    BESPOKE, name="masked_select.at", function=False, method=False, saves=("positions",),
    grad_fn="MaskedSelectBackward0",
)  # fmt: skip
def masked_select_at(input: Array, positions: Array, shape: Shape):
    """The elements at flat `positions` of `input` broadcast to `shape`."""
    return jnp.broadcast_to(input, shape).reshape(-1)[positions]


@op(BESPOKE, saves=("mask",), function=False, method=False)
def masked_scatter(input: Array, mask: Array, source: Array, shape: Shape):
    """`input` with the elements of `source`, in order, where a 1-d `mask` holds."""
    if source.dtype != input.dtype:
        raise RuntimeError(
            "masked_scatter: expected self and source to have same dtypes but got"
            f"{scalar_name(input)} and {scalar_name(source)}"
        )
    full = jnp.broadcast_to(input, shape)
    if source.size == 0:
        return full
    position = jnp.maximum(jnp.cumsum(mask) - 1, 0)
    picked = source.reshape(-1)[jnp.minimum(position, source.size - 1)]
    return jnp.where(mask, picked, full.reshape(-1)).reshape(shape)


# -- distinct elements ---------------------------------------------------------------------------


def _moved_strides(specs: Any, static: Any, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """As PyTorch moves `dim` to the front and, contiguous, back."""
    del specs
    (dim,) = static
    if dim is None:
        return None
    front, *rest = contiguous_strides((shape[dim], *shape[:dim], *shape[dim + 1 :]))
    return (*rest[:dim], front, *rest[dim:])


def _unique_values(name: str, node: str, words: str) -> None:
    """Declares the operator that picks what a way of looking for distinct elements has found."""

    @op(
        BESPOKE, name=name, function=False, method=False, grad_fn=node, laid_out=_moved_strides,
        underived={"input": words},
    )  # fmt: skip
    def unique_values(input: Array, positions: Array, dim: int | None):
        """The elements (or slices of `dim`) at `positions`."""
        found = input.reshape(-1) if dim is None else input
        return jnp.take(found, positions, axis=dim or 0, mode="clip")


_unique_values("unique.values", "Unique2Backward0", "_unique2")
_unique_values("unique.slices", "UniqueDimBackward0", "unique_dim")
_unique_values("unique.consecutive", "UniqueConsecutiveBackward0", "unique_consecutive")
