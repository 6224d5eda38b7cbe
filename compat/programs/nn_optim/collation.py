# How samples become batches.
from collections import OrderedDict, namedtuple

import numpy as np
import torch
from torch.utils.data import DataLoader, default_collate, default_convert

Pair = namedtuple("Pair", "a b")
for batch in [
    [torch.ones(2), torch.zeros(2)],
    [np.ones(2, np.float32), np.zeros(2, np.float32)],
    [np.float32(1), np.float32(2)],
    [1.5, 2.5],
    [1, 2],
    [True, False],
    ["a", "b"],
    [b"a", b"b"],
    [(1, "x"), (2, "y")],
    [[1, 2], [3, 4]],
    [Pair(1, 2.0), Pair(3, 4.0)],
    [{"k": 1, "l": [1.0]}, {"k": 2, "l": [2.0]}],
    [OrderedDict(k=1), OrderedDict(k=2)],
]:
    print(default_collate(batch))
print(default_convert([np.ones(2), 3, "s", {"k": np.int64(2)}, (1, np.float64(2))]))
for bad in [[object()], [None], [[1], [1, 2]], [np.array(["a"])], [torch.ones(2), torch.ones(3)]]:
    try:
        default_collate(bad)
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0])
for options in [
    {"num_workers": -1},
    {"prefetch_factor": 2},
    {"timeout": -1},
    {"persistent_workers": True},
    {"sampler": [0], "shuffle": True},
    {"batch_sampler": [[0]], "drop_last": True},
    {"batch_size": None, "drop_last": True},
    {"batch_size": 0},
    {"multiprocessing_context": "fork"},
]:
    try:
        DataLoader(range(3), **options)
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0])
loader = DataLoader(range(3))
try:
    loader.batch_size = 2
except ValueError as e:
    print(e)
