"""The Kumaraswamy distribution."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from torchlike._ops._bindings import digamma, lgamma
from torchlike._ops.overloads import where
from torchlike.construct import full_like
from torchlike.distributions import constraints
from torchlike.distributions.transformed_distribution import TransformedDistribution
from torchlike.distributions.transforms import AffineTransform, PowerTransform
from torchlike.distributions.uniform import Uniform
from torchlike.distributions.utils import broadcast_all


class Kumaraswamy(TransformedDistribution):
    """A probability, much as by Beta, whose distribution function is simple."""

    arg_constraints: Any = {
        "concentration1": constraints.positive,
        "concentration0": constraints.positive,
    }
    support: Any = constraints.unit_interval
    has_rsample: Any = True

    def __init__(
        self, concentration1: Any, concentration0: Any, validate_args: bool | None = None
    ) -> None:
        """Takes the concentrations at one and at zero."""
        self.concentration1, self.concentration0 = broadcast_all(concentration1, concentration0)
        like = self.concentration0
        base = Uniform(full_like(like, 0), full_like(like, 1), validate_args=validate_args)
        transforms = [
            PowerTransform(exponent=self.concentration0.reciprocal()),
            AffineTransform(loc=1.0, scale=-1.0),
            PowerTransform(exponent=self.concentration1.reciprocal()),
        ]
        super().__init__(base, transforms, validate_args=validate_args)

    def _moment(self, order: int) -> Any:
        ones, zeros = 1 + order / self.concentration1, self.concentration0
        return zeros * (lgamma(ones) + lgamma(zeros) - lgamma(ones + zeros)).exp()

    @property
    def mean(self) -> Any:
        """The mean."""
        return self._moment(1)

    @property
    def mode(self) -> Any:
        """The most likely value; NaN where the density has no peak."""
        ones, zeros = self.concentration1, self.concentration0
        logarithm = zeros.reciprocal() * (-zeros).log1p() - (-zeros * ones).log1p()
        return where((zeros < 1) | (ones < 1), math.nan, logarithm).exp()

    @property
    def variance(self) -> Any:
        """The variance."""
        return self._moment(2) - self._moment(1).pow(2)

    def entropy(self) -> Any:
        """The entropy."""
        ones, zeros = self.concentration1, self.concentration0
        harmonic = digamma(zeros + 1) + np.euler_gamma
        shares = (1 - zeros.reciprocal()) + (1 - ones.reciprocal()) * harmonic
        return shares - ones.log() - zeros.log()
