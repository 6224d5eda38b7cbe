"""The generalised Pareto distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops._bindings import isclose
from torchlike._ops.overloads import where
from torchlike._ops.sampling import rand
from torchlike.construct import ones_like, zeros_like
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution


class GeneralizedPareto(Distribution):
    """What exceeds a high threshold: exponential at `concentration` 0, with heavier tails above."""

    arg_constraints: Any = {
        "loc": constraints.real,
        "scale": constraints.positive,
        "concentration": constraints.real,
    }
    has_rsample: Any = True

    loc: Any
    scale: Any
    concentration: Any

    def __init__(
        self, loc: Any, scale: Any, concentration: Any, validate_args: bool | None = None
    ) -> None:
        """Takes the threshold, the scale and the shape parameter."""
        self._elementwise(validate_args, loc=loc, scale=scale, concentration=concentration)

    @property
    def _exponential(self) -> Any:
        """Where the shape parameter is 0."""
        return isclose(self.concentration, zeros_like(self.concentration))

    @property
    def _shape(self) -> Any:
        """The shape parameter, or 1 where a formula divides by 0."""
        return where(self._exponential, ones_like(self.concentration), self.concentration)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        shape = self._extended_shape(sample_shape)
        return self.icdf(rand(shape, dtype=self.loc.dtype, device=self.loc.device))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        z, shape = (value - self.loc) / self.scale, self._shape
        power = 1 / shape + ones_like(z)
        tail = where(power == 0, power, power * (shape * z).log1p())
        return -self.scale.log() - where(self._exponential, z, tail)

    def log_survival_function(self, value: Any) -> Any:
        """The logarithm of the probability of a sample above `value`."""
        self._check_sample(value)
        z, shape = (value - self.loc) / self.scale, self._shape
        return where(self._exponential, -z, -(shape * z).log1p() / shape)

    def log_cdf(self, value: Any) -> Any:
        """The logarithm of the probability of a sample up to `value`."""
        return (-self.log_survival_function(value).exp()).log1p()

    def cdf(self, value: Any) -> Any:
        """The probability of a sample up to `value`."""
        return self.log_cdf(value).exp()

    def icdf(self, value: Any) -> Any:
        """The inverse of `cdf`."""
        rest, shape = (-value).log1p(), self._shape
        powers = self.loc + self.scale / shape * (-shape * rest).expm1()
        return where(self._exponential, self.loc - self.scale * rest, powers)

    @property
    def mean(self) -> Any:
        """The mean; NaN where there is none."""
        shape = where(self.concentration < 1, self.concentration, math.nan)
        return self.loc + self.scale / (1 - shape)

    @property
    def variance(self) -> Any:
        """The variance; NaN where there is none."""
        shape = where(self.concentration < 0.5, self.concentration, math.nan)
        return self.scale**2 / ((1 - shape) ** 2 * (1 - 2 * shape))

    def entropy(self) -> Any:
        """The entropy."""
        return self.scale.log() + self.concentration + 1

    @property
    def mode(self) -> Any:
        """The threshold."""
        return self.loc

    @constraints.dependent_property(is_discrete=False, event_dim=0)
    def support(self) -> Any:
        """From the threshold on, up to a bound where the shape parameter is negative."""
        shape = self.concentration
        return constraints.interval(
            self.loc, where(shape < 0, self.loc - self.scale / shape, math.inf)
        )
