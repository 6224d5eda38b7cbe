"""Data parallelism over the devices of a process, of which one is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._core.errors import unsupported
from torchlike.nn.modules.module import Module


def _check_devices(device_ids: Sequence[Any] | None) -> None:
    """Raises: NotImplementedError for more than one device."""
    if device_ids is not None and len(device_ids) > 1:
        raise unsupported("DataParallel on more than one device")


class DataParallel(Module):
    """The module itself, under the name ``module``, on the device where it is."""

    def __init__(
        self,
        module: Any,
        device_ids: Sequence[Any] | None = None,
        output_device: Any = None,
        dim: int = 0,
    ) -> None:
        del output_device, dim  # say how a batch is cut and put together again
        super().__init__()
        _check_devices(device_ids)
        self.module = module
        self.device_ids: list[Any] = []

    def forward(self, *inputs: Any, **kwargs: Any) -> Any:
        """What the module does."""
        return self.module(*inputs, **kwargs)


def data_parallel(
    module: Any,
    inputs: Any,
    device_ids: Sequence[Any] | None = None,
    output_device: Any = None,
    dim: int = 0,
    module_kwargs: dict[str, Any] | None = None,
) -> Any:
    """What the module does with the inputs, on the device where it is."""
    del output_device, dim
    _check_devices(device_ids)
    given = inputs if isinstance(inputs, tuple) else () if inputs is None else (inputs,)
    return module(*given, **(module_kwargs or {}))
