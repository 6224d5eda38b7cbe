"""What views show, as new tensors: `view_copy` and its kin, `slice_scatter` and its kin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from torchlike._core.apply import apply, wrap
from torchlike._core.boxes import Link
from torchlike._core.chains import EMBED, LAY_OUT, LOOK, through
from torchlike._core.detached import detached
from torchlike._core.kernel import kernel_for
from torchlike._core.storage import apply_view
from torchlike._core.wrapped import is_wrapped
from torchlike._ops import _bindings as bindings
from torchlike._ops import views
from torchlike._ops.arguments import as_method, explains
from torchlike._ops.calls import as_int, handed_over, takes_out, words
from torchlike._ops.conversion import clone
from torchlike._ops.schema import TABLE
from torchlike._ops.shown import shown
from torchlike._ops.view_methods import ViewMethods

# -- copies --------------------------------------------------------------------------------------


def _way(source: Any, view: Any) -> tuple[Any, tuple[Link, ...]]:
    """The Value that a view of `source` starts from, and the view operators from there to it.

    From `source` itself where they go through it, else from the base of both.
    """
    own = () if source._view is None else source._view.chain
    chain = view._view.chain
    if chain[: len(own)] == own:
        return source._read(), chain[len(own) :]
    return view._view.storage.value, chain


def _copied(source: Any, view: Any, node: str | None = None) -> Any:
    """A new contiguous tensor of what `view`, made of `source`, shows."""
    value, chain = _way(source, view) if view is not source else (source._read(), ())
    if not chain:
        return clone(view, memory_format="contiguous_format")
    if node is None:
        op, static = chain[-1]
        last = kernel_for(op, (through(value.aval, chain[:-1]),), static, value.aval.device)
        node = f"{op.grad_name(last)}_copy"
    return apply(LOOK, (wrap(value),), (chain, node))


def _copying(look: Callable[..., Any], name: str, node: str | None = None) -> Any:
    """The function `name`: what the view function `look` shows, copied."""

    def function(input: Any, *args: Any, out: Any = None, **options: Any) -> Any:
        seen = look(input, *args, **options)
        several = isinstance(seen, tuple)
        made = [_copied(input, view, node) for view in (seen if several else (seen,))]
        if out is None:
            return tuple(made) if several else made[0]
        targets = tuple(out) if several else out
        values = [copy._read() for copy in made]
        return handed_over(name, targets, values, needing=input.requires_grad, exact=True)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"`{name.removesuffix('_copy')}` as a new tensor."
    return explains(shown(function, look, out=True))


def _slice(input: Any, dim: int = 0, start: Any = None, end: Any = None, step: int = 1) -> Any:
    return apply_view(TABLE["slice"], input, (dim, start, end, step))


def _alias(input: Any) -> Any:
    return apply_view(TABLE["alias"], input, ())


def _split(input: Any, split_size: int, dim: int = 0) -> Any:
    return views.split(input, as_int(split_size, "split", "split_size"), dim)


def _split_with_sizes(input: Any, split_sizes: Any, dim: int = 0) -> Any:
    return views.split(input, list(split_sizes), dim)


def _unfold(input: Any, dimension: int, size: int, step: int) -> Any:
    return bindings.TensorMethods.unfold(input, dimension, size, step)


def _narrow(input: Any, dim: int, start: Any, length: int) -> Any:
    rank = input.ndim
    if rank and dim >= rank:
        raise RuntimeError(
            "Expected dim < static_cast<int64_t>(self_sizes.size()) to be true, but got false.  "
            "(Could this error message be improved?  If so, please report an enhancement request "
            "to PyTorch.)"
        )
    size = input.shape[dim] if -rank <= dim < rank else 0
    if length < 0 and -size <= start <= size:
        begin = start + size if start < 0 else start
        raise RuntimeError(f"start ({begin}) + length ({length}) exceeds dimension size ({size}).")
    return views.narrow(input, dim, start, length)


def _view(input: Any, size: Any = None, *, dtype: Any = None) -> Any:
    return ViewMethods.view(input, *(() if size is None else (size,)), dtype=dtype)


alias_copy = _copying(_alias, "alias_copy")
as_strided_copy = _copying(views.as_strided, "as_strided_copy")
diagonal_copy = _copying(bindings.diagonal, "diagonal_copy")
detach_copy = _copying(_alias, "detach_copy", "NotImplemented")
expand_copy = _copying(bindings.expand, "expand_copy")
narrow_copy = _copying(_narrow, "narrow_copy", "NarrowCopyBackward0")
permute_copy = _copying(bindings.permute, "permute_copy")
select_copy = _copying(bindings.select, "select_copy")
slice_copy = _copying(_slice, "slice_copy")
split_copy = _copying(_split, "split_copy")
split_with_sizes_copy = _copying(_split_with_sizes, "split_with_sizes_copy")
squeeze_copy = _copying(bindings.squeeze, "squeeze_copy")
t_copy = _copying(bindings.t, "t_copy")
transpose_copy = _copying(bindings.transpose, "transpose_copy")
unbind_copy = _copying(views.unbind, "unbind_copy")
unfold_copy = _copying(_unfold, "unfold_copy")
unsqueeze_copy = _copying(bindings.unsqueeze, "unsqueeze_copy")
view_as_complex_copy = _copying(bindings.view_as_complex, "view_as_complex_copy")
view_as_real_copy = _copying(views.view_as_real, "view_as_real_copy")
view_copy = _copying(_view, "view_copy")


# -- one tensor put into a copy of another -------------------------------------------------------


def _embedded(source: Any, view: Any, src: Any, node: str) -> Any:
    """A copy of `source` with `src` where `view` looks."""
    if tuple(view.shape) != tuple(src.shape):
        raise RuntimeError(
            "expected src to have a size equal to the slice of self. src size = "
            f"{words(src.shape)}, slice size = {words(view.shape)}"
        )
    value, chain = _way(source, view)
    if value.aval.shape != tuple(source.shape):
        return _embedded(_alias(clone(source)), view, src, node)
    if src.dtype is not source.dtype:
        src = src.to(source.dtype)
    return apply(EMBED, (wrap(value), src), (chain, node))


@explains
@takes_out
def slice_scatter(
    input: Any, src: Any, dim: int = 0, start: Any = None, end: Any = None, step: int = 1
) -> Any:
    """A copy of `input` with `src` in a slice of `dim`."""
    view = _slice(input, dim, start, end, step)
    return _embedded(input, view, src, "SliceScatterBackward0")


@explains
def select_scatter(input: Any, src: Any, dim: int, index: int) -> Any:
    """A copy of `input` with `src` at `index` of `dim`."""
    return _embedded(input, bindings.select(input, dim, index), src, "SelectScatterBackward0")


@explains
def diagonal_scatter(input: Any, src: Any, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Any:
    """A copy of `input` with `src` on a diagonal."""
    view = bindings.diagonal(input, offset, dim1, dim2)
    return _embedded(input, view, src, "DiagonalScatterBackward0")


@explains
def as_strided_scatter(
    input: Any, src: Any, size: Any, stride: Any, storage_offset: int | None = None
) -> Any:
    """A copy of `input` with `src` in a window of its memory."""
    whole = input if input._view is None or not input._view.chain else clone(input)
    view = views.as_strided(whole, size, stride, storage_offset)
    return _embedded(whole, view, src, "AsStridedScatterBackward0")


# -- pieces that are no views --------------------------------------------------------------------


def _unsafe(pieces: Sequence[Any], input: Any, node: str) -> tuple[Any, ...]:
    """Pieces that autograd does not take for views, on the same memory where it is not at work.

    PyTorch leaves undefined what a write to such a piece does to the gradients of the others; here
    a piece that requires grad is a copy.
    """
    if input.requires_grad or is_wrapped(input._value):
        copies = [_copied(input, piece, node) for piece in pieces]
        return tuple(
            apply(LAY_OUT, (copy,), (piece.stride(), node))
            for copy, piece in zip(copies, pieces, strict=True)
        )
    found = []
    for piece in pieces:
        same = detached(piece, own_counter=True)
        same._view.base = None
        found.append(same)
    return tuple(found)


@explains
def unsafe_split(input: Any, split_size: int, dim: int = 0) -> tuple[Any, ...]:
    """`split` into pieces that are no views for autograd."""
    return _unsafe(_split(input, split_size, dim), input, "UnsafeSplitBackward0")


@explains
def unsafe_chunk(input: Any, chunks: int, dim: int = 0) -> tuple[Any, ...]:
    """`chunk` into pieces that are no views for autograd."""
    return _unsafe(views.chunk(input, chunks, dim), input, "UnsafeSplitBackward0")


@explains
def unsafe_split_with_sizes(input: Any, split_sizes: Any, dim: int = 0) -> tuple[Any, ...]:
    """`split_with_sizes` into pieces that are no views for autograd."""
    pieces = views.split(input, list(split_sizes), dim)
    return _unsafe(pieces, input, "UnsafeSplitWithSizesBackward0")


for _function in (
    as_strided_scatter, diagonal_scatter, narrow_copy, select_scatter, slice_scatter, unsafe_chunk,
    unsafe_split, unsafe_split_with_sizes,
):  # fmt: skip
    setattr(ViewMethods, _function.__name__, as_method(_function))
