"""The Laplace distribution."""

from __future__ import annotations

from typing import Any

from torchlike._ops._bindings import expm1, log1p
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.utils import new_like
from torchlike.finfo import finfo


class Laplace(Distribution):
    """An exponential to both sides."""

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
        """The standard deviation."""
        return 2**0.5 * self.scale

    @property
    def variance(self) -> Any:
        """The variance."""
        return 2 * self.scale.pow(2)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        drawn = new_like(self.loc, self._extended_shape(sample_shape))
        drawn.uniform_(finfo(self.loc.dtype).eps - 1, 1)
        return self.loc - self.scale * drawn.sign() * log1p(-drawn.abs())

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        return -(2 * self.scale).log() - (value - self.loc).abs() / self.scale

    def cdf(self, value: Any) -> Any:
        """The probability of a sample up to `value`."""
        self._check_sample(value)
        gap = value - self.loc
        return 0.5 - 0.5 * gap.sign() * expm1(-gap.abs() / self.scale)

    def icdf(self, value: Any) -> Any:
        """The inverse of `cdf`."""
        half = value - 0.5
        return self.loc - self.scale * half.sign() * log1p(-2 * half.abs())

    def entropy(self) -> Any:
        """The entropy."""
        return 1 + (2 * self.scale).log()
