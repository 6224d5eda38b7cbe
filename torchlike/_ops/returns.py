"""Named results, as ``torch.return_types`` has them."""

from __future__ import annotations

from collections import namedtuple
from typing import Any


def return_type(name: str, fields: tuple[str, ...] = ("values", "indices")) -> type:
    """A tuple with named fields that prints as PyTorch's: ``torch.return_types.max(...)``."""
    base = namedtuple(name, fields)

    def show(self: Any) -> str:
        inner = ",\n".join(f"{f}={getattr(self, f)!r}" for f in fields)
        return f"torch.return_types.{name}(\n{inner})"

    return type(name, (base,), {"__slots__": (), "__repr__": show, "__module__": "torch.return_types"})


max = return_type("max")
min = return_type("min")
median = return_type("median")
sort = return_type("sort")
topk = return_type("topk")
cummax = return_type("cummax")
cummin = return_type("cummin")
