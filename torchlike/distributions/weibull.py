"""The Weibull distribution."""

from __future__ import annotations

from typing import Any

import numpy as np

from torchlike._ops._bindings import lgamma
from torchlike.construct import ones_like
from torchlike.distributions import constraints
from torchlike.distributions.exponential import Exponential
from torchlike.distributions.transformed_distribution import TransformedDistribution
from torchlike.distributions.transforms import AffineTransform, PowerTransform
from torchlike.distributions.utils import broadcast_all


class Weibull(TransformedDistribution):
    """A time until failure, whose rate changes with a power of the time."""

    arg_constraints: Any = {"scale": constraints.positive, "concentration": constraints.positive}
    support: Any = constraints.positive

    def __init__(self, scale: Any, concentration: Any, validate_args: bool | None = None) -> None:
        """Takes the scale and the shape parameter."""
        self.scale, self.concentration = broadcast_all(scale, concentration)
        self.concentration_reciprocal = self.concentration.reciprocal()
        base = Exponential(ones_like(self.scale), validate_args=validate_args)
        transforms = [
            PowerTransform(exponent=self.concentration_reciprocal),
            AffineTransform(loc=0, scale=self.scale),
        ]
        super().__init__(base, transforms, validate_args=validate_args)

    def _log_moment(self, order: int) -> Any:
        """The logarithm of a moment for the scale 1."""
        return lgamma(1 + order * self.concentration_reciprocal)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.scale * self._log_moment(1).exp()

    @property
    def mode(self) -> Any:
        """The most likely value."""
        shape = self.concentration
        return self.scale * ((shape - 1) / shape) ** shape.reciprocal()

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.scale.pow(2) * (self._log_moment(2).exp() - (2 * self._log_moment(1)).exp())

    def entropy(self) -> Any:
        """The entropy."""
        inverse = self.concentration_reciprocal
        return np.euler_gamma * (1 - inverse) + (self.scale * inverse).log() + 1
