"""The multinomial distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops._bindings import lgamma
from torchlike._ops.overloads import where
from torchlike.construct import ones_like, tensor, zeros
from torchlike.distributions import constraints
from torchlike.distributions.binomial import Binomial
from torchlike.distributions.categorical import Categorical
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.utils import broadcast_all


class Multinomial(Distribution):
    """How often each category comes among `total_count` draws."""

    arg_constraints: Any = {"probs": constraints.simplex, "logits": constraints.real_vector}

    def __init__(
        self,
        total_count: int = 1,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        """Takes the number of draws, and weights or their logarithms up to a constant."""
        if not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        self._categorical = Categorical(probs=probs, logits=logits)
        event_shape = self._categorical.param_shape[-1:]
        super().__init__(self._categorical.batch_shape, event_shape, validate_args)

    @property
    def _param(self) -> Any:
        return self._categorical._param

    @property
    def probs(self) -> Any:
        """The probabilities."""
        return self._categorical.probs

    @property
    def logits(self) -> Any:
        """The logarithms of the probabilities."""
        return self._categorical.logits

    @property
    def param_shape(self) -> Any:
        """The shape of the probabilities."""
        return self._categorical.param_shape

    @constraints.dependent_property(is_discrete=True, event_dim=1)
    def support(self) -> Any:
        """Counts that sum to the number of draws."""
        return constraints.multinomial(self.total_count)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.probs * self.total_count

    @property
    def variance(self) -> Any:
        """The variance of each count."""
        return self.total_count * self.probs * (1 - self.probs)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        drawn = self._categorical.sample((self.total_count, *sample_shape)).movedim(0, -1)
        shape = self._extended_shape(sample_shape)
        counts = zeros(shape, dtype=drawn.dtype, device=drawn.device)
        return counts.scatter_add(-1, drawn, ones_like(drawn)).type_as(self.probs)

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the probability."""
        self._check_sample(value)
        logits, value = broadcast_all(self.logits, value)
        logits = where((value == 0) & (logits == -math.inf), 0.0, logits)
        ways = lgamma(value.sum(-1) + 1) - lgamma(value + 1).sum(-1)
        return ways + (logits * value).sum(-1)

    def entropy(self) -> Any:
        """The entropy."""
        count = tensor(float(self.total_count), dtype=self.probs.dtype, device=self.probs.device)
        single = Binomial(total_count=self.total_count, probs=self.probs)
        support = single.enumerate_support(expand=False)[1:]
        weighted = single.log_prob(support).exp() * lgamma(support + 1)
        return count * self._categorical.entropy() - lgamma(count + 1) + weighted.sum([0, -1])
