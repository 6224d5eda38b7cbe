# 0-dim tensors.
import torch

for value in (
    0,
    1,
    -7,
    3.0,
    0.5,
    -2.25,
    1e-8,
    1e10,
    123456.789,
    True,
    False,
    1 + 2j,
    float("nan"),
    float("inf"),
    -float("inf"),
):
    print(torch.tensor(value), repr(torch.tensor(value)), str(torch.tensor(value)))
print(
    torch.tensor(1.5, dtype=torch.float64),
    torch.tensor(2, dtype=torch.int8),
    torch.tensor(1.5, dtype=torch.float16),
)
print(
    torch.tensor(1 / 3),
    torch.tensor(2 / 3, dtype=torch.float64),
    torch.tensor(100.0),
    torch.tensor(99999.5),
)
