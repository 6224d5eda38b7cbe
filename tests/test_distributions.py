"""Distributions: what the recorded programs do not show - gradients, gaps, expansion, subclasses.

Values, samples, texts and refusals are compared with PyTorch's in ``compat/programs/random``.
"""

import copy

import numpy as np
import pytest
import scipy.special

import torchlike as torch
from torchlike import distributions as dist
from torchlike.distributions import constraints, transforms

FAMILIES = [
    lambda: dist.Normal(torch.zeros(2), 1.0),
    lambda: dist.Uniform(torch.zeros(2), 1.0),
    lambda: dist.Bernoulli(torch.full((2,), 0.3)),
    lambda: dist.Categorical(logits=torch.zeros(2, 3)),
    lambda: dist.OneHotCategorical(torch.full((2, 3), 0.5)),
    lambda: dist.Multinomial(4, torch.full((2, 3), 0.5)),
    lambda: dist.Beta(torch.ones(2), 2.0),
    lambda: dist.Gamma(torch.ones(2), 2.0),
    lambda: dist.Chi2(torch.ones(2)),
    lambda: dist.Dirichlet(torch.ones(2, 3)),
    lambda: dist.Gumbel(torch.zeros(2), 1.0),
    lambda: dist.HalfNormal(torch.ones(2)),
    lambda: dist.LogNormal(torch.zeros(2), 1.0),
    lambda: dist.StudentT(torch.full((2,), 3.0)),
    lambda: dist.MultivariateNormal(torch.zeros(2, 3), torch.eye(3)),
    lambda: dist.Pareto(torch.ones(2), 3.0),
    lambda: dist.Weibull(torch.ones(2), 3.0),
    lambda: dist.VonMises(torch.ones(2), 3.0),
    lambda: dist.FisherSnedecor(torch.ones(2), 3.0),
    lambda: dist.RelaxedOneHotCategorical(torch.tensor(0.5), logits=torch.zeros(2, 3)),
    lambda: dist.LKJCholesky(3, torch.ones(2)),
    lambda: dist.LowRankMultivariateNormal(torch.zeros(2, 3), torch.ones(3, 1), torch.ones(3)),
    lambda: dist.Independent(dist.Normal(torch.zeros(2, 3), 1.0), 1),
    lambda: dist.MixtureSameFamily(
        dist.Categorical(torch.ones(2, 3)), dist.Normal(torch.zeros(2, 3), 1.0)
    ),
]


@pytest.mark.parametrize("make", FAMILIES)
def test_expanding_keeps_the_distribution(make):
    small = make()
    large = small.expand((4, 2))
    torch.manual_seed(0)
    value = small.sample()
    assert type(large) is type(small)
    assert large.batch_shape == (4, 2) and large.event_shape == small.event_shape
    assert large.sample((5,)).shape == (5, 4, 2, *small.event_shape)
    expected = small.log_prob(value)
    found = large.log_prob(value)
    assert found.shape == (4, 2) and found.dtype is expected.dtype
    np.testing.assert_allclose(found.numpy(), np.tile(expected.numpy(), (4, 1)), rtol=1e-6)


def test_new_families_density_integrates_to_one():
    grid = torch.linspace(0.0005, 0.9995, 1000)
    for made in (dist.Kumaraswamy(2.0, 3.0), dist.ContinuousBernoulli(0.3)):
        np.testing.assert_allclose(made.log_prob(grid).exp().mean().item(), 1.0, rtol=1e-3)
        np.testing.assert_allclose(made.cdf(made.icdf(grid)).numpy(), grid.numpy(), rtol=1e-3)
    circle = torch.linspace(-np.pi, np.pi, 1001)[:-1]
    density = dist.VonMises(1.0, 2.0).log_prob(circle).exp()
    np.testing.assert_allclose(density.mean().item() * 2 * np.pi, 1.0, rtol=1e-4)


def test_wishart_samples_average_to_its_mean():
    torch.manual_seed(0)
    wishart = dist.Wishart(torch.tensor(5.0), torch.tensor([[2.0, 0.5], [0.5, 1.0]]))
    with pytest.warns(UserWarning, match="Singular sample detected"):
        samples = wishart.sample((2000,))
    assert samples.shape == (2000, 2, 2) and samples.dtype is torch.float32
    np.testing.assert_allclose(samples.mean(0).numpy(), wishart.mean.numpy(), rtol=0.1)


def test_samples_carry_gradients_where_pytorchs_do():
    scale = torch.tensor([1.0, 2.0], requires_grad=True)
    assert dist.Laplace(0.0, scale).rsample().requires_grad
    assert not dist.Laplace(0.0, scale).sample().requires_grad
    assert dist.Exponential(scale).rsample((3,)).requires_grad
    rate = torch.tensor(2.0, requires_grad=True)
    sample = dist.Gamma(3.0, rate).rsample()
    sample.backward()
    np.testing.assert_allclose(rate.grad.item(), -sample.item() / 2.0, rtol=1e-6)


def test_gamma_samples_move_with_their_shape():
    shape = torch.tensor([0.5, 2.0, 30.0], dtype=torch.float64, requires_grad=True)
    torch.manual_seed(0)
    sample = dist.Gamma(shape, 1.0).rsample()
    sample.sum().backward()
    drawn, step = sample.detach().numpy(), 1e-5
    cdf = [scipy.special.gammainc(shape.detach().numpy() + e, drawn) for e in (step, -step)]
    density = dist.Gamma(shape, 1.0).log_prob(sample).exp().detach().numpy()
    expected = -(cdf[0] - cdf[1]) / (2 * step) / density
    assert shape.grad.dtype is torch.float64 and shape.grad.shape == (3,)
    np.testing.assert_allclose(shape.grad.numpy(), expected, rtol=1e-6)
    with pytest.raises(RuntimeError, match="derivative for aten::_standard_gamma_backward is not"):
        (slope,) = torch.autograd.grad(
            dist.Gamma(shape, 1.0).rsample().sum(), shape, create_graph=True
        )
        slope.sum().backward()


def test_the_gap_in_the_gradients_of_samples_names_itself():
    concentration = torch.tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(NotImplementedError, match=r"the gradient of _sample_dirichlet\(\)"):
        dist.Dirichlet(concentration).rsample()
    assert dist.Dirichlet(concentration).sample().shape == (2,)


def test_straight_through_samples_pass_the_gradient_on():
    probs = torch.tensor([0.2, 0.8], requires_grad=True)
    sample = dist.OneHotCategoricalStraightThrough(probs).rsample()
    assert sorted(sample.tolist()) == [0.0, 1.0]
    (sample * torch.tensor([1.0, 3.0])).sum().backward()
    assert probs.grad.shape == (2,) and probs.grad.abs().sum().item() > 0


def test_a_families_own_entropy_and_bregmans_agree():
    for own in (dist.Normal(0.5, 2.0), dist.Exponential(3.0), dist.Gamma(2.0, 3.0)):
        generic = dist.ExponentialFamily.entropy(own)
        np.testing.assert_allclose(generic.item(), own.entropy().item(), rtol=1e-5)

    class Mine(dist.Exponential):
        pass

    generic = dist.kl_divergence(Mine(2.0), Mine(3.0))
    np.testing.assert_allclose(generic.item(), np.log(2 / 3) + 0.5, rtol=1e-5)


def test_subclasses_with_a_constructor_of_their_own_must_say_how_to_expand():
    class Mine(dist.Normal):
        def __init__(self):
            super().__init__(0.0, 1.0)

    with pytest.raises(NotImplementedError, match=r"Subclass Mine of Normal that defines a custom"):
        Mine().expand((2,))


def test_a_users_distribution_warns_for_what_it_does_not_say():
    class Bare(dist.Distribution):
        def log_prob(self, value):
            self._validate_sample(value)
            return value

    with pytest.warns(UserWarning, match="does not define `arg_constraints`"):
        bare = Bare()
    with pytest.warns(UserWarning, match="does not define `support`"):
        bare.log_prob(torch.tensor(1.0))


def test_validation_can_be_turned_off():
    dist.Distribution.set_default_validate_args(False)
    try:
        assert dist.Normal(0.0, -1.0).scale.item() == -1.0
    finally:
        dist.Distribution.set_default_validate_args(True)
    with pytest.raises(ValueError, match=r"GreaterThan\(lower_bound=0.0\), but found invalid"):
        dist.Normal(0.0, -1.0)


def test_copies_are_alike():
    normal = copy.deepcopy(dist.LogNormal(torch.ones(2), 2.0))
    assert repr(normal) == "LogNormal()"
    assert normal.mean.shape == (2,)


def test_a_transform_with_a_cache_remembers_the_last_pair():
    transform = transforms.SigmoidTransform(cache_size=1)
    x = torch.tensor([40.0])
    y = transform(x)
    assert transform.inv(y) is x and transform(x) is y
    assert transforms.ExpTransform().with_cache()._cache_size == 1
    with pytest.raises(ValueError, match="cache_size must be 0 or 1"):
        transforms.ExpTransform(cache_size=2)


def test_transforms_of_shape():
    reshape = transforms.ReshapeTransform((2, 3), (6,))
    x = torch.arange(12.0).view(2, 2, 3)
    assert reshape(x).shape == (2, 6) and reshape.inv(reshape(x)).shape == (2, 2, 3)
    assert reshape.log_abs_det_jacobian(x, reshape(x)).tolist() == [0.0, 0.0]
    assert transforms.StickBreakingTransform().forward_shape((4, 2)) == (4, 3)
    with pytest.raises(ValueError, match="different numbers of elements"):
        transforms.ReshapeTransform((2,), (3,))


def test_dependent_constraints_refuse_to_check():
    with pytest.raises(ValueError, match="Cannot determine validity of dependent constraint"):
        constraints.dependent.check(torch.ones(1))
    assert constraints.is_dependent(dist.Uniform.support)
    stacked = constraints.stack([constraints.positive, constraints.real], -1)
    assert stacked.check(torch.tensor([[-1.0, -1.0]])).tolist() == [[False, True]]
    joined = constraints.cat([constraints.positive, constraints.real], 0, [2, 1])
    assert joined.check(torch.tensor([1.0, -1.0, -1.0])).tolist() == [True, False, True]
