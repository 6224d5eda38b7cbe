# Loss functions and their reductions.
import torch
import torch.nn.functional as F
from torch import nn

p = torch.tensor([[0.2, -0.4, 1.0], [1.5, 0.3, -0.7]])
t = torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
classes = torch.tensor([2, 0])
for loss in (
    nn.MSELoss(),
    nn.MSELoss(reduction="sum"),
    nn.MSELoss(reduction="none"),
    nn.L1Loss(),
    nn.SmoothL1Loss(),
    nn.HuberLoss(delta=0.5),
):
    print(loss, loss(p, t))
print(
    F.cross_entropy(p, classes),
    F.cross_entropy(p, t),
    F.cross_entropy(p, classes, reduction="none"),
)
print(
    F.cross_entropy(p, classes, weight=torch.tensor([1.0, 2.0, 3.0])),
    F.cross_entropy(p, classes, label_smoothing=0.1),
)
print(
    F.cross_entropy(p, torch.tensor([2, -100])),
    F.nll_loss(F.log_softmax(p, 1), classes, reduction="sum"),
)
print(
    F.binary_cross_entropy(p.sigmoid(), t),
    F.binary_cross_entropy_with_logits(p, t),
    nn.KLDivLoss(reduction="batchmean")(p.log_softmax(1), t),
)
print(
    F.hinge_embedding_loss(p, t * 2 - 1),
    F.cosine_embedding_loss(p, t, torch.tensor([1, -1])),
    F.margin_ranking_loss(p[0], p[1], torch.ones(3)),
)
