# Layers fed with the wrong shapes.
import torch
from torch import nn

torch.manual_seed(0)
for bad in (
    lambda: nn.Linear(3, 2)(torch.zeros(4, 5)),
    lambda: nn.Linear(3, 2)(torch.zeros(5)),
    lambda: nn.Linear(3, 2)(torch.zeros(2, 3, dtype=torch.float64)),
    lambda: nn.Linear(3, 2)(torch.zeros(2, 3, dtype=torch.int64)),
    lambda: nn.Conv2d(3, 4, 3)(torch.zeros(1, 1, 8, 8)),
    lambda: nn.Conv2d(1, 1, 5)(torch.zeros(1, 1, 3, 3)),
    lambda: nn.Embedding(4, 2)(torch.tensor([4])),
    lambda: nn.Embedding(4, 2)(torch.tensor([0.5])),
    lambda: nn.BatchNorm1d(3)(torch.zeros(2, 4)),
    lambda: nn.LayerNorm(3)(torch.zeros(2, 4)),
    lambda: nn.CrossEntropyLoss()(torch.zeros(2, 3), torch.tensor([0, 3])),
    lambda: nn.CrossEntropyLoss()(torch.zeros(2, 3), torch.tensor([0])),
    lambda: nn.NLLLoss()(torch.zeros(2, 3), torch.zeros(2)),
    lambda: nn.BCELoss()(torch.zeros(2) + 2, torch.zeros(2)),
    lambda: nn.BCELoss()(torch.zeros(2), torch.zeros(3)),
    lambda: nn.MaxPool2d(2)(torch.zeros(4)),
    lambda: nn.Bilinear(2, 2, 1)(torch.zeros(1, 2), torch.zeros(1, 3)),
):
    try:
        print(bad())
    except (RuntimeError, IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split("\n")[0])
