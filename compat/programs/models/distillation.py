# compare: numbers
# slow
# Distillation, speech-like CTC, embedding bags, quantile and multi-task losses, mixup and label noise.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(0)
x, y = torch.randn(30, 6), torch.randint(0, 4, (30,))
teacher = nn.Sequential(nn.Linear(6, 32), nn.ReLU(), nn.Linear(32, 4))
student = nn.Sequential(nn.Linear(6, 5), nn.Hardswish(), nn.Linear(5, 4))
optimizer = torch.optim.RAdam(student.parameters(), lr=0.05)
for step in range(4):
    with torch.no_grad():
        soft = teacher(x)
    lam = torch.distributions.Beta(0.4, 0.4).sample().item()
    index = torch.randperm(30)
    logits = student(lam * x + (1 - lam) * x[index])
    hard = lam * F.cross_entropy(logits, y) + (1 - lam) * F.cross_entropy(logits, y[index])
    distill = F.kl_div(F.log_softmax(student(x) / 2, 1), F.log_softmax(soft / 2, 1), reduction="batchmean", log_target=True) * 4
    loss = 0.5 * hard + 0.5 * distill
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{hard.item():.4f} {distill.item():.4f} {lam:.4f}")

net = nn.LSTM(5, 8, batch_first=True)
head = nn.Linear(8, 6)
ctc = nn.CTCLoss(blank=0, zero_infinity=True)
optimizer = torch.optim.Adam([*net.parameters(), *head.parameters()], lr=0.02)
frames, targets = torch.randn(3, 12, 5), torch.randint(1, 6, (3, 4))
for step in range(3):
    log_probs = head(net(frames)[0]).log_softmax(-1).transpose(0, 1)
    loss = ctc(log_probs, targets, torch.tensor([12, 10, 8]), torch.tensor([4, 3, 2]))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")

bag = nn.EmbeddingBag(20, 4, mode="mean", padding_idx=0)
classifier = nn.Linear(4, 2)
text, offsets = torch.tensor([1, 2, 4, 5, 0, 4, 3, 2, 9]), torch.tensor([0, 4, 7])
optimizer = torch.optim.ASGD([*bag.parameters(), *classifier.parameters()], lr=0.5)
for step in range(3):
    loss = nn.MultiMarginLoss()(classifier(bag(text, offsets)), torch.tensor([0, 1, 1]))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(f"{loss.item():.4f}")


class MultiTask(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(6, 10), nn.Mish())
        self.heads = nn.ModuleDict({"quantiles": nn.Linear(10, 3), "label": nn.Linear(10, 4), "rate": nn.Linear(10, 1)})
        self.log_vars = nn.ParameterDict({k: nn.Parameter(torch.zeros(())) for k in self.heads})

    def forward(self, x):
        h = self.trunk(x)
        return {name: head(h) for name, head in self.heads.items()}


def pinball(pred, target, qs):
    diff = target[:, None] - pred
    return torch.max(qs * diff, (qs - 1) * diff).mean()


model = MultiTask()
optimizer = torch.optim.Rprop(model.parameters(), lr=0.01)
for step in range(4):
    out = model(x)
    losses = {
        "quantiles": pinball(out["quantiles"], x.sum(1), torch.tensor([0.1, 0.5, 0.9])),
        "label": F.multi_margin_loss(out["label"], y) + F.multilabel_soft_margin_loss(out["label"], F.one_hot(y, 4).float()),
        "rate": F.poisson_nll_loss(out["rate"].squeeze(1), y.float()) + F.gaussian_nll_loss(out["rate"].squeeze(1), y.float(), torch.ones(30)),
    }
    loss = sum(torch.exp(-model.log_vars[k]) * v + model.log_vars[k] for k, v in losses.items())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print({k: round(v.item(), 4) for k, v in losses.items()})
print(model)
print({k: round(v.item(), 4) for k, v in model.log_vars.items()})
