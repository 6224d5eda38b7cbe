"""Several transforms side by side, and distribution functions as transforms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torchlike._ops._bindings import cat, stack
from torchlike.distributions import constraints
from torchlike.distributions.composition import Transform
from torchlike.distributions.utils import sum_rightmost


class _Joined(Transform):
    """Transforms of the parts of a tensor along `dim`."""

    #: What is said of the size that `dim` must have.
    _expected: str

    def __init__(self, tseq: Sequence[Any], dim: int = 0, cache_size: int = 0) -> None:
        if not all(isinstance(t, Transform) for t in tseq):
            raise AssertionError("All elements of tseq must be Transform instances")
        super().__init__(cache_size=cache_size)
        self.transforms = [t.with_cache(cache_size) for t in tseq] if cache_size else list(tseq)
        self.dim = dim

    @property
    def bijective(self) -> Any:
        """Whether all parts are."""
        return all(t.bijective for t in self.transforms)

    def _checked(self, value: Any, name: str, shown: str, size: int) -> Any:
        """`value`. Raises: AssertionError where it has not `size` along `dim`."""
        if not -value.dim() <= self.dim < value.dim():
            raise AssertionError(
                f"dim {self.dim} out of range for {shown} with {value.dim()} dimensions"
            )
        if value.size(self.dim) != size:
            raise AssertionError(
                f"{name}.size({self.dim}) = {value.size(self.dim)} must equal "
                f"{self._expected} {size}"
            )
        return value

    def _parts(self, value: Any, name: str, shown: str = "tensor") -> Sequence[Any]:
        raise NotImplementedError

    def _pairs(self, value: Any, name: str) -> Any:
        return zip(self.transforms, self._parts(value, name), strict=True)

    def _terms(self, x: Any, y: Any) -> list[Any]:
        xs, ys = self._parts(x, "x", "x"), self._parts(y, "y", "y")
        triples = zip(self.transforms, xs, ys, strict=True)
        return [t.log_abs_det_jacobian(a, b) for t, a, b in triples]


class CatTransform(_Joined):
    """Transforms of pieces of a tensor, of `lengths` along `dim`."""

    _expected = "length"

    def __init__(
        self,
        tseq: Sequence[Any],
        dim: int = 0,
        lengths: Sequence[int] | None = None,
        cache_size: int = 0,
    ) -> None:
        """Takes a transform for each piece; pieces have length 1 unless it is said."""
        super().__init__(tseq, dim, cache_size)
        self.lengths = [1] * len(self.transforms) if lengths is None else list(lengths)
        if len(self.lengths) != len(self.transforms):
            raise AssertionError(
                f"lengths ({len(self.lengths)}) must match transforms ({len(self.transforms)})"
            )

    @property
    def event_dim(self) -> int:
        """The most dims that an event of a piece has."""
        return max(t.event_dim for t in self.transforms)

    @property
    def length(self) -> int:
        """The length of all pieces."""
        return sum(self.lengths)

    def with_cache(self, cache_size: int = 1) -> Any:
        """The same transform whose parts remember as many pairs."""
        if self._cache_size == cache_size:
            return self
        return CatTransform(self.transforms, self.dim, self.lengths, cache_size)

    def _parts(self, value: Any, name: str, shown: str = "tensor") -> Sequence[Any]:
        value = self._checked(value, name, shown, self.length)
        return value.split_with_sizes(self.lengths, self.dim)

    def _call(self, x: Any) -> Any:
        return cat([t(part) for t, part in self._pairs(x, "x")], self.dim)

    def _inverse(self, y: Any) -> Any:
        return cat([t.inv(part) for t, part in self._pairs(y, "y")], self.dim)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """The pieces' side by side; their sum where `dim` is one of an event."""
        terms = [
            sum_rightmost(term, self.event_dim - t.event_dim)
            for t, term in zip(self.transforms, self._terms(x, y), strict=True)
        ]
        dim = (self.dim - x.dim() if self.dim >= 0 else self.dim) + self.event_dim
        return cat(terms, dim) if dim < 0 else sum(terms)

    @constraints.dependent_property
    def domain(self) -> Any:
        """Where inputs may lie."""
        return constraints.cat([t.domain for t in self.transforms], self.dim, self.lengths)

    @constraints.dependent_property
    def codomain(self) -> Any:
        """Where outputs lie."""
        return constraints.cat([t.codomain for t in self.transforms], self.dim, self.lengths)


class StackTransform(_Joined):
    """Transforms of the slices of a tensor along `dim`."""

    _expected = "len(transforms)"

    def __init__(self, tseq: Sequence[Any], dim: int = 0, cache_size: int = 0) -> None:
        """Takes a transform for each slice."""
        super().__init__(tseq, dim, cache_size)

    def with_cache(self, cache_size: int = 1) -> Any:
        """The same transform whose parts remember as many pairs."""
        if self._cache_size == cache_size:
            return self
        return StackTransform(self.transforms, self.dim, cache_size)

    def _parts(self, value: Any, name: str, shown: str = "tensor") -> Sequence[Any]:
        return self._checked(value, name, shown, len(self.transforms)).unbind(self.dim)

    def _call(self, x: Any) -> Any:
        return stack([t(part) for t, part in self._pairs(x, "x")], self.dim)

    def _inverse(self, y: Any) -> Any:
        return stack([t.inv(part) for t, part in self._pairs(y, "y")], self.dim)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """The slices' side by side."""
        return stack(self._terms(x, y), self.dim)

    @constraints.dependent_property
    def domain(self) -> Any:
        """Where inputs may lie."""
        return constraints.stack([t.domain for t in self.transforms], self.dim)

    @constraints.dependent_property
    def codomain(self) -> Any:
        """Where outputs lie."""
        return constraints.stack([t.codomain for t in self.transforms], self.dim)


class CumulativeDistributionTransform(Transform):
    """The distribution function of a distribution."""

    bijective = True
    codomain = constraints.unit_interval
    sign: Any = 1

    def __init__(self, distribution: Any, cache_size: int = 0) -> None:
        """Takes the distribution."""
        super().__init__(cache_size=cache_size)
        self.distribution = distribution

    @property
    def domain(self) -> Any:
        """Where the distribution's samples lie."""
        return self.distribution.support

    def with_cache(self, cache_size: int = 1) -> Any:
        """The same transform that remembers as many pairs."""
        if self._cache_size == cache_size:
            return self
        return CumulativeDistributionTransform(self.distribution, cache_size=cache_size)

    def _call(self, x: Any) -> Any:
        return self.distribution.cdf(x)

    def _inverse(self, y: Any) -> Any:
        return self.distribution.icdf(y)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        """The logarithm of the density."""
        return self.distribution.log_prob(x)
