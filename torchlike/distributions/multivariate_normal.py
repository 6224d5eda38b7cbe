"""The multivariate normal distribution."""

from __future__ import annotations

import math
from typing import Any

from torchlike import linalg
from torchlike.defaults import broadcast_shapes
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.utils import lazy_property, new_like
from torchlike.ranges import eye


def batch_mv(matrix: Any, vector: Any) -> Any:
    """Products of matrices and vectors, batches broadcast."""
    return (matrix @ vector.unsqueeze(-1)).squeeze(-1)


def squared_lengths(triangle: Any, columns: Any) -> Any:
    """The sum of the squared lengths of the columns of triangle^-1 columns, batches broadcast."""
    batch = broadcast_shapes(triangle.shape[:-2], columns.shape[:-2])
    triangle = triangle.expand((*batch, *triangle.shape[-2:]))
    columns = columns.expand((*batch, *columns.shape[-2:]))
    return linalg.solve_triangular(triangle, columns, upper=False).pow(2).sum([-2, -1])


def _triangle_of_precision(precision: Any) -> Any:
    """The lower triangle whose product with its transpose is the inverse of `precision`."""
    flipped = linalg.cholesky(precision.flip((-2, -1)))
    inverse = flipped.flip((-2, -1)).mT
    unit = eye(precision.shape[-1], dtype=precision.dtype, device=precision.device)
    return linalg.solve_triangular(inverse, unit, upper=False)


def check_one_matrix(given: dict[str, Any], problem: type[Exception]) -> tuple[str, Any]:
    """Name and value of the one that is not None. Raises: `problem` unless there is one."""
    found = [(name, matrix) for name, matrix in given.items() if matrix is not None]
    if len(found) != 1:
        raise problem(
            "Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified."
        )
    return found[0]


class Covariant(Distribution):
    """A distribution with a covariance, of which all is computed from its Cholesky factor."""

    _unbroadcasted_scale_tril: Any
    _shared = ("_unbroadcasted_scale_tril",)

    def _set_factor(self, name: str, matrix: Any) -> None:
        """Takes the factor from the covariance, from its inverse or as it is."""
        if name == "covariance_matrix":
            matrix = linalg.cholesky(matrix)
        elif name == "precision_matrix":
            matrix = _triangle_of_precision(matrix)
        self._unbroadcasted_scale_tril = matrix

    def _expanded(self, matrix: Any) -> Any:
        return matrix.expand(self._batch_shape + matrix.shape[-2:])

    @lazy_property
    def scale_tril(self) -> Any:
        """The lower Cholesky factor of the covariance."""
        return self._expanded(self._unbroadcasted_scale_tril)

    @lazy_property
    def covariance_matrix(self) -> Any:
        """The covariance."""
        triangle = self._unbroadcasted_scale_tril
        return self._expanded(triangle @ triangle.mT)

    @lazy_property
    def precision_matrix(self) -> Any:
        """The inverse of the covariance."""
        triangle = self._unbroadcasted_scale_tril
        unit = eye(triangle.shape[-1], dtype=triangle.dtype, device=triangle.device)
        inverse = linalg.solve_triangular(triangle, unit.expand(triangle.shape), upper=False)
        return self._expanded(inverse.mT @ inverse)


class MultivariateNormal(Covariant):
    """A vector of normal variables that depend on each other."""

    arg_constraints: Any = {
        "loc": constraints.real_vector,
        "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky,
    }
    support: Any = constraints.real_vector
    has_rsample: Any = True

    def __init__(
        self,
        loc: Any,
        covariance_matrix: Any = None,
        precision_matrix: Any = None,
        scale_tril: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        """Takes the mean and one of covariance, its inverse or its Cholesky factor."""
        if loc.dim() < 1:
            raise ValueError("loc must be at least one-dimensional.")
        matrices = {
            "covariance_matrix": covariance_matrix,
            "scale_tril": scale_tril,
            "precision_matrix": precision_matrix,
        }
        name, matrix = check_one_matrix(matrices, ValueError)
        if matrix.dim() < 2:
            shown = f"{name} matrix" if name == "scale_tril" else name
            raise ValueError(
                f"{shown} must be at least two-dimensional, with optional leading batch dimensions"
            )
        batch_shape = broadcast_shapes(matrix.shape[:-2], loc.shape[:-1])
        self.__dict__[name] = matrix.expand((*batch_shape, -1, -1))
        self.loc = loc.expand((*batch_shape, -1))
        super().__init__(batch_shape, self.loc.shape[-1:], validate_args=validate_args)
        self._set_factor(name, matrix)

    @property
    def mean(self) -> Any:
        """The mean."""
        return self.loc

    @property
    def mode(self) -> Any:
        """The mean."""
        return self.loc

    @property
    def variance(self) -> Any:
        """The diagonal of the covariance."""
        squares = self._unbroadcasted_scale_tril.pow(2).sum(-1)
        return squares.expand(self._batch_shape + self._event_shape)

    def rsample(self, sample_shape: Any = ()) -> Any:
        """Samples that can be differentiated by the parameters."""
        drawn = new_like(self.loc, self._extended_shape(sample_shape)).normal_()
        return self.loc + batch_mv(self._unbroadcasted_scale_tril, drawn)

    def _half_log_det(self) -> Any:
        return self._unbroadcasted_scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)

    def _lengths(self, columns: Any) -> Any:
        """The squared lengths of columns by the inverse of the covariance, added up."""
        return squared_lengths(self._unbroadcasted_scale_tril, columns)

    def _covariance_roots(self) -> list[Any]:
        """Matrices whose products with their transposes add up to the covariance."""
        return [self._unbroadcasted_scale_tril]

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        distance = self._lengths((value - self.loc).unsqueeze(-1))
        norm = self._event_shape[0] * math.log(2 * math.pi)
        return -0.5 * (norm + distance) - self._half_log_det()

    def entropy(self) -> Any:
        """The entropy."""
        norm = 0.5 * self._event_shape[0] * (1.0 + math.log(2 * math.pi))
        return (norm + self._half_log_det()).expand(self._batch_shape)
