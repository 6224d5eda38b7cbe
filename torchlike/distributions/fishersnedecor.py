"""The Fisher-Snedecor distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops.overloads import where
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.gamma import Gamma
from torchlike.distributions.utils import broadcast_all
from torchlike.finfo import finfo


class FisherSnedecor(Distribution):
    """The ratio of two mean squares of normal variables, `df1` of them and `df2`."""

    arg_constraints: Any = {"df1": constraints.positive, "df2": constraints.positive}
    support: Any = constraints.positive
    has_rsample: Any = True

    def __init__(self, df1: Any, df2: Any, validate_args: bool | None = None) -> None:
        """Takes the degrees of freedom."""
        self.df1, self.df2 = broadcast_all(df1, df2)
        self._gamma1 = Gamma(self.df1 * 0.5, self.df1)
        self._gamma2 = Gamma(self.df2 * 0.5, self.df2)
        super().__init__(self.df1.shape, validate_args=validate_args)

    @property
    def mean(self) -> Any:
        """The mean; NaN where there is none."""
        below = where(self.df2 > 2, self.df2, math.nan)
        return below / (below - 2)

    @property
    def mode(self) -> Any:
        """The most likely value; NaN where there is none."""
        mode = (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2)
        return where(self.df1 > 2, mode, math.nan)

    @property
    def variance(self) -> Any:
        """The variance; NaN where there is none."""
        above, below = self.df1, where(self.df2 > 4, self.df2, math.nan)
        spread = above * (below - 2).pow(2) * (below - 4)
        return 2 * below.pow(2) * (above + below - 2) / spread

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples; they can be differentiated as those of `Gamma`."""
        shape = self._extended_shape(sample_shape)
        above = self._gamma1.rsample(sample_shape).view(shape)
        below = self._gamma2.rsample(sample_shape).view(shape)
        tiny = finfo(below.dtype).tiny
        below.clamp_(min=tiny)
        return (above / below).clamp_(min=tiny)

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        above, below, ratio = self.df1 * 0.5, self.df2 * 0.5, self.df1 / self.df2
        norm = (above + below).lgamma() - above.lgamma() - below.lgamma()
        powers = above * ratio.log() + (above - 1) * value.log()
        return norm + powers - (above + below) * (ratio * value).log1p()
