"""`torch.Size`: a tuple of sizes that prints and combines as PyTorch's."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable
from typing import Any


class Size(tuple[int, ...]):
    """The shape of a tensor."""

    __slots__ = ()

    def __new__(cls, iterable: Iterable[int] = ()) -> Size:
        """A Size of these sizes. Raises: TypeError for anything but integers."""
        given = tuple(iterable)
        for number, size in enumerate(given):
            if not hasattr(size, "__index__"):
                raise TypeError(
                    f"torch.Size() takes an iterable of 'int' (item {number} is "
                    f"'{type(size).__name__}')"
                )
        return super().__new__(cls, map(operator.index, given))

    def numel(self, *rest: Any) -> int:
        """The number of elements of a tensor of this size."""
        if rest:
            raise TypeError(f"Size.numel() takes no arguments ({len(rest)} given)")
        return math.prod(self)

    def __repr__(self) -> str:
        return f"torch.Size([{', '.join(map(str, self))}])"

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        return _of(found) if isinstance(index, slice) else found

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, tuple):
            found = type(other).__name__
            raise TypeError(f"can only concatenate tuple (not {found}) to torch.Size")
        return Size((*self, *other))

    def __radd__(self, other: Any) -> Any:
        return Size((*other, *self)) if isinstance(other, tuple) else NotImplemented

    def __mul__(self, times: Any) -> Any:
        return _of(super().__mul__(times))

    __rmul__ = __mul__

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"'torch.Size' object has no attribute '{name}'")

    def __reduce__(self) -> tuple[Any, ...]:
        return Size, (tuple(self),)


def _of(sizes: Iterable[int]) -> Size:
    """A Size of what is known to be ints."""
    return tuple.__new__(Size, sizes)


Size.__module__ = "torch"
