# Products whose shapes or dtypes do not fit.
import torch

m, n, v = torch.zeros(2, 3), torch.zeros(4, 5), torch.zeros(3)
for bad in (
    lambda: m @ n,
    lambda: m.mm(n),
    lambda: m.mm(v),
    lambda: m.mv(torch.zeros(2)),
    lambda: v @ m,
    lambda: torch.dot(v, torch.zeros(2)),
    lambda: torch.dot(m, m),
    lambda: v @ torch.zeros(2),
    lambda: torch.bmm(m, m),
    lambda: torch.bmm(torch.zeros(2, 2, 3), torch.zeros(3, 3, 2)),
    lambda: torch.bmm(torch.zeros(2, 2, 3), torch.zeros(2, 2, 3)),
    lambda: torch.tensor(1.0) @ v,
    lambda: m @ torch.zeros(3, 2, dtype=torch.int64),
    lambda: m @ torch.zeros(3, 2, dtype=torch.float64),
    lambda: torch.zeros(2, 3, 4) @ torch.zeros(5, 4, 3),
    lambda: v @ torch.ones(3, dtype=torch.int64),
    lambda: m @ 2,
    lambda: torch.outer(m, v),
    lambda: torch.addmm(torch.zeros(3), m, m.t()),
):
    try:
        print(bad())
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
