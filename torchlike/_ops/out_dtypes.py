"""What functions say of an ``out=`` of a dtype that they do not write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from torchlike._core import dtypes
from torchlike._core.promotion import can_cast, result_type
from torchlike._core.trace import Value
from torchlike._ops.geometry import type_words

#: Functions that compute in the dtype of their ``out=``, unless they were told another one.
AS_OUT = ("sum", "prod", "cumsum", "cumprod", "nansum", "mean")
#: Elementwise operators that do not cast what they write to ``out=``.
_UNCAST = (
    "neg", "abs", "sign", "sgn", "floor", "ceil", "round", "trunc", "frac", "bitwise_not", "clamp",
    "clamp_min", "clamp_max", "conj_physical",
)  # fmt: skip
_JOINING = ("cat", "concat", "stack", "hstack", "vstack", "dstack", "column_stack")


def refuse_cast(found: dtypes.dtype, wanted: dtypes.dtype) -> None:
    """Raises unless results of the dtype `found` can be cast to `wanted`."""
    if not can_cast(found, wanted):
        raise RuntimeError(
            f"result type {found.scalar_name} can't be cast to the desired output type "
            f"{wanted.scalar_name}"
        )


def refuse_operands(operands: Sequence[Any], out: Value) -> None:
    """Raises unless what operands, Values and numbers, are promoted to can be cast to `out`'s."""
    avals = [v.aval for v in operands if isinstance(v, Value)]
    common = result_type(
        [a.dtype for a in avals if a.shape],
        [a.dtype for a in avals if not a.shape],
        [type(v) for v in operands if not isinstance(v, Value)],
    )
    refuse_cast(common, out.aval.dtype)


def refuse_kind(name: str, wanted: dtypes.dtype, found: dtypes.dtype) -> None:
    """Raises where the function `name` casts results of `found`, but not to `wanted`."""
    if name in _UNCAST and found is not wanted:
        raise RuntimeError(f"Found dtype {wanted.scalar_name} but expected {found.scalar_name}")
    if name == "where" and found is not wanted:
        raise RuntimeError(
            f"Expected out type to be {found.scalar_name} but got {wanted.scalar_name}"
        )
    if name in _JOINING and not can_cast(found, wanted):
        raise TypeError(
            "torch.cat(): input types can't be cast to the desired output type "
            f"{wanted.scalar_name}"
        )
    if name == "logsumexp" and wanted.category < dtypes.dtype.FLOAT:
        raise RuntimeError(
            "logsumexp(): Expected floating point type for result tensor, but got: "
            f"{wanted.scalar_name}"
        )


#: What functions say that do not say it as most do: {0} is the result's dtype, {1} that of `out`.
_WORDS = {
    ("amax", "amin"): "Expected the dtype for input and out to match, but got {0} for input's "
    "dtype and {1} for out's dtype.",
    ("complex", "polar"): "Expected object of scalar type {0} but got scalar type {1} for argument "
    "'out'",
    ("index_select", "masked_select"): "{name}(): self and result must have the same scalar type",
    ("take",): "take(): self and out expected to have the same dtype, but got self.dtype = {0} and "
    "out.dtype = {1}",
    ("mv",): "addmv input tensors must have the same dtype, but got {1}, {0}, and {0}",
    ("dot", "vdot"): "result dtype {1} does not match input dtype {0}",
    ("all", "any"): "{name} only supports bool tensor for result, got: {1}",
    ("cummax", "cummin", "logcumsumexp"): "expected scalar_type {0} but found {1}",
    ("kthvalue",): "output values must be of same type as input",
    ("mode",): "expected scalar type '{0}' but got '{1}' for values output",
    ("median", "nanmedian"): "Expected tensor for 'values' to have the same type as tensor for "
    "argument #2 'self'; but type torch.{1}Tensor does not equal torch.{0}Tensor (while checking "
    "arguments for median)",
    ("quantile", "nanquantile"): "{name}() out tensor must be same dtype as the input tensor",
    ("nonzero",): "nonzero: Expected out tensor to have scalar type {0} but got scalar type{1}",
    ("linalg_norm",): "linalg.norm expected out tensor dtype {0} but got: {1}",
}


def refuse_dtype(name: str, wanted: dtypes.dtype, found: dtypes.dtype) -> NoReturn:
    """Raises what the function `name` says of an ``out=`` that is not of its result's dtype."""
    for names, text in _WORDS.items():
        if name in names:
            raise RuntimeError(text.format(found.scalar_name, wanted.scalar_name, name=name))
    raise RuntimeError(
        f"Expected out tensor to have dtype {type_words(found)}, but got {type_words(wanted)} "
        "instead"
    )


def as_out(name: str, static: tuple[Any, ...], out: Value, input: Any) -> tuple[Any, ...]:
    """The static arguments of one of `AS_OUT` that was told no dtype.

    Raises: RuntimeError or NotImplementedError for an `out` that it cannot compute in.
    """
    kind = out.aval.dtype
    if name == "mean" and input.aval.dtype.category < dtypes.dtype.FLOAT:
        return static
    if kind.category < dtypes.dtype.FLOAT <= input.aval.dtype.category:
        if name == "mean":
            raise RuntimeError(
                f"result type Float can't be cast to the desired output type {kind.scalar_name}"
            )
        if name == "nansum":
            raise NotImplementedError(f"\"nansum_cpu\" not implemented for '{kind.scalar_name}'")
    return (*static[:-1], kind)
