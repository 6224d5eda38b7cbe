# The plain factories.
import torch

print(torch.zeros(2, 3))
print(torch.ones((2,), dtype=torch.int32))
print(torch.zeros([1, 2], dtype=torch.bool), torch.ones(2, dtype=torch.complex64))
print(torch.full((2, 2), 7), torch.full((2,), 1.5), torch.full((1,), True))
print(torch.full((2,), 3, dtype=torch.float64), torch.full((), 4))
print(torch.zeros(()), torch.zeros(0), torch.zeros(2, 0).shape)
print(torch.empty(2, 3).shape, torch.empty(0).dtype, torch.empty((1, 2), dtype=torch.int64).dtype)
print(torch.zeros(torch.Size([2])), torch.zeros(size=(1,)), torch.zeros(2, requires_grad=True))
