# /, // and % on integers, negative numbers included.
import torch

a = torch.tensor([7, -7, 7, -7, 0])
b = torch.tensor([2, 2, -2, -2, 5])
print(a / b)
print(a // b)
print(a % b)
print(torch.fmod(a, b), torch.remainder(a, b))
print(torch.div(a, b, rounding_mode="trunc"), torch.div(a, b, rounding_mode="floor"))
print(torch.floor_divide(a, b), a.float() // b, a.float() % b)
print(-7 // torch.tensor(2), 7 % torch.tensor(-3), 1 / torch.tensor(4), divmod(7, 2))
for fn in (lambda: torch.tensor(1) // torch.tensor(0), lambda: torch.tensor(1) % 0):
    try:
        print(fn())
    except RuntimeError as error:
        print(type(error).__name__, str(error).split("\n")[0])
print(torch.tensor(1.0) // 0, torch.tensor(1.0) % 0, torch.tensor(1) / 0, torch.tensor(0) / 0)
