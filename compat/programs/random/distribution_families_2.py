# compare: numbers
# Samples, densities, moments and entropies of the rarer families.
import warnings

import torch
from torch.distributions import (
    ContinuousBernoulli, FisherSnedecor, GeneralizedPareto, InverseGamma, Kumaraswamy, LKJCholesky,
    LogisticNormal, LowRankMultivariateNormal, Pareto, RelaxedBernoulli, RelaxedOneHotCategorical,
    VonMises, Weibull, Wishart,
)
from torch.distributions.relaxed_bernoulli import LogitRelaxedBernoulli
from torch.distributions.relaxed_categorical import ExpRelaxedCategorical

warnings.simplefilter("ignore")
t = torch.tensor
families = [
    ContinuousBernoulli(t([0.1, 0.5, 0.9])),
    ContinuousBernoulli(logits=t([0.3, -1.0])),
    FisherSnedecor(t([1.0, 3.0, 5.0]), t([2.0, 3.0, 6.0])),
    GeneralizedPareto(0.5, t([1.0, 2.0, 1.5]), t([0.0, 0.3, -0.4])),
    InverseGamma(t([0.5, 1.5, 4.0]), t([1.5, 3.0, 2.0])),
    Kumaraswamy(t([0.5, 2.0]), t([1.5, 3.0])),
    LKJCholesky(3, 0.5),
    LKJCholesky(4, t([1.0, 2.5])),
    LogisticNormal(t([0.0, 1.0, -0.5]), t([1.0, 0.5, 2.0])),
    LogisticNormal(0.0, 1.0),
    LowRankMultivariateNormal(t([0.0, 1.0, 2.0]), t([[1.0], [0.5], [-0.5]]), t([1.0, 0.5, 2.0])),
    LowRankMultivariateNormal(torch.zeros(2, 3), torch.ones(3, 2), t([1.0, 0.5, 2.0])),
    Pareto(t([1.0, 2.0, 0.5]), t([0.5, 1.5, 4.0])),
    RelaxedBernoulli(t(0.7), t([0.2, 0.8])),
    RelaxedBernoulli(t([0.7, 2.0]), logits=t([0.2, -0.8])),
    LogitRelaxedBernoulli(t(0.7), t([0.2, 0.8])),
    RelaxedOneHotCategorical(t(0.7), t([0.2, 0.3, 0.5])),
    ExpRelaxedCategorical(t(1.5), logits=t([[0.2, 0.3, 0.5], [1.0, 0.0, -1.0]])),
    VonMises(t([0.5, -2.0]), t([0.4, 9.0])),
    Weibull(t([1.0, 2.0]), t([0.8, 3.0])),
    Wishart(t(4.5), torch.eye(2)),
    Wishart(t([3.0, 5.0]), scale_tril=t([[2.0, 0.0], [0.5, 1.0]])),
    Wishart(6, precision_matrix=t([[2.0, 0.5], [0.5, 1.0]])),
]
for d in families:
    torch.manual_seed(4)
    print(d, d.batch_shape, d.event_shape, d.has_rsample)
    x = d.sample((2,))
    print(x)
    print(d.log_prob(x))
    for name in ("mean", "mode", "variance", "stddev", "support"):
        try:
            print(name, getattr(d, name))
        except NotImplementedError:
            print(name, "-")
    for name in ("entropy", "perplexity"):
        try:
            print(name, getattr(d, name)())
        except NotImplementedError:
            print(name, "-")
    for name in ("cdf", "icdf"):
        try:
            value = t(0.25) if name == "icdf" else x
            print(name, getattr(d, name)(value))
        except (NotImplementedError, AttributeError):
            print(name, "-")
    larger = d.expand((2, *d.batch_shape))
    print(type(larger).__name__, larger.batch_shape, larger.log_prob(larger.sample()).shape)
    print(torch.rand(1))
low = families[10]
for name in ("scale_tril", "covariance_matrix", "precision_matrix"):
    print(getattr(low, name), getattr(families[-1], name))
for f in [
    lambda: ContinuousBernoulli(), lambda: ContinuousBernoulli(2.0), lambda: ContinuousBernoulli(2.0, validate_args=True),
    lambda: LKJCholesky(1), lambda: LKJCholesky(2, -1.0), lambda: Pareto(-1.0, 1.0), lambda: Pareto(1.0, 1.0).log_prob(t(0.5)),
    lambda: LowRankMultivariateNormal(t(0.0), t([[1.0]]), t([1.0])),
    lambda: LowRankMultivariateNormal(t([0.0]), t([1.0]), t([1.0])),
    lambda: LowRankMultivariateNormal(t([0.0, 1.0]), t([[1.0]]), t([1.0, 1.0])),
    lambda: LowRankMultivariateNormal(t([0.0]), t([[1.0]]), t([1.0, 2.0])),
    lambda: LowRankMultivariateNormal(torch.zeros(2, 1), torch.zeros(3, 1, 1), t([1.0])),
    lambda: RelaxedBernoulli(t(0.5)), lambda: RelaxedOneHotCategorical(t(0.5), t(0.5)),
    lambda: VonMises(0.0, 0.0), lambda: Weibull(1.0, t([-1.0])), lambda: Kumaraswamy(0.0, 1.0),
    lambda: InverseGamma(1.0, -2.0), lambda: FisherSnedecor(1.0, 0.0), lambda: GeneralizedPareto(0.0, -1.0, 0.0),
    lambda: GeneralizedPareto(0.0, 1.0, -0.5).log_prob(t(3.0)),
    lambda: Wishart(2.0), lambda: Wishart(0.5, torch.eye(2)), lambda: Wishart(4.0, t([1.0])),
    lambda: Wishart(4.0, t([[1.0, 2.0], [2.0, 1.0]])), lambda: VonMises(0.0, 1.0).rsample(),
    lambda: LKJCholesky(2).log_prob(torch.ones(2, 2)),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, *str(e).splitlines()[:1])
