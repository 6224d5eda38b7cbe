"""The multivariate normal distribution with a covariance of low rank and a diagonal."""

from __future__ import annotations

import math
from typing import Any

from torchlike import linalg
from torchlike._ops.views import broadcast_tensors
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.multivariate_normal import batch_mv, squared_lengths
from torchlike.distributions.utils import lazy_property, new_like
from torchlike.ranges import eye


class LowRankMultivariateNormal(Distribution):
    """A vector of normal variables whose covariance is factor factor^T + a diagonal.

    Only a matrix as large as the rank is ever decomposed (Woodbury's identity).
    """

    arg_constraints: Any = {
        "loc": constraints.real_vector,
        "cov_factor": constraints.independent(constraints.real, 2),
        "cov_diag": constraints.independent(constraints.positive, 1),
    }
    support: Any = constraints.real_vector
    has_rsample: Any = True
    _shared = ("_unbroadcasted_cov_factor", "_unbroadcasted_cov_diag", "_capacitance_tril")

    def __init__(
        self, loc: Any, cov_factor: Any, cov_diag: Any, validate_args: bool | None = None
    ) -> None:
        """Takes the mean, the factor and the diagonal."""
        if loc.dim() < 1:
            raise ValueError("loc must be at least one-dimensional.")
        event_shape = loc.shape[-1:]
        if cov_factor.dim() < 2:
            raise ValueError(
                "cov_factor must be at least two-dimensional, with optional leading batch "
                "dimensions"
            )
        if cov_factor.shape[-2:-1] != event_shape:
            raise ValueError(
                f"cov_factor must be a batch of matrices with shape {event_shape[0]} x m"
            )
        if cov_diag.shape[-1:] != event_shape:
            raise ValueError(f"cov_diag must be a batch of vectors with shape {event_shape}")
        try:
            mean, self.cov_factor, diagonal = broadcast_tensors(
                loc.unsqueeze(-1), cov_factor, cov_diag.unsqueeze(-1)
            )
        except RuntimeError as problem:
            raise ValueError(
                f"Incompatible batch shapes: loc {loc.shape}, cov_factor {cov_factor.shape}, "
                f"cov_diag {cov_diag.shape}"
            ) from problem
        self.loc, self.cov_diag = mean[..., 0], diagonal[..., 0]
        self._unbroadcasted_cov_factor = cov_factor
        self._unbroadcasted_cov_diag = cov_diag
        self._capacitance_tril = linalg.cholesky(_plus_identity(self._weighted() @ cov_factor))
        super().__init__(self.loc.shape[:-1], event_shape, validate_args=validate_args)

    def _weighted(self) -> Any:
        """The transposed factor divided by the diagonal."""
        return self._unbroadcasted_cov_factor.mT / self._unbroadcasted_cov_diag.unsqueeze(-2)

    def _expanded(self, matrix: Any) -> Any:
        return matrix.expand(self._batch_shape + self._event_shape + self._event_shape)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.loc

    @property
    def mode(self) -> Any:
        """The mean."""
        return self.loc

    @lazy_property
    def variance(self) -> Any:
        """The diagonal of the covariance."""
        squares = self._unbroadcasted_cov_factor.pow(2).sum(-1)
        variance = squares + self._unbroadcasted_cov_diag
        return variance.expand(self._batch_shape + self._event_shape)

    @lazy_property
    def scale_tril(self) -> Any:
        """The lower Cholesky factor of the covariance."""
        # Of D^(1/2) (I + D^(-1/2) W W^T D^(-1/2)) D^(1/2), whose middle has no small eigenvalues.
        deviation = self._unbroadcasted_cov_diag.sqrt().unsqueeze(-1)
        scaled = self._unbroadcasted_cov_factor / deviation
        return self._expanded(deviation * linalg.cholesky(_plus_identity(scaled @ scaled.mT)))

    @lazy_property
    def covariance_matrix(self) -> Any:
        """The covariance."""
        factor = self._unbroadcasted_cov_factor
        return self._expanded(factor @ factor.mT + self._unbroadcasted_cov_diag.diag_embed())

    @lazy_property
    def precision_matrix(self) -> Any:
        """The inverse of the covariance."""
        weighted = self._weighted()
        triangle = self._capacitance_tril
        solved = linalg.solve_triangular(triangle, weighted, upper=False)
        inverse = self._unbroadcasted_cov_diag.reciprocal().diag_embed()
        return self._expanded(inverse - solved.mT @ solved)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        shape = self._extended_shape(sample_shape)
        shared = new_like(self.loc, shape[:-1] + self.cov_factor.shape[-1:]).normal_()
        own = new_like(self.loc, shape).normal_()
        together = self.loc + batch_mv(self._unbroadcasted_cov_factor, shared)
        return together + self._unbroadcasted_cov_diag.sqrt() * own

    def _half_log_det(self) -> Any:
        """Half the logarithm of the covariance's determinant."""
        diagonal = self._capacitance_tril.diagonal(dim1=-2, dim2=-1)
        return diagonal.log().sum(-1) + 0.5 * self._unbroadcasted_cov_diag.log().sum(-1)

    def _lengths(self, columns: Any) -> Any:
        """The squared lengths of columns by the inverse of the covariance, added up."""
        lengths = columns.pow(2) / self._unbroadcasted_cov_diag.unsqueeze(-1)
        shared = squared_lengths(self._capacitance_tril, self._weighted() @ columns)
        return lengths.sum([-2, -1]) - shared

    def _covariance_roots(self) -> list[Any]:
        """Matrices whose products with their transposes add up to the covariance."""
        own = self._unbroadcasted_cov_diag.sqrt().diag_embed()
        return [self._unbroadcasted_cov_factor, own]

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        norm = self._event_shape[0] * math.log(2 * math.pi)
        distance = self._lengths((value - self.loc).unsqueeze(-1))
        return -0.5 * (norm + distance) - self._half_log_det()

    def entropy(self) -> Any:
        """The entropy."""
        norm = 0.5 * self._event_shape[0] * (1.0 + math.log(2 * math.pi))
        return (norm + self._half_log_det()).expand(self._batch_shape)


def _plus_identity(matrix: Any) -> Any:
    return matrix + eye(matrix.shape[-1], dtype=matrix.dtype, device=matrix.device)
