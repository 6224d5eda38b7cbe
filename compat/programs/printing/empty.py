# Tensors without elements.
import torch

print(torch.empty(0), torch.empty(0, 3), torch.empty(2, 0), torch.zeros(0, dtype=torch.int64))
print(
    torch.tensor([]), torch.tensor([], dtype=torch.bool), torch.zeros(1, 0, 2, dtype=torch.float64)
)
print(
    torch.zeros(0, requires_grad=True),
    torch.zeros(0, 2, requires_grad=True),
    torch.Size([]),
    torch.Size([0]),
)
print([torch.zeros(0)], {"a": torch.tensor([])})
