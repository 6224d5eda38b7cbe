# Random integers.
import torch

torch.manual_seed(0)
print(torch.randint(10, (5,)), torch.randint(0, 2, (3, 4)), torch.randint(-5, 5, (6,)))
print(
    torch.randint(3, 10, (2, 2), dtype=torch.int32),
    torch.randint(1000000, (3,)),
    torch.randint(2**40, (2,)),
)
print(torch.randint_like(torch.zeros(3), 10), torch.randint(0, 100, (2,), dtype=torch.float32))
print(torch.randint(0, 10, ()).item(), torch.randint(high=7, size=(4,)))
for bad in (
    lambda: torch.randint(5, 5, (2,)),
    lambda: torch.randint(10, 5, (2,)),
    lambda: torch.randint(10, 3),
):
    try:
        print(bad())
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
