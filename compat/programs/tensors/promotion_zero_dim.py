# A 0-dim tensor or a number only raises the category, not the width.
import torch

bases = [
    torch.ones(2, dtype=d)
    for d in (torch.bool, torch.uint8, torch.int32, torch.bfloat16, torch.float32)
]
others = [
    True, 1, 1.0, 1j, torch.tensor(True), torch.tensor(1), torch.tensor(1, dtype=torch.int8),
    torch.tensor(1.0), torch.tensor(1.0, dtype=torch.float64), torch.tensor(1j),
]
for base in bases:
    print(base.dtype, *[(base * other).dtype for other in others])
print(
    (torch.tensor(1) + torch.tensor(1.0)).dtype,
    (torch.tensor(1.0) + torch.tensor(1.0).double()).dtype,
)
print(
    (torch.tensor(2) + 1.5).dtype, (torch.tensor(True) + 1).dtype, (torch.tensor(True) + True).dtype
)
