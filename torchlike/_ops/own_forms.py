"""Forms of table operators that have rules of their own: `conj_physical`, `addbmm_` and others."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, counter_of
from torchlike._ops import _bindings as bindings
from torchlike._ops import geometry
from torchlike._ops.arguments import explains
from torchlike._ops.calls import inplace, words
from torchlike._ops.permission import check_inplace_allowed
from torchlike._ops.schema import TABLE


def _is_real(x: Any) -> bool:
    return isinstance(x, TensorBase) and not x._read().aval.dtype.is_complex


@explains
def conj_physical(input: Any, *, out: Any = None) -> Any:
    """The complex conjugate, computed; a real tensor is its own."""
    if out is None and _is_real(input):
        return input
    return bindings.conj_physical(input, out=out)


@explains
def conj_physical_(input: Any) -> Any:
    """`conj_physical` into the tensor itself, which a real one already holds."""
    if not _is_real(input):
        return inplace(input, TABLE["conj_physical"], (input,), ())
    check_inplace_allowed(input)
    counter_of(input).version += 1
    return input


@explains(method=True)
def addbmm_(self: Any, batch1: Any, batch2: Any, *, beta: Any = 1, alpha: Any = 1) -> Any:
    """`addbmm` into the tensor itself, which takes the shape of the result."""
    operands = (self, batch1, batch2, beta, alpha)
    made = bindings.addbmm(self, batch1, batch2, beta=beta, alpha=alpha)
    if made.shape == self.shape:
        return inplace(self, TABLE["addbmm"], operands, ())
    geometry.resize(self, tuple(made.shape))
    return inplace(self, TABLE["copy"], (self, made), ())


@explains(method=True)
def addr_(self: Any, vec1: Any, vec2: Any, *, beta: Any = 1, alpha: Any = 1) -> Any:
    """`addr` into the tensor itself. Raises: RuntimeError for one of another shape."""
    if vec1.ndim == vec2.ndim == 1:
        if self.ndim != 2:
            raise RuntimeError(f"2D tensor expected, got {self.ndim}D tensor for input")
        if tuple(self.shape) != (vec1.shape[0], vec2.shape[0]):
            shapes = (words(t.shape) for t in (self, vec1, vec2))
            raise RuntimeError("size mismatch, input: {}, v1: {}, v2: {}".format(*shapes))
    return inplace(self, TABLE["addr"], (self, vec1, vec2, beta, alpha), ())


@explains(method=True)
def mvlgamma_(self: Any, p: int) -> Any:
    """`mvlgamma` into the tensor itself. Raises: RuntimeError for integers."""
    kind = self.dtype
    if kind.category < dtypes.dtype.FLOAT and p >= 1:
        wanted = dtypes.Defaults.float_dtype
        raise RuntimeError(
            f"mvlgamma: result type {kind.scalar_name} can't be cast to the desired output type "
            f"{wanted.scalar_name}"
        )
    return inplace(self, TABLE["mvlgamma"], (self,), (p,))
