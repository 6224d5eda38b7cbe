# Complex tensors.
import torch

print(
    torch.tensor([1 + 2j]),
    torch.tensor([1.5 - 0.25j, -3 + 0j]),
    torch.tensor(2j),
    torch.tensor([[1j, 2], [3, 4 - 1j]]),
)
print(
    torch.tensor([1e-6 + 1j]),
    torch.tensor([1 + 1j], dtype=torch.complex128),
    torch.tensor([100 + 0.5j, 1 - 20j]),
)
print(
    torch.tensor([complex("nan"), complex("inf")]),
    torch.zeros(2, dtype=torch.complex64),
    torch.ones(0, dtype=torch.complex64),
)
