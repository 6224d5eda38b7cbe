"""A training step at each of 200 sequence lengths: what changing shapes cost.

Every length is new when it comes, so nothing is warmed up, and compilation counts.
"""

import time

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import count_compiles, report, resident_kb

BATCH, WIDTH, HEADS, CLASSES, LENGTHS = 4, 32, 2, 5, 200


class Reader(nn.Module):
    """One attention layer over a sequence, averaged over time, then a linear classifier."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, CLASSES)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, time, width) -> (batch, classes)."""
        batch, time, _ = x.shape
        q, k, v = (
            part.view(batch, time, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).split(WIDTH, dim=2)
        )
        out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        out = out.transpose(1, 2).reshape(batch, time, WIDTH)
        return self.head(self.norm(x + out).mean(dim=1))


torch.manual_seed(0)
compiles = count_compiles()
model = Reader()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
order = torch.randperm(LENGTHS).tolist()
before = resident_kb()
times = []
for length in order:
    start = time.perf_counter()
    inputs = torch.randn(BATCH, 8 + length, WIDTH)
    targets = torch.randint(CLASSES, (BATCH,))
    optimizer.zero_grad()
    loss = F.cross_entropy(model(inputs), targets)
    loss.backward()
    optimizer.step()
    loss.item()
    times.append(time.perf_counter() - start)

report(
    total=sum(times),
    slowest=max(times),
    compiles=compiles(),
    growth_kb=resident_kb() - before,
)
