"""Element types: the `dtype` objects, their categories and their NumPy counterparts."""

from __future__ import annotations

import builtins
from typing import Any, NoReturn

import ml_dtypes
import numpy as np

from torchlike._core.errors import unsupported


class dtype:  # noqa: N801  (PyTorch's own name)
    """An element type, e.g. ``torch.float32``. One object per type, compared by identity."""

    __slots__ = (
        "abbr",
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

    name: str
    abbr: str
    #: NumPy's (or ml_dtypes') type; not set where neither has one.
    np: np.dtype[Any]
    category: int
    #: PyTorch's C++ word, which its messages use.
    scalar_name: str
    itemsize: int
    is_floating_point: builtins.bool
    is_complex: builtins.bool
    is_signed: builtins.bool

    def __new__(cls, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("cannot create 'torch.dtype' instances")

    def __getattr__(self, name: str) -> NoReturn:
        if name == "np":
            raise unsupported(f"a tensor of {self!r}")
        raise AttributeError(f"'torch.dtype' object has no attribute '{name}'")

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str | tuple[object, ...]:
        return _by_name, (self.name,)

    def __copy__(self) -> dtype:
        return self

    def __deepcopy__(self, memo: object) -> dtype:
        return self

    def to_complex(self) -> dtype:
        """The complex type whose parts have this type.

        Raises: RuntimeError for a type no complex one has parts of.
        """
        found = _TO_COMPLEX.get(self)
        if found is None:
            raise RuntimeError(f"Unknown Complex ScalarType for {self.scalar_name}")
        return found

    def to_real(self) -> dtype:
        """The type of this complex type's parts; itself where it is real."""
        return _TO_REAL.get(self, self)


dtype.__module__ = "torch"


def _declared(name: str, abbr: str, scalar_name: str, category: int, np_type: object) -> dtype:
    """The one object of the type `name`; `np_type` is None where NumPy has no such type."""
    found = object.__new__(dtype)
    found.name, found.abbr, found.scalar_name, found.category = name, abbr, scalar_name, category
    if np_type is not None:
        found.np = np.dtype(np_type)  # type: ignore[call-overload]
        found.itemsize = found.np.itemsize
    found.is_floating_point = category == dtype.FLOAT
    found.is_complex = category == dtype.COMPLEX
    unsigned = category == dtype.BOOL or name.startswith("uint")
    found.is_signed = not (unsigned or name == "float8_e8m0fnu")
    return found


bool = _declared("bool", "b8", "Bool", dtype.BOOL, np.bool_)
uint8 = _declared("uint8", "u8", "Byte", dtype.INTEGER, np.uint8)
uint16 = _declared("uint16", "u16", "UInt16", dtype.INTEGER, np.uint16)
uint32 = _declared("uint32", "u32", "UInt32", dtype.INTEGER, np.uint32)
uint64 = _declared("uint64", "u64", "UInt64", dtype.INTEGER, np.uint64)
int8 = _declared("int8", "i8", "Char", dtype.INTEGER, np.int8)
int16 = _declared("int16", "i16", "Short", dtype.INTEGER, np.int16)
int32 = _declared("int32", "i32", "Int", dtype.INTEGER, np.int32)
int64 = _declared("int64", "i64", "Long", dtype.INTEGER, np.int64)


def _eight_bits(kind: str) -> dtype:
    name = f"float8_{kind}"
    return _declared(name, f"f8{kind}", f"Float8_{kind}", dtype.FLOAT, getattr(ml_dtypes, name))


float8_e4m3fn = _eight_bits("e4m3fn")
float8_e5m2 = _eight_bits("e5m2")
float8_e4m3fnuz = _eight_bits("e4m3fnuz")
float8_e5m2fnuz = _eight_bits("e5m2fnuz")
float8_e8m0fnu = _eight_bits("e8m0fnu")
float16 = _declared("float16", "f16", "Half", dtype.FLOAT, np.float16)
bfloat16 = _declared("bfloat16", "bf16", "BFloat16", dtype.FLOAT, ml_dtypes.bfloat16)
float32 = _declared("float32", "f32", "Float", dtype.FLOAT, np.float32)
float64 = _declared("float64", "f64", "Double", dtype.FLOAT, np.float64)
complex32 = _declared("complex32", "c32", "ComplexHalf", dtype.COMPLEX, None)
complex32.itemsize = 4
complex64 = _declared("complex64", "c64", "ComplexFloat", dtype.COMPLEX, np.complex64)
complex128 = _declared("complex128", "c128", "ComplexDouble", dtype.COMPLEX, np.complex128)


def _named_only(name: str, abbr: str, scalar_name: str, size: int = 1) -> dtype:
    """A type that can be named, and that no tensor has here."""
    found = _declared(name, abbr, scalar_name, dtype.INTEGER, None)
    found.itemsize = size
    return found


#: Types of a few bits, without meaning, and quantized ones.
int1 = _named_only("int1", "int1", "Int1")
int2 = _named_only("int2", "int2", "Int2")
int3 = _named_only("int3", "int3", "Int3")
int4 = _named_only("int4", "int4", "Int4")
int5 = _named_only("int5", "int5", "Int5")
int6 = _named_only("int6", "int6", "Int6")
int7 = _named_only("int7", "int7", "Int7")
uint1 = _named_only("uint1", "uint1", "UInt1")
uint2 = _named_only("uint2", "uint2", "UInt2")
uint3 = _named_only("uint3", "uint3", "UInt3")
uint4 = _named_only("uint4", "uint4", "UInt4")
uint5 = _named_only("uint5", "uint5", "UInt5")
uint6 = _named_only("uint6", "uint6", "UInt6")
uint7 = _named_only("uint7", "uint7", "UInt7")
bits8 = _named_only("bits8", "b8x1", "Bits8")
bits16 = _named_only("bits16", "b16x1", "Bits16", 2)
bits1x8 = _named_only("bits1x8", "b1x8", "Bits1x8")
bits2x4 = _named_only("bits2x4", "b2x4", "Bits2x4")
bits4x2 = _named_only("bits4x2", "b4x2", "Bits4x2")
qint8 = _named_only("qint8", "qint8", "QInt8")
quint8 = _named_only("quint8", "quint8", "QUInt8")
qint32 = _named_only("qint32", "qint32", "QInt32", 4)
quint4x2 = _named_only("quint4x2", "quint4x2", "QUInt4x2")
quint2x4 = _named_only("quint2x4", "quint2x4", "QUInt2x4")
float4_e2m1fn_x2 = _named_only("float4_e2m1fn_x2", "f4e2m1fnx2", "Float4_e2m1fn_x2")
float4_e2m1fn_x2.category, float4_e2m1fn_x2.is_floating_point = dtype.FLOAT, True

#: Those of one byte, of which PyTorch promotes and computes nothing.
EIGHT_BIT_FLOATS = (float8_e4m3fn, float8_e5m2, float8_e4m3fnuz, float8_e5m2fnuz, float8_e8m0fnu)
#: Unsigned integers of more than a byte, which PyTorch promotes only to floats.
BARE_UNSIGNED = (uint16, uint32, uint64)

#: All types a tensor can have here.
ALL: tuple[dtype, ...] = (
    bool, uint8, *BARE_UNSIGNED, int8, int16, int32, int64, *EIGHT_BIT_FLOATS, float16, bfloat16,
    float32, float64, complex64, complex128,
)  # fmt: skip

#: Second names, as PyTorch has them (``torch.float`` is ``torch.float32``).
ALIASES: dict[str, dtype] = {
    "half": float16,
    "float": float32,
    "double": float64,
    "chalf": complex32,
    "cfloat": complex64,
    "cdouble": complex128,
    "short": int16,
    "int": int32,
    "long": int64,
}

_TO_REAL = {complex32: float16, complex64: float32, complex128: float64}
_TO_COMPLEX = {
    bfloat16: complex64,
    **{real: found for found, real in _TO_REAL.items()},
    **{found: found for found in _TO_REAL},
}
_BY_NAME = {d.name: d for d in list(vars().values()) if type(d) is dtype}
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
