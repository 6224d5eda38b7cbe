"""Dims: wrapping negative ones, checking them, in PyTorch's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._core import dtypes


def wrap_dim(dim: int, rank: int) -> int:
    """`dim` counted from the front.

    Raises: IndexError when it is out of range.
    """
    span = max(rank, 1)
    if not -span <= dim < span:
        raise IndexError(
            f"Dimension out of range (expected to be in range of [{-span}, {span - 1}], "
            f"but got {dim})"
        )
    return dim % span


def wrap_dims(dims: int | Sequence[int] | None, rank: int) -> tuple[int, ...]:
    """Reduction dims counted from the front; all of them for None or an empty sequence.

    Raises: IndexError out of range; RuntimeError for a dim given twice.
    """
    if isinstance(dims, int):
        dims = (dims,)
    if dims is None or len(dims) == 0:
        return tuple(range(rank))
    wrapped: list[int] = []
    for dim in dims:
        one = wrap_dim(dim, rank)
        if one in wrapped:
            raise RuntimeError(f"dim {one} appears multiple times in the list of dims")
        wrapped.append(one)
    return tuple(wrapped) if rank else ()


def is_float(x: Any) -> bool:
    """Whether `x` is of a floating point dtype."""
    return jnp.issubdtype(x.dtype, jnp.floating)


def is_complex(x: Any) -> bool:
    """Whether `x` is of a complex dtype."""
    return jnp.issubdtype(x.dtype, jnp.complexfloating)


def is_inexact(x: Any) -> bool:
    """Whether `x` is of a floating point or complex dtype."""
    return jnp.issubdtype(x.dtype, jnp.inexact)


def scalar_name(x: Any) -> str:
    """PyTorch's word for the dtype of `x`, e.g. ``Float``."""
    return dtypes.from_numpy(x.dtype).scalar_name


#: Those words -> C++'s.
C_NAMES = {
    "Float": "float", "Double": "double", "Half": "c10::Half", "BFloat16": "c10::BFloat16",
    "Long": "long int", "Int": "int", "Short": "short int", "Char": "signed char",
    "Byte": "unsigned char", "UInt16": "short unsigned int", "UInt32": "unsigned int",
    "UInt64": "long unsigned int", "Float8_e4m3fn": "c10::Float8_e4m3fn",
    "Float8_e5m2": "c10::Float8_e5m2", "Bool": "bool", "ComplexFloat": "c10::complex<float>",
    "ComplexDouble": "c10::complex<double>",
}  # fmt: skip


def c_name(x: Any) -> str:
    """The C++ word for the dtype of `x`, as some messages have it, e.g. ``long int``."""
    word = scalar_name(x)
    return C_NAMES.get(word, word)
