"""The Wishart distribution."""

from __future__ import annotations

import math
import warnings
from typing import Any

from torchlike import linalg
from torchlike._ops._bindings import cholesky_solve, digamma, mvlgamma
from torchlike._ops.overloads import where
from torchlike._ops.sampling import randn
from torchlike.construct import tensor
from torchlike.defaults import broadcast_shapes
from torchlike.distributions import constraints
from torchlike.distributions.chi2 import Chi2
from torchlike.distributions.distribution import ExponentialFamily
from torchlike.distributions.multivariate_normal import Covariant, check_one_matrix
from torchlike.distributions.utils import NUMBERS
from torchlike.finfo import finfo
from torchlike.ranges import arange, tril_indices
from torchlike.size import Size


class Wishart(Covariant, ExponentialFamily):
    """The sum of the outer products of `df` normal vectors, where that is a number of them."""

    support: Any = constraints.positive_definite
    has_rsample: Any = True
    _mean_carrier_measure: Any = 0

    @property
    def arg_constraints(self) -> dict[str, Any]:
        """Where each parameter may lie."""
        return {
            "covariance_matrix": constraints.positive_definite,
            "precision_matrix": constraints.positive_definite,
            "scale_tril": constraints.lower_cholesky,
            "df": constraints.greater_than(self.event_shape[-1] - 1),
        }

    def __init__(
        self,
        df: Any,
        covariance_matrix: Any = None,
        precision_matrix: Any = None,
        scale_tril: Any = None,
        validate_args: bool | None = None,
    ) -> None:
        """Takes the degrees of freedom and the vectors' covariance, its inverse or its factor."""
        matrices = {
            "covariance_matrix": covariance_matrix,
            "precision_matrix": precision_matrix,
            "scale_tril": scale_tril,
        }
        name, matrix = check_one_matrix(matrices, AssertionError)
        if matrix.dim() < 2:
            raise ValueError(
                "scale_tril must be at least two-dimensional, with optional leading batch "
                "dimensions"
            )
        batch_shape, event_shape = matrix.shape[:-2], matrix.shape[-2:]
        if isinstance(df, NUMBERS):
            self.df = tensor(df, dtype=matrix.dtype, device=matrix.device)
        else:
            batch_shape = broadcast_shapes(batch_shape, df.shape)
            self.df = df.expand(batch_shape)
        size = event_shape[-1]
        if self.df.le(size - 1).any():
            raise ValueError(f"Value of df={df} expected to be greater than ndim - 1 = {size - 1}.")
        self.__dict__[name] = matrix.expand((*batch_shape, -1, -1))
        if self.df.lt(size).any():
            warnings.warn(
                "Low df values detected. Singular samples are highly likely to occur for ndim - 1 "
                "< df < ndim.",
                stacklevel=2,
            )
        super().__init__(batch_shape, event_shape, validate_args=validate_args)
        self._set_factor(name, matrix)
        rows = arange(size, dtype=self.df.dtype, device=self.df.device)
        #: The squares on the diagonal of Bartlett's factor.
        self._dist_chi2 = Chi2(self.df.unsqueeze(-1) - rows.expand((*batch_shape, -1)))

    def _per_matrix(self, values: Any) -> Any:
        return values.view((*self._batch_shape, 1, 1))

    @property
    def mean(self) -> Any:
        """The mean."""
        return self._per_matrix(self.df) * self.covariance_matrix

    @property
    def mode(self) -> Any:
        """The most likely matrix; NaN where there is none."""
        factor = self.df - self._event_shape[-1] - 1
        return self._per_matrix(where(factor <= 0, math.nan, factor)) * self.covariance_matrix

    @property
    def variance(self) -> Any:
        """The variance of each entry."""
        covariance = self.covariance_matrix
        diagonal = covariance.diagonal(dim1=-2, dim2=-1)
        outer = diagonal.unsqueeze(-1) * diagonal.unsqueeze(-2)
        return self._per_matrix(self.df) * (covariance.pow(2) + outer)

    def _bartlett(self, sample_shape: Any) -> Any:
        """Samples by Bartlett's decomposition, which may be singular."""
        size = self._event_shape[-1]
        roots = self._dist_chi2.rsample(sample_shape).sqrt()
        factor = roots.clamp(min=finfo(roots.dtype).eps).diag_embed()
        rows, columns = tril_indices(size, size, offset=-1)
        shape = (*sample_shape, *self._batch_shape, size * (size - 1) // 2)
        factor[..., rows, columns] = randn(shape, dtype=factor.dtype, device=factor.device)
        triangle = self._unbroadcasted_scale_tril @ factor
        return triangle @ triangle.mT

    def rsample(self, sample_shape: Any = (), max_try_correction: int | None = None) -> Any:
        """Samples; they can be differentiated as those of `Chi2`.

        Those drawn again are, first, what is not singular: so does PyTorch, whose draws these are.
        """
        sample = self._bartlett(Size(sample_shape))
        again = self._any_of_batch(self.support.check(sample))
        if not again.any():
            return sample
        warnings.warn("Singular sample detected.", stacklevel=2)
        for _ in range(10 if max_try_correction is None else max_try_correction):
            new = self._bartlett(again[again].shape)
            sample[again] = new
            again[again.clone()] = self._any_of_batch(~self.support.check(new))
            if not again.any():
                break
        return sample

    def _any_of_batch(self, found: Any) -> Any:
        dims = [-1 - i for i in range(len(self._batch_shape))]
        return found.amax(dims) if dims else found

    def _half_log_det(self) -> Any:
        """Half the logarithm of the determinant of twice the covariance."""
        diagonal = self._unbroadcasted_scale_tril.diagonal(dim1=-2, dim2=-1)
        return self._event_shape[-1] * math.log(2) / 2 + diagonal.log().sum(-1)

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        df, size = self.df, self._event_shape[-1]
        solved = cholesky_solve(value, self._unbroadcasted_scale_tril)
        trace = solved.diagonal(dim1=-2, dim2=-1).sum(dim=-1)
        powers = (df - size - 1) / 2 * linalg.slogdet(value).logabsdet
        return -df * self._half_log_det() - mvlgamma(df / 2, p=size) + powers - trace / 2

    def entropy(self) -> Any:
        """The entropy."""
        df, size = self.df, self._event_shape[-1]
        rows = arange(size, dtype=df.dtype, device=df.device).div(2)
        slope = digamma((df / 2).unsqueeze(-1) - rows).sum(-1)
        norm = (size + 1) * self._half_log_det() + mvlgamma(df / 2, p=size)
        return norm - (df - size - 1) / 2 * slope + df * size / 2

    @property
    def _natural_params(self) -> tuple[Any, ...]:
        return -self.precision_matrix / 2, (self.df - self._event_shape[-1] - 1) / 2

    def _log_normalizer(self, *natural_params: Any) -> Any:
        x, y = natural_params
        size = self._event_shape[-1]
        half = y + (size + 1) / 2
        log_det = math.log(2) * size - linalg.slogdet(-2 * x).logabsdet
        return half * log_det + mvlgamma(half, p=size)
