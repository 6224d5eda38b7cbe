# Datasets, samplers and collation.
import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split


class Squares(Dataset):
    def __len__(self):
        return 7

    def __getitem__(self, i):
        return {"x": torch.tensor([float(i)]), "y": i * i}


data = Squares()
for batch in DataLoader(data, batch_size=3):
    print(batch)
torch.manual_seed(0)
print([b["y"].tolist() for b in DataLoader(data, batch_size=4, shuffle=True, drop_last=True)])
parts = random_split(data, [5, 2], generator=torch.Generator().manual_seed(1))
print([p.indices for p in parts], len(parts[0]), parts[1][0])
pairs = TensorDataset(torch.arange(4), torch.arange(4) * 10)
print(pairs[2], len(pairs), next(iter(DataLoader(pairs, batch_size=2))))
