"""Functions and methods composed of others: overloads, splits, conversions of shape and dtype."""

from __future__ import annotations

import builtins
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply1, wrap
from torchlike._core.errors import unsupported
from torchlike._core.execute import array_of, on_device
from torchlike._core.device import device as device_type
from torchlike._core.device import resolve
from torchlike._core.trace import concrete
from torchlike._ops import _bindings as bindings
from torchlike._ops.calls import (
    apply_view,
    as_dims,
    as_dtype,
    as_int,
    as_shape,
    call,
    inplace,
    into,
)
from torchlike._ops.dims import wrap_dim
from torchlike._ops.guards import check_index
from torchlike._ops.schema import TABLE, broadcast_shapes
from torchlike._ops.view import infer_shape, viewed_strides

# -- shapes --------------------------------------------------------------------------------------


def reshape(input: Any, shape: Any) -> Any:
    """`input` in another shape: a view where the strides allow it, else a copy."""
    sizes = as_shape(shape if isinstance(shape, tuple) else (shape,), "reshape", "shape")
    aval = input._read().aval
    if viewed_strides(aval, infer_shape(sizes, aval.size)) is not None:
        return apply_view(TABLE["reshape_alias"], input, (sizes,))
    return apply1(TABLE["reshape_copy"], input, (sizes,))


def flatten(input: Any, start_dim: int = 0, end_dim: int = -1) -> Any:
    """The dims from `start_dim` to `end_dim` as one."""
    shape = input.shape
    rank = len(shape)
    first, last = wrap_dim(start_dim, rank), wrap_dim(end_dim, rank)
    if first > last:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if rank == 0:
        return reshape(input, (1,))
    if first == last:
        return input
    return reshape(input, (*shape[:first], math.prod(shape[first : last + 1]), *shape[last + 1 :]))


def ravel(input: Any) -> Any:
    """All elements in one dim."""
    return reshape(input, (-1,))


def unflatten(input: Any, dim: int, sizes: Sequence[int]) -> Any:
    """One dim as several."""
    at = wrap_dim(dim, input.ndim)
    inner = infer_shape(tuple(sizes), input.shape[at])
    return input.view(*input.shape[:at], *inner, *input.shape[at + 1 :])


def contiguous(input: Any, *, memory_format: Any = None) -> Any:
    """`input` itself where its elements lie in order, else a copy whose do."""
    if input.is_contiguous(memory_format):
        return input
    name = "contiguous_format" if memory_format is None else _format_name(memory_format)
    return apply1(TABLE["clone"], input, (name,))


def _format_name(memory_format: Any) -> str:
    return str(memory_format).removeprefix("torch.")


def clone(input: Any, *, memory_format: Any = None) -> Any:
    """A copy with its own memory."""
    name = None if memory_format is None else _format_name(memory_format)
    return apply1(TABLE["clone"], input, (name,))


def narrow(input: Any, dim: int, start: Any, length: int) -> Any:
    """`length` elements of `dim` from `start`. Raises: IndexError, RuntimeError out of range."""
    size = input.shape[wrap_dim(dim, input.ndim)]
    begin = int(start)
    if not -size <= begin <= size:
        raise IndexError(
            f"start out of range (expected to be in range of [-{size}, {size}], but got {begin})"
        )
    begin = begin + size if begin < 0 else begin
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    if begin + length > size:
        raise RuntimeError(f"start ({begin}) + length ({length}) exceeds dimension size ({size}).")
    return apply_view(TABLE["slice"], input, (dim, begin, begin + length, 1))


def split(tensor: Any, split_size_or_sections: Any, dim: int = 0) -> tuple[Any, ...]:
    """Pieces of one size (the last may be smaller), or of the sizes given."""
    size = tensor.shape[wrap_dim(dim, tensor.ndim)]
    if isinstance(split_size_or_sections, (list, tuple)):
        sizes = list(split_size_or_sections)
        if builtins.sum(sizes) != size:
            raise RuntimeError(
                "split_with_sizes expects split_sizes to sum exactly to "
                f"{size} (input tensor's size at dimension {dim}), but got split_sizes={sizes}"
            )
    else:
        each = as_int(split_size_or_sections, "split", "split_size")
        if each < 0:
            raise RuntimeError(
                f"split expects split_size be non-negative, but got split_size={each}"
            )
        if each == 0 and size:
            raise RuntimeError(
                "split_size can only be 0 if dimension size is 0, but got dimension size of "
                f"{size}"
            )
        count = builtins.max(-(-size // each), 1) if each else 1
        sizes = [builtins.min(each, size - i * each) for i in range(count)]
    return _pieces(tensor, sizes, dim)


def _pieces(tensor: Any, sizes: Sequence[int], dim: int) -> tuple[Any, ...]:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(apply_view(TABLE["split_at"], tensor, (dim, start, start + size, 1)))
        start += size
    return tuple(pieces)


def chunk(input: Any, chunks: int, dim: int = 0) -> tuple[Any, ...]:
    """At most `chunks` pieces of one size (the last may be smaller)."""
    if input.ndim == 0:
        raise RuntimeError("chunk expects at least a 1-dimensional tensor")
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    size = input.shape[wrap_dim(dim, input.ndim)]
    each = -(-size // chunks)
    if each == 0:
        return _pieces(input, [0] * chunks, dim)
    return split(input, each, dim)


def tensor_split(input: Any, indices_or_sections: Any, dim: int = 0) -> tuple[Any, ...]:
    """Pieces as equal as possible, or cut at the indices given."""
    if input.ndim == 0:
        raise RuntimeError(
            "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims"
        )
    size = input.shape[wrap_dim(dim, input.ndim)]
    if isinstance(indices_or_sections, TensorBase):
        indices_or_sections = indices_or_sections.tolist()  # type: ignore[attr-defined]
    if isinstance(indices_or_sections, int):
        sections = indices_or_sections
        if sections <= 0:
            raise RuntimeError(f"number of sections must be larger than 0, got {sections}")
        small, extra = divmod(size, sections)
        sizes = [small + 1] * extra + [small] * (sections - extra)
        return _pieces(input, sizes, dim)
    cuts = [0, *indices_or_sections, None]
    return tuple(
        apply_view(TABLE["slice"], input, (dim, a, b, 1))
        for a, b in zip(cuts[:-1], cuts[1:], strict=True)
    )


def unbind(input: Any, dim: int = 0) -> tuple[Any, ...]:
    """The slices along `dim`, without it."""
    if input.ndim == 0:
        raise IndexError("Dimension specified as 0 but tensor has no dimensions")
    size = input.shape[wrap_dim(dim, input.ndim)]
    return tuple(apply_view(TABLE["unbind_at"], input, (dim, i)) for i in range(size))


def movedim(input: Any, source: Any, destination: Any) -> Any:
    """Dims moved to other places, the rest keeping their order."""
    rank = input.ndim
    origin = [wrap_dim(d, rank) for d in ((source,) if isinstance(source, int) else source)]
    target = [
        wrap_dim(d, rank) for d in ((destination,) if isinstance(destination, int) else destination)
    ]
    if len(origin) != len(target):
        raise RuntimeError(
            "movedim: Invalid source or destination dims: source "
            f"({origin} dims) should contain the same number of dims as destination ({target} dims)"
        )
    order = [-1] * rank
    for a, b in zip(origin, target, strict=True):
        order[b] = a
    rest = iter(d for d in range(rank) if d not in origin)
    return bindings.permute(input, tuple(d if d >= 0 else next(rest) for d in order))


moveaxis = movedim


def broadcast_to(input: Any, size: Any) -> Any:
    """`input` expanded to `size`."""
    return bindings.expand(input, tuple(size))


def broadcast_tensors(*tensors: Any) -> tuple[Any, ...]:
    """The tensors expanded to their common shape."""
    given = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    shape: tuple[int, ...] = ()
    for t in given:
        shape = broadcast_shapes(shape, tuple(t.shape))
    return tuple(bindings.expand(t, shape) for t in given)


def repeat_interleave(
    input: Any, repeats: Any = None, dim: int | None = None, *, output_size: int | None = None
) -> Any:
    """Each element of `dim` several times over."""
    del output_size
    if repeats is None:
        input, repeats, source = None, input, None
    source = input
    counts = np.asarray(repeats.tolist() if isinstance(repeats, TensorBase) else repeats)
    if counts.ndim and (counts < 0).any():
        raise RuntimeError("repeats can not be negative")
    if source is None:
        return wrap(concrete(np.repeat(np.arange(counts.size), counts)))
    if dim is None:
        source, dim = ravel(source), 0
    size = source.shape[wrap_dim(dim, source.ndim)]
    if counts.ndim and counts.size not in (1, size):
        raise RuntimeError(
            "repeats must have the same size as input along dim, but got repeats.size(0) = "
            f"{counts.size} and input.size({dim}) = {size}"
        )
    positions = np.repeat(np.arange(size), counts)
    return bindings.index_select(source, dim, wrap(concrete(positions)))


# -- overloads -----------------------------------------------------------------------------------


def _along_or_between(name: str, input: Any, dim: Any, keepdim: bool, other: Any, out: Any) -> Any:
    if other is None and isinstance(dim, TensorBase):
        other, dim = dim, None
    if other is not None:
        binary = bindings.maximum if name == "max" else bindings.minimum
        return binary(input, other, out=out)
    if dim is None:
        whole = bindings.max if name == "max" else bindings.min
        return whole(input, out=out)
    result = call(f"{name}.dim", (input,), as_int(dim, name, "dim"), keepdim)
    if out is not None:
        for target, found in zip(out, result, strict=True):
            into(target, TABLE["alias"], (found,), ())
        return type(result)(*out)
    return result


def max(
    input: Any, dim: Any = None, keepdim: bool = False, *, other: Any = None, out: Any = None
) -> Any:
    """The largest element; along `dim` also where it stands; or elementwise of two tensors."""
    return _along_or_between("max", input, dim, keepdim, other, out)


def min(
    input: Any, dim: Any = None, keepdim: bool = False, *, other: Any = None, out: Any = None
) -> Any:
    """The smallest element; along `dim` also where it stands; or elementwise of two tensors."""
    return _along_or_between("min", input, dim, keepdim, other, out)


def median(input: Any, dim: int | None = None, keepdim: bool = False) -> Any:
    """The lower median; along `dim` also where it stands."""
    if dim is None:
        return bindings.median(input)
    return call("median.dim", (input,), as_int(dim, "median", "dim"), keepdim)


def _correction(dim: Any, unbiased: Any, correction: Any) -> tuple[Any, float]:
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    if correction is None:
        correction = 1.0 if unbiased is None or unbiased else 0.0
    return dim, float(correction)


def var(
    input: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    keepdim: bool = False,
    *,
    correction: Any = None,
) -> Any:
    """The variance, unbiased unless said otherwise."""
    dim, taken = _correction(dim, unbiased, correction)
    return call("var", (input,), as_dims(dim, "var", "dim"), taken, keepdim)


def std(
    input: Any,
    dim: Any = None,
    unbiased: bool | None = None,
    keepdim: bool = False,
    *,
    correction: Any = None,
) -> Any:
    """The standard deviation, unbiased unless said otherwise."""
    dim, taken = _correction(dim, unbiased, correction)
    return call("std", (input,), as_dims(dim, "std", "dim"), taken, keepdim)


def norm(
    input: Any, p: Any = "fro", dim: Any = None, keepdim: bool = False, *, dtype: Any = None
) -> Any:
    """The p-norm of all elements or over `dim`."""
    if p == "nuc":
        raise unsupported("norm(p='nuc')")
    order = 2 if p in ("fro", None) else p
    return apply(
        TABLE["norm.p"], (input, order), (as_dims(dim, "norm", "dim"), keepdim, as_dtype(dtype, "norm"))
    )


def div(input: Any, other: Any, *, rounding_mode: str | None = None, out: Any = None) -> Any:
    """input / other; with a `rounding_mode` rounded towards zero ("trunc") or down ("floor")."""
    if rounding_mode is None:
        return bindings.div(input, other, out=out)
    if out is not None:
        return into(out, TABLE["div.rounded"], (input, other), (rounding_mode,))
    return apply(TABLE["div.rounded"], (input, other), (rounding_mode,))


divide = div


def where(condition: Any, input: Any = None, other: Any = None, *, out: Any = None) -> Any:
    """`input` where `condition` holds, else `other`; alone, where it holds."""
    if input is None and other is None:
        return nonzero(condition, as_tuple=True)
    operands = (condition, input, other)
    if out is not None:
        return into(out, TABLE["where.self"], operands, ())
    return apply(TABLE["where.self"], operands, ())


def nonzero(input: Any, *, as_tuple: bool = False) -> Any:
    """The indices of the elements that are not zero: a matrix, or a vector per dim."""
    array = np.asarray(array_of(input._read(), "nonzero()"))
    found = np.nonzero(array) if array.ndim else np.nonzero(array.reshape(1))
    if as_tuple:
        return tuple(wrap(concrete(i.astype(np.int64))) for i in found)
    columns = found if array.ndim else ()
    count = len(found[0])
    stacked = np.stack(columns, axis=1) if columns else np.zeros((count, 0))
    return wrap(concrete(stacked.astype(np.int64)))


def argwhere(input: Any) -> Any:
    """The indices of the elements that are not zero, one row each."""
    return nonzero(input)


def masked_select(input: Any, mask: Any) -> Any:
    """The elements where `mask` holds, in one dim."""
    if mask.dtype is not dtypes.bool:
        raise RuntimeError(
            f"masked_select: expected BoolTensor for mask, but got {mask.dtype.scalar_name}"
        )
    both = broadcast_tensors(input, mask)
    positions = nonzero(reshape(both[1], (-1,)))
    flat = reshape(both[0], (-1,))
    return apply(TABLE["index"], (flat, reshape(positions, (-1,))), ((True,),))


def unique(
    input: Any,
    sorted: bool = True,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """The distinct elements (or slices of `dim`), in order."""
    del sorted  # the result is in order either way, as PyTorch's on the CPU
    array = np.asarray(array_of(input._read(), "unique()"))
    values, inverse, counts = np.unique(
        array, return_inverse=True, return_counts=True, axis=dim
    )
    shape = array.shape if dim is None else (array.shape[dim],)
    results = [wrap(concrete(values))]
    if return_inverse:
        results.append(wrap(concrete(inverse.reshape(shape).astype(np.int64))))
    if return_counts:
        results.append(wrap(concrete(counts.astype(np.int64))))
    return results[0] if len(results) == 1 else tuple(results)


def bincount(input: Any, weights: Any = None, minlength: int = 0) -> Any:
    """How often each non-negative integer occurs. Raises: RuntimeError for negative ones."""
    array = np.asarray(array_of(input._read(), "bincount()"))
    if array.ndim != 1 or (array.size and array.min() < 0):
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    extra = None if weights is None else np.asarray(array_of(weights._read(), "bincount()"))
    return wrap(concrete(np.bincount(array, extra, minlength)))


def equal(input: Any, other: Any) -> bool:
    """Whether two tensors have the same size and elements."""
    if tuple(input.shape) != tuple(other.shape):
        return False
    if input.dtype is not other.dtype:
        raise RuntimeError(
            f"Expected object of data type {input.dtype} but got data type {other.dtype} for "
            "argument 'other' in call to equal"
        )
    return bool(call("equal_flag", (input, other)))


def allclose(
    input: Any, other: Any, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> bool:
    """Whether all elements are close (see `isclose`)."""
    return bool(bindings.isclose(input, other, rtol, atol, equal_nan).all())


def _checked_index(input: Any, dim: int, index: Any, name: str) -> None:
    if input.ndim == 0:
        return
    at = wrap_dim(dim, input.ndim)
    size = input.shape[at]

    def error() -> None:
        array = np.asarray(array_of(index._read(), "an index is out of range"))
        bad = array[(array < 0) | (array >= size)].flat[0]
        if name == "index_select":
            raise IndexError("index out of range in self")
        raise RuntimeError(f"index {bad} is out of bounds for dimension {at} with size {size}")

    check_index(index, 0, size, error)


def gather(input: Any, dim: int, index: Any, *, sparse_grad: bool = False, out: Any = None) -> Any:
    """out[i, j] = input[index[i, j], j] for dim 0, likewise for others."""
    if sparse_grad:
        raise unsupported("gather(sparse_grad=True)")
    _checked_index(input, dim, index, "gather")
    return bindings.gather(input, dim, index, out=out)


def index_select(input: Any, dim: int, index: Any, *, out: Any = None) -> Any:
    """The slices of `dim` that a 1-d `index` names."""
    _checked_index(input, dim, index, "index_select")
    return bindings.index_select(input, dim, index, out=out)


def take_along_dim(input: Any, indices: Any, dim: int | None = None) -> Any:
    """`gather` with broadcasting, along `dim` or of all elements."""
    if dim is None:
        return gather(ravel(input), 0, ravel(indices))
    at = wrap_dim(dim, input.ndim)
    shape = broadcast_shapes(
        tuple(1 if d == at else n for d, n in enumerate(input.shape)),
        tuple(1 if d == at else n for d, n in enumerate(indices.shape)),
    )
    full = [tuple(t.shape[at] if d == at else n for d, n in enumerate(shape)) for t in (input, indices)]
    return gather(bindings.expand(input, full[0]), at, bindings.expand(indices, full[1]))


def _scatter_operands(input: Any, dim: int, index: Any, src: Any, value: Any) -> Any:
    _checked_index(input, dim, index, "scatter")
    source = value if src is None else src
    name = "scatter.src" if isinstance(source, TensorBase) else "scatter.value"
    return TABLE[name], (input, index, source), (as_int(dim, "scatter", "dim"),)


def scatter(input: Any, dim: int, index: Any, src: Any = None, *, value: Any = None, reduce: Any = None) -> Any:
    """`input` with src[i, j] (or one number) written at [index[i, j], j] for dim 0."""
    if reduce is not None:
        raise unsupported("scatter(reduce=...)")
    return apply(*_scatter_operands(input, dim, index, src, value))


def scatter_(input: Any, dim: int, index: Any, src: Any = None, *, value: Any = None, reduce: Any = None) -> Any:
    """`scatter` into the tensor itself."""
    if reduce is not None:
        raise unsupported("scatter_(reduce=...)")
    return inplace(input, *_scatter_operands(input, dim, index, src, value))


def scatter_add(input: Any, dim: int, index: Any, src: Any) -> Any:
    """`input` with src[i, j] added at [index[i, j], j] for dim 0."""
    _checked_index(input, dim, index, "scatter")
    return bindings.scatter_add(input, dim, index, src)


def scatter_add_(input: Any, dim: int, index: Any, src: Any) -> Any:
    """`scatter_add` into the tensor itself."""
    _checked_index(input, dim, index, "scatter")
    return inplace(input, TABLE["scatter_add"], (input, index, src), (dim,))


def einsum(equation: str, *operands: Any) -> Any:
    """The sum over products that `equation` describes."""
    given = operands[0] if len(operands) == 1 and isinstance(operands[0], (list, tuple)) else operands
    return apply(TABLE["einsum_product"], tuple(given), (equation,))


# -- conversion ----------------------------------------------------------------------------------


def to_dtype(input: Any, dtype: dtypes.dtype, copy: bool = False, memory_format: Any = None) -> Any:
    """`input` in another dtype; itself where it is already."""
    if input.dtype is dtype:
        return clone(input, memory_format=memory_format) if copy else input
    name = None if memory_format is None else _format_name(memory_format)
    return apply1(TABLE["to_copy"], input, (dtype, name))


def to_device(input: Any, place: device_type, copy: bool = False) -> Any:
    """`input` on another device; itself where it is already."""
    target = resolve(place)
    if input.device == target:
        return clone(input) if copy else input
    array = on_device(array_of(input._read(), "moved to another device"), target)
    if input.requires_grad:
        raise unsupported("gradients across devices (detach the tensor, or move it before)")
    return wrap(concrete(array, target))


def to(input: Any, *args: Any, **kwargs: Any) -> Any:
    """`input` in another dtype and on another device: `to(dtype)`, `to(device)`, `to(other)`..."""
    dtype = kwargs.pop("dtype", None)
    place = kwargs.pop("device", None)
    copy = kwargs.pop("copy", False)
    memory_format = kwargs.pop("memory_format", None)
    kwargs.pop("non_blocking", None)
    other = kwargs.pop("other", None)
    if kwargs:
        raise TypeError(f"to() received an invalid combination of arguments - got ({', '.join(kwargs)})")
    rest = list(args)
    if rest and isinstance(rest[0], TensorBase):
        other = rest.pop(0)
    if other is not None:
        dtype, place = other.dtype, other.device
    elif rest and (isinstance(rest[0], (str, device_type)) or type(rest[0]) is int):
        place = rest.pop(0)
        if rest and (isinstance(rest[0], dtypes.dtype) or rest[0] in (float, int, bool, complex)):
            dtype = rest.pop(0)
    elif rest and (isinstance(rest[0], dtypes.dtype) or rest[0] in (float, int, bool, complex)):
        dtype = rest.pop(0)
    if len(rest) > 2 or any(not isinstance(r, bool) for r in rest):
        raise TypeError(
            f"to() received an invalid combination of arguments - got ({', '.join(type(a).__name__ for a in args)})"
        )
    copy = rest[1] if len(rest) > 1 else copy
    result = input
    if place is not None:
        result = to_device(result, resolve(place), copy and dtype is None)
    if dtype is not None:
        return to_dtype(result, as_dtype(dtype, "to"), copy and result is input, memory_format)  # type: ignore[arg-type]
    return clone(result) if copy and result is input else result


class TensorComposites:
    """The methods of `Tensor` that are composed of others."""

    def reshape(self, *shape: Any) -> Any:
        """The tensor in another shape: a view where the strides allow it, else a copy."""
        return reshape(self, as_shape(shape, "reshape", "shape"))

    def view(self, *shape: Any) -> Any:
        """The same elements in another shape, or seen as another dtype of the same size."""
        if len(shape) == 1 and isinstance(shape[0], dtypes.dtype):
            if shape[0] is self.dtype:  # type: ignore[attr-defined]
                return apply_view(TABLE["alias"], self, ())
            raise unsupported("Tensor.view(dtype)")
        return bindings.TensorMethods.view(self, *shape)  # type: ignore[arg-type]

    def view_as(self, other: Any) -> Any:
        """The same elements in the shape of `other`."""
        return self.view(*other.shape)

    def reshape_as(self, other: Any) -> Any:
        """`reshape` to the shape of `other`."""
        return reshape(self, tuple(other.shape))

    def expand_as(self, other: Any) -> Any:
        """`expand` to the shape of `other`."""
        return bindings.expand(self, tuple(other.shape))

    def tile(self, *dims: Any) -> Any:
        """Copies along each dim, missing ones counting as 1."""
        return bindings.tile(self, as_shape(dims, "tile", "dims"))

    @property
    def T(self) -> Any:
        """The dims in reverse."""
        return bindings.permute(self, tuple(range(self.ndim))[::-1])  # type: ignore[attr-defined]

    @property
    def mT(self) -> Any:
        """The last two dims exchanged."""
        if self.ndim < 2:  # type: ignore[attr-defined]
            raise RuntimeError(
                "tensor.mT is only supported on matrices or batches of matrices. Got "
                f"{self.ndim}-D tensor."  # type: ignore[attr-defined]
            )
        return bindings.transpose(self, -2, -1)

    def new_tensor(self, data: Any, **options: Any) -> Any:
        """A new tensor of `data` with this one's dtype and device by default."""
        from torchlike.construct import tensor  # noqa: PLC0415  (the layer above)

        options.setdefault("dtype", self.dtype)  # type: ignore[attr-defined]
        return tensor(data, **options)

    def fill_(self, value: Any) -> Any:
        """A number written everywhere."""
        return inplace(self, TABLE["fill"], (self, value), ())

    def zero_(self) -> Any:
        """Zeros written everywhere."""
        return inplace(self, TABLE["zero"], (self,), ())

    def copy_(self, src: Any, non_blocking: bool = False) -> Any:
        """`src` written into this tensor, broadcast and cast."""
        del non_blocking
        return inplace(self, TABLE["copy"], (self, src), ())

    def type_as(self, other: Any) -> Any:
        """The tensor in the dtype of `other`."""
        return to_dtype(self, other.dtype)

    def cpu(self) -> Any:
        """The tensor on the CPU."""
        return to_device(self, resolve("cpu"))

    def cuda(self, device: Any = None, non_blocking: bool = False) -> Any:
        """The tensor on a GPU."""
        del non_blocking
        return to_device(self, resolve("cuda" if device is None else device))

    def type(self, dtype: Any = None) -> Any:
        """The tensor's type as text, or the tensor in another type."""
        if dtype is None:
            return f"torch.{self.dtype.scalar_name}Tensor"  # type: ignore[attr-defined]
        if isinstance(dtype, str):
            names = {f"torch.{d.scalar_name}Tensor": d for d in dtypes.ALL}
            if dtype not in names:
                raise ValueError(f"invalid type: '{dtype}'")
            dtype = names[dtype]
        return to_dtype(self, as_dtype(dtype, "type"))  # type: ignore[arg-type]


def _cast_method(name: str, wanted: dtypes.dtype) -> Any:
    def cast(self: Any, memory_format: Any = None) -> Any:
        return to_dtype(self, wanted, memory_format=memory_format)

    cast.__name__ = name
    cast.__doc__ = f"The tensor in `torch.{wanted.name}`."
    return cast


for _name, _dtype in {**{d.name: d for d in dtypes.ALL}, **dtypes.ALIASES, "char": dtypes.int8,
                      "byte": dtypes.uint8}.items():
    if _name in ("bool", "half", "float", "double", "cfloat", "cdouble", "short", "int", "long",
                 "char", "byte", "bfloat16"):
        setattr(TensorComposites, _name, _cast_method(_name, _dtype))

for _function in (
    flatten, ravel, unflatten, contiguous, clone, narrow, split, chunk, tensor_split, unbind,
    movedim, moveaxis, broadcast_to, repeat_interleave, max, min, median, var, std, norm, div,
    divide, nonzero, argwhere, masked_select, unique, bincount, equal, allclose, gather,
    index_select, take_along_dim, scatter, scatter_, scatter_add, scatter_add_, to,
):  # fmt: skip
    setattr(TensorComposites, _function.__name__, _function)
TensorComposites.true_divide = bindings.TensorMethods.true_divide  # type: ignore[attr-defined]


def _where_method(self: Any, condition: Any, other: Any) -> Any:
    """This tensor where `condition` holds, else `other`."""
    return where(condition, self, other)


TensorComposites.where = _where_method  # type: ignore[attr-defined]
