# What models print.
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(0.1))
        self.heads = nn.ModuleList([nn.Linear(8, 2) for _ in range(2)])
        self.lookup = nn.ModuleDict({"a": nn.Tanh(), "b": nn.Sigmoid()})
        self.scale = nn.Parameter(torch.ones(1))


print(Net())
print(nn.Sequential(nn.Conv2d(1, 6, 5), nn.MaxPool2d(2), nn.Flatten(), nn.LogSoftmax(dim=1)))
for layer in (
    nn.ReLU(inplace=True),
    nn.LeakyReLU(0.2),
    nn.GELU(),
    nn.Softmax(dim=-1),
    nn.BatchNorm1d(4),
    nn.LayerNorm(5),
    nn.Embedding(10, 3),
    nn.Identity(),
    nn.LSTM(3, 4, 2, batch_first=True),
    nn.GRU(2, 3),
    nn.Conv1d(1, 2, 3, stride=2, padding=1),
    nn.MSELoss(),
    nn.CrossEntropyLoss(),
    nn.AvgPool2d(3, stride=1),
    nn.Conv2d(3, 8, (3, 5), bias=False),
    nn.Unflatten(1, (2, 2)),
    nn.Sequential(),
    nn.Module(),
    nn.Bilinear(1, 2, 3),
    nn.ConvTranspose2d(1, 1, 2),
    nn.Upsample(scale_factor=2),
):
    print(layer)
