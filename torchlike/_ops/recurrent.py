"""Recurrent layers: one operator for all time steps of one layer in one direction."""

from __future__ import annotations

import functools
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from torchlike._core import dtypes
from torchlike._core.kernel import Aval, Kernel
from torchlike._ops.dims import is_complex, scalar_name
from torchlike._ops.families import LAYER
from torchlike._ops.matmul import PRECISION, product
from torchlike._ops.roles import Array
from torchlike._ops.schema import op

#: How many blocks of rows the weights have.
GATES = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}
_WEIGHTS = ("weight_ih", "weight_hh")
#: What the gradients of the two products of a cell take.
_PRODUCTS = ("input:weight_ih", "weight_ih:input", "hx:weight_hh", "weight_hh:hx")


def _layer_name(kernel: Kernel) -> str:
    """PyTorch leaves LSTMs without projection to another library, where that has the dtype."""
    first, projection = kernel.in_avals[0], kernel.specs[7]
    library = kernel.static[0] == "LSTM" and first.dtype is dtypes.float32 and projection is None
    if library and not isinstance(kernel.specs[8], Aval):
        return "MkldnnRnnLayerBackward0"
    return "StackBackward0"


def _cell_name(kernel: Kernel) -> str:
    names = {"RNN_TANH": "TanhBackward0", "RNN_RELU": "ReluBackward0"}
    return names.get(kernel.static[0], "AddBackward0")


def _affine(x: Any, weight: Any, bias: Any) -> Any:
    if x.dtype != weight.dtype:
        raise RuntimeError(
            "mat1 and mat2 must have the same dtype, but got "
            f"{scalar_name(x)} and {scalar_name(weight)}"
        )
    value = product(x, weight.T)
    return value if bias is None else value + bias


def _lstm_gates(sums: Any, c: Any) -> tuple[Any, Any]:
    """The cell's new content, and how much of it the output gate lets through."""
    enter, keep, content, leave = jnp.split(sums, 4, -1)
    new = jax.nn.sigmoid(keep) * c + jax.nn.sigmoid(enter) * jnp.tanh(content)
    return new, jax.nn.sigmoid(leave)


def _advance(mode: str, x: Any, z: Any, state: tuple[Any, ...]) -> tuple[Any, ...]:
    """The state after a time step to which the input contributes `x` and the last state `z`."""
    if mode == "LSTM":
        c, leave = _lstm_gates(x + z, state[1])
        return leave * jnp.tanh(c), c
    if mode == "GRU":
        (xr, xu, xn), (zr, zu, zn) = jnp.split(x, 3, -1), jnp.split(z, 3, -1)
        new = jnp.tanh(xn + jax.nn.sigmoid(xr + zr) * zn)
        return ((state[0] - new) * jax.nn.sigmoid(xu + zu) + new,)
    if mode == "RNN_TANH":
        return (jnp.tanh(x + z),)
    if is_complex(x):
        raise NotImplementedError("clamp is not supported for complex types")
    return (jax.nn.relu(x + z),)


def _select(active: Any, new: tuple[Any, ...], old: tuple[Any, ...]) -> tuple[Any, ...]:
    """`new` for the sequences that have this time step, `old` for those that have ended."""
    if active is None:
        return new
    return tuple(jnp.where(active, n, o) for n, o in zip(new, old, strict=True))


def _states(
    mode: str, reverse: bool, keep: bool, xs: Any, start: Any, weights: Any, active: Any
) -> Any:
    """The last state, and by time step h or, to `keep`, whatever the gradient needs."""
    weight, bias, projection = weights

    def step(state: Any, now: Any) -> Any:
        x, on = now
        z = _affine(state[0], weight, bias)
        raw = _advance(mode, x, z, state)
        new = raw if projection is None else (_affine(raw[0], projection, None), *raw[1:])
        new = _select(on, new, state)
        return new, (new, z, None if projection is None else raw[0]) if keep else new[0]

    return lax.scan(step, start, (xs, active), reverse=reverse)


@functools.partial(jax.custom_vjp, nondiff_argnums=(0, 1))
def _recurrence(mode: str, reverse: bool, xs: Any, start: Any, weights: Any, active: Any) -> Any:
    """The last state and h by time step.

    The transpose of the loop would add up the weights' gradients in each turn; here they are one
    product over all time steps after it.
    """
    return _states(mode, reverse, False, xs, start, weights, active)


def _forward(mode: str, reverse: bool, xs: Any, start: Any, weights: Any, active: Any) -> Any:
    last, (states, zs, raws) = _states(mode, reverse, True, xs, start, weights, active)
    return (last, states[0]), (xs, start, weights, active, states, zs, raws)


def _backward(mode: str, reverse: bool, kept: Any, cts: Any) -> Any:
    xs, start, weights, active, states, zs, raws = kept
    weight, bias, projection = weights
    if reverse:
        before = [jnp.concatenate([s[1:], s0[None]]) for s, s0 in zip(states, start, strict=True)]
    else:
        before = [jnp.concatenate([s0[None], s[:-1]]) for s, s0 in zip(states, start, strict=True)]

    def step(ct: Any, now: Any) -> Any:
        x, z, state, ct_out, on = now
        ct = (ct[0] + ct_out, *ct[1:])
        nothing = tuple(jnp.zeros_like(c) for c in ct)
        given = _select(on, ct, nothing)
        raw = given
        if projection is not None:
            raw = (jnp.matmul(given[0], projection, precision=PRECISION), *given[1:])
        _, pullback = jax.vjp(functools.partial(_advance, mode), x, z, tuple(state))
        ct_x, ct_z, ct_state = pullback(raw)
        through = jnp.matmul(ct_z, weight, precision=PRECISION)
        ct_state = (ct_state[0] + through, *ct_state[1:])
        if on is not None:
            passed = _select(on, nothing, ct)
            ct_state = tuple(a + b for a, b in zip(ct_state, passed, strict=True))
        return ct_state, (ct_x, ct_z, None if projection is None else given[0])

    inputs = (xs, zs, before, cts[1], active)
    ct_start, (ct_xs, ct_zs, ct_hs) = lax.scan(step, cts[0], inputs, reverse=not reverse)
    ct_weights = (
        _summed_product(ct_zs, before[0]),
        None if bias is None else ct_zs.sum((0, 1)),
        None if projection is None else _summed_product(ct_hs, raws),
    )
    return ct_xs, ct_start, ct_weights, None


def _summed_product(a: Any, b: Any) -> Any:
    """Σ a[t]ᵀ @ b[t] over all time steps."""
    rows, columns = a.shape[-1], b.shape[-1]
    return jnp.matmul(a.reshape(-1, rows).T, b.reshape(-1, columns), precision=PRECISION)


_recurrence.defvjp(_forward, _backward)


@op(
    LAYER,
    function=False,
    returns=tuple,
    grad_fn=_layer_name,
    saves=(*_PRODUCTS, "weight_hh:input", "weight_hh:weight_ih", "weight_hh:weight_hh"),
)
def recurrent_layer(
    input: Array,
    hx: Array | None,
    cx: Array | None,
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array | None,
    bias_hh: Array | None,
    weight_hr: Array | None,
    lengths: Array | None,
    mode: str,
    reverse: bool,
):
    """h by time step and the last state of one layer in one direction; states start at 0.

    Shape: input (T, B, n) -> (T, B, m), (B, m), and (B, k) for an LSTM's cells. Sequences that are
    shorter than T, by `lengths` (B,), leave the state as it is where they have ended.
    Raises: RuntimeError without time steps, or where dtypes do not go together.
    """
    if not input.shape[0]:
        raise RuntimeError("Expected sequence length to be larger than 0 in RNN")
    batch, size = input.shape[1], weight_hh.shape[0] // GATES[mode]
    given, widths = [hx], [weight_hh.shape[1]]
    if mode == "LSTM":
        given, widths = [hx, cx], [weight_hh.shape[1], size]
    start = tuple(
        jnp.zeros((batch, width), input.dtype) if s is None else s
        for s, width in zip(given, widths, strict=True)
    )
    active = None
    if lengths is not None:
        active = jnp.arange(input.shape[0])[:, None, None] < lengths[None, :, None]
    xs = _affine(input, weight_ih, bias_ih)
    weights = (weight_hh, bias_hh, weight_hr)
    found: Any = _recurrence(mode, reverse, xs, start, weights, active)
    last, outputs = found
    return outputs, *last


@op(LAYER, function=False, grad_fn=_cell_name, saves=_PRODUCTS)
def recurrent_cell(
    input: Array,
    hx: Array,
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array | None,
    bias_hh: Array | None,
    mode: str,
):
    """The hidden state after one time step of an RNN or GRU. Shape: (*, n), (*, m) -> (*, m)."""
    x, z = _affine(input, weight_ih, bias_ih), _affine(hx, weight_hh, bias_hh)
    return _advance(mode, x, z, (hx,))[0]


@op(
    LAYER,
    function=False,
    returns=tuple,
    grad_fn="AddBackward0",
    saves=(*_PRODUCTS, *(f"cx:{name}" for name in ("input", "hx", *_WEIGHTS))),
)
def lstm_cell_content(
    input: Array,
    hx: Array,
    cx: Array,
    weight_ih: Array,
    weight_hh: Array,
    bias_ih: Array | None,
    bias_hh: Array | None,
):
    """The new content of an LSTM's cells, and by what part of its tanh they are seen."""
    sums = _affine(input, weight_ih, bias_ih) + _affine(hx, weight_hh, bias_hh)
    return _lstm_gates(sums, cx)
