"""Parameters as one vector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from torchlike._core.apply import TensorBase
from torchlike._ops._bindings import cat


def parameters_to_vector(parameters: Iterable[Any]) -> Any:
    """All elements of the parameters, one after another."""
    return cat([parameter.view(-1) for parameter in parameters])


def vector_to_parameters(vec: Any, parameters: Iterable[Any]) -> None:
    """Cuts a vector into the contents of the parameters."""
    if not isinstance(vec, TensorBase):
        raise TypeError(f"expected torch.Tensor, but got: {type(vec).__name__}")
    start = 0
    for parameter in parameters:
        count = parameter.numel()
        parameter.data = vec[start : start + count].view_as(parameter).data  # type: ignore[index]
        start += count
