# Casting methods.
import torch

x = torch.tensor([1.7, -1.7, 0.0])
print(x.int(), x.long(), x.bool(), x.double(), x.half(), x.short(), x.byte().dtype)
print(x.to(torch.int32), x.type(torch.float64), x.to(torch.float32) is x)
print(x.to(torch.zeros(1, dtype=torch.int8)).dtype, x.bfloat16(), x.to(torch.complex64))
print(torch.tensor([300, -1]).to(torch.uint8), torch.tensor([200]).to(torch.int8))
print(torch.tensor([True, False]).float(), torch.tensor([3]).char(), x.float() is x)
print(x.to(dtype=torch.float64).dtype, x.to("cpu").device, x.type_as(torch.arange(1)))
