"""Shapes composed of views, and the methods of `Tensor` that are composed of others."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, wrap
from torchlike._core.device import resolve
from torchlike._core.dtypes import Defaults
from torchlike._core.trace import concrete
from torchlike._ops import _bindings as bindings
from torchlike._ops import (
    conversion,
    division,
    histograms,
    joining,
    matrices,
    overloads,
    own_forms,
    picking,
    reshaping,
    searching,
    special_forms,
    spectral,
    statistics,
)
from torchlike._ops.arguments import REQUIRED, as_method, explains, takes_nothing
from torchlike._ops.calls import as_shape, gathered, inplace, takes_out
from torchlike._ops.casting import check_fits, check_range
from torchlike._ops.conversion import to, to_device, to_dtype
from torchlike._ops.dims import wrap_dim
from torchlike._ops.formats import contiguous_format
from torchlike._ops.schema import TABLE


@explains
def split_with_sizes(input: Any, split_sizes: Sequence[int], dim: int = 0) -> tuple[Any, ...]:
    """Pieces of the sizes given."""
    return input.split(list(split_sizes), dim)


@explains
@takes_out(exact=False)
def diff(input: Any, n: int = 1, dim: int = -1, prepend: Any = None, append: Any = None) -> Any:
    """The differences of neighbours along `dim`, taken `n` times."""
    if input.ndim == 0:
        raise RuntimeError("diff expects input to be at least one-dimensional")
    if n < 0:
        raise RuntimeError(f"order must be non-negative but got {n}")
    dim = wrap_dim(dim, input.ndim)
    parts = [p for p in (prepend, input, append) if p is not None]
    result = bindings.cat(parts, dim) if len(parts) > 1 else input
    if not n:
        return input.clone()
    for _ in range(builtins.min(n, result.shape[dim])):
        size = result.shape[dim]
        after, before = result.narrow(dim, 1, size - 1), result.narrow(dim, 0, size - 1)
        boolean = result.dtype is dtypes.bool
        result = bindings.bitwise_xor(after, before) if boolean else bindings.sub(after, before)
    return result


@explains
def repeat_interleave(
    input: Any, repeats: Any = None, dim: int | None = None, *, output_size: int | None = None
) -> Any:
    """Each element of `dim` several times over."""
    del output_size
    if repeats is None:
        input, repeats, source = None, input, None
    source = input
    if isinstance(repeats, TensorBase) and repeats._read().aval.dtype.category != 1:
        kind = repeats._read().aval.dtype.scalar_name
        raise NotImplementedError(f"\"repeat_interleave_cpu\" not implemented for '{kind}'")
    if isinstance(repeats, int) and repeats < 0:
        raise RuntimeError("Repeats must be non-negative")
    counts = np.asarray(repeats.tolist() if isinstance(repeats, TensorBase) else repeats)
    if counts.ndim and (counts < 0).any():
        raise RuntimeError("repeats can not be negative")
    if source is None:
        return wrap(concrete(np.repeat(np.arange(counts.size), counts)))
    if dim is None:
        source, dim = source.reshape(-1), 0
    at = wrap_dim(dim, source.ndim)
    if isinstance(repeats, int):
        before, after = source.shape[: at + 1], source.shape[at + 1 :]
        each = source.unsqueeze(at + 1).expand(*before, repeats, *after)
        shape = (*before[:-1], before[-1] * repeats, *after)
        return each.clone(memory_format=contiguous_format).view(shape)
    size = source.shape[at]
    if counts.ndim and counts.size not in (1, size):
        raise RuntimeError(
            "repeats must have the same size as input along dim, but got repeats.size(0) = "
            f"{counts.size} and input.size({dim}) = {size}"
        )
    positions = np.repeat(np.arange(size), counts)
    return bindings.index_select(source, dim, wrap(concrete(positions)))


@explains
def zero_(input: Any) -> Any:
    """Zeros written everywhere into a tensor itself."""
    return inplace(input, TABLE["zero"], (input,), ())


class TensorComposites:
    """The methods of `Tensor` that are composed of others."""

    @explains(method=True)
    def tile(self, *each: Any, dims: Any = None) -> Any:
        """Copies along each dim, missing ones counting as 1."""
        return bindings.tile(self, as_shape(gathered(each, dims), "tile", "dims"))

    @explains(method=True)
    def fill_(self, value: Any = REQUIRED) -> Any:
        """A number written everywhere."""
        if isinstance(value, (bool, int, float, complex)):
            check_fits(value, self.dtype)  # type: ignore[attr-defined]
        return inplace(self, TABLE["fill"], (self, value), ())

    @takes_nothing
    def zero_(self) -> Any:
        """Zeros written everywhere."""
        return zero_(self)

    @explains(method=True)
    def copy_(self, other: Any = REQUIRED, non_blocking: bool = False) -> Any:
        """`other` written into this tensor, broadcast and cast."""
        del non_blocking
        if isinstance(other, (bool, int, float, complex)):
            check_range(other)
            other = wrap(concrete(np.asarray(other)))
        elif not isinstance(other, TensorBase):
            raise TypeError
        return inplace(self, TABLE["copy"], (self, other), ())

    @explains(method=True)
    def type_as(self, other: Any) -> Any:
        """The tensor in the dtype of `other`, where that is."""
        if not isinstance(other, TensorBase):
            raise TypeError
        return to_dtype(to_device(self, other.device), other.dtype)

    @explains(method=True)
    def cpu(self, *, memory_format: Any = None) -> Any:
        """The tensor on the CPU."""
        return to(self, resolve("cpu"), memory_format=memory_format)

    @explains(method=True)
    def cuda(
        self, device: Any = None, non_blocking: bool = False, *, memory_format: Any = None
    ) -> Any:
        """The tensor on a GPU. Raises: RuntimeError for another kind of device."""
        place = resolve("cuda" if device is None else device)
        if place.type != "cuda":
            raise RuntimeError("Invalid device, must be cuda device")
        return to(self, place, non_blocking=non_blocking, memory_format=memory_format)

    def type(
        self, dtype: Any = None, non_blocking: bool = False, *, memory_format: Any = None
    ) -> Any:
        """The tensor's type as text, or the tensor in another type.

        Raises: ValueError for a name or class of no type; TypeError for anything else.
        """
        del non_blocking  # a copy is finished when it is looked at
        if dtype is None:
            return f"torch.{self.dtype.scalar_name}Tensor"  # type: ignore[attr-defined]
        return to_dtype(self, _dtype_of_type(dtype), memory_format=memory_format)


def _dtype_of_type(found: Any) -> dtypes.dtype:
    """The dtype that a dtype, a tensor class or the name of one stands for."""
    if isinstance(found, dtypes.dtype):
        return found
    if isinstance(found, type) and issubclass(found, TensorBase):
        return Defaults.float_dtype
    kind = getattr(found, "dtype", None)
    if isinstance(kind, dtypes.dtype):
        return kind
    if not isinstance(found, (str, type)):
        raise TypeError("dtype must be a type, str, or dtype object")
    names = {f"torch.{d.scalar_name}Tensor": d for d in (*dtypes.ALL, dtypes.complex32)}
    name = found if isinstance(found, str) else found.__name__
    if name not in names:
        raise ValueError(f"invalid type: '{name}'")
    return names[name]


def _cast_method(name: str, wanted: dtypes.dtype) -> Any:
    def cast(self: Any, *, memory_format: Any = None) -> Any:
        return to(self, wanted, memory_format=memory_format)

    cast.__name__ = cast.__qualname__ = name
    cast.__doc__ = f"The tensor in `torch.{wanted.name}`."
    return explains(cast, method=True)


_CASTS = {
    **{name: dtypes.ALIASES[name] for name in dtypes.ALIASES},
    "bool": dtypes.bool,
    "bfloat16": dtypes.bfloat16,
    "char": dtypes.int8,
    "byte": dtypes.uint8,
}
for _name, _dtype in _CASTS.items():
    setattr(TensorComposites, _name, _cast_method(_name, _dtype))

_METHODS = {
    division: """div div_ divide divide_ true_divide true_divide_ floor_divide floor_divide_
        remainder remainder_ fmod fmod_""",
    overloads: """max min median nanmedian var std norm dist pow pow_ float_power float_power_ ldexp
        ldexp_
        cross nanmean quantile nanquantile""",
    joining: """hsplit vsplit dsplit fliplr flipud rot90 adjoint diag diagflat trace inner kron""",
    picking: """gather index_select take take_along_dim scatter scatter_ scatter_add scatter_add_
        scatter_reduce scatter_reduce_ index_add index_add_ index_copy index_copy_ index_fill
        index_fill_ index_put index_put_ index_reduce index_reduce_ masked_scatter masked_scatter_
        put put_""",
    searching: """nonzero argwhere masked_select unique unique_consecutive bincount histc isin
        equal allclose""",
    conversion: "clone contiguous to",
    special_forms: "polygamma polygamma_",
    own_forms: "conj_physical conj_physical_ addbmm_ addr_ mvlgamma_",
    spectral: "stft istft",
    matrices: """cholesky det inverse logdet lu lu_solve matrix_exp orgqr ormqr pinverse qr slogdet
        svd triangular_solve""",
    statistics: "cov corrcoef renorm renorm_ msort matrix_power",
}
for _module, _names in _METHODS.items():
    for _name in _names.split():
        setattr(TensorComposites, _name, as_method(getattr(_module, _name)))
for _name in ("eig", "lstsq", "solve", "symeig"):
    setattr(TensorComposites, _name, vars(matrices.RemovedMethods)[_name])
for _module, _names in ((histograms, "histogram"), (reshaping, "nonzero_static sum_to_size")):
    for _name in _names.split():
        setattr(TensorComposites, _name, as_method(getattr(_module, _name)))
for _function in (diff, repeat_interleave, split_with_sizes):
    setattr(TensorComposites, _function.__name__, as_method(_function))
TensorComposites.__rdiv__ = bindings.TensorMethods.__rtruediv__  # type: ignore[attr-defined]
TensorComposites.__invert__ = overloads.invert_operator  # type: ignore[attr-defined]
TensorComposites.__pow__ = overloads.power_operator  # type: ignore[attr-defined]
TensorComposites.__rpow__ = overloads.reflected_power_operator  # type: ignore[attr-defined]
TensorComposites.__ipow__ = overloads.in_place_power_operator  # type: ignore[attr-defined]
for _word, _operators in (
    ("floordiv", division.floor_divide_operators),
    ("mod", division.remainder_operators),
):
    for _prefix, _operator in zip(("", "r", "i"), _operators, strict=True):
        setattr(TensorComposites, f"__{_prefix}{_word}__", _operator)
TensorComposites.name = None  # type: ignore[attr-defined]
TensorComposites.where = overloads.where_method  # type: ignore[attr-defined]
