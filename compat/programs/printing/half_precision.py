# Sixteen-bit floats.
import torch

print(
    torch.tensor([1.0, 2.0], dtype=torch.float16), torch.tensor([0.1, 1000.5], dtype=torch.float16)
)
print(
    torch.tensor([0.1, 3.14159], dtype=torch.bfloat16), torch.tensor(65504.0, dtype=torch.float16)
)
print(torch.tensor([1e-5, 1.0], dtype=torch.float16), torch.tensor([70000.0], dtype=torch.float16))
print(torch.ones(2, dtype=torch.bfloat16) / 3, torch.tensor([256.5], dtype=torch.bfloat16))
