# The order of samples: samplers, generators and loaders draw as PyTorch does.
import torch
from torch.utils.data import (
    BatchSampler,
    ConcatDataset,
    DataLoader,
    DistributedSampler,
    RandomSampler,
    StackDataset,
    Subset,
    SubsetRandomSampler,
    TensorDataset,
    WeightedRandomSampler,
    random_split,
)

data = TensorDataset(torch.arange(11), torch.arange(11.0) / 2)
torch.manual_seed(3)
for epoch in range(2):
    print([x.tolist() for x, _ in DataLoader(data, batch_size=4, shuffle=True)])
print(torch.rand(2))
own = torch.Generator().manual_seed(7)
loader = DataLoader(data, batch_size=3, shuffle=True, drop_last=True, generator=own)
print(len(loader), [x.tolist() for x, _ in loader], [x.tolist() for x, _ in loader])
print(list(RandomSampler(range(5), num_samples=12)))
print(list(RandomSampler(range(5), replacement=True, num_samples=40)))
print(list(SubsetRandomSampler([3, 5, 9])), list(WeightedRandomSampler([0.1, 0.7, 0.2], 8)))
print(list(WeightedRandomSampler([0.1, 0.7, 0.2], 3, replacement=False)))
print(list(BatchSampler(range(7), 3, False)), list(BatchSampler(range(7), 3, True)))
for rank in range(3):
    sampler = DistributedSampler(data, 3, rank, seed=5)
    sampler.set_epoch(1)
    print(len(sampler), list(sampler), list(DistributedSampler(data, 3, rank, False, drop_last=True)))
parts = random_split(data, [0.5, 0.3, 0.2], generator=torch.Generator().manual_seed(42))
print([p.indices for p in parts])
both = ConcatDataset([data, Subset(data, [1, 2])])
print(len(both), both[-1], both[11], (data + data)[12])
stacked = StackDataset(x=data, y=range(11))
print(stacked[3], next(iter(DataLoader(stacked, batch_size=2))))
print(list(DataLoader(range(5), batch_size=None)), list(DataLoader(range(5), batch_sampler=[[4, 0], [1]])))
