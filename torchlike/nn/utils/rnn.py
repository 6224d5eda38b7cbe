"""Sequences of different lengths: packed, padded, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from torchlike._core import dtypes
from torchlike._core.apply import TensorBase
from torchlike._core.execute import array_of
from torchlike._ops._bindings import cat, stack
from torchlike.construct import tensor
from torchlike.interop import from_numpy


class _Packed(NamedTuple):
    data: Any
    batch_sizes: Any
    sorted_indices: Any
    unsorted_indices: Any


class PackedSequence(_Packed):
    """The rows of several sequences by time step, and how many sequences have each time step.

    `sorted_indices` say which sequence of the batch comes where, `unsorted_indices` the reverse;
    None where the batch was sorted by length already.
    """

    def __new__(
        cls,
        data: Any,
        batch_sizes: Any = None,
        sorted_indices: Any = None,
        unsorted_indices: Any = None,
    ) -> PackedSequence:
        """Makes it of tensors, or of a pair of data and batch sizes."""
        if batch_sizes is None:
            if not isinstance(data, (list, tuple)) or len(data) != 2:
                raise AssertionError("Expected data to be a list or tuple of length 2")
            data, batch_sizes = data
        if batch_sizes.device.type != "cpu":
            raise ValueError(
                "batch_sizes should always be on CPU. Instances of PackedSequence should never be "
                "created manually. They should be instantiated by functions like pack_sequence and "
                "pack_padded_sequences in nn.utils.rnn. "
                "https://docs.pytorch.org/docs/stable/nn.html#torch.nn.utils.rnn.pack_sequence"
            )
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return _Packed.__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def to(self, *args: Any, **kwargs: Any) -> PackedSequence:
        """The data as another dtype or on another device; itself where nothing changes."""
        data = self.data.to(*args, **kwargs)
        if data is self.data:
            return self
        places = [
            None if indices is None else indices.to(data.device)
            for indices in (self.sorted_indices, self.unsorted_indices)
        ]
        return type(self)(data, self.batch_sizes, *places)

    def cpu(self) -> PackedSequence:
        """The data on the CPU."""
        return self.to("cpu")

    def cuda(self, device: Any = "cuda") -> PackedSequence:
        """The data on a GPU."""
        return self.to(device)

    def double(self) -> PackedSequence:
        """The data as float64."""
        return self.to(dtypes.float64)

    def float(self) -> PackedSequence:
        """The data as float32."""
        return self.to(dtypes.float32)

    def half(self) -> PackedSequence:
        """The data as float16."""
        return self.to(dtypes.float16)

    def long(self) -> PackedSequence:
        """The data as int64."""
        return self.to(dtypes.int64)

    def int(self) -> PackedSequence:
        """The data as int32."""
        return self.to(dtypes.int32)

    def short(self) -> PackedSequence:
        """The data as int16."""
        return self.to(dtypes.int16)

    def char(self) -> PackedSequence:
        """The data as int8."""
        return self.to(dtypes.int8)

    def byte(self) -> PackedSequence:
        """The data as uint8."""
        return self.to(dtypes.uint8)

    @property
    def is_cuda(self) -> bool:
        """Whether the data is on a GPU."""
        return self.data.is_cuda


def invert_permutation(permutation: Any) -> Any:
    """The permutation that undoes `permutation`; None for None."""
    return None if permutation is None else permutation.argsort()


def _as_lengths(lengths: Any) -> np.ndarray:
    if not isinstance(lengths, TensorBase):
        lengths = tensor(lengths, dtype=dtypes.int64)
    place, kind, rank = lengths.device, lengths.dtype, lengths.dim()
    if rank != 1 or place.type != "cpu":
        raise RuntimeError(
            f"'lengths' argument should be a 1D CPU int64 tensor, but got {rank}D {place} "
            f"{kind.scalar_name} tensor"
        )
    return np.asarray(array_of(lengths._read(), "the lengths of sequences")).astype(np.int64)


def pack_padded_sequence(
    input: Any, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True
) -> PackedSequence:
    """Packs (T, B, ...), whose sequences are as long as `lengths` says.

    Raises: RuntimeError for lengths that are not of these sequences, or not sorted from long to
    short with `enforce_sorted`.
    """
    sizes = _as_lengths(lengths)
    sorted_indices = None
    if not enforce_sorted:
        order = np.argsort(-sizes, kind="stable")
        sizes, sorted_indices = sizes[order], from_numpy(order).to(input.device)
        input = input.index_select(0 if batch_first else 1, sorted_indices)
    if batch_first:
        input = input.transpose(0, 1)
    steps, batch = input.shape[:2]
    if len(sizes) != batch:
        raise RuntimeError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {len(sizes)} "
            f"(batch_size={batch})"
        )
    if (sizes <= 0).any():
        raise RuntimeError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' "
            "that is <= 0"
        )
    if (np.diff(sizes) > 0).any():
        raise RuntimeError(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You "
            "can pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to "
            "sidestep this requirement if you do not need ONNX exportability."
        )
    if sizes[0] > steps:
        raise RuntimeError(f"a sequence of length {sizes[0]} does not fit into {steps} time steps")
    active = np.arange(sizes[0])[:, None] < sizes
    rows = from_numpy(np.flatnonzero(active)).to(input.device)
    data = input.reshape(steps * batch, *input.shape[2:]).index_select(0, rows)
    return PackedSequence(data, from_numpy(active.sum(1)), sorted_indices)


def pad_packed_sequence(
    sequence: PackedSequence,
    batch_first: bool = False,
    padding_value: float = 0.0,
    total_length: int | None = None,
) -> tuple[Any, Any]:
    """(T, B, ...), filled up with `padding_value`, and the lengths of the sequences.

    Raises: ValueError when the sequences are longer than `total_length`.
    """
    data, batch_sizes, _, unsorted_indices = sequence
    sizes = np.asarray(array_of(batch_sizes._read(), "a packed sequence"))
    longest = len(sizes)
    if total_length is not None and total_length < longest:
        raise ValueError(
            "Expected total_length to be at least the length of the longest sequence in input, but "
            f"got total_length={total_length} and max sequence length being {longest}"
        )
    steps, batch = total_length or longest, int(sizes[0])
    sizes = np.concatenate([sizes, np.zeros(steps - longest, sizes.dtype)])
    active = np.arange(batch) < sizes[:, None]
    rows = from_numpy(np.flatnonzero(active)).to(data.device)
    padded = data.new_full((steps * batch, *data.shape[1:]), padding_value)
    padded = padded.index_copy(0, rows, data).view(steps, batch, *data.shape[1:])
    lengths = from_numpy(active.sum(0))
    if batch_first:
        padded = padded.transpose(0, 1)
    if unsorted_indices is None:
        return padded, lengths
    padded = padded.index_select(0 if batch_first else 1, unsorted_indices)
    return padded, lengths[unsorted_indices.cpu()]


def pad_sequence(
    sequences: Any,
    batch_first: bool = False,
    padding_value: float = 0.0,
    padding_side: str = "right",
) -> Any:
    """Sequences of different lengths as one tensor (T, B, ...).

    Raises: RuntimeError for anything but tensors.
    """
    if isinstance(sequences, TensorBase):
        sequences = sequences.unbind(0)
    elif not isinstance(sequences, Iterable):
        raise RuntimeError(
            "pad_sequence: Expected iterable for input sequences, but got arg of type: "
            f"{type(sequences)}"
        )
    sequences = list(sequences)
    if not sequences:
        raise RuntimeError("received an empty list of sequences")
    if padding_side not in ("left", "right"):
        raise RuntimeError(
            f"Expected padding_side to be one of left or right, but got {padding_side}."
        )
    longest, rest = max(s.size(0) for s in sequences), tuple(sequences[0].shape[1:])
    padded = []
    for s in sequences:
        own = s.expand(s.size(0), *rest).to(sequences[0].dtype)
        fill = own.new_full((longest - s.size(0), *rest), padding_value)
        padded.append(cat([own, fill] if padding_side == "right" else [fill, own]))
    return stack(padded, 0 if batch_first else 1)


def unpad_sequence(padded_sequences: Any, lengths: Any, batch_first: bool = False) -> list[Any]:
    """The sequences, as long as `lengths` says, that `pad_sequence` made one tensor of."""
    rows = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    return [row[:length] for row, length in zip(rows.unbind(0), lengths.tolist(), strict=True)]


def pack_sequence(sequences: Sequence[Any], enforce_sorted: bool = True) -> PackedSequence:
    """Packs a list of sequences."""
    lengths = [s.size(0) for s in sequences]
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences: PackedSequence) -> list[Any]:
    """The sequences that `pack_sequence` packed."""
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
