"""Products of matrices and vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp
from jax import lax

from torchlike._core.kernel import Aval, Kernel
from torchlike._core.promotion import Promote
from torchlike._ops.dims import c_name, is_complex, is_inexact, scalar_name, wrap_dim
from torchlike._ops.families import BESPOKE
from torchlike._ops.roles import Absent, Array, Dim, Number
from torchlike._ops.schema import broadcast_shapes, op

#: float32 products are float32 on every platform, as in PyTorch.
PRECISION = lax.Precision.HIGHEST


def product(a: Any, b: Any) -> Any:
    """`a @ b` in PyTorch's precision; integers as they are.

    A matrix `b` multiplies all rows of `a` at once: the gradient of a product over several dims
    makes XLA transpose its operands in memory. Raises: NotImplementedError for bool.
    """
    if a.dtype == bool and (a.ndim == b.ndim == 1 or (a.size and b.size)):
        kernel = "bmm" if b.ndim > 2 else "addmm_impl_cpu_"
        if b.ndim == 1:
            kernel = "dot" if a.ndim == 1 else "addmv_impl_cpu"
        raise NotImplementedError(f"\"{kernel}\" not implemented for 'Bool'")
    if a.ndim > 2 and b.ndim == 2:
        rows = a.reshape(math.prod(a.shape[:-1]), a.shape[-1])
        found = jnp.matmul(rows, b, precision=PRECISION)
        return found.reshape(*a.shape[:-1], b.shape[1])
    return jnp.matmul(a, b, precision=PRECISION)


def same_dtype(a: Any, b: Any, first: str = "m1", second: str = "m2") -> None:
    """Raises PyTorch's error when two matrices' dtypes differ."""
    if a.dtype != b.dtype:
        raise RuntimeError(
            f"expected {first} and {second} to have the same dtype, but got: "
            f"{c_name(a)} != {c_name(b)}"
        )


def _multipliable(a: Any, b: Any) -> None:
    if a.shape[-1] != b.shape[-2]:
        raise RuntimeError(
            f"mat1 and mat2 shapes cannot be multiplied ({a.shape[0]}x{a.shape[1]} and "
            f"{b.shape[0]}x{b.shape[1]})"
        )


def _matmul_name(kernel: Kernel) -> str:
    ranks = [len(s.shape) for s in kernel.specs if isinstance(s, Aval)]
    a, b = ranks[0], ranks[1]
    if (a, b) == (1, 1):
        return "DotBackward0"
    if (a, b) == (2, 1):
        return "MvBackward0"
    if (a, b) == (2, 2):
        return "MmBackward0"
    if (a, b) == (1, 2):
        return "SqueezeBackward4"
    return "UnsafeViewBackward0"


def _check_vectors(a: Any, b: Any) -> None:
    if a.dtype != b.dtype:
        raise RuntimeError(
            "dot : expected both vectors to have same dtype, but found "
            f"{scalar_name(a)} and {scalar_name(b)}"
        )
    if a.shape != b.shape:
        raise RuntimeError(
            "inconsistent tensor size, expected tensor "
            f"[{a.shape[0]}] and src [{b.shape[0]}] to have the same number of elements, but "
            f"got {a.shape[0]} and {b.shape[0]} elements respectively"
        )


def _check_matmul(a: Any, b: Any) -> None:
    if a.ndim == 0 or b.ndim == 0:
        raise RuntimeError(
            f"both arguments to matmul need to be at least 1D, but they are {a.ndim}D and {b.ndim}D"
        )
    if a.ndim == 1 and b.ndim == 1:
        _check_vectors(a, b)
        return
    same_dtype(a, b)
    if a.ndim <= 2 and b.ndim <= 2:
        if a.ndim == 2 and b.ndim == 1:
            if a.shape[1] != b.shape[0]:
                raise RuntimeError(
                    f"size mismatch, got input ({a.shape[0]}), mat ({a.shape[0]}x{a.shape[1]}), "
                    f"vec ({b.shape[0]})"
                )
            return
        _multipliable(a[None] if a.ndim == 1 else a, b)
        return
    if a.ndim >= 3 and b.ndim <= 2:
        folded = a.reshape(math.prod(a.shape[:-1]), a.shape[-1])
        _multipliable(folded, b[:, None] if b.ndim == 1 else b)
        return
    left = a if a.ndim > 1 else a[None]
    batch = broadcast_shapes(left.shape[:-2], b.shape[:-2])
    if left.shape[-1] != b.shape[-2]:
        count = 1
        for n in batch:
            count *= n
        raise RuntimeError(
            "Expected size for first two dimensions of batch2 tensor to be: "
            f"[{count}, {left.shape[-1]}] but got: [{count}, {b.shape[-2]}]."
        )


@op(
    BESPOKE,
    saves=("input", "other", "crossed"),
    dunder="matmul",
    out=True,
    grad_fn=_matmul_name,
    namespace="torch",
)
def matmul(input: Array, other: Array):
    """The product of vectors, matrices or batches of them, batch dims broadcast.

    Raises: RuntimeError when shapes or dtypes do not go together.
    """
    _check_matmul(input, other)
    return product(input, other)


def _matrix(x: Any, name: str) -> None:
    if x.ndim != 2:
        raise RuntimeError(f"{name} must be a matrix, got {x.ndim}-D tensor")


@op(BESPOKE, saves=("input", "mat2", "crossed"), out=True)
def mm(input: Array, mat2: Array, out_dtype: Absent = None):
    """The product of two matrices."""
    if input.ndim != 2:
        raise RuntimeError("self must be a matrix")
    if mat2.ndim != 2:
        raise RuntimeError("mat2 must be a matrix")
    same_dtype(input, mat2)
    _multipliable(input, mat2)
    return product(input, mat2)


@op(BESPOKE, saves=("input", "mat2", "crossed"), out=True)
def bmm(input: Array, mat2: Array, out_dtype: Absent = None):
    """The products of two batches of matrices."""
    _check_batches(input, mat2)
    return product(input, mat2)


def _check_batches(a: Any, b: Any) -> None:
    if a.ndim != 3:
        raise RuntimeError("batch1 must be a 3D tensor")
    if b.ndim != 3:
        raise RuntimeError("batch2 must be a 3D tensor")
    if a.dtype != b.dtype:
        raise RuntimeError(f"expected scalar type {scalar_name(a)} but found {scalar_name(b)}")
    expected = [a.shape[0], a.shape[2]]
    if list(b.shape[:2]) != expected:
        raise RuntimeError(
            "Expected size for first two dimensions of batch2 tensor to be: "
            f"{expected} but got: {list(b.shape[:2])}."
        )


def _check_matrix_vector(input: Any, mat: Any, vec: Any) -> None:
    if not input.dtype == mat.dtype == vec.dtype:
        raise RuntimeError(
            "addmv input tensors must have the same dtype, but got "
            f"{scalar_name(input)}, {scalar_name(mat)}, and {scalar_name(vec)}"
        )
    _check_matmul(mat, vec)


@op(BESPOKE, saves=("input", "vec", "crossed"), out=True)
def mv(input: Array, vec: Array):
    """The product of a matrix and a vector."""
    if input.ndim != 2 or vec.ndim != 1:
        raise RuntimeError(
            f"vector + matrix @ vector expected, got {vec.ndim}, {input.ndim}, {vec.ndim}"
        )
    _check_matrix_vector(vec, input, vec)
    return product(input, vec)


@op(BESPOKE, saves=("input", "tensor", "crossed"), out=True)
def dot(input: Array, tensor: Array):
    """The scalar product of two vectors."""
    if input.ndim != 1 or tensor.ndim != 1:
        raise RuntimeError(f"1D tensors expected, but got {input.ndim}D and {tensor.ndim}D tensors")
    _check_vectors(input, tensor)
    return product(input, tensor)


@op(BESPOKE, saves=("input", "other", "crossed"), out=True)
def vdot(input: Array, other: Array):
    """The scalar product of two vectors, the first conjugated."""
    if input.ndim != 1 or other.ndim != 1:
        raise RuntimeError(f"1D tensors expected, but got {input.ndim}D and {other.ndim}D tensors")
    _check_vectors(input, other)
    return product(jnp.conj(input) if is_complex(input) else input, other)


@op(
    BESPOKE,
    saves=("input", "vec2", "crossed"),
    out=True,
    casts_out=True,
    aliases=("ger",),
    grad_fn="MulBackward0",
)
def outer(input: Array, vec2: Array):
    """The matrix of all products of two vectors' elements."""
    if input.ndim != 1:
        raise RuntimeError(f"outer: Expected 1-D argument self, but got {input.ndim}-D")
    if vec2.ndim != 1:
        raise RuntimeError(f"outer: Expected 1-D argument vec2, but got {vec2.ndim}-D")
    return input[:, None] * vec2[None, :]


@op(
    BESPOKE,
    saves=("mat1:mat2", "mat2:mat1"),
    out=True,
    inplace=True,
    refuses={"b": "addmm_impl_cpu_"},
)
def addmm(
    input: Array,
    mat1: Array,
    mat2: Array,
    out_dtype: Absent = None,
    *,
    beta: Number = 1,
    alpha: Number = 1,
):
    """beta · input + alpha · mat1 @ mat2."""
    _matrix(mat1, "mat1")
    _matrix(mat2, "mat2")
    for name, x, y in (("self", input, mat2), ("mat1", mat1, mat2)):
        if x.dtype != y.dtype:
            raise RuntimeError(
                f"{name} and mat2 must have the same dtype, but got {scalar_name(x)} and "
                f"{scalar_name(y)}"
            )
    _multipliable(mat1, mat2)
    return _added(input, product(mat1, mat2), beta, alpha)


def _expandable(shape: tuple[int, ...], target: tuple[int, ...]) -> None:
    if len(shape) > len(target):
        raise RuntimeError(
            f"The expanded size of the tensor ({target[0]}) must match the existing size "
            f"({shape[0]}) at non-singleton dimension 0.  Target sizes: {list(target)}.  Tensor "
            f"sizes: {list(shape)}"
        )
    for dim in range(-1, -len(shape) - 1, -1):
        if shape[dim] not in (1, target[dim]):
            raise RuntimeError(
                f"The expanded size of the tensor ({target[dim]}) must match the existing size "
                f"({shape[dim]}) at non-singleton dimension {len(target) + dim}.  Target sizes: "
                f"{list(target)}.  Tensor sizes: {list(shape)}"
            )


def _scaled(x: Any, factor: Any) -> Any:
    """`x` times a number, which is first made one of the dtype of `x`, as in C++."""
    if isinstance(factor, (bool, int, float)) and factor == 1:
        return x
    factor = jnp.asarray(factor)
    if is_complex(factor) and not is_complex(x):
        kind = "int64_t" if not is_inexact(x) else c_name(x)
        raise RuntimeError(f"value cannot be converted to type {kind} without overflow")
    return x * factor.astype(x.dtype)


def _added(input: Any, term: Any, beta: Any, alpha: Any) -> Any:
    """beta · input + alpha · term, in the dtype of `term`; a `beta` of 0 drops even NaN."""
    _expandable(input.shape, term.shape)
    term = _scaled(term, alpha)
    if isinstance(beta, (int, float)) and beta == 0:
        return jnp.broadcast_to(term, broadcast_shapes(input.shape, term.shape))
    return _scaled(input, beta) + term


@op(BESPOKE, saves=("mat:vec", "vec:mat"), out=True, inplace=True)
def addmv(input: Array, mat: Array, vec: Array, *, beta: Number = 1, alpha: Number = 1):
    """beta · input + alpha · mat @ vec."""
    if mat.ndim != 2 or vec.ndim != 1:
        raise RuntimeError(
            f"vector + matrix @ vector expected, got {input.ndim}, {mat.ndim}, {vec.ndim}"
        )
    _check_matrix_vector(input, mat, vec)
    return _added(input, product(mat, vec), beta, alpha)


@op(BESPOKE, saves=("vec1:vec2", "vec2:vec1"), out=True, inplace=True)
def addr(input: Array, vec1: Array, vec2: Array, *, beta: Number = 1, alpha: Number = 1):
    """beta · input + alpha · the outer product of two vectors."""
    if vec1.ndim != 1 or vec2.ndim != 1:
        raise RuntimeError(
            f"addr: Expected 1-D argument vec{1 if vec1.ndim != 1 else 2}, but got "
            f"{vec1.ndim if vec1.ndim != 1 else vec2.ndim}-D"
        )
    for name, factor in (("beta", beta), ("alpha", alpha)):
        if not is_inexact(vec1) and is_inexact(jnp.asarray(factor)):
            raise RuntimeError(
                f"For integral input tensors, argument {name} must not be a floating point number."
            )
    return _added(input, vec1[:, None] * vec2[None, :], beta, alpha)


@op(BESPOKE, saves=("batch1:batch2", "batch2:batch1"), out=True, inplace=True)
def baddbmm(
    input: Array,
    batch1: Array,
    batch2: Array,
    out_dtype: Absent = None,
    *,
    beta: Number = 1,
    alpha: Number = 1,
):
    """beta · input + alpha · the products of two batches of matrices."""
    for batch, dims in ((batch1, (0, 1)), (batch2, (2,))):
        for dim in dims:
            if not batch.ndim:
                raise IndexError(f"Dimension specified as {dim} but tensor has no dimensions")
            wrap_dim(dim, batch.ndim)
    _check_batches(batch1, batch2)
    return _added(input, product(batch1, batch2), beta, alpha)


@op(BESPOKE, saves=("batch1:batch2", "batch2:batch1"), out=True, inplace=True)
def addbmm(input: Array, batch1: Array, batch2: Array, *, beta: Number = 1, alpha: Number = 1):
    """beta · input + alpha · the sum of the products of two batches of matrices."""
    _check_batches(batch1, batch2)
    return _added(input, jnp.sum(product(batch1, batch2), axis=0, dtype=batch1.dtype), beta, alpha)


@op(
    BESPOKE,
    saves=("input", "other", "crossed"),
    namespace="linalg",
    method=False,
    function=False,
    name="cross.along",
    grad_fn="LinalgCrossBackward0",
    elementwise=True,
    promote=Promote.DEFAULT,
)
def cross_along(input: Array, other: Array, dim: Dim):
    """The cross product of the vectors along `dim`."""
    if input.ndim != other.ndim:
        raise RuntimeError("linalg.cross: inputs must have the same number of dimensions.")
    axis = wrap_dim(dim, input.ndim)
    if input.shape[axis] != 3 or other.shape[axis] != 3:
        raise RuntimeError(
            f"linalg.cross: inputs dimension {dim} must have length 3. Got "
            f"{input.shape[axis]} and {other.shape[axis]}"
        )
    a, b = jnp.broadcast_arrays(input, other)
    return jnp.roll(a, -1, axis) * jnp.roll(b, -2, axis) - jnp.roll(a, -2, axis) * jnp.roll(
        b, -1, axis
    )


@op(BESPOKE, name="trace.matrix", function=False, method=False, grad_fn="TraceBackward0")
def trace_matrix(input: Array):
    """The sum of a matrix's diagonal. Dtype: int64 for integers and bool."""
    wide = input if is_inexact(input) else input.astype(jnp.int64)
    return jnp.trace(wide, dtype=wide.dtype)


@op(BESPOKE, saves=("tensors", "crossed"), method=False, function=False, grad_fn="ViewBackward0")
def einsum_product(tensors: Sequence[Array], equation: str):
    """The sum over products that `equation` describes, as NumPy writes it."""
    check_einsum(tensors, equation)
    return jnp.einsum(equation, *tensors, precision=PRECISION)


def check_einsum(tensors: Sequence[Any], equation: str) -> None:
    """Raises PyTorch's errors for an equation that does not fit the operands."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    for at, letter in enumerate(left.replace("...", "   ")):
        if not (letter.isascii() and letter.isalpha()) and letter not in ", .":
            raise RuntimeError(
                f"einsum(): invalid subscript given at index {at} in the equation string, "
                "subscripts must be in [a-zA-Z]"
            )
    terms = left.split(",")
    if len(terms) != len(tensors):
        more = "more" if len(terms) < len(tensors) else "fewer"
        raise RuntimeError(
            f"einsum(): {more} operands were provided than specified in the equation"
        )
    sizes: dict[str, int] = {}
    for i, (term, x) in enumerate(zip(terms, tensors, strict=True)):
        _check_subscripts(i, term, x, sizes)
    for label in right.replace("...", "") if arrow else ():
        if right.count(label) > 1:
            raise RuntimeError(
                f"einsum(): output subscript {label} appears more than once in the output"
            )
        if label not in sizes:
            raise RuntimeError(
                f"einsum(): output subscript {label} does not appear in the equation for any "
                "input operand"
            )


def _check_subscripts(i: int, term: str, x: Any, sizes: dict[str, int]) -> None:
    """Checks operand `i` against its subscripts `term` and notes the sizes these stand for."""
    named = term.replace("...", "", 1)
    if "." in named:
        raise RuntimeError(
            f"einsum(): found '.' for operand {i} for which an ellipsis was already found"
        )
    if "..." not in term and len(named) != x.ndim:
        raise RuntimeError(
            f"einsum(): the number of subscripts in the equation ({len(named)}) does not match "
            f"the number of dimensions ({x.ndim}) for operand {i} and no ellipsis was given"
        )
    if len(named) > x.ndim:
        raise RuntimeError(
            f"einsum(): the number of subscripts in the equation ({len(named)}) is more than "
            f"the number of dimensions ({x.ndim}) for operand {i}"
        )
    before = term.partition("...")[0]
    dims = [*x.shape[: len(before)], *x.shape[x.ndim - (len(named) - len(before)) :]]
    own: dict[str, int] = {}
    for label, size in zip(named, dims, strict=False):
        if own.setdefault(label, size) != size:
            raise RuntimeError(
                f"einsum(): subscript {label} is repeated for operand {i} but the sizes don't "
                f"match, {size} != {own[label]}"
            )
        seen = sizes.setdefault(label, size)
        if size not in (seen, 1) and seen != 1:
            raise RuntimeError(
                f"einsum(): subscript {label} has size {size} for operand {i} which does not "
                f"broadcast with previously seen size {seen}"
            )
