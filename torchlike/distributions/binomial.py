"""The binomial distribution."""

from __future__ import annotations

from typing import Any

from torchlike._ops._bindings import exp, lgamma, log1p
from torchlike._ops.sampling import binomial
from torchlike.autograd.grad_mode import no_grad
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Bernoullian, check_one_given
from torchlike.distributions.utils import (
    broadcast_all,
    lazy_property,
    logits_to_probs,
    probs_to_logits,
)
from torchlike.ranges import arange


def _positive_part(x: Any) -> Any:
    """max(x, 0), with half the gradient at zero."""
    return (x.clamp(min=0) + x - x.clamp(max=0)) / 2


class Binomial(Bernoullian):
    """The number of successes among `total_count` trials."""

    arg_constraints: Any = {
        "total_count": constraints.nonnegative_integer,
        "probs": constraints.unit_interval,
        "logits": constraints.real,
    }
    has_enumerate_support: Any = True

    total_count: Any

    def __init__(
        self,
        total_count: Any = 1,
        probs: Any = None,
        logits: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        """Takes the number of trials, and probabilities or their logits."""
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

    @constraints.dependent_property(is_discrete=True, event_dim=0)
    def support(self) -> Any:
        """From zero to the number of trials."""
        return constraints.integer_interval(0, self.total_count)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.total_count * self.probs

    @property
    def mode(self) -> Any:
        """The most likely number."""
        return ((self.total_count + 1) * self.probs).floor().clamp(max=self.total_count)

    @property
    def variance(self) -> Any:
        """The variance."""
        return self.total_count * self.probs * (1 - self.probs)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        shape = self._extended_shape(sample_shape)
        with no_grad():
            return binomial(self.total_count.expand(shape), self.probs.expand(shape))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the probability."""
        self._check_sample(value)
        count = self.total_count
        ways = lgamma(count + 1) - lgamma(value + 1) - lgamma(count - value + 1)
        norm = count * (_positive_part(self.logits) + log1p(exp(-self.logits.abs())))
        return value * self.logits + ways - norm

    def _count(self, function: str) -> int:
        count = int(self.total_count.max().item())
        if self.total_count.min().item() != count:
            raise NotImplementedError(f"Inhomogeneous total count not supported by `{function}`.")
        return count

    def entropy(self) -> Any:
        """The entropy."""
        self._count("entropy")
        log_prob = self.log_prob(self.enumerate_support(False))
        return -(log_prob.exp() * log_prob).sum(0)

    def enumerate_support(self, expand: bool = True) -> Any:
        """All values, along a first dim."""
        dtype, count = self._param.dtype, self._count("enumerate_support")
        values = arange(1 + count, dtype=dtype, device=self._param.device)
        values = values.view((-1, *[1] * len(self._batch_shape)))
        return values.expand((-1, *self._batch_shape)) if expand else values
