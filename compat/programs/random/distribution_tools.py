# Divergences, transforms, constraints, gradients and refusals.
import torch
from torch.distributions import (
    AffineTransform, Bernoulli, Beta, Binomial, Categorical, ComposeTransform, Dirichlet,
    Exponential, ExpTransform, Gamma, Geometric, Gumbel, HalfNormal, Independent, Laplace,
    MultivariateNormal, Normal, Poisson, PowerTransform, SigmoidTransform, SoftmaxTransform,
    StickBreakingTransform, TanhTransform, TransformedDistribution, Uniform, biject_to,
    constraints, kl_divergence, register_kl, transform_to,
)

t = torch.tensor
single = [
    (Normal(0.0, 1.0), Normal(1.0, 2.0)), (Beta(2.0, 3.0), Beta(1.0, 1.5)),
    (Gamma(2.0, 3.0), Gamma(1.0, 1.5)), (Exponential(2.0), Exponential(3.0)),
    (Laplace(0.0, 1.0), Laplace(1.0, 2.0)), (Poisson(2.0), Poisson(3.0)),
    (Bernoulli(t([0.2, 0.0])), Bernoulli(t([0.5, 1.0]))), (Geometric(0.2), Geometric(0.5)),
    (Categorical(t([0.2, 0.8, 0.0])), Categorical(t([0.5, 0.5, 0.0]))),
    (Dirichlet(t([1.0, 2.0])), Dirichlet(t([2.0, 0.5]))), (Gumbel(0.0, 1.0), Gumbel(1.0, 2.0)),
    (Uniform(0.0, 1.0), Uniform(-1.0, 2.0)), (Uniform(0.0, 1.0), Uniform(0.5, 2.0)),
    (HalfNormal(1.0), HalfNormal(2.0)), (Binomial(4, t(0.2)), Binomial(4, t(0.3))),
    (Normal(0.0, 1.0), Laplace(1.0, 2.0)), (Laplace(0.0, 1.0), Normal(1.0, 2.0)),
    (Normal(0.0, 1.0), Gumbel(1.0, 2.0)), (Gumbel(0.0, 1.0), Normal(1.0, 2.0)),
    (Uniform(0.2, 0.7), Beta(2.0, 3.0)), (Beta(2.0, 3.0), Uniform(0.0, 1.0)),
    (Uniform(0.0, 1.0), Normal(1.0, 2.0)), (Uniform(0.0, 1.0), Gumbel(1.0, 2.0)),
    (Uniform(0.2, 1.0), Exponential(2.0)), (Uniform(0.2, 1.0), Gamma(2.0, 3.0)),
    (Exponential(2.0), Gamma(1.0, 1.5)), (Gamma(2.0, 3.0), Exponential(1.5)),
    (Exponential(2.0), Normal(1.0, 2.0)), (Gamma(2.0, 3.0), Normal(1.0, 2.0)),
    (Exponential(2.0), Gumbel(1.0, 2.0)), (Gamma(2.0, 3.0), Gumbel(1.0, 2.0)),
    (Beta(2.0, 3.0), Normal(0.5, 2.0)), (Beta(2.0, 3.0), Gamma(0.5, 2.0)),
    (Beta(2.0, 3.0), Exponential(2.0)), (Bernoulli(0.3), Poisson(2.0)),
    (Normal(0.0, 1.0), Exponential(1.0)), (Poisson(2.0), Bernoulli(0.5)),
    (MultivariateNormal(torch.zeros(2), torch.eye(2)),
     MultivariateNormal(torch.ones(2), t([[2.0, 0.5], [0.5, 1.0]]))),
    (Independent(Normal(torch.zeros(2), 1.0), 1), Independent(Normal(torch.ones(2), 2.0), 1)),
]
for p, q in single:
    print(type(p).__name__, type(q).__name__, kl_divergence(p, q))
x = t([0.3, -1.2, 0.8])
for transform in [
    ExpTransform(), SigmoidTransform(), TanhTransform(), AffineTransform(1.0, -2.0),
    PowerTransform(t(2.0)), SoftmaxTransform(), StickBreakingTransform(),
    ComposeTransform([AffineTransform(0.5, 2.0), SigmoidTransform()]),
]:
    v = x.abs() if isinstance(transform, PowerTransform) else x
    y = transform(v)
    print(transform, y, transform.inv(y), transform.inv, transform.bijective)
    if not isinstance(transform, SoftmaxTransform):
        print(transform.log_abs_det_jacobian(v, y), transform.domain, transform.codomain)
d = TransformedDistribution(Uniform(t([0.0]), t([1.0])), [SigmoidTransform().inv, AffineTransform(1.0, 2.0)])
torch.manual_seed(1)
s = d.rsample((3,))
print(d, s, d.log_prob(s), d.cdf(s), d.icdf(t([0.3])), d.support)
for c in [
    constraints.positive, constraints.unit_interval, constraints.interval(0.0, 2.0), constraints.real,
    constraints.simplex, constraints.lower_cholesky, constraints.greater_than(3.0),
    constraints.positive_definite,
]:
    print(c, transform_to(c), c.is_discrete, c.event_dim)
print(transform_to(constraints.simplex)(x), biject_to(constraints.simplex)(x))
loc, scale = t(0.5, requires_grad=True), t(2.0, requires_grad=True)
torch.manual_seed(2)
Normal(loc, scale).rsample((3,)).pow(2).sum().backward()
print(loc.grad, scale.grad)
logits = t([0.1, 0.4, -0.2], requires_grad=True)
(-Categorical(logits=logits).log_prob(t(1))).backward()
print(logits.grad)


class Mine(Normal):
    pass


@register_kl(Mine, Mine)
def _(p, q):
    return "mine"


print(kl_divergence(Mine(0.0, 1.0), Mine(0.0, 1.0)), kl_divergence(Mine(0.0, 1.0), Normal(0.0, 1.0)))
for f in [
    lambda: Normal(0.0, -1.0), lambda: Normal(t([0.0, 1.0]), t([1.0, -1.0])),
    lambda: Bernoulli(1.5), lambda: Bernoulli(), lambda: Bernoulli(0.5, 0.5), lambda: Uniform(2.0, 1.0),
    lambda: Categorical(t(0.5)), lambda: Categorical(t([0.5, -0.5])), lambda: Normal(0.0, 1.0).log_prob(3),
    lambda: Exponential(1.0).log_prob(t(-1.0)), lambda: Bernoulli(0.5).log_prob(t(0.3)),
    lambda: Categorical(t([0.5, 0.5])).log_prob(t(4)), lambda: Geometric(0.0),
    lambda: MultivariateNormal(torch.zeros(2)), lambda: Normal("a", 1.0),
    lambda: MultivariateNormal(torch.zeros(2), t([[1.0, 2.0], [2.0, 1.0]])),
    lambda: Normal(torch.zeros(2), 1.0).log_prob(torch.zeros(3)),
    lambda: Independent(Normal(0.0, 1.0), 1), lambda: Normal(0.0, 1.0).enumerate_support(),
    lambda: kl_divergence(Poisson(1.0), Normal(0.0, 1.0)), lambda: transform_to(constraints.one_hot),
    lambda: Categorical(t([0.5, 0.5])).rsample(), lambda: Normal(float("nan"), 1.0),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(Normal(0.0, -1.0, validate_args=False))
