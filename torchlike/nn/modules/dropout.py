"""Dropout layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torchlike.nn import functional as F  # noqa: N812  (what everybody calls it)
from torchlike.nn.modules.module import Module


class _DropoutNd(Module):
    """What the dropout layers share."""

    _function: Callable[..., Any]

    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
        self.p = p
        self.inplace = inplace

    def forward(self, input: Any) -> Any:
        """The input with elements dropped in training."""
        return type(self)._function(input, self.p, self.training, self.inplace)

    def extra_repr(self) -> str:
        """The probability."""
        return f"p={self.p}, inplace={self.inplace}"


class Dropout(_DropoutNd):
    """Zeroes elements with probability `p` in training and scales the others by 1 / (1 - p)."""

    _function = F.dropout


class Dropout1d(_DropoutNd):
    """Dropout of whole channels of (N, C, L)."""

    _function = F.dropout1d


class Dropout2d(_DropoutNd):
    """Dropout of whole channels of (N, C, H, W)."""

    _function = F.dropout2d


class Dropout3d(_DropoutNd):
    """Dropout of whole channels of (N, C, D, H, W)."""

    _function = F.dropout3d


class AlphaDropout(_DropoutNd):
    """Dropout that keeps the mean and variance of what SELU gives."""

    _function = F.alpha_dropout


class FeatureAlphaDropout(_DropoutNd):
    """`AlphaDropout` of whole channels."""

    _function = F.feature_alpha_dropout
