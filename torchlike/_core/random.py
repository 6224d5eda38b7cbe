"""Random numbers: the generator and the samplers, on NumPy arrays and without tensors.

From the same seed each sampler gives the numbers of PyTorch's CPU kernels on x86 with AVX2, bit for
bit, and leaves the generator in the same state. It fills in the C order of `shape`; PyTorch fills
in memory order, so for a tensor laid out otherwise the caller asks for the shape of its memory and
rearranges.
"""

from torchlike._core.random_discrete import binomial as binomial
from torchlike._core.random_discrete import multinomial as multinomial
from torchlike._core.random_discrete import poisson as poisson
from torchlike._core.random_engine import Generator as Generator
from torchlike._core.random_engine import default_generator as default_generator
from torchlike._core.random_gamma import dirichlet as dirichlet
from torchlike._core.random_gamma import standard_gamma as standard_gamma
from torchlike._core.random_integer import random_full as random_full
from torchlike._core.random_integer import random_range as random_range
from torchlike._core.random_integer import randperm as randperm
from torchlike._core.random_normal import log_normal as log_normal
from torchlike._core.random_normal import normal as normal
from torchlike._core.random_uniform import bernoulli as bernoulli
from torchlike._core.random_uniform import bernoulli_array as bernoulli_array
from torchlike._core.random_uniform import cauchy as cauchy
from torchlike._core.random_uniform import exponential as exponential
from torchlike._core.random_uniform import geometric as geometric
from torchlike._core.random_uniform import uniform as uniform
