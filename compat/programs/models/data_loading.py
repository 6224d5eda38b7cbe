# Datasets, samplers, collating, batches of dictionaries, workers' options and infinite streams.
import itertools
from collections import namedtuple

import numpy as np
import torch
from torch.utils.data import (
    BatchSampler, ChainDataset, ConcatDataset, DataLoader, Dataset, IterableDataset, RandomSampler, Sampler,
    SequentialSampler, StackDataset, Subset, SubsetRandomSampler, TensorDataset, WeightedRandomSampler,
    default_collate, get_worker_info, random_split,
)

Point = namedtuple("Point", "x y")


class Squares(Dataset):
    def __init__(self, n, transform=None):
        self.n, self.transform = n, transform

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        value = torch.tensor(float(i * i))
        return self.transform(value) if self.transform else value


class Stream(IterableDataset):
    def __init__(self, start, end):
        self.start, self.end = start, end

    def __iter__(self):
        assert get_worker_info() is None
        return iter(range(self.start, self.end))


class Bucket(Sampler):
    def __init__(self, lengths, size):
        self.order, self.size = sorted(range(len(lengths)), key=lengths.__getitem__), size

    def __iter__(self):
        for i in range(0, len(self.order), self.size):
            yield self.order[i : i + self.size]

    def __len__(self):
        return -(-len(self.order) // self.size)


torch.manual_seed(0)
print(list(DataLoader(Squares(7), batch_size=3)))
print(list(DataLoader(Squares(7), batch_size=3, shuffle=True, drop_last=True)))
print([b.tolist() for b in DataLoader(Stream(0, 5), batch_size=2)])
print(list(DataLoader(Squares(3, transform=lambda v: {"v": v, "n": v.item(), "s": str(v.item())}), batch_size=2)))
print(default_collate([Point(1, 2.0), Point(3, 4.0)]), default_collate([(1, "a"), (2, "b")]))
print(default_collate([np.float32(1.5), np.float32(2.5)]), default_collate([np.arange(2), np.arange(2)]), default_collate([True, False]))
joined = ConcatDataset([Squares(2), Squares(3)])
print(len(joined), [joined[i].item() for i in range(-5, 5)], joined.cumulative_sizes)
train, rest = random_split(Squares(10), [0.7, 0.3], generator=torch.Generator().manual_seed(1))
print(train.indices, len(rest), Subset(Squares(5), [4, 0])[0])
print(list(WeightedRandomSampler([0.1, 0.9, 0.0], 6)), list(RandomSampler(range(5), replacement=True, num_samples=4)))
print(list(BatchSampler(SequentialSampler(range(7)), 3, False)), list(SubsetRandomSampler([5, 6, 7])))
lengths = [5, 2, 9, 1]
print([b.tolist() for b in DataLoader(Squares(4), batch_sampler=Bucket(lengths, 2))], len(Bucket(lengths, 3)))
print(list(ChainDataset([Stream(0, 2), Stream(5, 7)])), StackDataset(a=Squares(2), b=Squares(2))[1])
x, y = TensorDataset(torch.arange(6).view(3, 2), torch.arange(3))[1:]
print(x, y, next(iter(DataLoader(TensorDataset(torch.arange(4)), batch_size=None))))
loader = DataLoader(Squares(4), batch_size=2, generator=torch.Generator().manual_seed(3), shuffle=True)
first = [b.tolist() for b in itertools.islice(itertools.cycle(loader), 3)]
print(first, len(loader), loader.batch_size, loader.num_workers, loader.dataset.n)
for f in [
    lambda: DataLoader(Squares(3), batch_size=0), lambda: DataLoader(Squares(3), shuffle=True, sampler=[0]),
    lambda: DataLoader(Stream(0, 3), shuffle=True), lambda: DataLoader(Squares(3), batch_sampler=[[0]], batch_size=2),
    lambda: len(Stream(0, 1)), lambda: RandomSampler([], num_samples=0), lambda: TensorDataset(torch.ones(2), torch.ones(3)),
    lambda: random_split(Squares(3), [1, 1]), lambda: default_collate([object()]), lambda: default_collate([torch.ones(2), torch.ones(3)]),
    lambda: DataLoader(Squares(3), num_workers=-1), lambda: DataLoader(Squares(3), prefetch_factor=2), lambda: list(DataLoader([1, "a"], batch_size=2)),
    lambda: DataLoader(Squares(3), timeout=-1), lambda: WeightedRandomSampler([1.0], 0), lambda: ConcatDataset([])
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[:1])
