"""Recurrent layers and cells."""

from __future__ import annotations

import math
import numbers
import warnings
from collections.abc import Callable
from typing import Any

from torchlike._ops.recurrent import GATES
from torchlike.nn import init
from torchlike.nn._functions import recurrent as functions
from torchlike.nn.modules.module import Module
from torchlike.nn.parameter import allocated
from torchlike.nn.utils.rnn import PackedSequence


def _check_options(
    sizes: dict[str, Any], num_layers: int, flags: dict[str, Any], dropout: Any, projection: int
) -> None:
    if (
        not isinstance(dropout, numbers.Number)
        or isinstance(dropout, bool)
        or not 0 <= dropout <= 1  # type: ignore[operator]
    ):
        raise ValueError(
            "dropout should be a number in range [0, 1] representing the probability of an element "
            "being zeroed"
        )
    if dropout > 0 and num_layers == 1:  # type: ignore[operator]
        warnings.warn(
            "dropout option adds dropout after all but last recurrent layer, so non-zero dropout "
            f"expects num_layers greater than 1, but got dropout={dropout} and "
            f"num_layers={num_layers}",
            stacklevel=4,
        )
    for expected, given in ((bool, flags), (int, sizes)):
        for name, value in given.items():
            if not isinstance(value, expected):
                raise TypeError(
                    f"{name} should be of type {expected.__name__}, got: {type(value).__name__}"
                )
    for name, value in sizes.items():
        if value <= 0:
            raise ValueError(f"{name} must be greater than zero")
    if num_layers <= 0:
        raise ValueError("num_layers must be greater than zero")
    if projection < 0:
        raise ValueError("proj_size should be a positive integer or zero to disable projections")
    if projection >= sizes["hidden_size"]:
        raise ValueError("proj_size has to be smaller than hidden_size")


def _draw_uniform(module: Any) -> None:
    size = module.hidden_size
    bound = 1.0 / math.sqrt(size) if size > 0 else 0
    for weight in module.parameters():
        init.uniform_(weight, -bound, bound)


class RNNBase(Module):
    """What the recurrent layers share; `mode` says which one it is."""

    def __init__(
        self,
        mode: str,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        proj_size: int = 0,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout) if isinstance(dropout, (int, float)) else dropout
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        _check_options(
            {"input_size": input_size, "hidden_size": hidden_size},
            num_layers,
            {"bias": bias, "batch_first": batch_first},
            dropout,
            proj_size,
        )
        if mode not in GATES:
            raise ValueError(f"Unrecognized RNN mode: {mode}")
        self._all_weights = [
            self._make_weights(layer, reverse, device, dtype)
            for layer in range(num_layers)
            for reverse in (False, True)[: self._directions]
        ]
        self.reset_parameters()

    @property
    def _directions(self) -> int:
        return 2 if self.bidirectional else 1

    @property
    def _state_size(self) -> int:
        """The size of the hidden state that the next time step sees."""
        return self.proj_size or self.hidden_size

    def _make_weights(self, layer: int, reverse: bool, device: Any, dtype: Any) -> list[str]:
        """Registers the parameters of one layer in one direction; their names."""
        size, state = self.hidden_size, self._state_size
        rows = GATES[self.mode] * size
        features = self.input_size if layer == 0 else state * self._directions
        shapes: dict[str, tuple[int, ...]] = {"weight_ih": (rows, features)}
        shapes["weight_hh"] = (rows, state)
        if self.bias:
            shapes["bias_ih"] = shapes["bias_hh"] = (rows,)
        if self.proj_size:
            shapes["weight_hr"] = (state, size)
        suffix = f"_l{layer}" + ("_reverse" if reverse else "")
        for name, shape in shapes.items():
            self.register_parameter(name + suffix, allocated(shape, dtype, device))
        return [name + suffix for name in shapes]

    @property
    def _flat_weights_names(self) -> list[str]:
        return [name for names in self._all_weights for name in names]

    @property
    def _flat_weights(self) -> list[Any]:
        return [getattr(self, name) for name in self._flat_weights_names]

    @property
    def all_weights(self) -> list[list[Any]]:
        """The parameters by layer and direction."""
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def flatten_parameters(self) -> None:
        """Does nothing: how the weights lie in memory makes no difference here."""

    def reset_parameters(self) -> None:
        """Draws the weights anew."""
        _draw_uniform(self)

    # -- checks ------------------------------------------------------------------------------

    def check_input(self, input: Any, batch_sizes: Any) -> None:
        """Raises what PyTorch raises for an input of another dtype or size than the weights'."""
        kind = self._flat_weights[0].dtype
        if input.dtype is not kind:
            raise ValueError(
                f"RNN input dtype ({input.dtype}) does not match weight dtype ({kind}). Convert "
                f"input: input.to({kind}), or convert model: model.to({input.dtype})"
            )
        rank = 2 if batch_sizes is not None else 3
        if input.dim() != rank:
            raise RuntimeError(f"input must have {rank} dimensions, got {input.dim()}")
        if input.size(-1) != self.input_size:
            raise RuntimeError(
                "input.size(-1) must be equal to input_size. Expected "
                f"{self.input_size}, got {input.size(-1)}"
            )

    def get_expected_hidden_size(self, input: Any, batch_sizes: Any) -> tuple[int, int, int]:
        """The shape of the hidden states."""
        if batch_sizes is not None:
            batch = int(batch_sizes[0])
        else:
            batch = input.size(0) if self.batch_first else input.size(1)
        return self.num_layers * self._directions, batch, self._state_size

    def check_hidden_size(
        self,
        hx: Any,
        expected_hidden_size: tuple[int, int, int],
        msg: str = "Expected hidden size {}, got {}",
    ) -> None:
        """Raises: RuntimeError for a state of another shape than expected."""
        if tuple(hx.size()) != tuple(expected_hidden_size):
            raise RuntimeError(msg.format(tuple(expected_hidden_size), list(hx.size())))

    def check_forward_args(self, input: Any, hidden: Any, batch_sizes: Any) -> None:
        """Checks input and state; no state is zeros."""
        self.check_input(input, batch_sizes)
        if hidden is not None:
            self.check_hidden_size(hidden, self.get_expected_hidden_size(input, batch_sizes))

    def permute_hidden(self, hx: Any, permutation: Any) -> Any:
        """The state with its sequences in another order."""
        return hx if permutation is None else hx.index_select(1, permutation)

    # -- running -----------------------------------------------------------------------------

    def _refuse_rank(self, rank: int) -> None:
        tensor = " tensor" if self.mode.startswith("RNN") else ""
        name = self.mode.partition("_")[0]
        raise ValueError(f"{name}: Expected input to be 2D or 3D, got {rank}D{tensor} instead")

    def _refuse_state(self, kind: str, rank: int, hx: Any) -> None:
        raise RuntimeError(
            f"For {kind} input, hx should also be {rank}-D but got {hx.dim()}-D tensor"
        )

    def _batched_state(self, rank: int, hx: Any) -> Any:
        """The state with a batch dim, for an input of `rank` dims; None for None."""
        if hx is None:
            return None
        parts = hx if self.mode == "LSTM" else (hx,)
        if any(part.dim() != rank for part in parts):
            self._refuse_state("batched 3-D" if rank == 3 else "unbatched 2-D", rank, hx)
        if rank == 3:
            return hx
        parts = tuple(part.unsqueeze(1) for part in parts)
        return parts if self.mode == "LSTM" else parts[0]

    def _run(self, input: Any, hx: Any, packed: PackedSequence | None) -> tuple[Any, ...]:
        state = () if hx is None else tuple(hx) if self.mode == "LSTM" else (hx,)
        options = (
            self._flat_weights,
            self.bias,
            self.num_layers,
            self.dropout,
            self.training,
            self.bidirectional,
        )
        if packed is not None:
            return functions.recurrent_packed(self.mode, input, packed[1], state, *options)
        first = self.batch_first
        return functions.recurrent_padded(self.mode, input, state, *options, batch_first=first)

    def forward(self, input: Any, hx: Any = None) -> tuple[Any, Any]:
        """The outputs by time step and the last state, for a tensor or a `PackedSequence`."""
        joined = tuple if self.mode == "LSTM" else next
        if isinstance(input, PackedSequence):
            data, batch_sizes, sorted_indices, unsorted_indices = input
            if hx is not None:
                hx = self.permute_hidden(hx, sorted_indices)
            self.check_forward_args(data, hx, batch_sizes)
            output, *last = self._run(data, hx, input)
            packed = PackedSequence(output, batch_sizes, sorted_indices, unsorted_indices)
            return packed, self.permute_hidden(joined(iter(last)), unsorted_indices)
        rank = input.dim()
        if rank not in (2, 3):
            self._refuse_rank(rank)
        batch_dim = 0 if self.batch_first else 1
        hx = self._batched_state(rank, hx)
        if rank == 2:
            input = input.unsqueeze(batch_dim)
        self.check_forward_args(input, hx, None)
        output, *last = self._run(input, hx, None)
        if rank == 2:
            output, last = output.squeeze(batch_dim), [s.squeeze(1) for s in last]
        return output, joined(iter(last))

    def extra_repr(self) -> str:
        """The sizes, and options that are not the defaults."""
        shown = [f"{self.input_size}, {self.hidden_size}"]
        defaults = {
            "proj_size": 0,
            "num_layers": 1,
            "bias": True,
            "batch_first": False,
            "dropout": 0,
            "bidirectional": False,
        }
        for name, default in defaults.items():
            if getattr(self, name) != default:
                shown.append(f"{name}={getattr(self, name)}")
        return ", ".join(shown)


class RNN(RNNBase):
    """h[t] = tanh(x[t] @ weight_ihᵀ + bias_ih + h[t - 1] @ weight_hhᵀ + bias_hh), or relu of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes what `RNNBase` takes but for the mode, and `nonlinearity` after `num_layers`."""
        if "proj_size" in kwargs:
            raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
        if len(args) > 3:
            self.nonlinearity = args[3]
            args = args[:3] + args[4:]
        else:
            self.nonlinearity = kwargs.pop("nonlinearity", "tanh")
        if self.nonlinearity not in ("tanh", "relu"):
            raise ValueError(
                f"Unknown nonlinearity '{self.nonlinearity}'. Select from 'tanh' or 'relu'."
            )
        super().__init__(f"RNN_{self.nonlinearity.upper()}", *args, **kwargs)


class LSTM(RNNBase):
    """Long short-term memory: gates decide what a cell keeps, takes in and shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes what `RNNBase` takes but for the mode."""
        super().__init__("LSTM", *args, **kwargs)

    def get_expected_cell_size(self, input: Any, batch_sizes: Any) -> tuple[int, int, int]:
        """The shape of the cells."""
        return *self.get_expected_hidden_size(input, batch_sizes)[:2], self.hidden_size

    def check_forward_args(self, input: Any, hidden: Any, batch_sizes: Any) -> None:
        """Checks input, state and cells."""
        self.check_input(input, batch_sizes)
        if hidden is None:
            return
        expected = self.get_expected_hidden_size(input, batch_sizes)
        self.check_hidden_size(hidden[0], expected, "Expected hidden[0] size {}, got {}")
        expected = self.get_expected_cell_size(input, batch_sizes)
        self.check_hidden_size(hidden[1], expected, "Expected hidden[1] size {}, got {}")

    def permute_hidden(self, hx: Any, permutation: Any) -> Any:
        """State and cells with their sequences in another order."""
        return tuple(super(LSTM, self).permute_hidden(part, permutation) for part in hx)

    def _refuse_state(self, kind: str, rank: int, hx: Any) -> None:
        raise RuntimeError(
            f"For {kind} input, hx and cx should also be {rank}-D but got "
            f"({hx[0].dim()}-D, {hx[1].dim()}-D) tensors"
        )


class GRU(RNNBase):
    """Gated recurrent units: gates decide what of the last state is seen, and what stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes what `RNNBase` takes but for the mode and the projection."""
        if "proj_size" in kwargs:
            raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")
        super().__init__("GRU", *args, **kwargs)


# -- cells ---------------------------------------------------------------------------------------


class RNNCellBase(Module):
    """What the recurrent cells share."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool,
        num_chunks: int,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        rows = num_chunks * hidden_size
        self.weight_ih = allocated((rows, input_size), dtype, device)
        self.weight_hh = allocated((rows, hidden_size), dtype, device)
        for name in ("bias_ih", "bias_hh"):
            self.register_parameter(name, allocated((rows,), dtype, device) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draws the weights anew."""
        _draw_uniform(self)

    def extra_repr(self) -> str:
        """The sizes, and options that are not the defaults."""
        shown = f"{self.input_size}, {self.hidden_size}"
        if "bias" in self.__dict__ and self.bias is not True:
            shown += f", bias={self.bias}"
        if "nonlinearity" in self.__dict__ and self.nonlinearity != "tanh":
            shown += f", nonlinearity={self.nonlinearity}"
        return shown

    def _check_rank(self, what: str, tensor: Any) -> None:
        if tensor.dim() not in (1, 2):
            raise ValueError(
                f"{type(self).__name__}: Expected {what} to be 1D or 2D, got {tensor.dim()}D "
                "instead"
            )

    def _step(self, function: Callable[..., Any], input: Any, hx: Any) -> Any:
        self._check_rank("input", input)
        if hx is None:
            hx = input.new_zeros((*input.shape[:-1], self.hidden_size))
        else:
            self._check_rank("hidden", hx)
        weights = (self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        return function(input, hx, *weights)


class RNNCell(RNNCellBase):
    """One time step of an `RNN`."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        nonlinearity: str = "tanh",
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input: Any, hx: Any = None) -> Any:
        """The hidden state after the step."""
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        tanh = self.nonlinearity == "tanh"
        return self._step(functions.rnn_tanh_cell if tanh else functions.rnn_relu_cell, input, hx)


class LSTMCell(RNNCellBase):
    """One time step of an `LSTM`."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input: Any, hx: Any = None) -> tuple[Any, Any]:
        """The hidden state and the cells after the step."""
        self._check_rank("input", input)
        if hx is None:
            zeros = input.new_zeros((*input.shape[:-1], self.hidden_size))
            hx = (zeros, zeros)
        for i, part in enumerate(hx):
            self._check_rank(f"hx[{i}]", part)
        weights = (self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
        return functions.lstm_cell(input, hx, *weights)


class GRUCell(RNNCellBase):
    """One time step of a `GRU`."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        device: Any = None,
        dtype: Any = None,
    ) -> None:
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input: Any, hx: Any = None) -> Any:
        """The hidden state after the step."""
        return self._step(functions.gru_cell, input, hx)
