"""The continuous Bernoulli distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops.overloads import where
from torchlike._ops.sampling import rand
from torchlike.construct import full_like, zeros_like
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Bernoullian, ExponentialFamily, check_one_given
from torchlike.distributions.utils import (
    broadcast_all,
    clamp_probs,
    lazy_property,
    logits_to_probs,
    probs_to_logits,
)
from torchlike.nn.functional import binary_cross_entropy_with_logits


class ContinuousBernoulli(Bernoullian, ExponentialFamily):
    """A number between 0 and 1 whose density is that of a Bernoulli variable, normalised.

    Near probabilities of one half, between `lims`, its formulas are Taylor's.
    """

    arg_constraints: Any = {"probs": constraints.unit_interval, "logits": constraints.real}
    support: Any = constraints.unit_interval
    has_rsample: Any = True
    _mean_carrier_measure: Any = 0

    def __init__(
        self,
        probs: Any = None,
        logits: Any = None,
        lims: tuple[float, float] = (0.499, 0.501),
        validate_args: bool | None = None,
    ) -> None:
        """Takes parameters between 0 and 1, or their logits."""
        given = check_one_given(probs, logits)
        if probs is not None:
            (probs,) = broadcast_all(probs)
            # Once they are clamped they are always valid.
            if validate_args is not None:
                if not self.arg_constraints["probs"].check(probs).all():
                    raise ValueError("The parameter probs has invalid values")
            given = {"probs": clamp_probs(probs)}
        self._lims = lims
        self._elementwise(validate_args, **given)

    @lazy_property
    def logits(self) -> Any:
        """The logits of the parameters."""
        return probs_to_logits(self.probs, is_binary=True)

    @lazy_property
    def probs(self) -> Any:
        """The parameters."""
        return clamp_probs(logits_to_probs(self.logits, is_binary=True))

    def _unless_near_half(self, exact: Any, near: Any) -> Any:
        """What is `exact` off one half, and `near` it."""
        low, high = self._lims
        return where((self.probs <= low) | (self.probs > high), exact, near)

    def _cut_probs(self) -> Any:
        """The parameters; near one half another one, whose results are not used."""
        return self._unless_near_half(self.probs, full_like(self.probs, self._lims[0]))

    def _cont_bern_log_norm(self) -> Any:
        """The logarithm of what the Bernoulli density is multiplied by."""
        cut = self._cut_probs()
        logits = ((-cut).log1p() - cut.log()).abs().log()
        norm = logits - (1 - 2 * cut).abs().log()
        square = (self.probs - 0.5).pow(2)
        taylor = math.log(2.0) + (4.0 / 3.0 + 104.0 / 45.0 * square) * square
        return self._unless_near_half(norm, taylor)

    @property
    def mean(self) -> Any:
        """The mean."""
        cut, x = self._cut_probs(), self.probs - 0.5
        exact = cut / (2.0 * cut - 1.0) + 1.0 / ((-cut).log1p() - cut.log())
        return self._unless_near_half(exact, 0.5 + (1.0 / 3.0 + 16.0 / 45.0 * x.pow(2)) * x)

    @property
    def variance(self) -> Any:
        """The variance."""
        cut, square = self._cut_probs(), (self.probs - 0.5).pow(2)
        exact = cut * (cut - 1.0) / (1.0 - 2.0 * cut).pow(2)
        exact = exact + 1.0 / ((-cut).log1p() - cut.log()).pow(2)
        taylor = 1.0 / 12.0 - (1.0 / 15.0 - 128.0 / 945.0 * square) * square
        return self._unless_near_half(exact, taylor)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        shape = self._extended_shape(sample_shape)
        return self.icdf(rand(shape, dtype=self.probs.dtype, device=self.probs.device))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        logits, value = broadcast_all(self.logits, value)
        cross = binary_cross_entropy_with_logits(logits, value, reduction="none")
        return -cross + self._cont_bern_log_norm()

    def cdf(self, value: Any) -> Any:
        """The probability of a sample up to `value`."""
        self._check_sample(value)
        cut = self._cut_probs()
        powers = cut.pow(value) * (1.0 - cut).pow(1.0 - value)
        inside = self._unless_near_half((powers + cut - 1.0) / (2.0 * cut - 1.0), value)
        return where(value <= 0.0, zeros_like(value), where(value >= 1.0, 1.0, inside))

    def icdf(self, value: Any) -> Any:
        """The inverse of `cdf`."""
        cut = self._cut_probs()
        rest = (-cut).log1p()
        exact = ((-cut + value * (2.0 * cut - 1.0)).log1p() - rest) / (cut.log() - rest)
        return self._unless_near_half(exact, value)

    def entropy(self) -> Any:
        """The entropy."""
        zeros, ones = (-self.probs).log1p(), self.probs.log()
        return self.mean * (zeros - ones) - self._cont_bern_log_norm() - zeros

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (self.logits,)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        low, high = self._lims
        far = (x <= low - 0.5) | (x > high - 0.5)
        cut = where(far, x, low - 0.5)
        taylor = 0.5 * x + x.pow(2) / 24.0 - x.pow(4) / 2880.0
        return where(far, cut.expm1().abs().log() - cut.abs().log(), taylor)
