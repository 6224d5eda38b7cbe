# Promotion between tensors of all dtypes.
import torch

dtypes = [
    torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64,
    torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128,
]
for a in dtypes:
    row = []
    for b in dtypes:
        result = (torch.ones(1, dtype=a) + torch.ones(1, dtype=b)).dtype
        assert result == torch.promote_types(a, b)
        row.append(str(result).removeprefix("torch."))
    print(str(a).removeprefix("torch."), *row)
