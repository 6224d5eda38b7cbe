"""Layouts and memory formats."""

from __future__ import annotations

from typing import Any


class layout:  # noqa: N801  (PyTorch's own name)
    """How elements lie in memory; printed as its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return f"torch.{self._name}"

    def __reduce__(self) -> Any:
        return type(self), (self._name,)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and repr(other) == repr(self)

    def __hash__(self) -> int:
        return hash(self._name)


class memory_format(layout):  # noqa: N801  (PyTorch's own name)
    """The order that dims have in memory."""


strided = layout("strided")
contiguous_format = memory_format("contiguous_format")
preserve_format = memory_format("preserve_format")
channels_last = memory_format("channels_last")
channels_last_3d = memory_format("channels_last_3d")
