"""Cholesky factors of correlation matrices, by Lewandowski, Kurowicka and Joe."""

from __future__ import annotations

import math
from typing import Any

from torchlike._ops._bindings import lgamma, mvlgamma
from torchlike._ops.sampling import randn
from torchlike.autograd.grad_mode import no_grad
from torchlike.distributions import constraints
from torchlike.distributions.beta import Beta
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.utils import broadcast_all
from torchlike.finfo import finfo
from torchlike.nn.functional import pad
from torchlike.ranges import arange


class LKJCholesky(Distribution):
    """A Cholesky factor of a correlation matrix, whose determinant counts with a power.

    At `concentration` 1 all matrices are alike; above it those near the identity count more.
    """

    arg_constraints: Any = {"concentration": constraints.positive}
    support: Any = constraints.corr_cholesky

    def __init__(
        self, dim: int, concentration: Any = 1.0, validate_args: bool | None = None
    ) -> None:
        """Takes the size of the matrices and the power."""
        if dim < 2:
            raise ValueError(
                f"Expected dim to be an integer greater than or equal to 2. Found dim={dim}."
            )
        self.dim = dim
        (self.concentration,) = broadcast_all(concentration)
        like = self.concentration
        before = pad(arange(dim - 1, dtype=like.dtype, device=like.device), [1, 0])
        marginal = like + 0.5 * (dim - 2)
        #: The squared length of each row to the left of the diagonal.
        self._beta = Beta(before + 0.5, marginal.unsqueeze(-1) - 0.5 * before)
        super().__init__(like.size(), (dim, dim), validate_args)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples, by the onion method."""
        with no_grad():
            squares = self._beta.sample(sample_shape).unsqueeze(-1)
            shape = self._extended_shape(sample_shape)
            drawn = randn(shape, dtype=squares.dtype, device=squares.device).tril(-1)
            directions = drawn / drawn.norm(dim=-1, keepdim=True)
            directions[..., 0, :].fill_(0.0)  # nothing is to the left of the first
            below = squares.sqrt() * directions
            rest = (1 - (below**2).sum(dim=-1)).clamp(min=finfo(below.dtype).tiny)
            return below + rest.sqrt().diag_embed()

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        count = self.dim - 1
        rows = arange(2, self.dim + 1, device=self.concentration.device)
        powers = 2 * (self.concentration - 1).unsqueeze(-1) + self.dim - rows
        diagonal = value.diagonal(dim1=-1, dim2=-2)[..., 1:]
        alpha = self.concentration + 0.5 * count
        norm = 0.5 * count * math.log(math.pi) + mvlgamma(alpha - 0.5, count)
        return (powers * diagonal.log()).sum(dim=-1) - (norm - lgamma(alpha) * count)
