# Loaders with workers: order, random streams, streams of samples, errors.
import random

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, get_worker_info


class Noise(Dataset):
    def __len__(self):
        return 7

    def __getitem__(self, i):
        info = get_worker_info()
        return i, info.id, torch.rand(()), random.random(), np.random.rand(), info.seed


class Stream(IterableDataset):
    def __init__(self):
        self.start, self.end = 0, 10

    def __iter__(self):
        return iter(range(self.start, self.end))


def split(worker):
    dataset = get_worker_info().dataset
    dataset.start, dataset.end = (0, 3) if worker == 0 else (3, 10)


torch.manual_seed(5)
for batch in DataLoader(Noise(), batch_size=2, num_workers=2, shuffle=True):
    print(batch)
print(torch.rand(2), get_worker_info())
loader = DataLoader(Stream(), batch_size=2, num_workers=2, worker_init_fn=split)
print([b.tolist() for b in loader])
print([b.tolist() for b in DataLoader(Stream(), batch_size=4, num_workers=2, drop_last=True)])
kept = DataLoader(Noise(), num_workers=2, persistent_workers=True, collate_fn=lambda b: b[0][:2])
print(list(kept), list(kept))


class Broken(Dataset):
    def __len__(self):
        return 2

    def __getitem__(self, i):
        raise IndexError(f"no {i}")


try:
    list(DataLoader(Broken(), num_workers=1))
except IndexError as e:
    print(str(e).splitlines()[0], str(e).rstrip().splitlines()[-1])
print(repr(torch.utils.data.DataLoader(range(3)).collate_fn.__name__))
