# Integers and booleans.
import torch

print(
    torch.tensor([1, 10, 100]),
    torch.tensor([-1, 5]),
    torch.tensor([[1, -1], [1000, 0]]),
    torch.tensor([2**40, 1]),
)
print(
    torch.tensor([True, False]), torch.tensor([[True], [False]]), torch.ones(2, 2, dtype=torch.bool)
)
print(
    torch.tensor([1], dtype=torch.int32),
    torch.tensor([1], dtype=torch.uint8),
    torch.tensor([-(2**63)]),
)
print(torch.zeros(2, dtype=torch.int8), torch.tensor(True), torch.tensor([1, 2]) > 1)
