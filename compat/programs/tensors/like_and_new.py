# *_like and new_* follow their source.
import torch

x = torch.ones(2, 2, dtype=torch.float64)
print(torch.zeros_like(x), torch.ones_like(x, dtype=torch.int32))
print(torch.full_like(x, 3), torch.empty_like(x).shape)
print(x.new_zeros(2), x.new_ones((1, 2)), x.new_full((2,), 4.5), x.new_tensor([1, 2]))
print(x.new_empty(3).shape, torch.zeros_like(torch.arange(3)))
print(torch.rand_like(x).dtype, torch.randn_like(x).shape)
i = torch.arange(3)
print(i.new_tensor([1.5]), i.new_zeros(2, dtype=torch.float32))
