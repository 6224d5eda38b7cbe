"""Functions that PyTorch calls by their namespace and their name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike._ops.arguments import explains
from torchlike._ops.calls import takes_out


def of_linalg(function: Callable[..., Any]) -> Any:
    """A function of `torch.linalg`: ``linalg_`` and its name in PyTorch's words."""
    function.__name__ = function.__qualname__ = f"linalg_{function.__name__}"
    return explains(function)


def into_linalg(function: Callable[..., Any]) -> Any:
    """A function of `torch.linalg` that has an ``out=``."""
    function.__name__ = function.__qualname__ = f"linalg_{function.__name__}"
    return explains(takes_out(function))
