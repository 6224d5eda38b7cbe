# The samplers that fill a tensor.
import torch

torch.manual_seed(0)
print(torch.empty(3).uniform_(), torch.empty(3).uniform_(-1, 1), torch.empty(2, 2).normal_(0, 2))
print(
    torch.empty(4).bernoulli_(0.3), torch.empty(3).exponential_(), torch.empty(3).exponential_(2.0)
)
print(torch.empty(4, dtype=torch.int64).random_(10), torch.empty(3).random_(5, 8))
print(torch.empty(3).geometric_(0.5), torch.empty(2).cauchy_(), torch.empty(2).log_normal_())
print(torch.rand(1))
