# Operations that a dtype does not have.
import torch

f, i, b = torch.ones(2), torch.ones(2, dtype=torch.int64), torch.tensor([True, False])
for bad in (
    lambda: i.mean(),
    lambda: i.std(),
    lambda: b - b,
    lambda: -b,
    lambda: b - 1 if False else 1 - b,
    lambda: f & f,
    lambda: ~f,
    lambda: f << 1,
    lambda: i.softmax(0),
    lambda: i.norm(),
    lambda: torch.bmm(i.view(1, 1, 2), f.view(1, 2, 1)),
    lambda: torch.bernoulli(i),
    lambda: i.div_(2),
    lambda: i.exp_(),
    lambda: b.add_(1.5),
    lambda: i.uniform_(),
    lambda: torch.randn(2, dtype=torch.int64),
    lambda: torch.rand(2, dtype=torch.int32),
    lambda: i.bernoulli_(0.5).normal_(),
    lambda: torch.dot(f, i),
    lambda: f.double() @ f,
    lambda: torch.where(i, f, f),
    lambda: f.index_select(0, f),
    lambda: f.gather(0, f),
    lambda: f[f],
    lambda: torch.linalg.inv(torch.eye(2, dtype=torch.int64)),
    lambda: torch.nn.functional.one_hot(f),
    lambda: torch.bincount(f),
    lambda: f.masked_fill(i, 0.0),
    lambda: torch.quantile(i, 0.5),
    lambda: f.lerp(f.double(), 0.5),
    lambda: torch.complex(f, f.double()),
    lambda: torch.gcd(f, f),
    lambda: i.log_softmax(0),
):
    try:
        print(bad())
    except (RuntimeError, TypeError, IndexError, ValueError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
