"""Joining tensors, taking them apart by sections, and making tensors of their combinations."""

# ruff: noqa: N803  (PyTorch's own names of parameters)

from __future__ import annotations

import builtins
import itertools
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, wrap
from torchlike._core.errors import unsupported
from torchlike._core.trace import concrete
from torchlike._ops import _bindings as bindings
from torchlike._ops import einsums, view_copies, views
from torchlike._ops.arguments import REQUIRED, either, explains
from torchlike._ops.calls import takes_out
from torchlike._ops.combinations import type_name
from torchlike._ops.dims import wrap_dim
from torchlike._ops.products import multi_dot
from torchlike._ops.schema import TABLE


def listed(tensors: tuple[Any, ...]) -> list[Any]:
    """Tensors given one by one or as one sequence."""
    first = tensors[0] if len(tensors) == 1 else None
    return list(first if isinstance(first, (list, tuple)) else tensors)


def _at_least(rank: int, tensors: tuple[Any, ...]) -> Any:
    given = listed(tensors)
    raised = [_raised(t, rank) for t in given]
    return raised[0] if len(tensors) == 1 and isinstance(tensors[0], TensorBase) else tuple(raised)


def _raised(tensor: Any, rank: int) -> Any:
    shape = tuple(tensor.shape)
    if len(shape) >= rank:
        return tensor
    if rank == 1 or not shape:
        return tensor.reshape((1,) * rank)
    if rank == 2:
        return tensor.unsqueeze(0)
    return (tensor.unsqueeze(0) if len(shape) == 1 else tensor).unsqueeze(-1)


@explains
def atleast_1d(*tensors: Any) -> Any:
    """The tensors with at least one dim."""
    return _at_least(1, tensors)


@explains
def atleast_2d(*tensors: Any) -> Any:
    """The tensors with at least two dims, new ones in front."""
    return _at_least(2, tensors)


@explains
def atleast_3d(*tensors: Any) -> Any:
    """The tensors with at least three dims."""
    return _at_least(3, tensors)


def _not_empty(tensors: Any, name: str) -> list[Any]:
    if not tensors:
        raise RuntimeError(f"{name} expects a non-empty TensorList")
    return list(tensors)


@explains
def vstack(tensors: Any, *, out: Any = None) -> Any:
    """The tensors one below the other."""
    return bindings.cat([_raised(t, 2) for t in _not_empty(tensors, "vstack")], 0, out=out)


row_stack = vstack


@explains
def hstack(tensors: Any, *, out: Any = None) -> Any:
    """The tensors side by side."""
    raised = [_raised(t, 1) for t in _not_empty(tensors, "hstack")]
    return bindings.cat(raised, 0 if raised[0].ndim == 1 else 1, out=out)


@explains
def dstack(tensors: Any, *, out: Any = None) -> Any:
    """The tensors one behind the other, along the third dim."""
    return bindings.cat([_raised(t, 3) for t in _not_empty(tensors, "dstack")], 2, out=out)


@explains
def column_stack(tensors: Any, *, out: Any = None) -> Any:
    """Vectors as columns, matrices side by side."""
    columns = [
        t if t.ndim > 1 else t.reshape(t.numel(), 1) for t in _not_empty(tensors, "column_stack")
    ]
    return bindings.cat(columns, 1, out=out)


def _sections(name: str, tensor: Any, sections: Any, dim: int, rank: int) -> Any:
    if tensor.ndim < rank:
        raise RuntimeError(
            f"torch.{name} requires a tensor with at least {rank} dimension, but got a tensor with "
            f"{tensor.ndim} dimensions!"
        )
    size = tensor.shape[dim]
    if isinstance(sections, int) and (sections <= 0 or size % sections):
        raise RuntimeError(
            f"torch.{name} attempted to split along dimension {dim}, but the size of the dimension "
            f"{size} is not divisible by the split_size {sections}!"
        )
    return tensor.tensor_split(sections, dim)


@explains
def hsplit(input: Any, sections: Any = REQUIRED, *, indices: Any = REQUIRED) -> Any:
    """Pieces side by side."""
    given = either(sections, indices)
    return _sections("hsplit", input, given, 0 if input.ndim == 1 else 1, 1)


@explains
def vsplit(input: Any, sections: Any = REQUIRED, *, indices: Any = REQUIRED) -> Any:
    """Pieces one below the other."""
    return _sections("vsplit", input, either(sections, indices), 0, 2)


@explains
def dsplit(input: Any, sections: Any = REQUIRED, *, indices: Any = REQUIRED) -> Any:
    """Pieces one behind the other."""
    return _sections("dsplit", input, either(sections, indices), 2, 3)


# -- turning -------------------------------------------------------------------------------------


@explains
def fliplr(input: Any) -> Any:
    """The columns in reverse."""
    if input.ndim < 2:
        raise RuntimeError("Input must be >= 2-d.")
    return bindings.flip(input, (1,))


@explains
def flipud(input: Any) -> Any:
    """The rows in reverse."""
    if input.ndim < 1:
        raise RuntimeError("Input must be >= 1-d.")
    return bindings.flip(input, (0,))


@explains
def rot90(input: Any, k: int = 1, dims: Any = (0, 1)) -> Any:
    """`input` turned `k` times by 90 degrees in the plane of two dims."""
    if len(dims) != 2:
        raise RuntimeError(f"expected total rotation dims == 2, but got dims = {len(dims)}")
    if input.ndim < 2:
        raise RuntimeError(f"expected total dims >= 2, but got total dims = {input.ndim}")
    first, second = (wrap_dim(d, input.ndim) for d in dims)
    if first == second:
        raise RuntimeError(
            f"expected rotation dims to be different, but got dim0 = {dims[0]} and dim1 = {dims[1]}"
        )
    return apply(TABLE["rot90.turned"], (input,), (k % 4, first, second))


@explains
def adjoint(input: Any) -> Any:
    """The conjugate of each matrix, transposed."""
    if input.ndim == 0:
        return views.conj(input)
    if input.ndim == 1:
        raise RuntimeError(
            "tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor."
        )
    return views.conj(bindings.transpose(input, -2, -1))


# -- diagonals and triangles ---------------------------------------------------------------------


@explains
@takes_out
def diag(input: Any, diagonal: int = 0) -> Any:
    """A vector as a diagonal matrix; a matrix's diagonal as a new vector."""
    if input.ndim == 1:
        return bindings.diag_embed(input, diagonal)
    if input.ndim == 2:
        return view_copies.diagonal_copy(input, diagonal)
    raise RuntimeError(f"diag(): Supports 1D or 2D tensors. Got {input.ndim}D")


@explains
def diagflat(input: Any, offset: int = 0) -> Any:
    """All elements as a diagonal matrix."""
    return bindings.diag_embed(input.reshape(-1), offset)


@explains
def trace(input: Any) -> Any:
    """The sum of a matrix's diagonal."""
    if input.ndim != 2:
        raise RuntimeError(f"trace: expected a matrix, but got tensor with dim {input.ndim}")
    return apply(TABLE["trace.matrix"], (input,), ())


@explains
def block_diag(*tensors: Any) -> Any:
    """The matrices on the diagonal of a larger one."""
    given = listed(tensors)
    for number, tensor in enumerate(given):
        if tensor.ndim > 2:
            raise RuntimeError(
                "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input "
                f"{number} has {tensor.ndim} dimensions"
            )
    blocks = [_raised(t, 2) for t in given]
    width = builtins.sum(b.shape[1] for b in blocks)
    rows, start = [], 0
    for block in blocks:
        height, size = block.shape
        left = block.new_zeros(height, start)
        right = block.new_zeros(height, width - start - size)
        rows.append(bindings.cat([left, block, right], 1))
        start += size
    return apply(_BLOCK_DIAG, rows, (0,))


_BLOCK_DIAG = TABLE["cat"].as_node("BlockDiagBackward0")


@explains
def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """The powers of each element of a vector, the highest first."""
    if x.ndim != 1:
        raise RuntimeError("x must be a one-dimensional tensor.")
    count = x.shape[0] if N is None else N
    wide = x if x.dtype.category >= dtypes.dtype.FLOAT else x.long()
    if not count:
        return wide.new_empty(x.shape[0], 0)
    powers = bindings.stack([wide**p for p in range(count)], -1)
    return powers if increasing else bindings.flip(powers, (1,))


# -- combinations --------------------------------------------------------------------------------


@explains
def meshgrid(*tensors: Any, indexing: str = "ij") -> tuple[Any, ...]:
    """The vectors' elements over the grid that they span: rows first ("ij") or columns ("xy")."""
    vectors = [_raised(t, 1) for t in listed(tensors)]
    if indexing not in ("ij", "xy"):
        raise RuntimeError(
            f'torch.meshgrid: indexing must be one of "xy" or "ij", but received: {indexing}'
        )
    for vector in vectors:
        if vector.ndim > 1:
            sizes = "  ".join(map(str, vector.shape))
            raise RuntimeError(
                f"torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got:  {sizes}"
            )
    swapped = indexing == "xy" and len(vectors) > 1
    if swapped:
        vectors[:2] = vectors[1::-1]
    shape = tuple(v.shape[0] for v in vectors)
    rank = len(shape)
    grids = [
        v.view((1,) * i + (-1,) + (1,) * (rank - i - 1)).expand(shape)
        for i, v in enumerate(vectors)
    ]
    if swapped:
        grids[:2] = grids[1::-1]
    return tuple(grids)


@explains
def cartesian_prod(*tensors: Any) -> Any:
    """All tuples of one element of each vector, one row each."""
    vectors = listed(tensors)
    for vector in vectors:
        if vector.ndim != 1:
            raise RuntimeError("Expect a 1D vector, but got shape " + str(list(vector.shape)))
    if len(vectors) == 1:
        return vectors[0]
    return bindings.stack([g.reshape(-1) for g in meshgrid(*vectors)], 1)


@explains
def combinations(input: Any, r: int = 2, with_replacement: bool = False) -> Any:
    """All sets of `r` elements of a vector, one row each."""
    if input.ndim != 1:
        raise RuntimeError("Expect a 1D vector, but got shape " + str(list(input.shape)))
    if r < 0:
        raise RuntimeError(f"Expect a non-negative number, but got {r}")
    if not r:
        return input.new_empty((0,))
    choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
    rows = np.array(list(choose(range(input.shape[0]), r)), np.int64).reshape(-1, r)
    columns = (wrap(concrete(np.ascontiguousarray(column))) for column in rows.T)
    return bindings.stack([bindings.index_select(input, 0, column) for column in columns], 1)


@explains
@takes_out
def complex(real: Any, imag: Any) -> Any:
    """The complex tensor with these parts. Raises: RuntimeError for unequal dtypes."""
    _check_parts(real, imag)
    if real.dtype is dtypes.float16:
        raise unsupported("a tensor of torch.complex32")
    return apply(TABLE["complex.parts"], (real, imag), ())


def _check_parts(real: Any, imag: Any) -> None:
    kinds = (dtypes.float16, dtypes.float32, dtypes.float64)
    if real.dtype not in kinds or imag.dtype not in kinds:
        raise RuntimeError(
            "Expected both inputs to be Half, Float or Double tensors but got "
            f"{real.dtype.scalar_name} and {imag.dtype.scalar_name}"
        )
    if real.dtype is not imag.dtype:
        raise RuntimeError(
            f"Expected object of scalar type {real.dtype.scalar_name} but got scalar type "
            f"{imag.dtype.scalar_name} for second argument"
        )


@explains
@takes_out
def polar(abs: Any, angle: Any) -> Any:
    """The complex tensor with this modulus and angle."""
    _check_parts(abs, angle)
    if abs.dtype is dtypes.float16:
        raise NotImplementedError("\"polar_cpu\" not implemented for 'Half'")
    return apply(_POLAR, (abs * angle.cos(), abs * angle.sin()), ())


_POLAR = TABLE["complex.parts"].as_node("PolarBackward0")


# -- products ------------------------------------------------------------------------------------


@explains
@takes_out
def inner(input: Any, other: Any) -> Any:
    """The products of the vectors along the last dims."""
    if input.ndim == 0 or other.ndim == 0:
        return bindings.mul(input, other)
    if input.shape[-1] != other.shape[-1]:
        raise RuntimeError(
            "inner() the last dimension must match on both input tensors but got shapes "
            f"{list(input.shape)} and {list(other.shape)}"
        )
    return tensordot(input, other, ([-1], [-1]))


@takes_out
def _tensordot(a: Any, b: Any, dims: Any) -> Any:
    if isinstance(dims, int):
        if dims < 0:
            raise RuntimeError(f"tensordot expects dims >= 0, but got dims={dims}")
        if dims > builtins.min(a.ndim, b.ndim):
            raise RuntimeError(f"tensordot expects dims < ndim_a or ndim_b, but got dims={dims}")
        left, right = list(range(-dims, 0)), list(range(dims))
    else:
        left, right = ([d] if isinstance(d, int) else list(d) for d in dims)
    if len(left) != len(right):
        raise RuntimeError("both dimension lists should have same length")
    for x, y in zip(left, right, strict=True):
        sizes = a.shape[wrap_dim(x, a.ndim)], b.shape[wrap_dim(y, b.ndim)]
        if sizes[0] == 1 != sizes[1]:
            b = bindings.sum(b, y, True, dtype=b.dtype)
        elif sizes[1] == 1 != sizes[0]:
            a = bindings.sum(a, x, True, dtype=a.dtype)
        elif sizes[0] != sizes[1]:
            raise RuntimeError(
                f"contracted dimensions need to match, but first has size {sizes[0]} in dim {x} "
                f"and second has size {sizes[1]} in dim {y}"
            )
    left = [wrap_dim(d, a.ndim) for d in left]
    right = [wrap_dim(d, b.ndim) for d in right]
    kept_a = [d for d in range(a.ndim) if d not in left]
    kept_b = [d for d in range(b.ndim) if d not in right]
    if a.dtype is b.dtype is dtypes.bool:
        kernel = "addmm_impl_cpu_" if kept_a or kept_b else "dot"
        raise NotImplementedError(f"\"{kernel}\" not implemented for 'Bool'")
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    names_a = list(letters[: a.ndim])
    names_b = list(letters[a.ndim : a.ndim + b.ndim])
    for x, y in zip(left, right, strict=True):
        names_b[y] = names_a[x]
    result = "".join([names_a[d] for d in kept_a] + [names_b[d] for d in kept_b])
    equation = f"{''.join(names_a)},{''.join(names_b)}->{result}"
    return apply(TABLE["einsum_product"], (a, b), (equation,))


@explains
def tensordot(a: Any, b: Any, dims: Any = 2, out: Any = None) -> Any:
    """The sum of products over `dims`: so many last and first ones, or lists of both's."""
    return _tensordot(a, b, dims, out=out)


@explains
@takes_out(exact=False)
def kron(input: Any, other: Any) -> Any:
    """The Kronecker product: each element of `input` times all of `other`."""
    rank = builtins.max(input.ndim, other.ndim)
    left = (1,) * (rank - input.ndim) + tuple(input.shape)
    right = (1,) * (rank - other.ndim) + tuple(other.shape)
    a = input.reshape(tuple(n for size in left for n in (size, 1)))
    b = other.reshape(tuple(n for size in right for n in (1, size)))
    shape = tuple(x * y for x, y in zip(left, right, strict=True))
    return apply(_FLATTENED, (bindings.mul(a, b),), (shape,))


_FLATTENED = TABLE["reshape_copy"].as_node("UnsafeViewBackward0")


@explains
@takes_out
def chain_matmul(*matrices: Any) -> Any:
    """The product of several matrices."""
    given = listed(matrices)
    for x in given:
        if x.ndim != 2:
            raise RuntimeError(f"Tensor dimension is {x.ndim}, expected 2 instead.")
    if len(given) == 1:
        return given[0]
    return multi_dot(given)


def _from_sublists(arguments: list[Any]) -> tuple[str, tuple[Any, ...]]:
    """The equation and the operands of operands each followed by its list of subscripts."""
    if not isinstance(arguments[0], TensorBase):
        raise TypeError(
            f"einsum(): argument 'equation' (position 1) must be str, not {type_name(arguments[0])}"
        )
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    def term(subscripts: Any) -> str:
        for subscript in subscripts:
            if subscript is not Ellipsis and not 0 <= subscript < len(letters):
                raise ValueError(
                    f"einsum(): subscript {subscript} is not within the valid range [0, 52)"
                )
        return "".join("..." if s is Ellipsis else letters[s] for s in subscripts)

    equation = ",".join(term(s) for s in arguments[1::2][: len(arguments) // 2])
    if len(arguments) % 2:
        equation += f"->{term(arguments[-1])}"
    return equation, tuple(arguments[: len(arguments) // 2 * 2 : 2])


@explains
def einsum(*args: Any) -> Any:
    """The sum over products that an equation describes, which comes first, before the operands."""
    if len(args) < 2:
        raise ValueError(
            "einsum(): must specify the equation string and at least one operand, or at least one "
            "operand and its subscripts list"
        )
    equation, *operands = args
    if not isinstance(equation, str):
        equation, operands = _from_sublists([equation, *operands])
    given = listed(tuple(operands))
    for number, operand in enumerate(given):
        if not isinstance(operand, TensorBase):
            raise TypeError(
                f"expected Tensor as element {number} in argument 1, but got {type_name(operand)}"
            )
    if len(given) == 1:
        return einsums.of_one(equation, given[0])
    return apply(TABLE["einsum_product"], tuple(given), (equation,))
