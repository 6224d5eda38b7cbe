"""The one-hot categorical distributions."""

from __future__ import annotations

from typing import Any

from torchlike.distributions import constraints
from torchlike.distributions.categorical import Categorical
from torchlike.distributions.distribution import Distribution
from torchlike.nn.functional import one_hot
from torchlike.ranges import eye


class OneHotCategorical(Distribution):
    """One of the unit vectors."""

    arg_constraints: Any = {"probs": constraints.simplex, "logits": constraints.real_vector}
    support: Any = constraints.one_hot
    has_enumerate_support: Any = True

    def __init__(
        self, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        """Takes weights, or their logarithms up to a constant."""
        self._categorical = Categorical(probs, logits)
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

    @property
    def mean(self) -> Any:
        """The probabilities."""
        return self.probs

    @property
    def mode(self) -> Any:
        """The most likely vector."""
        return self._vectors(self.probs.argmax(dim=-1))

    @property
    def variance(self) -> Any:
        """The variance of each part."""
        return self.probs * (1 - self.probs)

    def _vectors(self, indices: Any) -> Any:
        return one_hot(indices, self._event_shape[0]).to(self.probs.dtype)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        return self._vectors(self._categorical.sample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the probability."""
        self._check_sample(value)
        return self._categorical.log_prob(value.max(-1)[1])

    def entropy(self) -> Any:
        """The entropy."""
        return self._categorical.entropy()

    def enumerate_support(self, expand: bool = True) -> Any:
        """All unit vectors, along a first dim."""
        count = self._event_shape[0]
        values = eye(count, dtype=self._param.dtype, device=self._param.device)
        values = values.view((count, *[1] * len(self._batch_shape), count))
        return values.expand((count, *self._batch_shape, count)) if expand else values


class OneHotCategoricalStraightThrough(OneHotCategorical):
    """The same, with samples that pass their gradient on to the probabilities."""

    has_rsample: Any = True

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples with the gradient of the probabilities."""
        return self.sample(sample_shape) + (self.probs - self.probs.detach())
