"""The divergences that have a formula."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from torchlike._ops._bindings import erf, xlogy
from torchlike._ops.overloads import where
from torchlike.autograd import grad
from torchlike.construct import full_like
from torchlike.distributions.bernoulli import Bernoulli
from torchlike.distributions.beta import Beta
from torchlike.distributions.binomial import Binomial
from torchlike.distributions.categorical import Categorical
from torchlike.distributions.cauchy import Cauchy
from torchlike.distributions.continuous_bernoulli import ContinuousBernoulli
from torchlike.distributions.dirichlet import Dirichlet
from torchlike.distributions.distribution import ExponentialFamily
from torchlike.distributions.exponential import Exponential
from torchlike.distributions.gamma import Gamma
from torchlike.distributions.geometric import Geometric
from torchlike.distributions.gumbel import Gumbel
from torchlike.distributions.half_normal import HalfNormal
from torchlike.distributions.independent import Independent
from torchlike.distributions.kl import kl_divergence, register_kl
from torchlike.distributions.laplace import Laplace
from torchlike.distributions.lowrank_multivariate_normal import LowRankMultivariateNormal
from torchlike.distributions.multivariate_normal import MultivariateNormal
from torchlike.distributions.normal import Normal
from torchlike.distributions.one_hot_categorical import OneHotCategorical
from torchlike.distributions.pareto import Pareto
from torchlike.distributions.poisson import Poisson
from torchlike.distributions.transformed_distribution import TransformedDistribution
from torchlike.distributions.uniform import Uniform
from torchlike.distributions.utils import sum_rightmost
from torchlike.nn.functional import softplus

_EULER = np.euler_gamma


# -- of one family -------------------------------------------------------------------------------


@register_kl(Bernoulli, Bernoulli)
def _(p: Any, q: Any) -> Any:
    ones = p.probs * (softplus(-q.logits) - softplus(-p.logits))
    ones = where(p.probs == 0, 0.0, where(q.probs == 0, math.inf, ones))
    zeros = (1 - p.probs) * (softplus(q.logits) - softplus(p.logits))
    return ones + where(p.probs == 1, 0.0, where(q.probs == 1, math.inf, zeros))


@register_kl(Binomial, Binomial)
def _(p: Any, q: Any) -> Any:
    if (p.total_count < q.total_count).any():
        raise NotImplementedError(
            "KL between Binomials where q.total_count > p.total_count is not implemented"
        )
    each = p.probs * (p.logits - q.logits) + (-p.probs).log1p() - (-q.probs).log1p()
    return where(p.total_count > q.total_count, math.inf, p.total_count * each)


@register_kl(Categorical, Categorical)
def _categorical(p: Any, q: Any) -> Any:
    terms = p.probs * (p.logits - q.logits)
    return where(p.probs == 0, 0.0, where(q.probs == 0, math.inf, terms)).sum(-1)


@register_kl(OneHotCategorical, OneHotCategorical)
def _(p: Any, q: Any) -> Any:
    return _categorical(p._categorical, q._categorical)


@register_kl(Dirichlet, Dirichlet)
def _dirichlet(p: Any, q: Any) -> Any:
    total_p, total_q = p.concentration.sum(-1), q.concentration.sum(-1)
    norms = total_p.lgamma() - total_q.lgamma()
    parts = (p.concentration.lgamma() - q.concentration.lgamma()).sum(-1)
    means = p.concentration.digamma() - total_p.digamma().unsqueeze(-1)
    return norms - parts + ((p.concentration - q.concentration) * means).sum(-1)


@register_kl(Beta, Beta)
def _(p: Any, q: Any) -> Any:
    return _dirichlet(p._dirichlet, q._dirichlet)


@register_kl(Exponential, Exponential)
def _(p: Any, q: Any) -> Any:
    ratio = q.rate / p.rate
    return -ratio.log() + ratio - 1


@register_kl(Gamma, Gamma)
def _(p: Any, q: Any) -> Any:
    rates = q.concentration * (p.rate / q.rate).log()
    norms = q.concentration.lgamma() - p.concentration.lgamma()
    shapes = (p.concentration - q.concentration) * p.concentration.digamma()
    return rates + norms + shapes + (q.rate - p.rate) * (p.concentration / p.rate)


@register_kl(Geometric, Geometric)
def _(p: Any, q: Any) -> Any:
    return -p.entropy() - (-q.probs).log1p() / p.probs - q.logits


@register_kl(Gumbel, Gumbel)
def _(p: Any, q: Any) -> Any:
    scale, gap = p.scale / q.scale, (p.loc - q.loc) / q.scale
    rest = ((1 + scale).lgamma() - gap).exp()
    return -scale.log() + gap + scale * _EULER + rest - (1 + _EULER)


@register_kl(Laplace, Laplace)
def _(p: Any, q: Any) -> Any:
    scale, gap = p.scale / q.scale, (p.loc - q.loc).abs()
    return -scale.log() + gap / q.scale + scale * (-gap / p.scale).exp() - 1


@register_kl(Normal, Normal)
def _normal(p: Any, q: Any) -> Any:
    variances = (p.scale / q.scale).pow(2)
    return 0.5 * (variances + ((p.loc - q.loc) / q.scale).pow(2) - 1 - variances.log())


@register_kl(HalfNormal, HalfNormal)
def _(p: Any, q: Any) -> Any:
    return _normal(p.base_dist, q.base_dist)


@register_kl(MultivariateNormal, MultivariateNormal)
@register_kl(MultivariateNormal, LowRankMultivariateNormal)
@register_kl(LowRankMultivariateNormal, MultivariateNormal)
@register_kl(LowRankMultivariateNormal, LowRankMultivariateNormal)
def _(p: Any, q: Any) -> Any:
    if p.event_shape != q.event_shape:
        low = [isinstance(d, LowRankMultivariateNormal) for d in (p, q)]
        kind = "Low Rank " if all(low) else "(Low Rank) " if any(low) else ""
        raise ValueError(
            f"KL-divergence between two {kind}Multivariate Normals with{' ' * 26}"
            "different event shapes cannot be computed"
        )
    spread = q._lengths((q.loc - p.loc).unsqueeze(-1))
    for root in p._covariance_roots():
        spread = spread + q._lengths(root)
    return q._half_log_det() - p._half_log_det() + 0.5 * (spread - p.event_shape[0])


@register_kl(Pareto, Pareto)
def _(p: Any, q: Any) -> Any:
    ratio = q.alpha / p.alpha
    inside = q.alpha * (p.scale / q.scale).log() - ratio.log() + ratio - 1
    return where(p.scale < q.scale, math.inf, inside)


@register_kl(Poisson, Poisson)
def _(p: Any, q: Any) -> Any:
    return p.rate * (p.rate.log() - q.rate.log()) - (p.rate - q.rate)


@register_kl(Uniform, Uniform)
def _(p: Any, q: Any) -> Any:
    outside = (q.low > p.low) | (q.high < p.high)
    return where(outside, math.inf, ((q.high - q.low) / (p.high - p.low)).log())


@register_kl(Cauchy, Cauchy)
def _(p: Any, q: Any) -> Any:
    spread = (p.scale + q.scale).pow(2) + (p.loc - q.loc).pow(2)
    return spread.log() - (4 * p.scale * q.scale).log()


@register_kl(Independent, Independent)
def _(p: Any, q: Any) -> Any:
    if p.reinterpreted_batch_ndims != q.reinterpreted_batch_ndims:
        raise NotImplementedError
    return sum_rightmost(kl_divergence(p.base_dist, q.base_dist), p.reinterpreted_batch_ndims)


@register_kl(TransformedDistribution, TransformedDistribution)
def _(p: Any, q: Any) -> Any:
    if p.transforms != q.transforms or p.event_shape != q.event_shape:
        raise NotImplementedError
    return kl_divergence(p.base_dist, q.base_dist)


@register_kl(ExponentialFamily, ExponentialFamily)
def _(p: Any, q: Any) -> Any:
    if type(p) is not type(q):
        raise NotImplementedError(
            "The cross KL-divergence between different exponential families cannot "
            "                            be computed using Bregman divergences"
        )
    own = [param.detach().requires_grad_() for param in p._natural_params]
    normalizer = p._log_normalizer(*own)
    slopes = grad(normalizer.sum(), own, create_graph=True)
    result = q._log_normalizer(*q._natural_params) - normalizer
    for mine, theirs, slope in zip(own, q._natural_params, slopes, strict=True):
        result = result - sum_rightmost((theirs - mine) * slope, len(q.event_shape))
    return result


# -- of two families -----------------------------------------------------------------------------


def _infinite(p: Any, q: Any) -> Any:
    return full_like(p.mean, math.inf)


#: Those that give a chance to what the other excludes.
for _p, _qs in {
    Beta: (Pareto,),
    ContinuousBernoulli: (Pareto,),
    Exponential: (Beta, ContinuousBernoulli, Pareto, Uniform),
    Gamma: (Beta, ContinuousBernoulli, Pareto, Uniform),
    Gumbel: (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform),
    Laplace: (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform),
    Normal: (Beta, ContinuousBernoulli, Exponential, Gamma, Pareto, Uniform),
    Pareto: (Beta, ContinuousBernoulli, Uniform),
    Poisson: (Bernoulli, Binomial),
}.items():
    for _q in _qs:
        register_kl(_p, _q)(_infinite)


@register_kl(Bernoulli, Poisson)
def _(p: Any, q: Any) -> Any:
    return -p.entropy() - (p.probs * q.rate.log() - q.rate)


def _against_normal(p: Any, q: Any) -> Any:
    """Of anything with a mean, a variance and an entropy."""
    square = p.variance + (p.mean - q.loc).pow(2)
    return (
        -p.entropy()
        + 0.5 * ((2 * math.pi) ** 0.5 * q.scale).pow(2).log()
        + (0.5 * square / q.scale.pow(2))
    )


for _p in (Beta, ContinuousBernoulli, Exponential, Gamma, Gumbel, Laplace, Pareto, Uniform):
    register_kl(_p, Normal)(_against_normal)


def _against_exponential(p: Any, q: Any) -> Any:
    """Of anything positive with a mean and an entropy."""
    return -p.entropy() - q.rate.log() + q.rate * p.mean


for _p in (Beta, ContinuousBernoulli, Gamma, Pareto):
    register_kl(_p, Exponential)(_against_exponential)


@register_kl(Uniform, Exponential)
def _(p: Any, q: Any) -> Any:
    return where(p.low < 0, math.inf, _against_exponential(p, q))


def _against_gamma(p: Any, q: Any, mean_log: Any) -> Any:
    """Of anything positive whose logarithm has this mean."""
    norm = q.concentration.lgamma() - q.concentration * q.rate.log()
    return -p.entropy() + norm - (q.concentration - 1) * mean_log + q.rate * p.mean


@register_kl(Beta, Gamma)
def _(p: Any, q: Any) -> Any:
    total = p.concentration1 + p.concentration0
    return _against_gamma(p, q, p.concentration1.digamma() - total.digamma())


@register_kl(Pareto, Gamma)
def _(p: Any, q: Any) -> Any:
    return _against_gamma(p, q, p.scale.log() + p.alpha.reciprocal())


@register_kl(Exponential, Gamma)
def _(p: Any, q: Any) -> Any:
    return _against_gamma(p, q, -p.rate.log() - _EULER)


def _mean_log(low: Any, high: Any) -> Any:
    """The mean logarithm of what is uniform from `low` to `high`."""
    return (xlogy(high, high) - xlogy(low, low)) / (high - low) - 1


@register_kl(Uniform, Gamma)
def _(p: Any, q: Any) -> Any:
    return where(p.low < 0, math.inf, _against_gamma(p, q, _mean_log(p.low, p.high)))


@register_kl(Uniform, Beta)
def _(p: Any, q: Any) -> Any:
    total = q.concentration1 + q.concentration0
    norm = q.concentration1.lgamma() + q.concentration0.lgamma() - total.lgamma()
    ones = (q.concentration1 - 1) * _mean_log(p.low, p.high)
    zeros = (q.concentration0 - 1) * _mean_log(1 - p.high, 1 - p.low)
    return where((p.high > 1) | (p.low < 0), math.inf, -p.entropy() + norm - ones - zeros)


@register_kl(Beta, Uniform)
def _(p: Any, q: Any) -> Any:
    inside = -p.entropy() + (q.high - q.low).log()
    return where((q.low > 0) | (q.high < 1), math.inf, inside)


@register_kl(ContinuousBernoulli, Uniform)
def _(p: Any, q: Any) -> Any:
    inside = -p.entropy() + (q.high - q.low).log()
    # As in PyTorch, that which is as wide as the support does not include it.
    return where((q.low >= 0) | (q.high <= 1), math.inf, inside)


@register_kl(Beta, ContinuousBernoulli)
@register_kl(ContinuousBernoulli, ContinuousBernoulli)
def _against_continuous_bernoulli(p: Any, q: Any) -> Any:
    """Of anything from 0 to 1 with a mean and an entropy."""
    return -p.entropy() - p.mean * q.logits - (-q.probs).log1p() - q._cont_bern_log_norm()


@register_kl(Uniform, ContinuousBernoulli)
def _(p: Any, q: Any) -> Any:
    return where((p.high >= 1) | (p.low <= 0), math.inf, _against_continuous_bernoulli(p, q))


@register_kl(Uniform, Pareto)
def _(p: Any, q: Any) -> Any:
    norm = (q.alpha * q.scale.pow(q.alpha)).log()
    inside = (q.alpha + 1) * _mean_log(p.low, p.high) - p.entropy() - norm
    return where(p.low < q.scale, math.inf, inside)


def _against_gumbel(p: Any, q: Any, mean_exp: Any) -> Any:
    """Of anything for which the mean of exp((loc - x) / scale) is known."""
    return -p.entropy() + q.scale.log() + (p.mean - q.loc) / q.scale + mean_exp


@register_kl(Exponential, Gumbel)
def _(p: Any, q: Any) -> Any:
    product = p.rate * q.scale
    return _against_gumbel(p, q, (q.loc / q.scale).exp() * product / (product + 1))


@register_kl(Gamma, Gumbel)
def _(p: Any, q: Any) -> Any:
    fall = (1 + (p.rate * q.scale).reciprocal()).pow(-p.concentration)
    return _against_gumbel(p, q, (q.loc / q.scale).exp() * fall)


@register_kl(Normal, Gumbel)
def _(p: Any, q: Any) -> Any:
    power = (q.loc - p.loc) / q.scale + 0.5 * (p.scale / q.scale).pow(2)
    return _against_gumbel(p, q, power.exp())


@register_kl(Uniform, Gumbel)
def _(p: Any, q: Any) -> Any:
    low, high = (p.low - q.loc) / q.scale, (p.high - q.loc) / q.scale
    return _against_gumbel(p, q, ((-low).exp() - (-high).exp()) / (high - low))


@register_kl(Normal, Laplace)
def _(p: Any, q: Any) -> Any:
    gap = (p.loc - q.loc) / p.scale
    near = math.sqrt(2 / math.pi) * p.scale * (-0.5 * gap.pow(2)).exp()
    far = (p.loc - q.loc) * erf(math.sqrt(0.5) * gap)
    return -p.entropy() + (2 * q.scale).log() + (near + far) / q.scale
