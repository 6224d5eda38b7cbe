# compare: numbers
# Minibatches from a DataLoader, AdamW.
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
x = torch.randn(32, 4)
y = (x.sum(1, keepdim=True) > 0).float()
loader = DataLoader(TensorDataset(x, y), batch_size=10, shuffle=True)
model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.02)
loss_fn = nn.BCEWithLogitsLoss()
print(len(loader), len(loader.dataset))
for epoch in range(3):
    total = 0.0
    for batch, (xb, yb) in enumerate(loader):
        loss = loss_fn(model(xb), yb)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(xb)
    print(f"epoch {epoch} loss {total / len(x):.4f}, last batch {tuple(xb.shape)}")
