"""One small operation with gradient tracking: its cost in the caller's thread, result unread.

PyTorch executes the operation, torchlike records it. The recorded work is run between the timed
stretches, by reading one value.
"""

import statistics
import time
import timeit

import torch

from benchmarks.measure import report

BATCH = 50
OPERATIONS = {
    "add": "x + y",
    "mul_scalar": "x * 2.0",
    "matmul": "x @ y",
    "relu": "torch.relu(x)",
    "view": "x.view(16)",
}

names = {
    "torch": torch,
    "x": torch.randn(4, 4, requires_grad=True),
    "y": torch.randn(4, 4, requires_grad=True),
}


def seconds_per_operation(statement: str) -> float:
    """The median over many timed stretches of `BATCH` operations, after a second of warming up."""
    timer = timeit.Timer(statement, globals=names)
    times = []
    begin = time.perf_counter()
    while len(times) < 200 or time.perf_counter() - begin < 2.0:
        elapsed = timer.timeit(BATCH) / BATCH
        (names["x"] + names["y"]).sum().item()
        if time.perf_counter() - begin > 1.0:
            times.append(elapsed)
    return statistics.median(times)


report(**{name: seconds_per_operation(statement) for name, statement in OPERATIONS.items()})
