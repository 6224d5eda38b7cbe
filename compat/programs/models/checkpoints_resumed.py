# compare: numbers
# Saving a checkpoint in the middle of training and going on from it gives what going on would have.
import io
import os
import tempfile

import torch
import torch.nn as nn
from torch.optim.lr_scheduler import CosineAnnealingWarmRestarts, ExponentialLR, LambdaLR, OneCycleLR, StepLR


def build(kind):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8, bias=False), nn.BatchNorm1d(8), nn.Tanh(), nn.Dropout(0.2), nn.Linear(8, 2))
    optimizer = {
        "sgd": lambda: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True),
        "adam": lambda: torch.optim.Adam(model.parameters(), lr=0.01),
        "rmsprop": lambda: torch.optim.RMSprop(model.parameters(), lr=0.01, centered=True),
        "nadam": lambda: torch.optim.NAdam(model.parameters(), lr=0.01),
    }[kind]()
    scheduler = {
        "sgd": lambda: OneCycleLR(optimizer, max_lr=0.2, total_steps=20),
        "adam": lambda: CosineAnnealingWarmRestarts(optimizer, T_0=3, T_mult=2),
        "rmsprop": lambda: LambdaLR(optimizer, lambda step: 0.9**step),
        "nadam": lambda: StepLR(optimizer, 3, gamma=0.5),
    }[kind]()
    return model, optimizer, scheduler


torch.manual_seed(1)
x, y = torch.randn(16, 4), torch.randint(0, 2, (16,))


def train(model, optimizer, scheduler, steps):
    losses = []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        scheduler.step()
        losses.append(round(loss.item(), 4))
    return losses


for kind in ("sgd", "adam", "rmsprop", "nadam"):
    model, optimizer, scheduler = build(kind)
    print(kind, train(model, optimizer, scheduler, 4))
    path = os.path.join(tempfile.mkdtemp(), "checkpoint.tar")
    torch.save(
        {
            "epoch": 4, "model_state_dict": model.state_dict(), "optimizer_state_dict": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(), "rng": torch.get_rng_state(),
        },
        path,
    )
    went_on = train(model, optimizer, scheduler, 4)
    model, optimizer, scheduler = build(kind)
    checkpoint = torch.load(path, weights_only=True)
    print(sorted(checkpoint), checkpoint["epoch"], list(checkpoint["model_state_dict"]))
    print(sorted(checkpoint["optimizer_state_dict"]["state"][0]), sorted(checkpoint["scheduler"]))
    print(model.load_state_dict(checkpoint["model_state_dict"]))
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["rng"])
    resumed = train(model, optimizer, scheduler, 4)
    print(resumed, resumed == went_on, scheduler.get_last_lr(), scheduler.last_epoch)

model, _, _ = build("sgd")
other = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 3))
for strict in (True, False):
    try:
        print(other.load_state_dict(model.state_dict(), strict=strict))
    except RuntimeError as e:
        print(e)
best = io.BytesIO()
patience, best_loss, bad = 2, float("inf"), 0
model, optimizer, _ = build("adam")
scheduler = ExponentialLR(optimizer, 1.5)
for epoch in range(20):
    train(model, optimizer, scheduler, 1)
    model.eval()
    with torch.no_grad():
        loss = nn.functional.cross_entropy(model(x.flip(0) + 0.5), y).item()
    model.train()
    if loss < best_loss:
        best_loss, bad = loss, 0
        best.seek(0)
        torch.save(model.state_dict(), best)
    else:
        bad += 1
        if bad > patience:
            print("stopped early at", epoch, f"{best_loss:.4f}")
            break
best.seek(0)
model.load_state_dict(torch.load(best))
print({k: tuple(v.shape) for k, v in model.state_dict().items()}, model[1].num_batches_tracked)
