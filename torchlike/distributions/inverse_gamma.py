"""The inverse gamma distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops.overloads import where
from torchlike.distributions import constraints
from torchlike.distributions.gamma import Gamma
from torchlike.distributions.transformed_distribution import TransformedDistribution
from torchlike.distributions.transforms import PowerTransform


class InverseGamma(TransformedDistribution):
    """One divided by a gamma variable."""

    arg_constraints: Any = {"concentration": constraints.positive, "rate": constraints.positive}
    support: Any = constraints.positive
    has_rsample: Any = True

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None) -> None:
        """Takes the gamma variable's shape parameter and rate."""
        base = Gamma(concentration, rate, validate_args=validate_args)
        inverse = PowerTransform(base.rate.new_full((), -1.0))
        super().__init__(base, inverse, validate_args=validate_args)

    @property
    def concentration(self) -> Any:
        """The shape parameter."""
        return self.base_dist.concentration

    @property
    def rate(self) -> Any:
        """The rate."""
        return self.base_dist.rate

    @property
    def mean(self) -> Any:
        """The mean; infinite up to the shape 1."""
        shape = self.concentration
        return where(shape > 1, self.rate / (shape - 1), math.inf)

    @property
    def mode(self) -> Any:
        """The most likely value."""
        return self.rate / (self.concentration + 1)

    @property
    def variance(self) -> Any:
        """The variance; infinite up to the shape 2."""
        shape = self.concentration
        finite = self.rate.square() / ((shape - 1).square() * (shape - 2))
        return where(shape > 2, finite, math.inf)

    def entropy(self) -> Any:
        """The entropy."""
        shape = self.concentration
        return shape + self.rate.log() + shape.lgamma() - (1 + shape) * shape.digamma()
