"""The gamma distribution."""

from __future__ import annotations

from typing import Any

from torchlike._ops._bindings import digamma, lgamma, xlogy
from torchlike._ops.sampling import _standard_gamma
from torchlike.construct import as_tensor
from torchlike.distributions import constraints
from torchlike.distributions.distribution import ExponentialFamily
from torchlike.finfo import finfo
from torchlike.special import gammainc


class Gamma(ExponentialFamily):
    """The sum of `concentration` exponential variables, where that is a number of them."""

    arg_constraints: Any = {"concentration": constraints.positive, "rate": constraints.positive}
    support: Any = constraints.nonnegative
    has_rsample: Any = True

    concentration: Any
    rate: Any

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None) -> None:
        """Takes the shape parameter and the rate."""
        self._elementwise(validate_args, concentration=concentration, rate=rate)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration / self.rate

    @property
    def mode(self) -> Any:
        """The most likely value."""
        return ((self.concentration - 1) / self.rate).clamp(min=0)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.concentration / self.rate.pow(2)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        shape = self._extended_shape(sample_shape)
        drawn = _standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
        drawn.detach().clamp_(min=finfo(drawn.dtype).tiny)
        return drawn

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        value = as_tensor(value, dtype=self.rate.dtype, device=self.rate.device)
        self._check_sample(value)
        powers = xlogy(self.concentration, self.rate) + xlogy(self.concentration - 1, value)
        return powers - self.rate * value - lgamma(self.concentration)

    def cdf(self, value: Any) -> Any:
        """The probability of a sample up to `value`."""
        self._check_sample(value)
        return gammainc(self.concentration, self.rate * value)

    def entropy(self) -> Any:
        """The entropy."""
        shape = self.concentration
        return shape - self.rate.log() + lgamma(shape) + (1.0 - shape) * digamma(shape)

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return self.concentration - 1, -self.rate

    def _log_normalizer(self, *natural_params: Any) -> Any:
        power, slope = natural_params
        return lgamma(power + 1) + (power + 1) * (-slope.reciprocal()).log()

    _mean_carrier_measure: Any = 0
