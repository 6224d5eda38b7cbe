"""The negative binomial distribution."""

from __future__ import annotations

from typing import Any

from torchlike._ops._bindings import exp, lgamma, sigmoid
from torchlike._ops.sampling import poisson
from torchlike.autograd.grad_mode import no_grad
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Bernoullian, check_one_given
from torchlike.distributions.gamma import Gamma
from torchlike.distributions.utils import (
    broadcast_all,
    lazy_property,
    logits_to_probs,
    probs_to_logits,
)
from torchlike.nn.functional import logsigmoid


class NegativeBinomial(Bernoullian):
    """The number of successes before `total_count` failures."""

    arg_constraints: Any = {
        "total_count": constraints.greater_than_eq(0),
        "probs": constraints.half_open_interval(0.0, 1.0),
        "logits": constraints.real,
    }
    support: Any = constraints.nonnegative_integer

    total_count: Any

    def __init__(
        self,
        total_count: Any,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        """Takes the number of failures, and probabilities or their logits."""
        given = check_one_given(probs, logits)
        ((name, parameter),) = given.items()
        count, parameter = broadcast_all(total_count, parameter)
        given = {"total_count": count.type_as(parameter), name: parameter}
        self._elementwise(validate_args, **given)

    @lazy_property
    def logits(self) -> Any:
        """The logits of the probabilities."""
        return probs_to_logits(self.probs, is_binary=True)

    @lazy_property
    def probs(self) -> Any:
        """The probabilities."""
        return logits_to_probs(self.logits, is_binary=True)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.total_count * exp(self.logits)

    @property
    def mode(self) -> Any:
        """The most likely number."""
        return ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0.0)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.mean / sigmoid(-self.logits)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        with no_grad():
            rates = Gamma(self.total_count, exp(-self.logits), validate_args=False)
            return poisson(rates.sample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the probability."""
        self._check_sample(value)
        count = self.total_count
        terms = count * logsigmoid(-self.logits) + value * logsigmoid(self.logits)
        ways = lgamma(count + value) - lgamma(1.0 + value) - lgamma(count)
        return terms + ways.masked_fill(count + value == 0.0, 0.0)
