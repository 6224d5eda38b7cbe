"""What the samplers share: chunks, casts and the wording of refusals.

Every sampler returns a new array filled in the C order of `shape`. PyTorch fills a tensor in memory
order (largest stride outermost): for a tensor laid out otherwise, the caller asks for the shape of
its memory and rearranges.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

from torchlike._core import dtypes
from torchlike._core.errors import check

Array = NDArray[Any]
Doubles = NDArray[np.floating[Any]]

CHUNK = 16384

#: Element types by the family of kernels that takes them.
HALVES = (np.dtype(np.float16), np.dtype(ml_dtypes.bfloat16))
WIDE_FLOATS = (np.dtype(np.float32), np.dtype(np.float64))
FLOATS = (*HALVES, *WIDE_FLOATS)
INTEGERS = tuple(np.dtype(name) for name in ("uint8", "int8", "int16", "int32", "int64"))
WIDE_UNSIGNED = tuple(np.dtype(name) for name in ("uint16", "uint32", "uint64"))
BOOL = np.dtype(np.bool_)

#: What PyTorch's messages call the element types in C++.
CPP_NAMES = {
    "bool": "bool",
    "uint8": "unsigned char",
    "int8": "signed char",
    "int16": "short int",
    "int32": "int",
    "int64": "long int",
    "uint16": "short unsigned int",
    "uint32": "unsigned int",
    "uint64": "long unsigned int",
    "float16": "c10::Half",
    "bfloat16": "c10::BFloat16",
    "float32": "float",
    "float64": "double",
    "complex64": "c10::complex<float>",
    "complex128": "c10::complex<double>",
}


def scalar_name(dtype: np.dtype[Any]) -> str:
    """PyTorch's word for the type in messages: ``Float``, ``Long``, ..."""
    return dtypes.from_numpy(dtype).scalar_name


def require(kernel: str, dtype: np.dtype[Any], accepted: tuple[np.dtype[Any], ...]) -> None:
    """Raises PyTorch's NotImplementedError unless `dtype` is one of `accepted`."""
    check(
        dtype in accepted,
        lambda: f"\"{kernel}\" not implemented for '{scalar_name(dtype)}'",
        kind=NotImplementedError,
    )


def chunks(count: int, size: int = CHUNK) -> Iterator[slice]:
    """Consecutive slices of at most `size` that cover `count`: work that stays in the cache."""
    return (slice(start, min(start + size, count)) for start in range(0, count, size))


def real_view(values: Array) -> Array:
    """The flat real numbers of a contiguous array, two for each complex one, in its memory."""
    flat = values.reshape(-1)
    return flat.view(f"f{values.itemsize // 2}") if values.dtype.kind == "c" else flat


def store(values: Doubles, out: Array) -> None:
    """Casts float64 into `out` as C++ does on x86: halves through float32, integers wrapping."""
    if out.dtype in HALVES:
        np.copyto(out, values.astype(np.float32), casting="unsafe")
    elif out.dtype in INTEGERS:
        limit = 2.0 ** (63 if out.dtype.itemsize == 8 else 31)
        held = np.where(np.abs(values) < limit, values, -limit)
        np.copyto(out, held.astype(np.int64), casting="unsafe")
    else:
        np.copyto(out, values, casting="unsafe")
