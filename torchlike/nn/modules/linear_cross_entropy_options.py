"""How the loss of `LinearCrossEntropyLoss` is to be computed."""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

from torchlike._core import dtypes

_CHUNKING = ("auto", "aspect_ratio")
_POLICIES = ("accurate", "balanced", "compact", "auto")
_DTYPES = (None, dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64)


def _is_chunking_method(method: str) -> bool:
    name, colon, ratio = method.partition(":")
    if not colon:
        return name in _CHUNKING
    return name == "aspect_ratio" and ratio.isdigit() and int(ratio) > 0


@dataclasses.dataclass(frozen=True, slots=True)
class LinearCrossEntropyOptions:
    """Asks that the logits be computed in chunks, which saves memory and changes no result.

    Here the compiler sees to that. Raises: ValueError for what PyTorch does not know.
    """

    allow_retain_graph: bool = False
    batch_chunk_size: int | None = None
    chunking_method: str | None = "auto"
    acc_policy: Literal["accurate", "balanced", "compact", "auto"] = "auto"
    acc_dtype: Any = None

    def __post_init__(self) -> None:
        size = self.batch_chunk_size
        if size is not None and not (isinstance(size, int) and size > 0):
            raise ValueError(f"batch_chunk_size must be positive int or None, got {size!r}")
        if self.chunking_method is not None and not _is_chunking_method(self.chunking_method):
            raise ValueError(f"invalid chunking_method: {self.chunking_method!r}")
        if self.acc_policy not in _POLICIES:
            raise ValueError(f"invalid acc_policy: {self.acc_policy!r}")
        if self.acc_dtype not in _DTYPES:
            known = ", ".join(map(str, _DTYPES))
            raise ValueError(
                f"acc_dtype must be one of {{{known}}}, got {self.acc_dtype}. Pass acc_dtype=None "
                "to let the op pick automatically."
            )
