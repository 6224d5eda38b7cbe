# compare: numbers
# A siamese network with contrastive, triplet and cosine losses; hard negatives by a distance matrix.
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(4)
points = torch.cat([torch.randn(12, 3) + 2 * torch.eye(3)[i] for i in range(3)])
labels = torch.arange(3).repeat_interleave(12)


class Triplets(Dataset):
    def __init__(self, points, labels):
        self.points, self.labels = points, labels
        self.by_label = {int(k): torch.where(labels == k)[0] for k in labels.unique()}

    def __len__(self):
        return len(self.points)

    def __getitem__(self, i):
        label = self.labels[i].item()
        positive = self.by_label[label][torch.randint(0, 12, ()).item()]
        negative = self.by_label[(label + 1) % 3][torch.randint(0, 12, (1,))[0]]
        return {"anchor": self.points[i], "positive": self.points[positive], "negative": self.points[negative], "label": label}


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Sequential(nn.Linear(3, 16), nn.PReLU(), nn.Linear(16, 4))

    def forward_once(self, x):
        return F.normalize(self.embed(x), p=2, dim=1)

    def forward(self, *inputs):
        return tuple(map(self.forward_once, inputs))


class ContrastiveLoss(nn.Module):
    def __init__(self, margin=1.0):
        super().__init__()
        self.margin = margin

    def forward(self, a, b, same):
        distance = F.pairwise_distance(a, b, keepdim=True)
        return torch.mean(same * distance.pow(2) + (1 - same) * torch.clamp(self.margin - distance, min=0.0).pow(2))


model = Siamese()
optimizer = torch.optim.Adagrad(model.parameters(), lr=0.05)
triplet = nn.TripletMarginLoss(margin=0.5)
swapped = nn.TripletMarginWithDistanceLoss(distance_function=lambda x, y: 1 - F.cosine_similarity(x, y), swap=True)
cosine, contrastive = nn.CosineEmbeddingLoss(margin=0.2), ContrastiveLoss()
loader = DataLoader(Triplets(points, labels), batch_size=9, shuffle=True, drop_last=True)
for epoch in range(2):
    for batch in loader:
        a, p, n = model(batch["anchor"], batch["positive"], batch["negative"])
        losses = [
            triplet(a, p, n), swapped(a, p, n), contrastive(a, p, torch.ones(9, 1)),
            contrastive(a, n, torch.zeros(9, 1)), cosine(a, n, -torch.ones(9)),
        ]
        optimizer.zero_grad()
        sum(losses).backward()
        optimizer.step()
    print(epoch, batch["label"].dtype, [round(l.item(), 4) for l in losses])
with torch.no_grad():
    e = model(points)[0]
    distance = torch.cdist(e, e)
    distance.fill_diagonal_(float("inf"))
    nearest = distance.argmin(1)
    print((labels[nearest] == labels).float().mean(), distance.min(), distance[0, 1:4])
    same = labels[:, None] == labels[None, :]
    hardest = distance.masked_fill(same, float("inf")).min(1)
    print(hardest.values[:4], hardest.indices[:4], torch.triu(distance, 1).isfinite().sum())
