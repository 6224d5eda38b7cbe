"""Forms of special functions that are not derived: `torch.special`'s softmax, methods."""

from __future__ import annotations

from typing import Any

from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int, inplace
from torchlike._ops.schema import TABLE


@explains
def softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    """exp(input), scaled to sum to 1 along `dim`."""
    return bindings.softmax(input, dim, dtype=dtype)


@explains
def log_softmax(input: Any, dim: int, *, dtype: Any = None) -> Any:
    """The logarithm of `softmax`."""
    return bindings.log_softmax(input, dim, dtype=dtype)


@explains(method=True)
def polygamma(self: Any, n: int) -> Any:
    """The derivative of order `n` of the digamma function."""
    return bindings.polygamma(n, self)


@explains(method=True)
def polygamma_(self: Any, n: int) -> Any:
    """The same in place."""
    return inplace(self, TABLE["polygamma"], (self,), (as_int(n, "polygamma_", "n"),))
