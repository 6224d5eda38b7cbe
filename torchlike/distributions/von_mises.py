"""The von Mises distribution."""

from __future__ import annotations

import functools
import math
from typing import Any

from torchlike._core import dtypes
from torchlike._ops.overloads import where
from torchlike._ops.sampling import rand
from torchlike.autograd.grad_mode import no_grad
from torchlike.construct import zeros
from torchlike.distributions import constraints
from torchlike.distributions.distribution import Distribution
from torchlike.distributions.utils import lazy_property

#: Polynomials for Bessel functions of order 0 and 1, highest power first, by Abramowitz and Stegun
#: (9.8.1 to 9.8.4): of (x / 3.75)^2 up to 3.75, of 3.75 / x above.
_SMALL = (
    (0.0045813, 0.0360768, 0.2659732, 1.2067492, 3.0899424, 3.5156229, 1.0),
    (0.00032411, 0.00301532, 0.02658733, 0.15084934, 0.51498869, 0.87890594, 0.5),
)
_LARGE = (
    (
        0.00392377, -0.01647633, 0.02635537, -0.02057706, 0.00916281, -0.00157565, 0.00225319,
        0.01328592, 0.39894228,
    ),
    (
        -0.00420059, 0.01787654, -0.02895312, 0.02282967, -0.01031555, 0.00163801, -0.00362018,
        -0.03988024, 0.39894228,
    ),
)  # fmt: skip


def _log_bessel(x: Any, order: int) -> Any:
    """The logarithm of the modified Bessel function of order 0 or 1 at positive numbers."""
    small = _polynomial((x / 3.75).square(), _SMALL[order])
    small = (x.abs() * small if order else small).log()
    large = x - 0.5 * x.log() + _polynomial(3.75 / x, _LARGE[order]).log()
    return where(x < 3.75, small, large)


def _polynomial(x: Any, coefficients: tuple[float, ...]) -> Any:
    return functools.reduce(lambda known, coefficient: coefficient + x * known, coefficients)


class VonMises(Distribution):
    """An angle, normal around the circle."""

    arg_constraints: Any = {"loc": constraints.real, "concentration": constraints.positive}
    support: Any = constraints.real

    loc: Any
    concentration: Any

    def __init__(self, loc: Any, concentration: Any, validate_args: bool | None = None) -> None:
        """Takes the angle around which the others lie, and how close."""
        self._elementwise(validate_args, loc=loc, concentration=concentration)

    def log_prob(self, value: Any) -> Any:
        """The logarithm of the density."""
        self._check_sample(value)
        near = self.concentration * (value - self.loc).cos()
        return near - math.log(2 * math.pi) - _log_bessel(self.concentration, 0)

    def sample(self, sample_shape: Any = ()) -> Any:
        """Samples by rejection, in double precision (Best and Fisher, 1979)."""
        with no_grad():
            kappa = self.concentration.to(dtypes.float64)
            shape = self._extended_shape(sample_shape)
            around = _accepted_angles(kappa, _proposal(kappa), shape)
            angle = (around + math.pi + self.loc.to(dtypes.float64)) % (2 * math.pi)
            return (angle - math.pi).to(self.loc.dtype)

    @property
    def mean(self) -> Any:
        """The mean angle."""
        return self.loc

    @property
    def mode(self) -> Any:
        """The mean angle."""
        return self.loc

    @lazy_property
    def variance(self) -> Any:
        """One minus the mean cosine of the angle from the mean."""
        kappa = self.concentration
        return 1 - (_log_bessel(kappa, 1) - _log_bessel(kappa, 0)).exp()


def _proposal(kappa: Any) -> Any:
    """The parameter of the wrapped Cauchy distribution that angles are proposed from."""
    tau = 1 + (1 + 4 * kappa**2).sqrt()
    rho = (tau - (2 * tau).sqrt()) / (2 * kappa)
    return where(kappa < 1e-5, 1 / kappa + kappa, (1 + rho**2) / (2 * rho))


def _accepted_angles(kappa: Any, r: Any, shape: Any) -> Any:
    angles = zeros(shape, dtype=kappa.dtype, device=kappa.device)
    done = zeros(shape, dtype=dtypes.bool, device=kappa.device)
    while not done.all():
        turn, chance, side = rand((3, *shape), dtype=kappa.dtype, device=kappa.device).unbind()
        z = (math.pi * turn).cos()
        f = (1 + r * z) / (r + z)
        c = kappa * (r - f)
        accept = ((c * (2 - c) - chance) > 0) | ((c / chance).log() + 1 - c >= 0)
        angles = where(accept, (side - 0.5).sign() * f.acos(), angles)
        done = done | accept
    return angles
