# Samples, densities, moments and entropies of the families.
import torch
from torch.distributions import (
    Bernoulli, Beta, Binomial, Categorical, Cauchy, Chi2, Dirichlet, Exponential, Gamma, Geometric,
    Gumbel, HalfCauchy, HalfNormal, Independent, Laplace, LogNormal, MixtureSameFamily,
    Multinomial, MultivariateNormal, NegativeBinomial, Normal, OneHotCategorical, Poisson, StudentT,
    Uniform,
)

t = torch.tensor
families = [
    Normal(t([0.0, 1.0]), t([1.0, 2.0])),
    Uniform(t([0.0, -1.0]), 3.0),
    Bernoulli(t([0.2, 0.5, 0.9])),
    Bernoulli(logits=t([0.2, -1.0])),
    Categorical(t([[0.1, 0.6, 0.3], [1.0, 1.0, 2.0]])),
    Categorical(logits=t([0.5, -0.5, 0.0])),
    OneHotCategorical(t([0.1, 0.6, 0.3])),
    Multinomial(5, t([0.1, 0.6, 0.3])),
    Beta(t([0.5, 2.0]), t([1.5, 3.0])),
    Gamma(t([0.5, 2.0]), t([1.5, 3.0])),
    Dirichlet(t([0.5, 2.0, 3.0])),
    Exponential(t([0.5, 2.0])),
    Laplace(t([0.5, 2.0]), 1.5),
    Cauchy(0.5, t([1.0, 2.0])),
    Gumbel(t([0.5, 2.0]), 1.5),
    Geometric(t([0.3, 0.8])),
    Poisson(t([0.3, 8.0, 40.0])),
    Binomial(10, t([0.3, 0.8])),
    Binomial(t([3.0, 20.0]), logits=t([0.3, 0.8])),
    NegativeBinomial(5.0, t([0.3, 0.8])),
    StudentT(t([0.8, 1.5, 3.0]), 1.0, 2.0),
    Chi2(t([1.0, 4.0])),
    HalfNormal(t([1.0, 4.0])),
    HalfCauchy(t([1.0, 4.0])),
    LogNormal(t([0.0, 1.0]), 0.5),
    MultivariateNormal(t([0.0, 1.0]), t([[2.0, 0.5], [0.5, 1.0]])),
    MultivariateNormal(torch.zeros(3, 2), scale_tril=t([[2.0, 0.0], [0.5, 1.0]])),
    MultivariateNormal(torch.zeros(2), precision_matrix=t([[2.0, 0.5], [0.5, 1.0]])),
    Independent(Normal(torch.zeros(3, 2), 1.0), 1),
    MixtureSameFamily(Categorical(t([0.3, 0.7])), Normal(t([0.0, 4.0]), t([1.0, 0.5]))),
    MixtureSameFamily(Categorical(t([0.3, 0.7])), Independent(Normal(torch.ones(2, 3), 2.0), 1)),
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
    print(larger.batch_shape, larger.log_prob(larger.sample()).shape)
    if d.has_enumerate_support and (type(d) is not Binomial or d.total_count[0] == 10):
        print(d.enumerate_support(), d.enumerate_support(expand=False).shape)
