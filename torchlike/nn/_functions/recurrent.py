"""Recurrent layers and cells as functions: what `torch` has beside `torch.nn.functional`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase, apply
from torchlike._core.execute import array_of
from torchlike._ops._bindings import cat, stack
from torchlike._ops.arguments import explains
from torchlike._ops.schema import TABLE
from torchlike._ops.shown import shown
from torchlike.interop import from_numpy
from torchlike.nn._functions.activation import dropout as dropped

_LAYER, _CELL = TABLE["recurrent_layer"], TABLE["recurrent_cell"]
_CONTENT = TABLE["lstm_cell_content"]


class _Packing:
    """Where the rows of packed sequences lie in (time, batch), and back."""

    def __init__(self, batch_sizes: Any) -> None:
        sizes = np.asarray(array_of(batch_sizes._read(), "a packed sequence"))
        self.shape = (len(sizes), int(sizes[0]))
        active = np.arange(self.shape[1]) < sizes[:, None]
        self.lengths = from_numpy(active.sum(0))
        self._packed = from_numpy(np.flatnonzero(active))
        self._padded = from_numpy(np.maximum(np.cumsum(active.reshape(-1)) - 1, 0))

    def spread(self, data: Any) -> Any:
        """(rows, n) -> (T, B, n), with any rows where a sequence has ended."""
        return data.index_select(0, self._padded).view(*self.shape, -1)

    def gather(self, padded: Any) -> Any:
        """(T, B, n) -> (rows, n)."""
        return padded.reshape(self.shape[0] * self.shape[1], -1).index_select(0, self._packed)

    def dropped(self, padded: Any, p: float) -> Any:
        """Dropout that draws for the rows there are."""
        return self.spread(dropped(self.gather(padded), p))


def _weights(params: Sequence[Any], has_biases: bool) -> list[Any]:
    """A layer's parameters in the operator's order, None for those it lacks."""
    biases = list(params[2:4]) if has_biases else [None, None]
    projection = params[4 if has_biases else 2 :]
    return [*params[:2], *biases, projection[0] if projection else None]


def recurrent(
    mode: str,
    input: Any,
    state: Sequence[Any],
    params: Sequence[Any],
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    packing: _Packing | None = None,
) -> tuple[Any, ...]:
    """The layers on (T, B, n): (T, B, m) and the last states of all layers and directions.

    `state` is empty for zeros.
    """
    directions = 2 if bidirectional else 1
    per_layer = len(params) // (num_layers * directions)
    starts = [s.unbind(0) for s in state]
    lasts: list[tuple[Any, ...]] = []
    lengths = None if packing is None else packing.lengths
    for layer in range(num_layers):
        outputs = []
        for reverse in (False, True)[:directions]:
            index = len(lasts)
            begin = [s[index] for s in starts] + [None] * (2 - len(starts))
            weights = _weights(params[index * per_layer : (index + 1) * per_layer], has_biases)
            operands = (input, *begin, *weights, lengths)
            output, *last = apply(_LAYER, operands, (mode, reverse))
            outputs.append(output)
            lasts.append(tuple(last))
        input = outputs[0] if len(outputs) == 1 else cat(outputs, -1)
        if dropout and train and layer < num_layers - 1:
            input = dropped(input, dropout) if packing is None else packing.dropped(input, dropout)
    return input, *(stack(parts) for parts in zip(*lasts, strict=True))


def recurrent_padded(
    mode: str, input: Any, state: Sequence[Any], *options: Any, batch_first: bool = False
) -> tuple[Any, ...]:
    """`recurrent`, with the first two dims of input and output swapped for `batch_first`."""
    if not batch_first:
        return recurrent(mode, input, state, *options)
    output, *last = recurrent(mode, input.transpose(0, 1), state, *options)
    return output.transpose(0, 1), *last


def recurrent_packed(
    mode: str, data: Any, batch_sizes: Any, state: Sequence[Any], *options: Any
) -> tuple[Any, ...]:
    """`recurrent` on packed sequences."""
    packing = _Packing(batch_sizes)
    output, *last = recurrent(mode, packing.spread(data), state, *options, packing=packing)
    return packing.gather(output), *last


def _padded(
    mode: str,
    input: Any,
    hx: Any,
    params: Any,
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    batch_first: bool,
) -> tuple[Any, ...]:
    states = [hx] if isinstance(hx, TensorBase) else hx
    options = (params, has_biases, num_layers, dropout, train, bidirectional)
    return recurrent_padded(mode, input, states, *options, batch_first=batch_first)


def _packed(
    mode: str,
    data: Any,
    batch_sizes: Any,
    hx: Any,
    params: Any,
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
) -> tuple[Any, ...]:
    states = [hx] if isinstance(hx, TensorBase) else hx
    options = (params, has_biases, num_layers, dropout, train, bidirectional)
    return recurrent_packed(mode, data, batch_sizes, states, *options)


def _either_form(mode: str, doc: str) -> Any:
    """A function that takes sequences padded or packed."""

    def function(*args: Any, **kwargs: Any) -> tuple[Any, ...]:
        packed = "batch_sizes" in kwargs or (len(args) > 1 and not _is_state(mode, args[1]))
        return (_packed if packed else _padded)(mode, *args, **kwargs)

    function.__name__ = function.__qualname__ = mode.lower()
    function.__doc__ = doc
    return explains(shown(function, _forms))


def _is_state(mode: str, found: Any) -> bool:
    """Whether an argument is the state of a layer, rather than the sizes of batches."""
    tensor = isinstance(found, TensorBase)
    return not tensor if mode == "LSTM" else tensor and found.dtype is not dtypes.int64


def _forms(
    input: Any,
    hx: Any,
    params: Any,
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    batch_first: bool,
    *,
    data: Any = None,
    batch_sizes: Any = None,
) -> None:
    """What both forms take, together; the second begins with `data` and `batch_sizes`."""


lstm = _either_form("LSTM", "The layers of `torch.nn.LSTM`, on padded or packed sequences.")
gru = _either_form("GRU", "The layers of `torch.nn.GRU`, on padded or packed sequences.")
rnn_tanh = _either_form("RNN_TANH", "The layers of `torch.nn.RNN`, on padded or packed sequences.")
rnn_relu = _either_form("RNN_RELU", "`rnn_tanh` with another nonlinearity.")


# -- cells ---------------------------------------------------------------------------------------


def _check_cell(input: Any, states: Sequence[Any], weight_ih: Any, weight_hh: Any) -> None:
    """Raises: RuntimeError for sizes that do not go together."""
    size, features = weight_hh.shape[1], weight_ih.shape[1]
    if input.shape[-1] != features:
        raise RuntimeError(
            f"input has inconsistent input_size: got {input.shape[-1]} expected {features}"
        )
    for i, state in enumerate(states):
        if state.shape[:-1] != input.shape[:-1]:
            batches = [t.size(0) if t.dim() > 1 else 1 for t in (input, state)]
            raise RuntimeError(
                f"Input batch size {batches[0]} doesn't match hidden{i} batch size {batches[1]}"
            )
        if state.shape[-1] != size:
            raise RuntimeError(
                f"hidden{i} has inconsistent hidden_size: got {state.shape[-1]}, expected {size}"
            )


def lstm_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> tuple[Any, Any]:
    """The hidden state and the cells of an LSTM after one time step."""
    _check_cell(input, hx, w_ih, w_hh)
    content, seen = apply(_CONTENT, (input, *hx, w_ih, w_hh, b_ih, b_hh), ())
    return seen * content.tanh(), content


def _cell(mode: str, input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    _check_cell(input, (hx,), w_ih, w_hh)
    return apply(_CELL, (input, hx, w_ih, w_hh, b_ih, b_hh), (mode,))


def gru_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    """The hidden state of a GRU after one time step."""
    return _cell("GRU", input, hx, w_ih, w_hh, b_ih, b_hh)


def rnn_tanh_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> Any:
    """tanh(input @ w_ihᵀ + b_ih + hx @ w_hhᵀ + b_hh)."""
    return _cell("RNN_TANH", input, hx, w_ih, w_hh, b_ih, b_hh)


def rnn_relu_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> Any:
    """relu(input @ w_ihᵀ + b_ih + hx @ w_hhᵀ + b_hh)."""
    return _cell("RNN_RELU", input, hx, w_ih, w_hh, b_ih, b_hh)
