"""Functions that look at a tensor's elements in another way: views, copies only where they must."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply1
from torchlike._ops import _bindings as bindings
from torchlike._ops import geometry
from torchlike._ops.arguments import REQUIRED, either, explains
from torchlike._ops.calls import apply_view, as_int, as_shape
from torchlike._ops.conversion import clone, contiguous
from torchlike._ops.dims import wrap_dim
from torchlike._ops.places import is_conjugated, is_negated
from torchlike._ops.schema import TABLE, broadcast_shapes
from torchlike._ops.view import infer_shape, viewed_strides

__all__ = [
    "as_strided",
    "broadcast_tensors",
    "broadcast_to",
    "chunk",
    "conj",
    "flatten",
    "imag",
    "is_conj",
    "is_neg",
    "moveaxis",
    "movedim",
    "narrow",
    "positive",
    "ravel",
    "real",
    "reshape",
    "resolve_conj",
    "resolve_neg",
    "split",
    "tensor_split",
    "unbind",
    "unflatten",
    "view_as_real",
]

_VIEW, _SELECT, _SLICE, _UNBIND_AT = (TABLE[n] for n in ("view", "select", "slice", "unbind_at"))
_ALIAS = TABLE["alias"]
_RESHAPE_ALIAS, _RESHAPE_COPY = TABLE["reshape_alias"], TABLE["reshape_copy"]
_SPLIT_AT, _SPLIT_WITH_SIZES_AT = TABLE["split_at"], TABLE["split_with_sizes_at"]
_VIEW_AS_REAL, _CONJ, _NEG_VIEW = TABLE["view_as_real"], TABLE["conj"], TABLE["neg_view"]


@explains
def reshape(input: Any, shape: Any) -> Any:
    """`input` in another shape: a view where the strides allow it, else a copy."""
    if not isinstance(shape, (tuple, list)):
        raise TypeError(
            "reshape(): argument 'shape' (position 2) must be tuple of ints, not "
            f"{type(shape).__name__}"
        )
    return reshaped(input, as_shape((shape,), "reshape", "shape", 2))


def reshaped(input: Any, sizes: tuple[int, ...]) -> Any:
    """`reshape` to sizes that are ints."""
    aval = input._read().aval
    if aval.strides is None or viewed_strides(aval, infer_shape(sizes, aval.size)) is not None:
        return apply_view(_RESHAPE_ALIAS, input, (sizes,))
    return apply1(_RESHAPE_COPY, input, (sizes,))


@explains
def swapaxes(input: Any, axis0: int, axis1: int) -> Any:
    """Two dims exchanged."""
    return bindings.transpose(input, axis0, axis1)


@explains
def flatten(input: Any, start_dim: int = 0, end_dim: int = -1) -> Any:
    """The dims from `start_dim` to `end_dim` as one."""
    shape = input._read().aval.shape
    rank = len(shape)
    first, last = wrap_dim(start_dim, rank), wrap_dim(end_dim, rank)
    if first > last:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if rank == 0:
        return reshaped(input, (1,))
    if first == last:
        return input
    return reshaped(input, (*shape[:first], math.prod(shape[first : last + 1]), *shape[last + 1 :]))


@explains
def ravel(input: Any) -> Any:
    """All elements in one dim."""
    return reshaped(contiguous(input), (-1,))


@explains
def unflatten(input: Any, dim: int, sizes: Sequence[int]) -> Any:
    """One dim as several."""
    shape = input._read().aval.shape
    at = wrap_dim(dim, len(shape))
    if not isinstance(sizes, (tuple, list)):
        raise TypeError(
            "unflatten(): argument 'sizes' (position 2) must be tuple of ints, not "
            f"{type(sizes).__name__}"
        )
    if not shape and sizes:
        raise RuntimeError(
            "unflatten got an unexpected error:\n"
            f"Dimension specified as {dim} but tensor has no dimensions"
        )
    inner = _unflattened(tuple(sizes), shape[at] if shape else 1, dim)
    return apply_view(_VIEW, input, ((*shape[:at], *inner, *shape[at + 1 :]),))


def _unflattened(sizes: tuple[int, ...], size: int, dim: int) -> tuple[int, ...]:
    if not sizes:
        raise RuntimeError("unflatten: sizes must be non-empty")
    known = math.prod(n for n in sizes if n != -1)
    if known != size and (-1 not in sizes or known <= 0 or size % known):
        raise RuntimeError(
            f"unflatten: Provided sizes {list(sizes)} don't multiply up to the size of dim {dim} "
            f"({size}) in the input tensor"
        )
    return infer_shape(sizes, size)


@explains
def narrow(input: Any, dim: int, start: Any, length: int) -> Any:
    """`length` elements of `dim` from `start`. Raises: IndexError, RuntimeError out of range."""
    if isinstance(start, TensorBase):
        aval = start._read().aval
        if aval.shape or aval.dtype.category != dtypes.dtype.INTEGER:
            raise RuntimeError("start must be an 0-dim integral Tensor.")
    if input.ndim == 0:
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    size = input.shape[wrap_dim(dim, input.ndim)]
    number: Any = start
    begin = int(number)
    if not -size <= begin <= size:
        raise IndexError(
            f"start out of range (expected to be in range of [-{size}, {size}], but got {begin})"
        )
    begin = begin + size if begin < 0 else begin
    if length < 0:
        raise RuntimeError("narrow(): length must be non-negative.")
    if begin + length > size:
        raise RuntimeError(f"start ({begin}) + length ({length}) exceeds dimension size ({size}).")
    return apply_view(_SLICE, input, (dim, begin, begin + length, 1))


@explains
def split(tensor: Any, split_size_or_sections: Any, dim: int = 0) -> tuple[Any, ...]:
    """Pieces of one size (the last may be smaller), or of the sizes given."""
    return split_by(tensor, split_size_or_sections, dim)


def split_by(tensor: Any, split_size_or_sections: Any, dim: int) -> tuple[Any, ...]:
    """`split`."""
    if tensor.ndim == 0:
        raise RuntimeError("split expects at least a 1-dimensional tensor")
    size = tensor.shape[wrap_dim(dim, tensor.ndim)]
    if isinstance(split_size_or_sections, (list, tuple)):
        sizes = list(as_shape((split_size_or_sections,), "split_with_sizes", "split_sizes", 2))
        if sum(sizes) != size:
            raise RuntimeError(
                "split_with_sizes expects split_sizes to sum exactly to "
                f"{size} (input tensor's size at dimension {dim}), but got split_sizes={sizes}"
            )
        if min(sizes, default=0) < 0:
            raise RuntimeError(
                "split_with_sizes expects split_sizes have only non-negative entries, but got "
                f"split_sizes={sizes}"
            )
        return _pieces(_SPLIT_WITH_SIZES_AT, tensor, sizes, dim)
    if not hasattr(split_size_or_sections, "__index__"):
        raise TypeError(
            "split_with_sizes(): argument 'split_sizes' (position 2) must be tuple of ints, not "
            f"{type(split_size_or_sections).__name__}"
        )
    each = as_int(split_size_or_sections, "split", "split_size")
    if each < 0:
        raise RuntimeError(f"split expects split_size be non-negative, but got split_size={each}")
    if each == 0 and size:
        raise RuntimeError(
            f"split_size can only be 0 if dimension size is 0, but got dimension size of {size}"
        )
    return _even_pieces(tensor, size, each, dim)


def _even_pieces(tensor: Any, size: int, each: int, dim: int) -> tuple[Any, ...]:
    count = max(-(-size // each), 1) if each else 1
    return _pieces(_SPLIT_AT, tensor, [min(each, size - i * each) for i in range(count)], dim)


def _pieces(op: Any, tensor: Any, sizes: Sequence[int], dim: int) -> tuple[Any, ...]:
    pieces, start = [], 0
    for number, size in enumerate(sizes):
        pieces.append(apply_view(op, tensor, (dim, start, start + size, number)))
        start += size
    return tuple(pieces)


@explains
def chunk(input: Any, chunks: int, dim: int = 0) -> tuple[Any, ...]:
    """At most `chunks` pieces of one size (the last may be smaller)."""
    shape = input._read().aval.shape
    if not shape:
        raise RuntimeError("chunk expects at least a 1-dimensional tensor")
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    size = shape[wrap_dim(dim, len(shape))]
    each = -(-size // chunks)
    if each == 0:
        return _pieces(_SPLIT_WITH_SIZES_AT, input, [0] * chunks, dim)
    return _even_pieces(input, size, each, dim)


@explains
def tensor_split(
    input: Any,
    sections: Any = REQUIRED,
    dim: int = 0,
    *,
    indices: Any = REQUIRED,
    tensor_indices_or_sections: Any = REQUIRED,
) -> tuple[Any, ...]:
    """Pieces as equal as possible, or cut at the indices given."""
    indices_or_sections = either(sections, indices, tensor_indices_or_sections)
    if input.ndim == 0:
        raise RuntimeError(
            "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims"
        )
    size = input.shape[wrap_dim(dim, input.ndim)]
    if isinstance(indices_or_sections, TensorBase):
        indices_or_sections = indices_or_sections.tolist()
    if isinstance(indices_or_sections, int):
        sections = indices_or_sections
        if sections <= 0:
            raise RuntimeError(f"number of sections must be larger than 0, got {sections}")
        small, extra = divmod(size, sections)
        sizes = [small + 1] * extra + [small] * (sections - extra)
        indices_or_sections = list(itertools.accumulate(sizes))[:-1]
    cuts = [0, *indices_or_sections, None]
    return tuple(
        apply_view(_SLICE, input, (dim, a, b, 1)) for a, b in zip(cuts[:-1], cuts[1:], strict=True)
    )


@explains
def unbind(input: Any, dim: int = 0) -> tuple[Any, ...]:
    """The slices along `dim`, without it."""
    at = wrap_dim(dim, input.ndim)
    if input.ndim == 0:
        raise IndexError("Dimension specified as 0 but tensor has no dimensions")
    size = input.shape[at]
    return tuple(apply_view(_UNBIND_AT, input, (dim, i)) for i in range(size))


@explains
def movedim(input: Any, source: Any, destination: Any) -> Any:
    """Dims moved to other places, the rest keeping their order."""
    rank = input.ndim
    given = [[d] if isinstance(d, int) else list(d) for d in (source, destination)]
    if len(given[0]) != len(given[1]):
        raise RuntimeError(
            f"movedim: Invalid source or destination dims: source ({given[0]} dims) should contain "
            f"the same number of dims as destination ({given[1]} dims)"
        )
    origin, target = ([wrap_dim(d, rank) for d in dims] for dims in given)
    for name, words, dims in zip(("source", "destination"), given, (origin, target), strict=True):
        if len(set(dims)) != len(dims):
            raise RuntimeError(f"movedim: repeated dim in `{name}` ({words})")
    if rank == 0:
        return apply_view(_ALIAS, input, ())
    order = [-1] * rank
    for a, b in zip(origin, target, strict=True):
        order[b] = a
    rest = iter(d for d in range(rank) if d not in origin)
    return bindings.permute(input, tuple(d if d >= 0 else next(rest) for d in order))


moveaxis = movedim


@explains
def broadcast_to(input: Any, size: Any) -> Any:
    """`input` expanded to `size`."""
    return bindings.expand(input, tuple(size))


@explains
def broadcast_tensors(*tensors: Any) -> tuple[Any, ...]:
    """The tensors expanded to their common shape."""
    given = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    shape: tuple[int, ...] = ()
    for t in given:
        shape = broadcast_shapes(shape, tuple(t.shape))
    return tuple(bindings.expand(t, shape) for t in given)


@explains
def as_strided(input: Any, size: Any, stride: Any, storage_offset: int | None = None) -> Any:
    """A window of the tensor's memory with any sizes and strides.

    Raises: RuntimeError for one that is not inside the memory.
    """
    sizes = as_shape(tuple(size), "as_strided", "size")
    return geometry.as_strided(
        input, sizes, as_shape(tuple(stride), "as_strided", "stride"), storage_offset
    )


@explains
def conj(input: Any) -> Any:
    """The complex conjugate, as a view; a real tensor is its own."""
    return apply_view(_CONJ, input, ()) if input.is_complex() else input


@explains
def positive(input: Any) -> Any:
    """`input` itself. Raises: RuntimeError for bool."""
    if input.dtype is dtypes.bool:
        raise RuntimeError("The `+` operator, on a bool tensor is not supported.")
    return input


@explains
def resolve_conj(input: Any) -> Any:
    """A copy where `input` shows the conjugates of what its memory holds; else `input`."""
    return clone(input) if is_conjugated(input) else input


@explains
def resolve_neg(input: Any) -> Any:
    """A copy where `input` shows its memory with the sign changed; else `input`."""
    return clone(input) if is_negated(input) else input


@explains
def is_conj(input: Any) -> bool:
    """Whether the tensor is a view of the conjugates of what its memory holds."""
    return is_conjugated(input)


@explains
def is_neg(input: Any) -> bool:
    """Whether the tensor is a view of its memory with the sign changed."""
    return is_negated(input)


@explains
def view_as_real(input: Any) -> Any:
    """The real and imaginary parts as a last dim of size 2."""
    if is_conjugated(input):
        raise RuntimeError(
            "view_as_real doesn't work on unresolved conjugated tensors.  To resolve the conjugate "
            "tensor so you can view it as real, use self.resolve_conj(); however, be warned that "
            "the resulting tensor will NOT alias the original."
        )
    return apply_view(_VIEW_AS_REAL, input, ())


def _part(input: Any, index: int) -> Any:
    turned = is_conjugated(input)
    parts = apply_view(_VIEW_AS_REAL, conj(input) if turned else input, ())
    if turned and index == 1:
        parts = apply_view(_NEG_VIEW, parts, ())
    return apply_view(_SELECT, parts, (-1, index))


@explains
def real(input: Any) -> Any:
    """The real parts, as a view; a real tensor is its own."""
    return _part(input, 0) if input.is_complex() else input


@explains
def imag(input: Any) -> Any:
    """The imaginary parts, as a view. Raises: RuntimeError for a real tensor."""
    if not input.is_complex():
        raise RuntimeError("imag is not implemented for tensors with non-complex dtypes.")
    return _part(input, 1)
