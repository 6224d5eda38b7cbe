"""Special functions (PyTorch: `torch.special`)."""

from torchlike._ops import _bindings
from torchlike._ops._bindings import digamma as digamma
from torchlike._ops._bindings import erf as erf
from torchlike._ops._bindings import erfc as erfc
from torchlike._ops._bindings import erfinv as erfinv
from torchlike._ops._bindings import exp2 as exp2
from torchlike._ops._bindings import expm1 as expm1
from torchlike._ops._bindings import i0 as i0
from torchlike._ops._bindings import log1p as log1p
from torchlike._ops._bindings import log_softmax as log_softmax
from torchlike._ops._bindings import logit as logit
from torchlike._ops._bindings import logsumexp as logsumexp
from torchlike._ops._bindings import polygamma as polygamma
from torchlike._ops._bindings import sinc as sinc
from torchlike._ops._bindings import softmax as softmax
from torchlike._ops._bindings import xlogy as xlogy

airy_ai = _bindings.special_airy_ai
bessel_j0 = _bindings.special_bessel_j0
bessel_j1 = _bindings.special_bessel_j1
bessel_y0 = _bindings.special_bessel_y0
bessel_y1 = _bindings.special_bessel_y1
chebyshev_polynomial_t = _bindings.special_chebyshev_polynomial_t
chebyshev_polynomial_u = _bindings.special_chebyshev_polynomial_u
chebyshev_polynomial_v = _bindings.special_chebyshev_polynomial_v
chebyshev_polynomial_w = _bindings.special_chebyshev_polynomial_w
entr = _bindings.special_entr
erfcx = _bindings.special_erfcx
expit = _bindings.sigmoid
gammainc = _bindings.igamma
gammaincc = _bindings.igammac
gammaln = _bindings.lgamma
hermite_polynomial_h = _bindings.special_hermite_polynomial_h
hermite_polynomial_he = _bindings.special_hermite_polynomial_he
i0e = _bindings.special_i0e
i1 = _bindings.special_i1
i1e = _bindings.special_i1e
laguerre_polynomial_l = _bindings.special_laguerre_polynomial_l
legendre_polynomial_p = _bindings.special_legendre_polynomial_p
log_ndtr = _bindings.special_log_ndtr
modified_bessel_i0 = _bindings.special_modified_bessel_i0
modified_bessel_i1 = _bindings.special_modified_bessel_i1
modified_bessel_k0 = _bindings.special_modified_bessel_k0
modified_bessel_k1 = _bindings.special_modified_bessel_k1
multigammaln = _bindings.mvlgamma
ndtr = _bindings.special_ndtr
ndtri = _bindings.special_ndtri
psi = _bindings.digamma
round = _bindings.special_round
scaled_modified_bessel_k0 = _bindings.special_scaled_modified_bessel_k0
scaled_modified_bessel_k1 = _bindings.special_scaled_modified_bessel_k1
shifted_chebyshev_polynomial_t = _bindings.special_shifted_chebyshev_polynomial_t
shifted_chebyshev_polynomial_u = _bindings.special_shifted_chebyshev_polynomial_u
shifted_chebyshev_polynomial_v = _bindings.special_shifted_chebyshev_polynomial_v
shifted_chebyshev_polynomial_w = _bindings.special_shifted_chebyshev_polynomial_w
spherical_bessel_j0 = _bindings.special_spherical_bessel_j0
xlog1py = _bindings.special_xlog1py
zeta = _bindings.special_zeta
