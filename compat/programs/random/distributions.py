# torch.distributions.
import torch
from torch.distributions import Bernoulli, Categorical, Normal, Uniform

torch.manual_seed(0)
n = Normal(torch.tensor([0.0, 1.0]), torch.tensor([1.0, 2.0]))
print(n, n.sample(), n.log_prob(torch.zeros(2)), n.rsample((2,)).shape, n.mean, n.entropy())
c = Categorical(torch.tensor([0.25, 0.75]))
print(c.sample((6,)), c.log_prob(torch.tensor(1)), c.entropy())
print(Bernoulli(0.3).sample((5,)), Uniform(0.0, 2.0).sample((2,)))
