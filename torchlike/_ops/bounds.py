"""Elements moved between bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax.numpy as jnp

from torchlike._core import dtypes
from torchlike._core.kernel import Aval, Const, Spec
from torchlike._ops.families import UNARY
from torchlike._ops.grad_names import by_operands
from torchlike._ops.operand_checks import bounds_of_one_kind
from torchlike._ops.roles import Array, Number
from torchlike._ops.schema import op


def _clamp_kernel(side: str) -> Callable[..., str | None]:
    """The name of the kernel for bounds on one `side`, or for those that there are."""

    def kernel(specs: Sequence[Spec], static: tuple[()]) -> str | None:
        given = [name for name, spec in zip(("min", "max"), specs[1:], strict=False) if spec]
        one = side or (given[0] if len(given) == 1 else "")
        numbers = all(isinstance(s, Const) or s.number is not None for s in specs[1:] if s)
        if numbers:
            return f"clamp_{one}_scalar_cpu" if one else "clamp_scalar_cpu"
        if one and all(s.dtype is dtypes.bool for s in specs if isinstance(s, Aval)):
            return None
        return {"": "clamp_cpu", "min": "maximum_cpu", "max": "minimum_cpu"}[one]

    return kernel


_NO_BOUNDS = (
    RuntimeError,
    "torch.clamp: At least one of 'min' or 'max' must not be None",
)
_NO_COMPLEX_BOUNDS = (NotImplementedError, "clamp is not supported for complex types")


def _unless_given(error: Any) -> Callable[..., Any]:
    """`error` where there is a bound, else that of a call without any."""

    def found(specs: Sequence[Spec], static: tuple[()]) -> Any:
        if not any(specs[1:]):
            return _NO_BOUNDS
        return error(specs, static) if callable(error) else error

    return found


def _at_least(x, low):
    return jnp.where((x < low) | ((low != low) & (x == x)), low, x)


def _at_most(x, high):
    return jnp.where((x > high) | ((high != high) & (x == x)), high, x)


@op(
    UNARY,
    saves=("input", "min", "max"),
    aliases=("clip",),
    grad_fn=by_operands("Clamp", {"tn": 1, "t-n": 1, "": 0}),
    refuses={"c": _unless_given(_NO_COMPLEX_BOUNDS), "bu8": _unless_given(_clamp_kernel(""))},
    checks_range=True,
    check=bounds_of_one_kind,
    flat_gradient=True,
)
def clamp(input: Array, min: Array | Number | None = None, max: Array | Number | None = None):
    """Each element moved into [min, max]; the gradient passes where it lies inside or on a bound.

    Dtype: promoted with the bounds. NaN stays NaN, and a bound that is NaN makes NaN of all.
    Raises: RuntimeError without any bound.
    """
    if min is None and max is None:
        raise _NO_BOUNDS[0](_NO_BOUNDS[1])
    result = input
    if min is not None:
        result = _at_least(result, min)
    if max is not None:
        result = _at_most(result, max)
    return result


@op(
    UNARY,
    grad_fn=by_operands("ClampMin", {"tn": 0, "": 1}),
    refuses={"c": _NO_COMPLEX_BOUNDS, "bu8": _clamp_kernel("min")},
    checks_range=True,
    flat_gradient=True,
)
def clamp_min(input: Array, min: Array | Number):
    """The larger of each element and `min`; the gradient passes where it lies on the bound."""
    return _at_least(input, min)


@op(
    UNARY,
    grad_fn=by_operands("ClampMax", {"tn": 0, "": 1}),
    refuses={"c": _NO_COMPLEX_BOUNDS, "bu8": _clamp_kernel("max")},
    checks_range=True,
    flat_gradient=True,
)
def clamp_max(input: Array, max: Array | Number):
    """The smaller of each element and `max`; the gradient passes where it lies on the bound."""
    return _at_most(input, max)
