"""How large the operands are, and the operands themselves, by the names that cases use."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch


@dataclass(frozen=True)
class Size:
    """One size: shapes of equal work rather than of equal length."""

    #: Elementwise operands, and the longest lines.
    rows: int
    cols: int
    #: Side of square matrices in products, and in factorisations.
    side: int
    order: int
    #: Batch, channels, height (and width) of images.
    batch: int
    channels: int
    height: int
    #: Calls in one timed block.
    calls: int


SIZES = {
    "small": Size(10, 10, 8, 6, 1, 4, 6, calls=5),
    "middle": Size(100, 1000, 128, 64, 4, 16, 40, calls=5),
    "large": Size(1000, 10_000, 768, 256, 16, 64, 100, calls=2),
}
#: The same with a tenth of the elements where they are many: for what costs much per element.
TENTHS = SIZES | {"large": Size(1000, 1000, 384, 128, 8, 32, 64, calls=2)}


@functools.cache
def _drawn(kind: str, count: int) -> Any:
    torch.manual_seed(count)
    return {"normal": torch.randn, "uniform": torch.rand}[kind](count)


_turns = itertools.count(1)


def _random(kind: str, *shape: int) -> Any:
    """Random numbers, drawn once for every length and never twice in the same order."""
    count = math.prod(shape)
    return _drawn(kind, count).roll(next(_turns) * 7919 % count).view(shape)


def _normal(*shape: int) -> Any:
    return _random("normal", *shape)


def _uniform(low: float, high: float, *shape: int) -> Any:
    return _random("uniform", *shape) * (high - low) + low


def _integers(low: int, high: int, *shape: int) -> Any:
    return _uniform(low, high, *shape).long().clamp(low, high - 1)


def _square(n: int) -> Any:
    """A matrix that is safe to invert."""
    return _normal(n, n) / n**0.5 + 2 * torch.eye(n)


def _positive_definite(n: int) -> Any:
    a = _normal(n, n) / n**0.5
    return a @ a.T + torch.eye(n)


def _optimizer(kind: str, s: Size) -> Any:
    weight = _normal(s.rows, s.cols)
    weight.grad = _normal(s.rows, s.cols)
    return getattr(torch.optim, kind)([weight], lr=1e-3)


def _layer(kind: str, s: Size) -> Any:
    return getattr(torch.nn, kind)(s.channels, s.channels)


def _length(s: Size) -> int:
    return s.rows * s.cols


#: What a name in a case's expression stands for, made from a size.
OPERANDS: dict[str, Callable[[Size], Any]] = {
    # Of rows x cols: any numbers, positive, in (0, 1), in (-1, 1), above 1.
    "x": lambda s: _normal(s.rows, s.cols),
    "y": lambda s: _normal(s.rows, s.cols),
    "z": lambda s: _normal(s.rows, s.cols),
    "p": lambda s: _uniform(0.1, 3.0, s.rows, s.cols),
    "q": lambda s: _uniform(0.1, 3.0, s.rows, s.cols),
    "u": lambda s: _uniform(0.01, 0.99, s.rows, s.cols),
    "v": lambda s: _uniform(-0.99, 0.99, s.rows, s.cols),
    "above": lambda s: _uniform(1.1, 5.0, s.rows, s.cols),
    "near_one": lambda s: _uniform(0.99, 1.01, s.rows, s.cols),
    "many": lambda s: _uniform(0.0, 100.0, s.rows, s.cols).floor(),
    "double": lambda s: _normal(s.rows, s.cols).double(),
    "half": lambda s: _normal(s.rows, s.cols).half(),
    "brain": lambda s: _normal(s.rows, s.cols).bfloat16(),
    "complex": lambda s: torch.complex(_normal(s.rows, s.cols), _normal(s.rows, s.cols)),
    "i": lambda s: _integers(1, 1000, s.rows, s.cols),
    "j": lambda s: _integers(1, 1000, s.rows, s.cols),
    "bits": lambda s: _integers(0, 8, s.rows, s.cols),
    "mask": lambda s: _uniform(0, 1, s.rows, s.cols) < 0.5,
    "true": lambda s: torch.ones(s.rows, s.cols) > 0,
    "row": lambda s: _normal(s.cols),
    "col": lambda s: _normal(s.rows, 1),
    "row_weight": lambda s: _uniform(0.5, 1.5, s.cols),
    "labels": lambda s: _integers(0, s.cols, s.rows),
    "label_rows": lambda s: _integers(0, 2, s.rows, s.cols) * 2 - 1,
    "threes": lambda s: _normal(_length(s) // 3, 3),
    "threes2": lambda s: _normal(_length(s) // 3, 3),
    # Of rows * cols elements in one line.
    "line": lambda s: _normal(_length(s)),
    "line2": lambda s: _normal(_length(s)),
    "few_values": lambda s: _integers(0, 1000, _length(s)),
    "sorted_values": lambda s: _integers(0, 1000, _length(s)).sort().values,
    "edges": lambda s: torch.linspace(-3, 3, 1000),
    "places": lambda s: _integers(0, _length(s), _length(s)),
    # Places in x: rows, columns, and one of each per element.
    "rows": lambda s: _integers(0, s.rows, s.rows),
    "cols": lambda s: _integers(0, s.cols, s.cols),
    "all_rows": lambda s: _integers(0, s.rows, s.rows, s.cols),
    "all_cols": lambda s: _integers(0, s.cols, s.rows, s.cols),
    "size": lambda s: s,
    # Matrices for products, and for factorisations.
    "a": lambda s: _normal(s.side, s.side),
    "b": lambda s: _normal(s.side, s.side),
    "c": lambda s: _normal(s.side, s.side),
    "long": lambda s: _normal(s.side),
    "long2": lambda s: _normal(s.side),
    "stack_a": lambda s: _normal(8, s.side // 2, s.side // 2),
    "stack_b": lambda s: _normal(8, s.side // 2, s.side // 2),
    "m": lambda s: _square(s.order),
    "tall": lambda s: _normal(2 * s.order, s.order),
    "rhs": lambda s: _normal(s.order, s.order),
    "spd": lambda s: _positive_definite(s.order),
    "lower": lambda s: torch.linalg.cholesky(_positive_definite(s.order)),
    "factors": lambda s: torch.linalg.lu_factor(_square(s.order)),
    "reflectors": lambda s: torch.geqrf(_normal(2 * s.order, s.order)),
    "ldl": lambda s: torch.linalg.ldl_factor(_positive_definite(s.order)),
    "small_stack": lambda s: torch.stack([_square(4) for _ in range(s.order)]),
    # Sequences and images of batch, channels, height and width.
    "image": lambda s: _normal(s.batch, s.channels, s.height, s.height),
    "image2": lambda s: _normal(s.batch, s.channels, s.height, s.height),
    "quarter": lambda s: _normal(s.batch, s.channels, s.height // 2, s.height // 2),
    "sequence": lambda s: _normal(s.batch, s.channels, s.height * 4),
    "volume": lambda s: _normal(s.batch, s.channels, 6, s.height // 2, s.height // 2),
    "kernel": lambda s: _normal(s.channels, s.channels, 3, 3) / 10,
    "kernel1d": lambda s: _normal(s.channels, s.channels, 3) / 10,
    "kernel3d": lambda s: _normal(s.channels, s.channels, 3, 3, 3) / 10,
    "depthwise": lambda s: _normal(s.channels, 1, 3, 3),
    "channel": lambda s: _normal(s.channels),
    "channel2": lambda s: _normal(s.channels),
    "grid": lambda s: _uniform(-1, 1, s.batch, s.height, s.height, 2),
    "affine": lambda s: _normal(s.batch, 2, 3),
    "image_labels": lambda s: _integers(0, s.channels, s.batch, s.height, s.height),
    "pooled": lambda s: torch.max_pool2d(_normal(s.batch, s.channels, s.height, s.height), 2),
    "pooled_places": lambda s: torch.nn.functional.max_pool2d(
        _normal(s.batch, s.channels, s.height, s.height), 2, return_indices=True
    )[1],
    "columns": lambda s: _normal(s.batch, s.channels * 4, (s.height // 2) ** 2),
    "query": lambda s: _normal(s.batch, 4, s.height, 16),
    "key": lambda s: _normal(s.batch, 4, s.height, 16),
    "value": lambda s: _normal(s.batch, 4, s.height, 16),
    "table": lambda s: _normal(s.rows, 32),
    "words": lambda s: _integers(0, s.rows, s.batch * s.height),
    "bags": lambda s: _integers(0, s.rows, s.batch * 4, s.height // 4),
    "points": lambda s: _normal(s.side, 8),
    "pairs": lambda s: _normal(16, 8, 8),
    "points2": lambda s: _normal(s.side, 8),
    "time_major": lambda s: _normal(s.height // 2, s.batch, s.channels),
    "state": lambda s: _normal(s.batch * s.height, s.channels),
    "spoken": lambda s: _normal(s.height, s.batch, s.channels).log_softmax(-1),
    "said": lambda s: _integers(1, s.channels, s.batch, s.height // 3),
    "signal": lambda s: _normal(s.batch, s.cols * 4),
    "window": lambda s: torch.hann_window(16),
    "spectrum": lambda s: torch.stft(
        _normal(s.batch, s.cols * 4), 8, window=torch.hann_window(8), return_complex=True
    ),
    "window8": lambda s: torch.hann_window(8),
    **{
        kind.lower(): functools.partial(_optimizer, kind)
        for kind in (
            "SGD", "Adam", "AdamW", "Adagrad", "RMSprop", "Adadelta", "Rprop", "ASGD", "Adamax",
            "NAdam", "RAdam", "Adafactor", "Muon",
        )
    },
    **{
        f"{kind.lower()}_layer": functools.partial(_layer, kind)
        for kind in ("RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell")
    },
}  # fmt: skip
