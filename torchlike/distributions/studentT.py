"""Student's t-distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops._bindings import digamma, lgamma, rsqrt
from torchlike._ops.overloads import where
from torchlike.distributions import constraints
from torchlike.distributions.chi2 import Chi2
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.utils import new_like


class StudentT(Distribution):
    """A normal variable over the root of an independent chi-squared one."""

    arg_constraints: Any = {
        "df": constraints.positive,
        "loc": constraints.real,
        "scale": constraints.positive,
    }
    support: Any = constraints.real
    has_rsample: Any = True

    df: Any
    loc: Any
    scale: Any

    def __init__(
        self, df: Any, loc: Any = 0.0, scale: Any = 1.0, validate_args: bool | None = None
    ) -> None:
        """Takes degrees of freedom, location and scale."""
        self._elementwise(validate_args, df=df, loc=loc, scale=scale)
        self._chi2 = Chi2(self.df)

    @property
    def mean(self) -> Any:
        """The location, where there is a mean."""
        return where(self.df <= 1, math.nan, self.loc)

    @property
    def mode(self) -> Any:
        """The location."""
        return self.loc

    @property
    def variance(self) -> Any:
        """The variance, infinite or NaN where there is none."""
        finite = self.df > 2
        variance = self.scale.pow(2) * self.df / (where(finite, self.df, 3.0) - 2)
        return where(finite, variance, where(self.df > 1, math.inf, math.nan).to(variance.dtype))

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by location and scale."""
        drawn = new_like(self.df, self._extended_shape(sample_shape)).normal_()
        drawn = drawn * rsqrt(self._chi2.rsample(sample_shape) / self.df)
        return self.loc + self.scale * drawn

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        y = (value - self.loc) / self.scale
        half, more = 0.5 * self.df, 0.5 * (self.df + 1.0)
        norm = self.scale.log() + 0.5 * (self.df.log() + math.log(math.pi))
        return -more * (y**2.0 / self.df).log1p() - norm - lgamma(half) + lgamma(more)

    def entropy(self) -> Any:
        """The entropy."""
        half, more = 0.5 * self.df, 0.5 * (self.df + 1)
        beta = lgamma(half) + math.lgamma(0.5) - lgamma(more)
        spread = more * (digamma(more) - digamma(half))
        return self.scale.log() + spread + 0.5 * self.df.log() + beta
