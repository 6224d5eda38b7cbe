"""Cases for the operators of the table: operands and static arguments, by operator or by family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._ops.schema import TABLE, OpDef
from torchlike._ops.table import load

load()

#: The modules whose operators have their cases here; layers and updates are tested with theirs.
MODULES = (
    "unary", "bounds", "special", "bessel", "polynomials", "fft", "frames", "binary", "bitwise",
    "power", "compare", "reduce", "scan", "sort", "shape", "create", "index", "scatter", "matmul",
)  # fmt: skip
OPS = [op for op in TABLE.values() if op.body.__module__.rpartition(".")[2] in MODULES]

A = np.array([[0.3, -1.2, 2.1], [0.9, -0.4, 1.7]])
B = np.array([[1.4, 0.7, -0.8], [-2.3, 1.1, 0.65]])
SQUARE = np.array([[1.5, -0.3, 0.2], [0.4, 2.0, -0.6], [-0.7, 0.1, 1.2]])
BATCH = np.stack([SQUARE, SQUARE.T + 0.5])
MASK = np.array([[True, False, True], [False, False, True]])
INDEX = np.array([[2, 0], [1, 1]])
ROWS = np.array([1, 0, 1])
SIGNAL = np.sin(np.arange(8.0))
WINDOW = np.array([0.2, 0.9, 1.0, 0.4])
COLUMNS = np.outer([1.0, 0.5 + 1.0j, -0.3], [1.0, 0.2j, -0.7])


@dataclass(frozen=True)
class Case:
    """Operands (arrays, numbers, None) and static arguments of one application."""

    op: OpDef
    operands: tuple[Any, ...]
    static: tuple[Any, ...] = ()
    label: str = ""

    @property
    def id(self) -> str:
        return f"{self.op.name}-{self.label}"

    def cast(self, kind: np.dtype[Any] | type) -> Case:
        """The same with float operands in another dtype."""
        operands = tuple(
            x.astype(kind) if isinstance(x, np.ndarray) and x.dtype.kind == "f" else x
            for x in self.operands
        )
        return Case(self.op, operands, self.static, np.dtype(kind).name)


#: Where a function is defined, for the ones that are not everywhere.
_POSITIVE = (
    "log", "log2", "log10", "sqrt", "rsqrt", "lgamma", "digamma", "xlogy", "pow", "special_entr",
    "special_bessel_y0", "special_bessel_y1", "special_modified_bessel_k0",
    "special_modified_bessel_k1", "special_scaled_modified_bessel_k0",
    "special_scaled_modified_bessel_k1", "special_ndtri",
)  # fmt: skip
_UNIT = ("asin", "acos", "atanh", "erfinv")
_INTEGER = ("gcd", "lcm", "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_not")
_SHIFTS = ("bitwise_left_shift", "bitwise_right_shift")

F64, I64 = dtypes.float64, dtypes.int64

#: Operands and static arguments of the operators that no family speaks for.
_SPECIAL: dict[str, tuple[tuple[Any, ...], tuple[Any, ...]]] = {
    "clamp": ((A, -0.5, 1.0), ()),
    "clamp_min": ((A, 0.5), ()),
    "clamp_max": ((A, 0.5), ()),
    "round": ((A,), (1,)),
    "logit": ((np.abs(A) / 3, 0.2), ()),
    "special_ndtri": ((np.abs(A) / 3,), ()),
    "special_round": ((A,), (1,)),
    "special_zeta": ((2.5, np.abs(B) + 0.1), ()),
    "special_xlog1py": ((A, np.abs(B)), ()),
    "igamma": ((np.abs(A) + 0.1, np.abs(B)), ()),
    "igammac": ((np.abs(A) + 0.1, np.abs(B)), ()),
    "polygamma": ((np.abs(A) + 0.1,), (1,)),
    "mvlgamma": ((np.abs(A) + 1.1,), (2,)),
    "frequencies.values": ((), (5, 0.5, False, F64)),
    "stft.values": ((SIGNAL, WINDOW), (4, 2, 2, "reflect", False, True, True, 0)),
    "istft.signal": ((COLUMNS, WINDOW), (4, 2, False, False)),
    "istft.envelope": ((WINDOW,), (4, 2, 3)),
    **{f"fft_{n}": ((A,), (None, -1, None)) for n in ("fft", "ifft", "rfft", "ihfft")},
    **{f"fft_{n}": ((A + 0.5j * B,), (5, -1, "ortho")) for n in ("irfft", "hfft")},
    **{
        f"fft_{n}fft{d}": ((A if n in ("r", "ih") else A + 0.5j * B,), ((3, 4), (0, 1), "ortho"))
        for n in ("", "i", "r", "ir", "h", "ih")
        for d in ("2", "n")
    },
    **{
        f"special_{n}": ((A, np.array([[1.0, 2.0, 3.0], [4.0, 0.0, 2.0]])), ())
        for n in (
            *(f"{s}chebyshev_polynomial_{k}" for s in ("", "shifted_") for k in "tuvw"),
            "hermite_polynomial_h",
            "hermite_polynomial_he",
            "laguerre_polynomial_l",
            "legendre_polynomial_p",
        )
    },
    "acosh": ((np.abs(A) + 1.5,), ()),
    "log1p": ((np.abs(A),), ()),
    "nan_to_num": ((np.array([1.0, np.nan, np.inf]), 0.5, None, None), ()),
    "pow.scalar": ((np.abs(A),), (2.5, float)),
    "lerp": ((A, B, 0.3), ()),
    "addcmul": ((A, B, A + 1, 2), ()),
    "addcdiv": ((A, B, A + 4, 2), ()),
    "add": ((A, B, 2), ()),
    "sub": ((A, B, 2), ()),
    "rsub": ((A, B, 2), ()),
    "div.rounded": ((A, B), ("trunc",)),
    "comparison": ((A, B, MASK), ("lt",)),
    "isclose": ((A, A + 1e-9), (1e-5, 1e-8, False)),
    "searchsorted.tensor": ((np.array([0.0, 1.0, 2.0]), A), (True, False)),
    "isin.tensors": ((A, A[0]), (True,)),
    "logsumexp": ((A,), (1, False)),
    "var": ((A,), (1, 1.0, False)),
    "std": ((A,), (None, 0.0, False)),
    "var_mean": ((A,), (1, 1.0, True)),
    "std_mean": ((A,), (0, 1.0, False)),
    "vector_norm": ((A,), (3, 1, False, None)),
    "norm.p": ((A,), (2, None, False, None)),
    "cumsum": ((A,), (1, None)),
    "cumprod": ((A,), (0, None)),
    "cummax": ((A,), (1,)),
    "cummin": ((A,), (0,)),
    "logcumsumexp": ((A,), (1,)),
    "max.dim": ((A,), (1, False)),
    "min.dim": ((A,), (0, True)),
    "median.dim": ((A,), (1, False)),
    "nanmedian.dim": ((A,), (1, True)),
    "kthvalue": ((A,), (2, 1, False)),
    "mode": ((np.array([[3.0, 1.0, 3.0]]),), (1, False)),
    "quantile": ((A, 0.3), (1, False, "linear")),
    "nanquantile": ((A, 0.3), (1, False, "linear")),
    "topk": ((A,), (2, 1, True, True)),
    "reshape_copy": ((A,), ((3, -1),)),
    "to_copy": ((A,), (dtypes.float32, None)),
    "cat": ((A, B), (1,)),
    "stack": ((A, B), (0,)),
    "flip": ((A,), ((0, 1),)),
    "rot90.turned": ((A,), (1, 0, 1)),
    "roll": ((A,), (1, 1)),
    "repeat": ((A,), ((2, 1, 2),)),
    "tile": ((A,), ((2,),)),
    "tril": ((A,), (-1,)),
    "triu": ((A,), (1,)),
    "diag_embed": ((A,), (1, 0, 2)),
    "where.self": ((MASK, A, B), ()),
    "masked_fill": ((A, MASK, 0.5), ()),
    "copy": ((A, B[0]), ()),
    "fill": ((A, 2), ()),
    "filled": ((2.5,), ((2, 3), F64)),
    "filled_like": ((A, 2), (F64, None)),
    "arange.values": ((), (1.0, 0.5, 5, F64)),
    "linspace.values": ((), (0.0, 1.0, 5, F64)),
    "eye.values": ((), (2, 3, F64)),
    "index": ((A, ROWS), ((True, False),)),
    "index_put": ((A, B[0], ROWS[:1]), ((True, False), True)),
    "index_put.mask": ((A, MASK, 0.5), ()),
    "_unsafe_masked_index": ((A, MASK[:, :1], 0.5, ROWS[:2], ROWS[:2]), ()),
    "_unsafe_masked_index_put_accumulate": ((A, MASK[0, :2], B[0, :2], ROWS[:2], ROWS[:2]), ()),
    "assign": ((A, 0.5), ()),
    "out_of_bounds": ((ROWS,), (0, 1, 5)),
    "gather": ((A, INDEX), (1,)),
    "scatter.src": ((A, np.array([[2, 0], [0, 1]]), B), (1, None)),
    "scatter.value": ((A, np.array([[2, 0], [0, 1]]), 1.5), (1, None)),
    "scatter_add": ((A, INDEX, B), (1,)),
    "scatter_reduce.two": ((A, INDEX, B), (1, "mean", True)),
    "masked_scatter": ((A, MASK.reshape(-1), B.reshape(-1)), ((2, 3),)),
    "masked_select.at": ((A, np.array([0, 4])), ((2, 3),)),
    "unique.values": ((A, np.array([0, 4])), (None,)),
    "unique.slices": ((A, np.array([1, 0])), (0,)),
    "unique.consecutive": ((A, np.array([0, 2])), (1,)),
    "take.at": ((A, np.array([0, -1, 0])), ()),
    "put.at": ((A, np.array([5, -6, 1]), B[0]), (False,)),
    "index_select": ((A, ROWS), (0,)),
    "index_add": ((A, ROWS[:2], B, 2), (0,)),
    "index_fill": ((A, ROWS[:1], 0.5), (0,)),
    "index_copy": ((A, np.array([1, 0]), B), (0,)),
    "index_reduce.two": ((A, np.array([1, 0]), B), (0, "mean", True)),
    "matmul": ((A, SQUARE), ()),
    "mm": ((A, SQUARE), ()),
    "bmm": ((BATCH, BATCH), ()),
    "mv": ((A, B[0]), ()),
    "dot": ((A[0], B[0]), ()),
    "vdot": ((A[0], B[0]), ()),
    "outer": ((A[0], B[1]), ()),
    "addmm": ((A, A, SQUARE, 2, 0.5), ()),
    "addmv": ((A[:, 0], A, B[0], 2, 0.5), ()),
    "addr": ((SQUARE, A[0], B[0], 2, 0.5), ()),
    "baddbmm": ((BATCH, BATCH, BATCH, 2, 0.5), ()),
    "addbmm": ((SQUARE, BATCH, BATCH, 2, 0.5), ()),
    "cross.along": ((A, B), (1,)),
    "trace.matrix": ((SQUARE,), ()),
    "einsum_product": ((A, SQUARE), ("ij,jk->ki",)),
}


def _first_operand(name: str) -> np.ndarray:
    if name in _INTEGER:
        return np.array([[12, 7, 5], [9, 4, 8]])
    if name in _SHIFTS:
        return np.array([[1, 2, 3], [4, 5, 6]])
    if name in _POSITIVE:
        return np.abs(A) + 0.1
    return A / 3 if name in _UNIT else A


def _by_annotation(op: OpDef) -> Case:
    first = _first_operand(op.name)
    second = {True: np.array([[4, 3, 2], [1, 2, 3]])}.get(first.dtype.kind == "i", B)
    if op.name == "xlogy":
        second = np.abs(B)
    operands = tuple((first, second)[i] for i in range(len([p for p in op.operands if p.required])))
    return Case(op, operands, tuple(p.default for p in op.statics), "float64")


def case_of(op: OpDef) -> Case:
    """One application of `op` away from kinks, in float64 where it takes floats."""
    if op.name in _SPECIAL:
        operands, static = _SPECIAL[op.name]
        return Case(op, operands, static, "float64")
    return _by_annotation(op)


def edge_cases(op: OpDef) -> list[Case]:
    """0-d, empty and broadcast operands for an elementwise operator."""
    base = case_of(op)
    if not op.elementwise or op.name in ("where.self", "cross.along"):
        return []
    arrays = [i for i, x in enumerate(base.operands) if isinstance(x, np.ndarray)]

    def changed(label: str, change: Callable[[int, np.ndarray], np.ndarray]) -> Case:
        operands = tuple(change(i, x) if i in arrays else x for i, x in enumerate(base.operands))
        return Case(op, operands, base.static, label)

    cases = [
        changed("0d", lambda i, x: x.reshape(-1)[0]),
        changed("empty", lambda i, x: x.reshape(-1)[:0].reshape(0, 1)),
    ]
    if len(arrays) > 1:
        cases.append(changed("broadcast", lambda i, x: x[:1] if i else x[:, :1]))
    return cases


CASES = [case_of(op) for op in OPS]
EDGES = [case for op in OPS for case in edge_cases(op)]
