"""Functions that PyTorch overloads: which operator of the table the arguments mean."""

from __future__ import annotations

from typing import Any

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply, apply1, apply2
from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import REQUIRED, explains, left_to
from torchlike._ops.calls import (
    as_dims,
    as_dtype,
    as_int,
    call,
    handed_over,
    inplace,
    into,
    takes_out,
)
from torchlike._ops.dims import wrap_dim
from torchlike._ops.guards import holds_anywhere
from torchlike._ops.matrix_norms import matrix_norm
from torchlike._ops.schema import TABLE
from torchlike._ops.shown import shown
from torchlike._ops.ungraded import ungraded


def write_all(out: Any, results: Any) -> Any:
    """Several results written into the tensors of `out`, which is handed back."""
    values = [r._read() for r in results]
    needing = any(v.node is not None for v in values)
    kind = type(results)
    return handed_over(kind.__name__, out, values, needing=needing, exact=True, kind=kind)


# -- extremes and medians ------------------------------------------------------------------------


def _along_or_between(name: str, input: Any, dim: Any, keepdim: bool, other: Any, out: Any) -> Any:
    if not isinstance(keepdim, bool):
        raise TypeError("keepdim must be a bool")
    if other is None and isinstance(dim, TensorBase):
        other, dim = dim, None
    if other is not None:
        binary = bindings.maximum if name == "max" else bindings.minimum
        return binary(input, other, out=out)
    if dim is None:
        whole = bindings.max if name == "max" else bindings.min
        return whole(input, out=out)
    result = call(f"{name}.dim", (input,), as_int(dim, name, "dim"), keepdim)
    return result if out is None else write_all(out, result)


@explains
def max(
    input: Any, dim: Any = None, keepdim: bool = False, *, other: Any = None, out: Any = None
) -> Any:
    """The largest element; along `dim` also where it stands; or elementwise of two tensors."""
    return _along_or_between("max", input, dim, keepdim, other, out)


@explains
def min(
    input: Any, dim: Any = None, keepdim: bool = False, *, other: Any = None, out: Any = None
) -> Any:
    """The smallest element; along `dim` also where it stands; or elementwise of two tensors."""
    return _along_or_between("min", input, dim, keepdim, other, out)


def _median(name: str, input: Any, dim: Any, keepdim: bool, out: Any) -> Any:
    if dim is None:
        whole = getattr(bindings, name)(input)
        return whole if out is None else into(out, TABLE["alias"], (whole,), ())
    result = call(f"{name}.dim", (input,), as_int(dim, name, "dim"), keepdim)
    return result if out is None else write_all(out, result)


@explains
def median(input: Any, dim: int | None = None, keepdim: bool = False, *, out: Any = None) -> Any:
    """The lower median; along `dim` also where it stands."""
    return _median("median", input, dim, keepdim, out)


@explains
def nanmedian(input: Any, dim: int | None = None, keepdim: bool = False, *, out: Any = None) -> Any:
    """The lower median of what is not NaN; along `dim` also where it stands."""
    return _median("nanmedian", input, dim, keepdim, out)


# -- sums of squares -----------------------------------------------------------------------------


def _moments(
    name: str, input: Any, dim: Any, unbiased: Any, keepdim: bool, correction: Any
) -> tuple[Any, ...]:
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    if unbiased is not None and correction is not None:
        raise TypeError(f"{name}() received an invalid combination of arguments")
    if correction is None:
        correction = 1.0 if unbiased is None or unbiased else 0.0
    return TABLE[name], (input,), (as_dims(dim, name, "dim"), float(correction), keepdim)


def _moment_function(name: str, doc: str, *, has_out: bool = True) -> Any:
    def function(
        input: Any,
        dim: Any = None,
        unbiased: bool | None = None,
        keepdim: bool = False,
        *,
        correction: Any = None,
        out: Any = None,
    ) -> Any:
        if out is not None and not has_out:
            raise TypeError(f"{name}() got an unexpected keyword argument 'out'")
        op, operands, static = _moments(name, input, dim, unbiased, keepdim, correction)
        return apply(op, operands, static) if out is None else into(out, op, operands, static)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = doc
    return explains(function if has_out else shown(function, function, without=("out",)))


var = _moment_function("var", "The variance, unbiased unless said otherwise.")
std = _moment_function("std", "The standard deviation, unbiased unless said otherwise.")
var_mean = _moment_function("var_mean", "The variance and the mean.", has_out=False)
std_mean = _moment_function("std_mean", "The standard deviation and the mean.", has_out=False)


@explains
def norm(
    input: Any,
    p: Any = "fro",
    dim: Any = None,
    keepdim: bool = False,
    out: Any = None,
    dtype: Any = None,
) -> Any:
    """The p-norm of all elements or over `dim`.

    Raises: RuntimeError for an unknown one.
    """
    if p == "nuc":
        pair = (-2, -1) if dim is None and input.ndim == 2 else dim
        return matrix_norm(input, "nuc", pair, keepdim, dtype=dtype, out=out)
    if isinstance(p, str) and p != "fro":
        raise RuntimeError(f"linalg.matrix_norm: Order {p} not supported.")
    order = 2 if p in ("fro", None) else p
    static = (order, as_dims(dim, "norm", "dim"), keepdim, as_dtype(dtype, "norm"))
    if out is not None:
        return into(out, TABLE["vector_norm"], (input,), static)
    if order != 0:
        return apply(TABLE["vector_norm"], (input,), static)

    def count(x: Any) -> Any:
        return apply(TABLE["vector_norm"], (x,), static)

    return ungraded(count, [input], "LinalgVectorNormBackward0")


@explains
def dist(input: Any, other: Any, p: Any = 2) -> Any:
    """The p-norm of input - other."""
    return apply(_DIST, (bindings.sub(input, other),), (p, None, False, None))


_DIST = TABLE["vector_norm"].as_node("DistBackward0")


# -- arithmetic ----------------------------------------------------------------------------------


def _power(input: Any, exponent: Any) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
    kind = type(exponent)
    if kind in (int, float, bool, complex):
        return TABLE["pow.scalar"], (input,), (exponent, kind)
    return TABLE["pow"], (input, exponent), ()


@explains
def pow(input: Any, exponent: Any, *, out: Any = None) -> Any:
    """input to the power of exponent. Raises: RuntimeError for integers to negative integers."""
    if isinstance(input, TensorBase) and type(exponent) in (int, float):
        if out is None:
            return apply1(TABLE["pow.scalar"], input, (exponent, type(exponent)))
        return into(out, TABLE["pow.scalar"], (input,), (exponent, type(exponent)))
    op, operands, static = _power(input, exponent)
    if not isinstance(input, TensorBase):
        op, operands, static = TABLE["pow"], (input, exponent), ()
    return apply(op, operands, static) if out is None else into(out, op, operands, static)


@explains(method=True)
def pow_(self: Any, exponent: Any) -> Any:
    """`pow` into the tensor itself."""
    return inplace(self, *_power(self, exponent))


_POW_SCALAR = TABLE["pow.scalar"]


def invert_operator(self: Any) -> Any:
    """~self. Raises: TypeError for floats."""
    if self.dtype.category > dtypes.dtype.INTEGER:
        raise TypeError(
            "~ (operator.invert) is only implemented on integer and Boolean-type tensors"
        )
    return apply1(TABLE["bitwise_not"], self, ())


def power_operator(self: Any, exponent: Any, modulus: Any = None) -> Any:
    """self ** exponent. With a modulus, nothing that PyTorch has."""
    if modulus is not None:
        return NotImplemented
    kind = type(exponent)
    if kind is int or kind is float:
        return apply1(_POW_SCALAR, self, (exponent, kind))
    try:
        return apply(*_power(self, exponent))
    except TypeError:
        return left_to("pow", self, exponent)


def reflected_power_operator(self: Any, base: Any) -> Any:
    """base ** self."""
    try:
        return apply2(TABLE["pow"], base, self, ())
    except TypeError:
        return left_to("rpow", self, base)


def in_place_power_operator(self: Any, exponent: Any) -> Any:
    """self **= exponent."""
    try:
        return inplace(self, *_power(self, exponent))
    except TypeError:
        return left_to("ipow", self, exponent)


@explains
@takes_out(exact=False)
def float_power(input: Any, exponent: Any) -> Any:
    """input to the power of exponent, in double."""
    if not isinstance(input, TensorBase) and not isinstance(exponent, TensorBase):
        raise TypeError

    def wide(x: Any) -> Any:
        if not isinstance(x, TensorBase):
            return complex(x) if isinstance(x, complex) else float(x)
        kind = x.dtype
        return x.to(dtypes.complex128 if kind.is_complex else dtypes.float64)

    return pow(wide(input), wide(exponent))


@explains(method=True)
def float_power_(self: Any, exponent: Any) -> Any:
    """`float_power` into the tensor itself, which has to be of the result's dtype."""
    power = float_power(self, exponent)
    if power.dtype is not self.dtype:
        raise RuntimeError(
            f"the base given to float_power_ has dtype {self.dtype.scalar_name} but the "
            f"operation's result requires dtype {power.dtype.scalar_name}"
        )
    return pow_(self, exponent)


def _scale(input: Any, other: Any) -> Any:
    """What `ldexp` multiplies by."""
    if not isinstance(other, TensorBase):
        raise TypeError
    factor = bindings.pow(2.0, other)
    whole = other.dtype.category < dtypes.dtype.FLOAT
    return factor.to(input.dtype) if whole and input.is_floating_point() else factor


@explains
@takes_out(exact=False)
def ldexp(input: Any, other: Any) -> Any:
    """input · 2^other."""
    return apply2(_LDEXP, input, _scale(input, other), ())


@explains(method=True)
def ldexp_(self: Any, other: Any) -> Any:
    """`ldexp` into the tensor itself. Raises: RuntimeError for integers."""
    factor = _scale(self, other)
    if self.dtype.category < dtypes.dtype.FLOAT:
        raise RuntimeError(
            f"ldexp can't be cast to the desired output type {self.dtype.scalar_name}"
        )
    return inplace(self, _LDEXP, (self, factor), ())


_LDEXP = TABLE["mul"].as_node("LdexpBackward0")


@explains
@takes_out
def cross(input: Any, other: Any, dim: int | None = None) -> Any:
    """The cross product of the vectors along `dim`, by default the first dim of size 3."""
    if dim is None:
        found = [d for d, n in enumerate(input.shape) if n == 3]
        if not found:
            raise RuntimeError("no dimension of size 3 in input")
        dim = found[0]
    at = wrap_dim(dim, input.ndim)
    if input.ndim == other.ndim and (input.shape[at] != 3 or other.shape[at] != 3):
        raise RuntimeError(
            f"linalg.cross: inputs dimension {dim} must have length 3. Got "
            f"{input.shape[at]} and {other.shape[at]}"
        )
    return apply(TABLE["cross.along"], (input, other), (as_int(dim, "cross", "dim"),))


@explains
@takes_out(exact=False)
def nanmean(input: Any, dim: Any = None, keepdim: bool = False, *, dtype: Any = None) -> Any:
    """The mean over `dim` of what is not NaN. Raises: RuntimeError for integers."""
    if input.dtype.category < dtypes.dtype.FLOAT:
        raise RuntimeError(
            "nanmean(): expected input to have floating point or complex dtype but got "
            f"{input.dtype.scalar_name}"
        )
    count = bindings.sum(bindings.logical_not(bindings.isnan(input)), dim, keepdim)
    return bindings.div(bindings.nansum(input, dim, keepdim, dtype=dtype), count)


# -- choice --------------------------------------------------------------------------------------


@explains
def where(condition: Any, input: Any = REQUIRED, other: Any = REQUIRED, *, out: Any = None) -> Any:
    """`input` where `condition` holds, else `other`; alone, where it holds."""
    if input is REQUIRED and other is REQUIRED:
        return condition.nonzero(as_tuple=True)
    operands = (condition, input, other)
    if out is not None:
        return into(out, TABLE["where.self"], operands, ())
    return apply(TABLE["where.self"], operands, ())


def _where(self: Any, condition: Any, other: Any) -> Any:
    """This tensor where `condition` holds, else `other`."""
    return apply(TABLE["where.self"], (condition, self, other), ())


_where.__name__ = _where.__qualname__ = "where"
where_method = explains(_where, method=True)


def _quantile_function(name: str, of_what: str) -> Any:
    def function(
        input: Any,
        q: Any,
        dim: int | None = None,
        keepdim: bool = False,
        *,
        interpolation: str = "linear",
        out: Any = None,
    ) -> Any:
        if isinstance(q, TensorBase):
            if holds_anywhere(((q < 0) | (q > 1)).any()):  # type: ignore[operator]
                raise RuntimeError(f"{name}() q values must be in the range [0, 1]")
        elif not 0 <= q <= 1:
            raise RuntimeError(f"{name}() q must be in the range [0, 1] but got {q:g}")
        binding = getattr(bindings, name)
        return binding(input, q, dim, keepdim, interpolation=interpolation, out=out)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = (
        f"The `q`-th quantiles over `dim`{of_what}. Raises: RuntimeError for a `q` outside [0, 1]."
    )
    return explains(function)


quantile = _quantile_function("quantile", "")
nanquantile = _quantile_function("nanquantile", " of what is not NaN")
