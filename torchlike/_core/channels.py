"""Programs with convolutions, rewritten so that images keep their channels last.

XLA convolves on the CPU with channels last, and would transpose before and after each convolution.
What comes between two of them works element by element, for each channel or along the space, and
does as well with channels last. So a program is evaluated anew here, each image in the order that
suits what made it: (batch, *space, channel) out of a convolution and what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from jax import lax

from torchlike._core import convolutions
from torchlike._core.interpret_rules import out_shape
from torchlike._core.jaxprs import CALLS, ClosedJaxpr, Jaxpr, JaxprEqn, Literal, subjaxprs

#: The dims of an image in the order with channels last, and where each dim is in that.
LAST = (0, 2, 3, 1)
PLACE = (0, 3, 1, 2)

#: What works element by element, whatever the order of dims.
_ELEMENTWISE = frozenset(
    "abs add add_any and atan2 ceil clamp convert_element_type copy copy_p cos div eq erf exp exp2"
    " expm1 floor ge gt integer_pow is_finite le log log1p logistic lt max min mul ne neg not or"
    " pow rem round rsqrt select_n sign sin sqrt square stop_gradient sub tan tanh xor".split()
)
_REDUCTIONS = frozenset(f"reduce_{name}" for name in ("sum", "prod", "max", "min", "and", "or"))
#: Elements added up one after the other: XLA vectorises the sum of so many rows.
_WINDOW = 32
#: Channels that XLA makes in one go; its matrix products, which it convolves by, slow beyond.
_WIDEST = 256


class Image:
    """A value of four dims that is to be had in both orders, each made when first asked for.

    `leads` says that it was made with channels last, and that what follows from it should be.
    """

    def __init__(
        self, last: Callable[[], Any], plain: Callable[[], Any] | None = None, *, leads: bool
    ) -> None:
        self._last, self._plain = last, plain
        self.leads = leads

    @cached_property
    def last(self) -> Any:
        """With channels last."""
        return self._last()

    @cached_property
    def plain(self) -> Any:
        """With its dims in the program's order."""
        return lax.transpose(self.last, PLACE) if self._plain is None else self._plain()


def _made(last: Any) -> Image:
    return Image(lambda: last, leads=True)


def _plain(x: Any) -> Any:
    return x.plain if isinstance(x, Image) else x


def _last(x: Any) -> Any:
    """`x` with channels last; a number as it is."""
    if isinstance(x, Image):
        return x.last
    return lax.transpose(x, LAST) if np.ndim(x) == 4 else x


def _leads(operands: Sequence[Any]) -> bool:
    return any(isinstance(x, Image) and x.leads for x in operands)


def _bind(eqn: JaxprEqn, operands: Sequence[Any], **changes: Any) -> Any:
    return eqn.primitive.bind(*operands, **(eqn.params | changes))


def _elementwise(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
    if _leads(operands):
        return _made(_bind(eqn, [*map(_last, operands)]))
    if any(np.ndim(x) == 4 for x in operands if not isinstance(x, Image)):
        return None
    return Image(
        lambda: _bind(eqn, [*map(_last, operands)]),
        lambda: _bind(eqn, [*map(_plain, operands)]),
        leads=False,
    )


def _convolution(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
    """The same convolution of operands in the order they are in.

    The gradient by a kernel has other dims for its batch and channels, and is no image.
    """
    numbers = eqn.params["dimension_numbers"]
    is_image = numbers.lhs_spec == numbers.out_spec == (0, 1, 2, 3)
    if is_image:
        operands = [_made(_last(operands[0])), operands[1]]
        out = out_shape(eqn)
        if convolutions.spreads(eqn.params, out):
            kernel = lax.transpose(_plain(operands[1]), numbers.rhs_spec)
            return _made(convolutions.in_phases(eqn.params, out[2:], operands[0].last, kernel))
    elif not _leads(operands):
        return None
    specs = [
        tuple(PLACE[d] for d in spec) if isinstance(x, Image) else spec
        for x, spec in zip(operands, numbers[:2], strict=True)
    ]
    out_spec = PLACE if is_image else numbers.out_spec
    operands = [x.last if isinstance(x, Image) else x for x in operands]
    found = _in_parts(eqn, operands, type(numbers)(*specs, out_spec))
    return _made(found) if is_image else found


def _in_parts(eqn: JaxprEqn, operands: Sequence[Any], numbers: Any) -> Any:
    """A convolution whose result has many channels, so many of them at a time."""
    x, kernel = operands
    axis = numbers.rhs_spec[0]
    size = kernel.shape[axis]
    groups = eqn.params["feature_group_count"] * eqn.params["batch_group_count"]
    if size <= _WIDEST or groups > 1:
        return _bind(eqn, operands, dimension_numbers=numbers)
    parts = [
        lax.slice_in_dim(kernel, start, min(start + _WIDEST, size), axis=axis)
        for start in range(0, size, _WIDEST)
    ]
    results = [_bind(eqn, [x, part], dimension_numbers=numbers) for part in parts]
    return lax.concatenate(results, numbers.out_spec[1])


def _broadcast(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
    """A value for each channel, or place, in the order that is asked for."""
    (x,) = map(_plain, operands)
    shape, dims = eqn.params["shape"], eqn.params["broadcast_dimensions"]

    def last() -> Any:
        places = [PLACE[d] for d in dims]
        ordered = lax.transpose(x, np.argsort(places)) if places else x
        return lax.broadcast_in_dim(ordered, [shape[d] for d in LAST], sorted(places))

    return Image(last, lambda: _bind(eqn, [x]), leads=False)


def _reduced(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
    x = operands[0].last
    axes = tuple(sorted(PLACE[d] for d in eqn.params["axes"]))
    if axes == (0, 1, 2) and eqn.primitive.name == "reduce_sum":
        x, axes = _in_windows(eqn, x)
    found = _bind(eqn, [x], axes=axes)
    kept = [d for d in LAST if d not in eqn.params["axes"]]
    return lax.transpose(found, np.argsort(kept)) if kept != sorted(kept) else found


def _in_windows(eqn: JaxprEqn, x: Any) -> tuple[Any, tuple[int, ...]]:
    """Rows of channels summed a few at a time; what is left to sum, and its axes."""
    rows = x.size // max(x.shape[3], 1)
    window = next((n for n in range(_WINDOW, 3, -1) if rows % n == 0), 0)
    if not window or not x.size:
        return x, (0, 1, 2)
    parts = lax.reshape(x, (rows // window, window, x.shape[3]))
    # XLA would make one long sum of the two again.
    return lax.optimization_barrier(_bind(eqn, [parts], axes=(1,))), (0,)


def _moved(*names: str) -> Callable[[JaxprEqn, Sequence[Any]], Any]:
    """A rule for what has parameters with an entry for each dim."""

    def rule(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
        changes = {
            name: tuple(eqn.params[name][d] for d in LAST)
            for name in names
            if eqn.params[name] is not None
        }
        return _made(_bind(eqn, [*map(_last, operands)], **changes))

    return rule


def _along(name: str) -> Callable[[JaxprEqn, Sequence[Any]], Any]:
    """A rule for what has a parameter that is a dim, or several."""

    def rule(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
        dims = eqn.params[name]
        places = PLACE[dims] if isinstance(dims, int) else tuple(PLACE[d] for d in dims)
        return _made(_bind(eqn, [*map(_last, operands)], **{name: places}))

    return rule


#: What follows from an image with channels last, by primitive.
_FOLLOWING = {
    **dict.fromkeys(_REDUCTIONS, _reduced),
    "concatenate": _along("dimension"),
    "pad": _moved("padding_config"),
    "rev": _along("dimensions"),
    "slice": _moved("start_indices", "limit_indices", "strides"),
}


def _is_convolution(eqn: JaxprEqn) -> bool:
    """Whether XLA itself convolves images here."""
    if eqn.primitive.name != "conv_general_dilated" or len(out_shape(eqn)) != 4:
        return False
    return convolutions.rule_for(eqn.params, *(v.aval for v in (*eqn.invars, *eqn.outvars))) is None


def _apply(eqn: JaxprEqn, operands: Sequence[Any]) -> Any:
    """The result of what has one of four dims or makes one of an image; None to leave it as is."""
    name = eqn.primitive.name
    if _is_convolution(eqn):
        return _convolution(eqn, operands)
    if name == "broadcast_in_dim" and len(operands) == 1 and len(eqn.params["shape"]) == 4:
        return _broadcast(eqn, operands)
    if not any(isinstance(x, Image) for x in operands):
        return None
    if name in _ELEMENTWISE:
        return _elementwise(eqn, operands)
    return _FOLLOWING[name](eqn, operands) if name in _FOLLOWING and _leads(operands) else None


def _evaluate(jaxpr: Jaxpr, consts: Sequence[Any], operands: Sequence[Any]) -> list[Any]:
    env: dict[Any, Any] = dict(zip(jaxpr.constvars, consts, strict=True))
    env.update(zip(jaxpr.invars, operands, strict=True))

    def read(v: Any) -> Any:
        return v.val if isinstance(v, Literal) else env[v]

    for eqn in jaxpr.eqns:
        given = [read(v) for v in eqn.invars]
        if eqn.primitive.name in CALLS:
            inner = eqn.params[CALLS[eqn.primitive.name]]
            closed = inner if isinstance(inner, ClosedJaxpr) else ClosedJaxpr(inner, ())
            results = _evaluate(closed.jaxpr, closed.consts, given)
        else:
            found = _apply(eqn, given)
            if found is None:
                found = _bind(eqn, [*map(_plain, given)])
            results = found if eqn.primitive.multiple_results else [found]
        env.update(zip(eqn.outvars, results, strict=True))
    return [read(v) for v in jaxpr.outvars]


def pays(jaxpr: Jaxpr) -> bool:
    """Whether there are images to keep channels last."""
    return any(map(_is_convolution, jaxpr.eqns)) or any(map(pays, subjaxprs(jaxpr)))


def kept_last(closed: ClosedJaxpr) -> Callable[..., list[Any]]:
    """The same function, of and to values in the usual order."""

    def function(*arrays: Any) -> list[Any]:
        return [*map(_plain, _evaluate(closed.jaxpr, closed.consts, arrays))]

    return function
