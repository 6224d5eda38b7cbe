"""The Dirichlet distribution."""

from __future__ import annotations

from typing import Any

from torchlike._ops._bindings import digamma, lgamma, xlogy
from torchlike._ops.overloads import where
from torchlike._ops.sampling import _sample_dirichlet
from torchlike.distributions import constraints
from torchlike.distributions.distribution import ExponentialFamily
from torchlike.nn.functional import one_hot


class Dirichlet(ExponentialFamily):
    """Probabilities that sum to one."""

    arg_constraints: Any = {"concentration": constraints.independent(constraints.positive, 1)}
    support: Any = constraints.simplex
    has_rsample: Any = True

    def __init__(self, concentration: Any, validate_args: bool | None = None) -> None:
        """Takes a concentration for each probability."""
        if concentration.dim() < 1:
            raise ValueError("`concentration` parameter must be at least one-dimensional.")
        self.concentration = concentration
        shape = concentration.shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples; they cannot be differentiated yet."""
        return _sample_dirichlet(self.concentration.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        powers = xlogy(self.concentration - 1.0, value).sum(-1)
        norm = lgamma(self.concentration.sum(-1)) - lgamma(self.concentration).sum(-1)
        return powers + norm

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.concentration / self.concentration.sum(-1, True)

    @property
    def mode(self) -> Any:
        """The most likely probabilities; the likeliest corner where there are none inside."""
        above = (self.concentration - 1).clamp(min=0.0)
        mode = above / above.sum(-1, True)
        corner = one_hot(mode.argmax(dim=-1), above.shape[-1]).to(mode.dtype)
        return where((self.concentration < 1).all(-1, True), corner, mode)

    @property
    def variance(self) -> Any:
        """The variance of each probability."""
        total = self.concentration.sum(-1, True)
        return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

    def entropy(self) -> Any:
        """The entropy."""
        shape, total = self.concentration, self.concentration.sum(-1)
        norm = lgamma(shape).sum(-1) - lgamma(total)
        spread = (shape.size(-1) - total) * digamma(total)
        return norm - spread - ((shape - 1.0) * digamma(shape)).sum(-1)

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return (self.concentration,)

    def _log_normalizer(self, *natural_params: Any) -> Any:
        (x,) = natural_params
        return lgamma(x).sum(-1) - lgamma(x.sum(-1))
