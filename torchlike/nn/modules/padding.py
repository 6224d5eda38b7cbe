"""Padding of one to three spatial dims."""

from __future__ import annotations

from typing import Any

from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)
from torchlike.nn.modules.conv import as_tuple
from torchlike.nn.modules.module import Module


class _Pad(Module):
    _rank: int
    _mode: str

    def __init__(self, padding: Any) -> None:
        super().__init__()
        self.padding = as_tuple(padding, 2 * self._rank)

    def forward(self, input: Any) -> Any:
        """The input, padded."""
        return F.pad(input, self.padding, self._mode)

    def extra_repr(self) -> str:
        """The padding."""
        return f"{self.padding}"


class _CircularPad(_Pad):
    def forward(self, input: Any) -> Any:
        """The input, padded. Raises: ValueError for another number of dims."""
        rank = self._rank
        if input.dim() not in (rank + 1, rank + 2):
            raise ValueError(
                f"expected {rank + 1}D or {rank + 2}D input (got {input.dim()}D input)"
            )
        return super().forward(input)


class _ConstantPad(_Pad):
    def __init__(self, padding: Any, value: float) -> None:
        super().__init__(padding)
        self.value = value

    def forward(self, input: Any) -> Any:
        """The input with a number around it."""
        return F.pad(input, self.padding, "constant", self.value)

    def extra_repr(self) -> str:
        """The padding and the number."""
        return f"padding={self.padding}, value={self.value}"


class _ZeroPad(_ConstantPad):
    def __init__(self, padding: Any) -> None:
        super().__init__(padding, 0.0)

    def extra_repr(self) -> str:
        """The padding."""
        return f"{self.padding}"


def _classes(word: str, base: type, doc: str, mode: str = "") -> list[Any]:
    """The classes of one kind of padding for one, two and three dims."""
    made = []
    for rank in (1, 2, 3):
        members = {
            "_rank": rank,
            "_mode": mode,
            "__module__": __name__,
            "__doc__": f"{doc}, {rank} dim{'s' if rank > 1 else ''}.",
        }
        made.append(type(f"{word}Pad{rank}d", (base,), members))
    return made


ConstantPad1d, ConstantPad2d, ConstantPad3d = _classes(
    "Constant", _ConstantPad, "A number around the input"
)
ZeroPad1d, ZeroPad2d, ZeroPad3d = _classes("Zero", _ZeroPad, "Zeros around the input")
ReflectionPad1d, ReflectionPad2d, ReflectionPad3d = _classes(
    "Reflection", _Pad, "The input mirrored at its edges", "reflect"
)
ReplicationPad1d, ReplicationPad2d, ReplicationPad3d = _classes(
    "Replication", _Pad, "The edges of the input repeated", "replicate"
)
CircularPad1d, CircularPad2d, CircularPad3d = _classes(
    "Circular", _CircularPad, "The input begun anew at its edges", "circular"
)
