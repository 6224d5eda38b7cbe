# bool, int, float, complex, item, tolist and index.
import torch

print(
    int(torch.tensor(3.9)),
    float(torch.tensor(2)),
    bool(torch.tensor([0])),
    complex(torch.tensor(1.5)),
)
print(
    torch.tensor(5).item(),
    torch.tensor([[2.5]]).item(),
    torch.tensor(True).item(),
    torch.tensor(1j).item(),
)
print(torch.tensor(0.1).item(), torch.tensor(0.1, dtype=torch.float64).item())
print(torch.tensor([[1, 2], [3, 4]]).tolist(), torch.tensor(7).tolist(), torch.zeros(0, 2).tolist())
print([10, 20, 30][torch.tensor(1)], list(range(torch.tensor(3))), "ab" * torch.tensor(2))
print(
    round(float(torch.tensor(2.567)), 2),
    round(torch.tensor(2.567).item()),
    torch.tensor(2.5).round(),
)
for bad in (
    lambda: bool(torch.ones(2)), lambda: torch.ones(2).item(), lambda: int(torch.ones(2)),
    lambda: bool(torch.ones(0)), lambda: [1][torch.tensor(0.5)], lambda: float(torch.tensor(1j)),
):
    try:
        print(bad())
    except (RuntimeError, TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
