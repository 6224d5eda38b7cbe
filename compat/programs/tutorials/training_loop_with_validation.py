# compare: numbers
# A full loop: splits, batches, validation, early stopping and the best weights.
import copy

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
x = torch.rand(120, 1) * 6 - 3
y = torch.sin(x) + 0.1 * torch.randn_like(x)
train = DataLoader(TensorDataset(x[:90], y[:90]), batch_size=30, shuffle=True)
valid = DataLoader(TensorDataset(x[90:], y[90:]), batch_size=30)
model = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10, gamma=0.5)
loss_fn = nn.MSELoss()
best, patience, weights = float("inf"), 0, None
for epoch in range(20):
    model.train()
    for xb, yb in train:
        optimizer.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        optimizer.step()
    scheduler.step()
    model.eval()
    with torch.no_grad():
        score = sum(loss_fn(model(xb), yb).item() for xb, yb in valid) / len(valid)
    if score < best:
        best, patience, weights = score, 0, copy.deepcopy(model.state_dict())
    else:
        patience += 1
        if patience == 5:
            print("stopped at", epoch)
            break
    if epoch % 5 == 4:
        print(f"epoch {epoch}: validation {score:.4f}, rate {scheduler.get_last_lr()[0]:.4f}")
model.load_state_dict(weights)
print(f"{best:.4f}", sorted(weights))
