"""Special functions (PyTorch: `torch.special`)."""

from torchlike._ops._bindings import digamma as digamma
from torchlike._ops._bindings import digamma as psi
from torchlike._ops._bindings import erf as erf
from torchlike._ops._bindings import erfc as erfc
from torchlike._ops._bindings import erfinv as erfinv
from torchlike._ops._bindings import exp2 as exp2
from torchlike._ops._bindings import expm1 as expm1
from torchlike._ops._bindings import i0 as i0
from torchlike._ops._bindings import igamma as gammainc
from torchlike._ops._bindings import igammac as gammaincc
from torchlike._ops._bindings import lgamma as gammaln
from torchlike._ops._bindings import log1p as log1p
from torchlike._ops._bindings import logit as logit
from torchlike._ops._bindings import logsumexp as logsumexp
from torchlike._ops._bindings import mvlgamma as multigammaln
from torchlike._ops._bindings import polygamma as polygamma
from torchlike._ops._bindings import round as round
from torchlike._ops._bindings import sigmoid as expit
from torchlike._ops._bindings import sinc as sinc
from torchlike._ops._bindings import special_airy_ai as airy_ai
from torchlike._ops._bindings import special_bessel_j0 as bessel_j0
from torchlike._ops._bindings import special_bessel_j1 as bessel_j1
from torchlike._ops._bindings import special_bessel_y0 as bessel_y0
from torchlike._ops._bindings import special_bessel_y1 as bessel_y1
from torchlike._ops._bindings import special_chebyshev_polynomial_t as chebyshev_polynomial_t
from torchlike._ops._bindings import special_chebyshev_polynomial_u as chebyshev_polynomial_u
from torchlike._ops._bindings import special_chebyshev_polynomial_v as chebyshev_polynomial_v
from torchlike._ops._bindings import special_chebyshev_polynomial_w as chebyshev_polynomial_w
from torchlike._ops._bindings import special_entr as entr
from torchlike._ops._bindings import special_erfcx as erfcx
from torchlike._ops._bindings import special_hermite_polynomial_h as hermite_polynomial_h
from torchlike._ops._bindings import special_hermite_polynomial_he as hermite_polynomial_he
from torchlike._ops._bindings import special_i0e as i0e
from torchlike._ops._bindings import special_i1 as i1
from torchlike._ops._bindings import special_i1e as i1e
from torchlike._ops._bindings import special_laguerre_polynomial_l as laguerre_polynomial_l
from torchlike._ops._bindings import special_legendre_polynomial_p as legendre_polynomial_p
from torchlike._ops._bindings import special_log_ndtr as log_ndtr
from torchlike._ops._bindings import special_modified_bessel_i0 as modified_bessel_i0
from torchlike._ops._bindings import special_modified_bessel_i1 as modified_bessel_i1
from torchlike._ops._bindings import special_modified_bessel_k0 as modified_bessel_k0
from torchlike._ops._bindings import special_modified_bessel_k1 as modified_bessel_k1
from torchlike._ops._bindings import special_ndtr as ndtr
from torchlike._ops._bindings import special_ndtri as ndtri
from torchlike._ops._bindings import special_scaled_modified_bessel_k0 as scaled_modified_bessel_k0
from torchlike._ops._bindings import special_scaled_modified_bessel_k1 as scaled_modified_bessel_k1
from torchlike._ops._bindings import (
    special_shifted_chebyshev_polynomial_t as shifted_chebyshev_polynomial_t,
)
from torchlike._ops._bindings import (
    special_shifted_chebyshev_polynomial_u as shifted_chebyshev_polynomial_u,
)
from torchlike._ops._bindings import (
    special_shifted_chebyshev_polynomial_v as shifted_chebyshev_polynomial_v,
)
from torchlike._ops._bindings import (
    special_shifted_chebyshev_polynomial_w as shifted_chebyshev_polynomial_w,
)
from torchlike._ops._bindings import special_spherical_bessel_j0 as spherical_bessel_j0
from torchlike._ops._bindings import special_xlog1py as xlog1py
from torchlike._ops._bindings import special_zeta as zeta
from torchlike._ops._bindings import xlogy as xlogy
from torchlike._ops.special_forms import log_softmax as log_softmax
from torchlike._ops.special_forms import softmax as softmax
