"""Methods of special functions whose tensor is not their first argument."""

from __future__ import annotations

from typing import Any

from torchlike._ops import _bindings as bindings
from torchlike._ops.arguments import explains
from torchlike._ops.calls import as_int, inplace
from torchlike._ops.schema import TABLE


@explains(method=True)
def polygamma(self: Any, n: int) -> Any:
    """The derivative of order `n` of the digamma function."""
    return bindings.polygamma(n, self)


@explains(method=True)
def polygamma_(self: Any, n: int) -> Any:
    """The same in place."""
    return inplace(self, TABLE["polygamma"], (self,), (as_int(n, "polygamma_", "n"),))
