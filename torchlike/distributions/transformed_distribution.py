"""Transformed distributions."""

from __future__ import annotations

from typing import Any

from torchlike._core.apply import TensorBase
from torchlike.autograd.grad_mode import no_grad
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.independent import Independent
from torchlike.distributions.transforms import ComposeTransform, Transform
from torchlike.distributions.utils import sum_rightmost
from torchlike.size import Size


class TransformedDistribution(Distribution):
    """What transforms make of the samples of another distribution."""

    arg_constraints: Any = {}

    def __init__(
        self, base_distribution: Any, transforms: Any, validate_args: bool | None = None
    ) -> None:
        """Takes a distribution and a transform, or a list of them to be applied in turn."""
        if isinstance(transforms, Transform):
            self.transforms = [transforms]
        elif isinstance(transforms, list):
            if not all(isinstance(t, Transform) for t in transforms):
                raise ValueError("transforms must be a Transform or a list of Transforms")
            self.transforms = transforms
        else:
            raise ValueError(f"transforms must be a Transform or list, but was {transforms}")
        transform = ComposeTransform(self.transforms)
        shape, base = _fitted(base_distribution, transform)
        self.base_dist = base
        domain, codomain = transform.domain.event_dim, transform.codomain.event_dim
        before = len(base_distribution.event_shape)
        cut = len(shape) - max(codomain, before + codomain - domain)
        super().__init__(shape[:cut], shape[cut:], validate_args=validate_args)

    def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
        """The same distribution in a larger batch."""
        new = self._get_checked_instance(self._known_class(), _instance)
        new.transforms = self.transforms
        batch_shape = Size(batch_shape)
        for name, value in self.__dict__.items():
            if isinstance(value, TensorBase):  # a parameter of its own
                new.__dict__[name] = value.expand(batch_shape)
        shape = ComposeTransform(self.transforms).inverse_shape(batch_shape + self.event_shape)
        new.base_dist = self.base_dist.expand(shape[: len(shape) - len(self.base_dist.event_shape)])
        Distribution.__init__(new, batch_shape, self.event_shape, validate_args=False)
        new._validate_args = self._validate_args
        return new

    @property
    def has_rsample(self) -> Any:
        """Whether the other distribution has."""
        return self.base_dist.has_rsample

    @constraints.dependent_property(is_discrete=False)
    def support(self) -> Any:
        """Where the last transform leads."""
        if not self.transforms:
            return self.base_dist.support
        support = self.transforms[-1].codomain
        more = len(self.event_shape) - support.event_dim
        return constraints.independent(support, more) if more > 0 else support

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, without a gradient."""
        with no_grad():
            return self._transformed(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        return self._transformed(self.base_dist.rsample(sample_shape))

    def _transformed(self, x: Any) -> Any:
        for transform in self.transforms:
            x = transform(x)
        return x

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        event_dim = len(self.event_shape)
        result: Any = 0.0
        for transform in reversed(self.transforms):
            x = transform.inv(value)
            event_dim += transform.domain.event_dim - transform.codomain.event_dim
            term = transform.log_abs_det_jacobian(x, value)
            result = result - sum_rightmost(term, event_dim - transform.domain.event_dim)
            value = x
        base = self.base_dist.log_prob(value)
        return result + sum_rightmost(base, event_dim - len(self.base_dist.event_shape))

    def _monotone(self, value: Any) -> Any:
        """Turns probabilities around where the transforms fall."""
        sign = ComposeTransform(self.transforms).sign
        if isinstance(sign, int) and sign == 1:
            return value
        return sign * (value - 0.5) + 0.5

    def cdf(self, value: Any) -> Any:
        """The probability of a sample up to `value`."""
        for transform in reversed(self.transforms):
            value = transform.inv(value)
        if self._validate_args:
            self.base_dist._validate_sample(value)
        return self._monotone(self.base_dist.cdf(value))

    def icdf(self, value: Any) -> Any:
        """The inverse of `cdf`."""
        return self._transformed(self.base_dist.icdf(self._monotone(value)))


def _fitted(base: Any, transform: Any) -> tuple[Any, Any]:
    """The shape of a transformed sample, and the distribution with the batch that it takes."""
    shape = base.batch_shape + base.event_shape
    if len(shape) < transform.domain.event_dim:
        raise ValueError(
            "base_distribution needs to have shape with size at least "
            f"{transform.domain.event_dim}, but got {shape}."
        )
    forward = Size(transform.forward_shape(shape))
    expanded = Size(transform.inverse_shape(forward))
    events = len(base.event_shape)
    if shape != expanded:
        base = base.expand(expanded[: len(expanded) - events])
    more = transform.domain.event_dim - events
    return forward, Independent(base, more) if more > 0 else base
