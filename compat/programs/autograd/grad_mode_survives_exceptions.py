# Grad mode is restored when a block raises, and inside generators.
import torch

try:
    with torch.no_grad():
        raise KeyError("oops")
except KeyError:
    pass
print(torch.is_grad_enabled())


@torch.no_grad()
def batches():
    for i in range(2):
        yield torch.is_grad_enabled(), i


for item in batches():
    print(item, torch.is_grad_enabled())
