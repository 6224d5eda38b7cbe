# Result types by operation.
import torch

i = torch.tensor([1, 2, 3])
b = torch.tensor([True, False, True])
f = torch.tensor([1.5, 2.5, 3.5])
print(i / 2, (i / i).dtype, (i // 2).dtype, (i % 2).dtype, (i**2).dtype, (i**2.0).dtype)
print(b + b, b * 2, b.sum(), (b / b).dtype, (b & b).dtype, (~b).dtype)
print(
    i.float().mean(), i.sum().dtype, i.to(torch.int8).sum().dtype, i.to(torch.int8).cumsum(0).dtype
)
print(torch.sqrt(i), torch.exp(b).dtype, torch.sin(i).dtype, i.abs().dtype, torch.floor(f).dtype)
print((i == f).dtype, (f > 2).dtype, torch.where(b, i, f).dtype, torch.where(b, 1, 2.0).dtype)
print(torch.cat([i, f]).dtype, torch.stack([i, b.long()]).dtype, torch.maximum(i, f).dtype)
print(i.prod().dtype, b.any().dtype, f.argmax().dtype, i.to(torch.uint8).prod().dtype)
