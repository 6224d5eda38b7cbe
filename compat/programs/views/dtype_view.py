# view(dtype) reinterprets the bytes.
import torch

x = torch.tensor([1.0, -2.0])
i = x.view(torch.int32)
print(i)
i[0] = 0x40400000
print(x)
print(torch.tensor([1, 256], dtype=torch.int32).view(torch.uint8))
print(torch.zeros(4, dtype=torch.uint8).view(torch.int32))
