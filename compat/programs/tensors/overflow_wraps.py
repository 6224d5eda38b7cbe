# Integer arithmetic wraps around.
import torch

x = torch.tensor([250], dtype=torch.uint8)
print(x + 10, x * 2, -x, x - 255)
print(torch.tensor([127], dtype=torch.int8) + 1, torch.tensor([2**31 - 1], dtype=torch.int32) + 1)
print(torch.tensor([2**63 - 1]) + 1, torch.tensor([2**62]) * 2)
print(torch.tensor([100, 100, 100], dtype=torch.uint8).sum())
try:
    torch.tensor([1], dtype=torch.uint8) + 300
    print("fine")
except RuntimeError as error:
    print(type(error).__name__, str(error).split("\n")[0])
try:
    torch.tensor([300], dtype=torch.uint8)
except (RuntimeError, OverflowError) as error:
    print(type(error).__name__, str(error).split("\n")[0])
