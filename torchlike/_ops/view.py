"""View operators: pure re-indexings whose result aliases the operand.

A body says where each element comes from; `put` says how a write goes back where that is simpler
than a scatter; `strides` keeps PyTorch's metadata: (operand Aval, *static) -> strides.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, contiguous_strides
from torchlike._ops.dims import wrap_dim
from torchlike._ops.families import VIEW
from torchlike._ops.layout import strides_of
from torchlike._ops.roles import Array, Dim, Dims, Shape
from torchlike._ops.schema import op


def _put_reshaped(base: Any, new: Any, static: Any) -> Any:
    del static
    return new.reshape(base.shape)


def infer_shape(shape: tuple[int, ...], size: int) -> tuple[int, ...]:
    """`shape` with its -1 filled in, for `size` elements.

    Raises: RuntimeError when the sizes do not agree.
    """
    known = 1
    for dim in shape:
        if dim < -1:
            raise RuntimeError(
                f"invalid shape dimension {dim} at index {shape.index(dim)} of shape {list(shape)}"
            )
        known *= 1 if dim == -1 else dim
    if shape.count(-1) > 1:
        raise RuntimeError("only one dimension can be inferred")
    bad = f"shape '{list(shape)}' is invalid for input of size {size}"
    if -1 not in shape:
        if known != size:
            raise RuntimeError(bad)
        return shape
    if known == 0 and size == 0:
        raise RuntimeError(
            f"cannot reshape tensor of 0 elements into shape {list(shape)} because the unspecified "
            "dimension size -1 can be any value and is ambiguous"
        )
    if known == 0 or size % known:
        raise RuntimeError(bad)
    return tuple(size // known if dim == -1 else dim for dim in shape)


def viewed_strides(aval: Aval, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    """The strides of `aval` seen as `shape` without a copy; None when there are none."""
    if aval.strides is None or (aval.size == 0 and shape != aval.shape):
        return contiguous_strides(shape)
    if aval.size == 0:
        return aval.strides
    result = [0] * len(shape)
    position = len(shape) - 1
    chunk, base = 1, aval.strides[-1] if aval.strides else 1
    old = aval.shape
    for dim in range(len(old) - 1, -1, -1):
        chunk *= old[dim]
        boundary = dim == 0 or (old[dim - 1] != 1 and aval.strides[dim - 1] != chunk * base)
        if not boundary:
            continue
        covered = 1
        while position >= 0 and (covered < chunk or shape[position] == 1):
            result[position] = covered * base
            covered *= shape[position]
            position -= 1
        if covered != chunk:
            return None
        if dim > 0:
            chunk, base = 1, aval.strides[dim - 1]
    return tuple(result) if position == -1 else None


def _view_strides(aval: Aval, shape: tuple[int, ...]) -> tuple[int, ...]:
    strides = viewed_strides(aval, infer_shape(shape, aval.size))
    if strides is None:
        raise RuntimeError(
            "view size is not compatible with input tensor's size and stride (at least one "
            "dimension spans across two contiguous subspaces). Use .reshape(...) instead."
        )
    return strides


@op(VIEW, function=False, put=_put_reshaped, strides=_view_strides)
def view(input: Array, shape: Shape):
    """The same elements in another shape. Raises: RuntimeError when that needs a copy."""
    return input.reshape(infer_shape(shape, input.size))


def _reshape_name(kernel: Any) -> str:
    own = kernel.in_avals[0]
    straight = zip(own.shape, strides_of(own), contiguous_strides(own.shape), strict=True)
    contiguous = not own.size or all(n == 1 or a == b for n, a, b in straight)
    return "ViewBackward0" if contiguous else "ReshapeAliasBackward0"


@op(
    VIEW,
    name="reshape_alias",
    function=False,
    method=False,
    put=_put_reshaped,
    strides=_view_strides,
    grad_fn=_reshape_name,
)
def reshape_alias(input: Array, shape: Shape):
    """`view`, recorded by `reshape` and `flatten` where no copy is needed."""
    return input.reshape(infer_shape(shape, input.size))


def _unsqueezed_strides(aval: Aval, dim: int) -> tuple[int, ...]:
    strides = list(strides_of(aval))
    at = wrap_dim(dim, len(aval.shape) + 1)
    step = aval.shape[at] * strides[at] if at < len(strides) else 1
    strides.insert(at, step)
    return tuple(strides)


@op(VIEW, put=_put_reshaped, strides=_unsqueezed_strides)
def unsqueeze(input: Array, dim: Dim):
    """A dim of size 1 inserted at `dim`."""
    return jnp.expand_dims(input, wrap_dim(dim, input.ndim + 1))


def _squeezable(shape: tuple[int, ...], dim: Any) -> tuple[int, ...]:
    if dim is None:
        dims = tuple(range(len(shape)))
    else:
        dims = tuple(wrap_dim(d, len(shape)) for d in ((dim,) if isinstance(dim, int) else dim))
        twice = next((d for i, d in enumerate(dims) if d in dims[:i]), None)
        if twice is not None:
            raise RuntimeError(f"dim {twice} appears multiple times in the list of dims")
    return tuple(d for d in dims if shape and shape[d] == 1)


def _squeezed_strides(aval: Aval, dim: Any) -> tuple[int, ...]:
    gone = _squeezable(aval.shape, dim)
    return tuple(s for i, s in enumerate(strides_of(aval)) if i not in gone)


def _squeeze_name(kernel: Any) -> str:
    dim = kernel.static[0]
    return f"SqueezeBackward{0 if dim is None else 1 if isinstance(dim, int) else 2}"


@op(VIEW, put=_put_reshaped, strides=_squeezed_strides, grad_fn=_squeeze_name)
def squeeze(input: Array, dim: Dims | None = None):
    """Without the dims of size 1, all of them or those in `dim`."""
    gone = _squeezable(input.shape, dim)
    return input.reshape([n for i, n in enumerate(input.shape) if i not in gone])


def _permutation(dims: tuple[int, ...], rank: int) -> tuple[int, ...]:
    if len(dims) != rank:
        raise RuntimeError(
            "permute(sparse_coo): number of dimensions in the tensor input does not match the "
            f"length of the desired ordering of dimensions i.e. input.dim() = {rank} is not equal "
            f"to len(dims) = {len(dims)}"
        )
    order = tuple(wrap_dim(d, rank) for d in dims)
    if len(set(order)) != rank:
        raise RuntimeError("permute(): duplicate dims are not allowed.")
    return order


def _put_permuted(base: Any, new: Any, static: Any) -> Any:
    order = _permutation(static[0], base.ndim)
    return new.transpose(sorted(range(base.ndim), key=order.__getitem__))


def _permuted_strides(aval: Aval, dims: tuple[int, ...]) -> tuple[int, ...]:
    own = strides_of(aval)
    return tuple(own[d] for d in _permutation(dims, len(own)))


@op(VIEW, put=_put_permuted, strides=_permuted_strides)
def permute(input: Array, dims: Shape):
    """The dims in another order."""
    return input.transpose(_permutation(dims, input.ndim))


def _swapped(rank: int, dim0: int, dim1: int) -> list[int]:
    order = list(range(rank))
    a, b = wrap_dim(dim0, rank), wrap_dim(dim1, rank)
    if rank:
        order[a], order[b] = order[b], order[a]
    return order


def _put_transposed(base: Any, new: Any, static: Any) -> Any:
    return new.transpose(_swapped(base.ndim, *static))


def _transposed_strides(aval: Aval, dim0: int, dim1: int) -> tuple[int, ...]:
    own = strides_of(aval)
    return tuple(own[d] for d in _swapped(len(own), dim0, dim1))


@op(VIEW, put=_put_transposed, strides=_transposed_strides, aliases=("swapdims",))
def transpose(input: Array, dim0: Dim, dim1: Dim):
    """Two dims exchanged."""
    return input.transpose(_swapped(input.ndim, dim0, dim1))


def _matrix_order(rank: int) -> list[int]:
    if rank > 2:
        raise RuntimeError(f"t() expects a tensor with <= 2 dimensions, but self is {rank}D")
    return list(range(rank))[::-1]


def _put_t(base: Any, new: Any, static: Any) -> Any:
    del base, static
    return new.T


@op(VIEW, put=_put_t, strides=lambda aval: strides_of(aval)[::-1], grad_fn="TBackward0")
def t(input: Array):
    """A matrix transposed; vectors and scalars as they are. Raises: RuntimeError above 2-d."""
    return input.transpose(_matrix_order(input.ndim))


def _expanded_shape(shape: tuple[int, ...], sizes: tuple[int, ...]) -> tuple[int, ...]:
    if len(sizes) < len(shape):
        raise RuntimeError(
            f"expand({_tensor_words(shape)}, size={list(sizes)}): the number of sizes provided "
            f"({len(sizes)}) must be greater or equal to the number of dimensions in the tensor "
            f"({len(shape)})"
        )
    missing = len(sizes) - len(shape)
    result = []
    for i, size in enumerate(sizes):
        own = shape[i - missing] if i >= missing else None
        if size == -1:
            if own is None:
                raise RuntimeError(
                    f"The expanded size of the tensor ({size}) isn't allowed in a leading, "
                    f"non-existing dimension {i}"
                )
            size = own
        elif own is not None and own not in (1, size):
            raise RuntimeError(
                f"The expanded size of the tensor ({size}) must match the existing size ({own}) at "
                f"non-singleton dimension {i}.  Target sizes: {list(sizes)}.  Tensor sizes: "
                f"{list(shape)}"
            )
        result.append(size)
    return tuple(result)


def _tensor_words(shape: tuple[int, ...]) -> str:
    return f"torch.FloatTensor{{{list(shape)}}}"


def _expanded_strides(aval: Aval, size: tuple[int, ...], implicit: bool) -> tuple[int, ...]:
    del implicit
    full = _expanded_shape(aval.shape, size)
    missing = len(full) - len(aval.shape)
    kept = full[missing:]
    strides = [
        0 if have == 1 and want != 1 else stride
        for stride, have, want in zip(strides_of(aval), aval.shape, kept, strict=True)
    ]
    for at in reversed(range(missing)):
        repeated = full[at] != 1 or not strides
        strides.insert(0, 0 if repeated else full[at + 1] * strides[0])
    return tuple(strides)


def _put_expanded(base: Any, new: Any, static: Any) -> Any:
    """Only one number everywhere is ever written here, so that any of the repeats will do."""
    del static
    if not new.size:
        return base
    new = new[(0,) * (new.ndim - base.ndim)]
    for axis, size in enumerate(base.shape):
        if new.shape[axis] != size:
            new = lax.slice_in_dim(new, 0, 1, axis=axis)
    return new


@op(VIEW, strides=_expanded_strides, put=_put_expanded)
def expand(input: Array, size: Shape, *, implicit: bool = False):
    """Dims of size 1 repeated without copying; -1 keeps a size."""
    del implicit  # who asks for it: nothing depends on it
    return jnp.broadcast_to(input, _expanded_shape(input.shape, size))


def _selected_index(shape: tuple[int, ...], dim: int, index: int) -> tuple[int, int]:
    if not shape:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    axis = wrap_dim(dim, len(shape))
    size = shape[axis]
    if not -size <= index < size:
        raise IndexError(
            f"select(): index {index} out of range for tensor of size {list(shape)} at dimension "
            f"{axis}"
        )
    return axis, index % size


def _put_selected(base: Any, new: Any, static: Any) -> Any:
    axis, index = _selected_index(base.shape, *static)
    return lax.dynamic_update_slice_in_dim(base, jnp.expand_dims(new, axis), index, axis)


def _selected_strides(aval: Aval, dim: int, index: int) -> tuple[int, ...]:
    axis, _ = _selected_index(aval.shape, dim, index)
    own = strides_of(aval)
    return own[:axis] + own[axis + 1 :]


def _selected_box(shape: tuple[int, ...], static: Any) -> tuple[int, int, int, bool]:
    axis, index = _selected_index(shape, *static)
    return index, axis, 1, True


@op(VIEW, put=_put_selected, strides=_selected_strides, box=_selected_box)
def select(input: Array, dim: Dim, index: int):
    """The slice at `index` of `dim`. Raises: IndexError out of range."""
    axis, at = _selected_index(input.shape, dim, index)
    return lax.index_in_dim(input, at, axis, keepdims=False)


@op(
    VIEW,
    name="unbind_at",
    function=False,
    method=False,
    put=_put_selected,
    strides=_selected_strides,
    box=_selected_box,
    grad_fn="UnbindBackward0",
)
def unbind_at(input: Array, dim: Dim, index: int):
    """One of the results of `unbind`."""
    axis, at = _selected_index(input.shape, dim, index)
    return lax.index_in_dim(input, at, axis, keepdims=False)


def slice_bounds(shape: tuple[int, ...], dim: int, start: Any, end: Any, step: int) -> Any:
    """The dim counted from the front, and the first and last position of a slice of it."""
    if not shape:
        raise IndexError("slice() cannot be applied to a 0-dim tensor.")
    axis = wrap_dim(dim, len(shape))
    if step <= 0:
        raise RuntimeError("slice step must be positive")
    begin, stop, _ = slice(start, end, step).indices(shape[axis])
    return axis, begin, max(stop, begin)


def _put_sliced(base: Any, new: Any, static: Any) -> Any:
    dim, start, end, step = static
    axis, begin, stop = slice_bounds(base.shape, dim, start, end, step)
    if step == 1:
        return lax.dynamic_update_slice_in_dim(base, new, begin, axis)
    at = (slice(None),) * axis + (slice(begin, stop, step),)
    return base.at[at].set(new)


def _sliced_strides(aval: Aval, dim: int, start: Any, end: Any, step: int) -> tuple[int, ...]:
    axis, *_ = slice_bounds(aval.shape, dim, start, end, step)
    return tuple(s * (step if i == axis else 1) for i, s in enumerate(strides_of(aval)))


def _sliced_box(shape: tuple[int, ...], static: Any) -> tuple[int, int, int, bool] | None:
    dim, start, end, step = static
    axis, begin, stop = slice_bounds(shape, dim, start, end, step)
    return (begin, axis, stop - begin, False) if step == 1 else None


@op(
    VIEW,
    name="slice",
    function=False,
    method=False,
    put=_put_sliced,
    strides=_sliced_strides,
    box=_sliced_box,
)
def slice_(input: Array, dim: Dim, start: int | None, end: int | None, step: int):
    """Elements start, start + step, ... of `dim`, before `end`."""
    axis, begin, stop = slice_bounds(input.shape, dim, start, end, step)
    return lax.slice_in_dim(input, begin, stop, step, axis)


def _put_piece(base: Any, new: Any, static: Any) -> Any:
    dim, start, end, _ = static
    return _put_sliced(base, new, (dim, start, end, 1))


def _piece_strides(aval: Aval, dim: int, start: int, end: int, number: int) -> tuple[int, ...]:
    del number
    return _sliced_strides(aval, dim, start, end, 1)


def _piece_box(shape: tuple[int, ...], static: Any) -> tuple[int, int, int, bool] | None:
    dim, start, end, _ = static
    return _sliced_box(shape, (dim, start, end, 1))


def _piece(input: Any, dim: int, start: int, end: int) -> Any:
    axis, begin, stop = slice_bounds(input.shape, dim, start, end, 1)
    return lax.slice_in_dim(input, begin, stop, 1, axis)


@op(
    VIEW,
    name="split_at",
    function=False,
    method=False,
    put=_put_piece,
    strides=_piece_strides,
    box=_piece_box,
    grad_fn="SplitBackward0",
)
def split_at(input: Array, dim: Dim, start: int, end: int, number: int):
    """The result `number` of `split` or `chunk`."""
    del number
    return _piece(input, dim, start, end)


@op(
    VIEW,
    name="split_with_sizes_at",
    function=False,
    method=False,
    put=_put_piece,
    strides=_piece_strides,
    box=_piece_box,
    grad_fn="SplitWithSizesBackward0",
)
def split_with_sizes_at(input: Array, dim: Dim, start: int, end: int, number: int):
    """The result `number` of `split` by a list of sizes."""
    del number
    return _piece(input, dim, start, end)


def diagonal_dims(shape: tuple[int, ...], offset: int, dim1: int, dim2: int) -> Any:
    """The two dims of a diagonal, wrapped, and its length."""
    a, b = wrap_dim(dim1, len(shape)), wrap_dim(dim2, len(shape))
    if a == b:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    if offset >= 0:
        count = max(min(shape[a], shape[b] - offset), 0)
    else:
        count = max(min(shape[a] + offset, shape[b]), 0)
    return a, b, count


def _diagonal_strides(aval: Aval, offset: int, dim1: int, dim2: int) -> tuple[int, ...]:
    a, b, _ = diagonal_dims(aval.shape, offset, dim1, dim2)
    own = strides_of(aval)
    return (*(s for i, s in enumerate(own) if i not in (a, b)), own[a] + own[b])


@op(VIEW, strides=_diagonal_strides)
def diagonal(input: Array, offset: int = 0, dim1: Dim = 0, dim2: Dim = 1):
    """The diagonal of the matrices in dims `dim1` and `dim2`, as the last dim."""
    a, b, _ = diagonal_dims(input.shape, offset, dim1, dim2)
    return jnp.diagonal(input, offset, a, b)


@op(VIEW, name="alias", function=False, method=False, put=_put_reshaped, strides=strides_of)
def alias(input: Array):
    """The tensor itself, as another tensor (`view_as`, `x[...]`)."""
    return input


def _put_conjugated(base: Any, new: Any, static: Any) -> Any:
    del base, static
    return jnp.conj(new)


@op(VIEW, name="conj", function=False, method=False, put=_put_conjugated, strides=strides_of,
    recodes=True)  # fmt: skip
def conj(input: Array):
    """The complex conjugate, as a view."""
    return jnp.conj(input)


def _put_negated(base: Any, new: Any, static: Any) -> Any:
    del base, static
    return -new


@op(VIEW, name="neg_view", function=False, method=False, put=_put_negated, strides=strides_of,
    recodes=True)  # fmt: skip
def neg_view(input: Array):
    """The elements with their sign changed, as a view: the imaginary parts of conjugates."""
    return -input
