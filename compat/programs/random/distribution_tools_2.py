# compare: numbers
# Divergences of the rarer families, transforms side by side, and their constraints.
import torch
from torch.distributions import (
    Beta, CatTransform, ContinuousBernoulli, CorrCholeskyTransform, CumulativeDistributionTransform,
    Exponential, ExpTransform, Gamma, Gumbel, InverseGamma, Laplace, LKJCholesky, LogisticNormal,
    LowRankMultivariateNormal, MultivariateNormal, Normal, Pareto, SoftmaxTransform, StackTransform,
    StickBreakingTransform, TransformedDistribution, Uniform, Weibull, Wishart, biject_to, constraints,
    identity_transform, kl_divergence, transform_to,
)
from torch.distributions.utils import tril_matrix_to_vec, vec_to_tril_matrix

t = torch.tensor
beta, cb = Beta(t([0.5, 2.0]), 1.5), ContinuousBernoulli(t([0.2, 0.5]))
pareto, uniform = Pareto(t([0.1, 0.3]), t([2.5, 0.8])), Uniform(t([0.2, 0.0]), t([0.6, 1.0]))
gamma, expo, normal = Gamma(t([0.5, 2.0]), 1.5), Exponential(t([0.5, 2.0])), Normal(t([0.5, 2.0]), 1.5)
low = LowRankMultivariateNormal(t([0.0, 1.0]), t([[1.0], [0.5]]), t([1.0, 0.5]))
low2 = LowRankMultivariateNormal(torch.zeros(3, 2), t([[0.3, 1.0], [0.5, 0.1]]), t([0.4, 0.5]))
full = MultivariateNormal(t([0.5, 2.0]), t([[1.0, 0.2], [0.2, 0.5]]))
pairs = [
    (cb, cb), (beta, cb), (uniform, cb), (cb, ContinuousBernoulli(t([0.9, 0.3]))), (cb, expo), (cb, normal),
    (cb, uniform), (cb, Uniform(-1.0, 2.0)), (cb, pareto), (beta, pareto), (expo, pareto), (expo, cb), (gamma, pareto),
    (gamma, cb), (Gumbel(0.0, 1.0), pareto), (Laplace(0.0, 1.0), cb), (normal, pareto), (normal, cb),
    (pareto, pareto), (pareto, Pareto(0.05, t([1.0, 3.0]))), (pareto, expo), (pareto, gamma), (pareto, normal),
    (pareto, beta), (pareto, cb), (pareto, uniform), (uniform, pareto), (uniform, Pareto(0.1, 2.0)),
    (low, low2), (low2, full), (full, low2), (full, low),
    (LogisticNormal(t([0.0, 1.0]), 1.0), LogisticNormal(t([0.5, 1.0]), 2.0)),
    (Wishart(t(4.0), torch.eye(2)), Wishart(t(5.0), 2 * torch.eye(2))),
    (InverseGamma(1.0, 2.0), InverseGamma(2.0, 1.0)), (Weibull(1.0, 2.0), Weibull(2.0, 2.0)),
    (low, LowRankMultivariateNormal(t([0.0]), t([[1.0]]), t([1.0]))),
    (low, MultivariateNormal(t([0.0]), t([[1.0]]))), (LKJCholesky(2), LKJCholesky(2)), (cb, gamma),
]
for p, q in pairs:
    try:
        print(type(p).__name__, type(q).__name__, kl_divergence(p, q))
    except Exception as e:
        print(type(p).__name__, type(q).__name__, type(e).__name__, str(e).splitlines()[:1])
x = t([[0.3, -1.2, 0.8], [1.0, 0.5, -0.2]])
for transform in [
    CatTransform([ExpTransform(), identity_transform], 1, [2, 1]),
    CatTransform([ExpTransform(), identity_transform], -1, [1, 2]),
    CatTransform([ExpTransform(), identity_transform]),
    CatTransform([SoftmaxTransform(), SoftmaxTransform()], -1, [1, 2]),
    StackTransform([ExpTransform(), identity_transform]),
    StackTransform([ExpTransform(), identity_transform, ExpTransform()], -1),
    CorrCholeskyTransform(),
    CumulativeDistributionTransform(Normal(0.0, 2.0)),
    CumulativeDistributionTransform(Laplace(0.0, 2.0)),
]:
    y = transform(x)
    print(transform, y, transform.inv(y), transform.inv, transform.bijective, transform.event_dim if not isinstance(transform, CorrCholeskyTransform) else "")
    print(transform.forward_shape((2, 3)), transform.inverse_shape((2, 3, 3)) if isinstance(transform, CorrCholeskyTransform) else "")
    try:
        print(transform.log_abs_det_jacobian(x, y), type(transform.domain).__name__, type(transform.codomain).__name__)
    except NotImplementedError:
        print("-")
cat = constraints.cat([constraints.positive, constraints.real], 0, [2, 1])
stack = constraints.stack([constraints.positive, constraints.unit_interval], 0)
for c in [constraints.corr_cholesky, cat, stack, constraints.interval(0.0, 2.0), constraints.half_open_interval(0.0, 2.0)]:
    print(c, transform_to(c), biject_to(c), c.is_discrete, c.event_dim)
    v = torch.zeros(2, 2) if c is stack else torch.zeros(3)
    print(transform_to(c)(v), c.check(transform_to(c)(v)))
copula = TransformedDistribution(
    MultivariateNormal(torch.zeros(2), scale_tril=t([[1.0, 0.0], [0.6, 0.8]])),
    [CumulativeDistributionTransform(Normal(0.0, 1.0))],
)
torch.manual_seed(0)
s = copula.sample((3,))
print(s, copula.log_prob(s))
print(vec_to_tril_matrix(torch.arange(6.0)), tril_matrix_to_vec(torch.arange(9.0).view(3, 3), -1))
for f in [
    lambda: CatTransform([ExpTransform(), 1]), lambda: CatTransform([ExpTransform()], lengths=[1, 2]),
    lambda: CatTransform([ExpTransform()], 0, [3])(x), lambda: CatTransform([ExpTransform()], 2)(x),
    lambda: StackTransform([ExpTransform()])(x), lambda: StackTransform([ExpTransform()]).inv(x), lambda: StackTransform([1]),
    lambda: CorrCholeskyTransform()(torch.zeros(2)), lambda: CorrCholeskyTransform().forward_shape(()),
    lambda: CorrCholeskyTransform().forward_shape((4,)), lambda: CorrCholeskyTransform().inverse_shape((2, 3)),
    lambda: CorrCholeskyTransform().inverse_shape((2,)), lambda: tril_matrix_to_vec(torch.eye(2), 2),
    lambda: biject_to(constraints.lower_cholesky), lambda: constraints.interval(0.0),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, *str(e).splitlines()[:1])
loc = torch.zeros(2, requires_grad=True)
torch.manual_seed(1)
LogisticNormal(loc, 1.0).rsample().pow(2).sum().backward()
print(loc.grad)
logits = torch.zeros(3, requires_grad=True)
torch.distributions.RelaxedOneHotCategorical(t(0.5), logits=logits).rsample()[0].backward()
print(logits.grad)
