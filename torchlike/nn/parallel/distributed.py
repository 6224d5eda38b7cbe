"""Data parallelism over processes, which needs a group of them."""

from __future__ import annotations

from typing import Any

from torchlike.distributed import refuse_without_group
from torchlike.nn.modules.module import Module


class DistributedDataParallel(Module):
    """A module that processes train together. Raises: ValueError, as there is no group of them."""

    def __init__(self, module: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        refuse_without_group(module, *args, **kwargs)
