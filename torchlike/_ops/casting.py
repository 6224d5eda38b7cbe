"""Casts between dtypes, element for element as PyTorch's on the CPU."""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp
import ml_dtypes
import numpy as np
from jax import lax

from torchlike._core import dtypes
from torchlike._core.promotion import HALVES


def check_range(number: complex) -> None:
    """Raises the error of a Python integer beyond 64 bits."""
    if type(number) is int and not -(2**63) <= number < 2**64:
        raise OverflowError(
            "int too big to convert" if number > 0 else "can't convert negative int to unsigned"
        )


#: C++'s words for the types whose range PyTorch checks numbers against.
_C_WORDS = {
    dtypes.int32: "int",
    dtypes.float16: "c10::Half",
    dtypes.bfloat16: "c10::BFloat16",
    dtypes.float32: "float",
    dtypes.complex64: "c10::complex<float>",
    **{
        kind: f"{kind.name}_t"
        for kind in (dtypes.uint8, *dtypes.BARE_UNSIGNED, dtypes.int8, dtypes.int16, dtypes.int64)
    },
}


def check_fits(number: complex, to: dtypes.dtype) -> None:
    """Raises PyTorch's error for a Python number beyond the range of `to`.

    Unsigned types take the negatives of what they hold.
    """
    if to is dtypes.bool or isinstance(number, bool):
        return
    if isinstance(number, complex) and to.is_complex:
        parts = (number.real, number.imag)
    else:
        parts = (number.real,)
    bad = number.imag != 0 and not to.is_complex
    if to.category == dtypes.dtype.INTEGER:
        limits = np.iinfo(to.np)
        low = limits.min if to.is_signed else -limits.max
        bad = bad or not low - 1 < number.real < limits.max + 1
    elif to in _C_WORDS:
        largest = float(ml_dtypes.finfo(to.to_real().np).max)
        bad = bad or any(largest < abs(part) < float("inf") for part in parts)
    if bad:
        word = _C_WORDS.get(to, "double")
        raise RuntimeError(f"value cannot be converted to type {word} without overflow")


def number_as(number: complex, to: dtypes.dtype) -> np.ndarray:
    """A Python number as a 0-dim array of dtype `to`.

    Raises: OverflowError, in Python's words, for an integer beyond 64 bits.
    """
    check_range(number)
    if to.category == dtypes.dtype.INTEGER and not isinstance(number, complex):
        info = np.iinfo(to.np)
        wrapped = int(number) & ((1 << info.bits) - 1)
        if to.is_signed and wrapped >> (info.bits - 1):
            wrapped -= 1 << info.bits
        return np.asarray(wrapped, to.np)
    return np.asarray(to_dtype(np.asarray(number), to))


def to_dtype(array: Any, to: dtypes.dtype) -> Any:
    """A NumPy or JAX array cast: bool means not zero, complex loses its imaginary part."""
    if array.dtype == to.np:
        return array
    lib: Any = np if isinstance(array, (np.ndarray, np.generic)) else jnp
    if array.dtype != bool and to is dtypes.bool:
        return array != 0
    kind = dtypes.from_numpy(array.dtype)
    with np.errstate(all="ignore"):
        if kind.is_complex and not to.is_complex:
            array = array.real
        if kind in HALVES and to.category != dtypes.dtype.FLOAT:
            array = array.astype(np.float32)
        if kind.category >= dtypes.dtype.FLOAT and to.category == dtypes.dtype.INTEGER:
            return _to_integer(array, to, lib)
        if to in HALVES:
            return _to_half(array.astype(np.float32), to, lib)
        return array.astype(to.np)


def _to_integer(array: Any, to: dtypes.dtype, lib: Any) -> Any:
    """Truncates as x86 does, by way of int32 or int64, whose minimum stands for what is lost."""
    if to is dtypes.uint64:
        high = array >= 2.0**63
        low = _truncated(lib.where(high, array - 2.0**63, array), np.int64, 2.0**63, lib)
        sign = np.uint64(1 << 63)
        return lib.where(high, low.astype(np.uint64) ^ sign, low.astype(np.uint64))
    if to in (dtypes.int8, dtypes.int16, dtypes.uint16, dtypes.int32):
        return _truncated(array, np.int32, 2.0**31, lib).astype(to.np)
    return _truncated(array, np.int64, 2.0**63, lib).astype(to.np)


def _truncated(array: Any, to: Any, limit: float, lib: Any) -> Any:
    whole = lib.trunc(array)
    kept = (whole >= -limit) & (whole < limit)
    return lib.where(kept, lib.where(kept, whole, 0).astype(to), np.iinfo(to).min)


def _to_half(array: Any, to: dtypes.dtype, lib: Any) -> Any:
    """A float32 array in a narrower dtype."""
    if to is dtypes.float8_e4m3fn:  # it saturates
        limit = float(ml_dtypes.finfo(to.np).max)
        return lib.clip(array, -limit, limit).astype(to.np)
    if to is not dtypes.float8_e8m0fnu:
        return array.astype(to.np)
    # Powers of two, without a sign; zero is the smallest.
    mantissa, exponent = lib.frexp(lib.abs(array))
    power = exponent - 1 + (mantissa >= 0.75)
    bits = lib.where(array == 0, 0, lib.clip(power + 127, 0, 255))
    bits = lib.where(lib.isfinite(array), bits, 255).astype(np.uint8)
    return bits.view(to.np) if lib is np else lax.bitcast_convert_type(bits, to.np)
