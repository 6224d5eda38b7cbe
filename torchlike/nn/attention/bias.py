"""Causal masks: `torch.nn.attention.bias`."""

from __future__ import annotations

import enum
from typing import Any

from torchlike._core import dtypes
from torchlike._ops.overriding import DISABLED
from torchlike.construct import ones
from torchlike.nn.parameter import made_of
from torchlike.tensor import Tensor

__all__ = ["CausalBias", "CausalVariant", "causal_lower_right", "causal_upper_left"]


class CausalVariant(enum.IntEnum):
    """Where the diagonal of a mask that is not square begins, or ends."""

    UPPER_LEFT = 1
    LOWER_RIGHT = 2


class CausalBias(Tensor):
    """A mask that is True where a query may attend to a key: none after its own place."""

    __slots__ = ()
    __torch_function__ = DISABLED
    variant: CausalVariant
    seq_len_q: int
    seq_len_kv: int

    def __new__(cls, variant: CausalVariant, seq_len_q: int, seq_len_kv: int) -> Any:
        """Makes the mask (seq_len_q, seq_len_kv)."""
        if not isinstance(variant, CausalVariant):
            raise AssertionError(f"variant must be a CausalVariant, got {type(variant)}")
        offset = 0 if variant is CausalVariant.UPPER_LEFT else seq_len_kv - seq_len_q
        mask = ones(seq_len_q, seq_len_kv, dtype=dtypes.bool).tril(diagonal=offset)
        made = made_of(mask, cls, False)
        made.variant, made.seq_len_q, made.seq_len_kv = variant, seq_len_q, seq_len_kv
        return made


def causal_upper_left(*size: int) -> CausalBias:
    """The mask whose diagonal begins in the upper left corner."""
    return CausalBias(CausalVariant.UPPER_LEFT, *_two(size))


def causal_lower_right(*size: int) -> CausalBias:
    """The mask whose diagonal ends in the lower right corner."""
    return CausalBias(CausalVariant.LOWER_RIGHT, *_two(size))


def _two(size: tuple[int, ...]) -> tuple[int, ...]:
    if len(size) != 2:
        raise AssertionError("causal bias only supports 2D tensors")
    return size
