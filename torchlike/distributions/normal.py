"""The normal distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops._bindings import erf, erfinv
from torchlike._ops.sampling import normal
from torchlike.autograd.grad_mode import no_grad
from torchlike.distributions import constraints
from torchlike.distributions.distribution import ExponentialFamily
from torchlike.distributions.utils import new_like


class Normal(ExponentialFamily):
    """Gauss's bell."""

    arg_constraints: Any = {"loc": constraints.real, "scale": constraints.positive}
    support: Any = constraints.real
    has_rsample: Any = True

    loc: Any
    scale: Any

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None) -> None:
        """Takes location and scale."""
        self._elementwise(validate_args, loc=loc, scale=scale)

    @property
    def mode(self) -> Any:
        """The location."""
        return self.loc

    @property
    def mean(self) -> Any:
        """The location."""
        return self.loc

    @property
    def stddev(self) -> Any:
        """The scale."""
        return self.scale

    @property
    def variance(self) -> Any:
        """The scale squared."""
        return self.scale.pow(2)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        shape = self._extended_shape(sample_shape)
        with no_grad():
            return normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        drawn = new_like(self.loc, self._extended_shape(sample_shape)).normal_()
        return self.loc + drawn * self.scale

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        square = (value - self.loc) ** 2 / (2 * self.scale**2)
        return -square - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def cdf(self, value: Any) -> Any:
        """The probability of a sample up to `value`."""
        self._check_sample(value)
        return 0.5 * (1 + erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))

    def icdf(self, value: Any) -> Any:
        """The inverse of `cdf`."""
        return self.loc + self.scale * erfinv(2 * value - 1) * math.sqrt(2)

    def entropy(self) -> Any:
        """The entropy."""
        return 0.5 + 0.5 * math.log(2 * math.pi) + self.scale.log()

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        variance = self.scale.pow(2)
        return self.loc / variance, -0.5 * variance.reciprocal()

    def _log_normalizer(self, *natural_params: Any) -> Any:
        slope, curve = natural_params
        return -0.25 * slope.pow(2) / curve + 0.5 * (-math.pi / curve).log()

    _mean_carrier_measure: Any = 0
