"""Element types: the `dtype` objects, their categories and their NumPy counterparts."""

from __future__ import annotations

import ml_dtypes
import numpy as np


class dtype:  # noqa: N801  (PyTorch's own name)
    """An element type, e.g. ``torch.float32``. One object per type, compared by identity."""

    __slots__ = (
        "category",
        "is_complex",
        "is_floating_point",
        "is_signed",
        "itemsize",
        "name",
        "np",
        "scalar_name",
    )

    #: Promotion categories, lowest first.
    BOOL, INTEGER, FLOAT, COMPLEX = range(4)

    def __init__(self, name: str, np_type: object, category: int, scalar_name: str) -> None:
        self.name = name
        self.np = np.dtype(np_type)  # type: ignore[call-overload]
        self.category = category
        self.scalar_name = scalar_name
        self.itemsize = self.np.itemsize
        self.is_floating_point = category == dtype.FLOAT
        self.is_complex = category == dtype.COMPLEX
        self.is_signed = not (category == dtype.BOOL or name.startswith("uint"))

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str | tuple[object, ...]:
        return _by_name, (self.name,)

    def __copy__(self) -> dtype:
        return self

    def __deepcopy__(self, memo: object) -> dtype:
        return self

    def to_complex(self) -> dtype:
        """The complex type whose parts have this type (PyTorch: ``dtype.to_complex``)."""
        return _TO_COMPLEX.get(self, complex64 if self is not float64 else complex128)

    def to_real(self) -> dtype:
        """The type of this complex type's parts (PyTorch: ``dtype.to_real``)."""
        return _TO_REAL.get(self, self)


dtype.__module__ = "torch"

bool = dtype("bool", np.bool_, dtype.BOOL, "Bool")
uint8 = dtype("uint8", np.uint8, dtype.INTEGER, "Byte")
uint16 = dtype("uint16", np.uint16, dtype.INTEGER, "UInt16")
uint32 = dtype("uint32", np.uint32, dtype.INTEGER, "UInt32")
uint64 = dtype("uint64", np.uint64, dtype.INTEGER, "UInt64")
int8 = dtype("int8", np.int8, dtype.INTEGER, "Char")
int16 = dtype("int16", np.int16, dtype.INTEGER, "Short")
int32 = dtype("int32", np.int32, dtype.INTEGER, "Int")
int64 = dtype("int64", np.int64, dtype.INTEGER, "Long")
float8_e4m3fn = dtype("float8_e4m3fn", ml_dtypes.float8_e4m3fn, dtype.FLOAT, "Float8_e4m3fn")
float8_e5m2 = dtype("float8_e5m2", ml_dtypes.float8_e5m2, dtype.FLOAT, "Float8_e5m2")
float16 = dtype("float16", np.float16, dtype.FLOAT, "Half")
bfloat16 = dtype("bfloat16", ml_dtypes.bfloat16, dtype.FLOAT, "BFloat16")
float32 = dtype("float32", np.float32, dtype.FLOAT, "Float")
float64 = dtype("float64", np.float64, dtype.FLOAT, "Double")
complex64 = dtype("complex64", np.complex64, dtype.COMPLEX, "ComplexFloat")
complex128 = dtype("complex128", np.complex128, dtype.COMPLEX, "ComplexDouble")

ALL: tuple[dtype, ...] = (
    bool, uint8, uint16, uint32, uint64, int8, int16, int32, int64, float8_e4m3fn, float8_e5m2,
    float16, bfloat16, float32, float64, complex64, complex128,
)  # fmt: skip

#: Second names, as PyTorch has them (``torch.float`` is ``torch.float32``).
ALIASES: dict[str, dtype] = {
    "half": float16,
    "float": float32,
    "double": float64,
    "cfloat": complex64,
    "cdouble": complex128,
    "short": int16,
    "int": int32,
    "long": int64,
}

_TO_COMPLEX = {
    float32: complex64,
    float64: complex128,
    complex64: complex64,
    complex128: complex128,
}
_TO_REAL = {complex64: float32, complex128: float64}
_BY_NAME = {d.name: d for d in ALL}
_BY_NUMPY = {d.np: d for d in ALL}


def _by_name(name: str) -> dtype:
    return _BY_NAME[name]


def from_numpy(np_dtype: object) -> dtype:
    """The `dtype` of a NumPy (or ml_dtypes) element type.

    Raises: TypeError, in PyTorch's words, for a type PyTorch has no counterpart of.
    """
    wanted = np.dtype(np_dtype)  # type: ignore[call-overload]
    found = _BY_NUMPY.get(wanted)
    if found is None:
        raise TypeError(
            f"can't convert np.ndarray of type numpy.{wanted.type.__name__}. The only supported "
            "types are: float64, float32, float16, complex64, complex128, int64, int32, int16, "
            "int8, uint64, uint32, uint16, uint8, and bool."
        )
    return found


class Defaults:
    """Process-wide defaults."""

    #: The dtype of new floating point tensors.
    float_dtype: dtype = float32
    #: Whether every operator always runs in the same way, whole paths never compiled.
    deterministic = False
    #: What `torch.use_deterministic_algorithms` was told of warnings.
    warn_only = False
