"""Looking below transforms while debugging."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import wrap
from torchlike._core.wrapped import at_ground, is_wrapped, present


def debug_unwrap(tensor: Any, *, recurse: bool = True) -> Any:
    """What lies below the outermost transform that `tensor` is of, or below all of them.

    Not for use in functions: what is done with the result, transforms know nothing of.
    """
    value = present(tensor._read())
    if not is_wrapped(value):
        return tensor
    return wrap(at_ground(value) if recurse else value.array.inner)
