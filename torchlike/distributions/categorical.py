"""The categorical distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike._core import dtypes
from torchlike._ops.sampling import multinomial
from torchlike._ops.views import broadcast_tensors
from torchlike.construct import full
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Bernoullian, check_one_given
from torchlike.distributions.utils import lazy_property, logits_to_probs, probs_to_logits
from torchlike.finfo import finfo
from torchlike.ranges import arange
from torchlike.size import Size


class Categorical(Bernoullian):
    """One of the numbers below `probs.shape[-1]`."""

    arg_constraints: Any = {"probs": constraints.simplex, "logits": constraints.real_vector}
    has_enumerate_support: Any = True

    def __init__(
        self, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ) -> None:
        """Takes weights, or their logarithms up to a constant."""
        ((name, parameter),) = check_one_given(probs, logits).items()
        if parameter.dim() < 1:
            raise ValueError(f"`{name}` parameter must be at least one-dimensional.")
        if name == "probs":
            self.probs = parameter / parameter.sum(-1, keepdim=True)
        else:
            self.logits = parameter - parameter.logsumexp(dim=-1, keepdim=True)
        self._num_events = parameter.size()[-1]
        super().__init__(parameter.size()[:-1], validate_args=validate_args)

    @lazy_property
    def logits(self) -> Any:
        """The logarithms of the probabilities."""
        return probs_to_logits(self.probs)

    @lazy_property
    def probs(self) -> Any:
        """The probabilities."""
        return logits_to_probs(self.logits)

    @constraints.dependent_property(is_discrete=True, event_dim=0)
    def support(self) -> Any:
        """The numbers below the number of categories."""
        return constraints.integer_interval(0, self._num_events - 1)

    @property
    def mean(self) -> Any:
        """NaN, for categories have none."""
        shape = self._extended_shape()
        return full(shape, math.nan, dtype=self.probs.dtype, device=self.probs.device)

    variance = mean

    @property
    def mode(self) -> Any:
        """The most likely category."""
        return self.probs.argmax(dim=-1)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        sample_shape = Size(sample_shape)
        rows = self.probs.detach().reshape(-1, self._num_events)
        drawn = multinomial(rows, sample_shape.numel(), True).T
        return drawn.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the probability."""
        self._check_sample(value)
        value, logits = broadcast_tensors(value.long().unsqueeze(-1), self.logits)
        return logits.gather(-1, value[..., :1]).squeeze(-1)

    def entropy(self) -> Any:
        """The entropy."""
        logits = self.logits.clamp(min=finfo(self.logits.dtype).min)
        return -(logits * self.probs).sum(-1)

    def enumerate_support(self, expand: bool = True) -> Any:
        """All values, along a first dim."""
        dtype = dtypes.int64
        values = arange(self._num_events, dtype=dtype, device=self._param.device)
        values = values.view((-1, *[1] * len(self._batch_shape)))
        return values.expand((-1, *self._batch_shape)) if expand else values
