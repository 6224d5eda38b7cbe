# compare: numbers
# Uniform numbers of several shapes and dtypes.
import torch

torch.manual_seed(0)
print(torch.rand(5), torch.rand(2, 3), torch.rand(()), torch.rand(2, dtype=torch.float64))
print(torch.rand(1, 2, requires_grad=True), torch.rand_like(torch.zeros(2)), torch.rand(0))
print(torch.rand(20).sum(), torch.rand(2, dtype=torch.float16), torch.rand(2, dtype=torch.bfloat16))
print(torch.rand(1000).mean(), torch.rand(3))
