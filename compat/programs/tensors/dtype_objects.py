# dtype attributes and type information.
import torch

for dtype in (torch.float32, torch.int64, torch.bool, torch.complex64, torch.bfloat16, torch.uint8):
    print(dtype, dtype.is_floating_point, dtype.is_complex, dtype.itemsize, dtype.is_signed)
print(torch.float is torch.float32, torch.long is torch.int64, torch.half is torch.float16)
print(
    torch.finfo(torch.float32).max, torch.finfo(torch.float32).eps, torch.finfo(torch.float16).tiny
)
print(torch.iinfo(torch.int32).max, torch.iinfo(torch.uint8).min, torch.iinfo(torch.int64).bits)
print(
    torch.get_default_dtype(), torch.zeros(1).is_floating_point(), torch.is_complex(torch.zeros(1))
)
print(torch.promote_types(torch.int32, torch.float16), torch.result_type(torch.ones(1), 1j))
print(torch.can_cast(torch.float32, torch.int32), torch.can_cast(torch.int32, torch.float32))
