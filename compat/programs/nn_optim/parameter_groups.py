# Different learning rates, frozen layers and clipping.
import torch
from torch import nn

torch.manual_seed(0)
body, head = nn.Linear(2, 2), nn.Linear(2, 1)
optimizer = torch.optim.SGD(
    [{"params": body.parameters(), "lr": 0.0}, {"params": head.parameters()}], lr=0.5
)
before = [p.clone() for p in (body.weight, head.weight)]
loss = head(body(torch.ones(3, 2))).pow(2).sum()
loss.backward()
norm = nn.utils.clip_grad_norm_([*body.parameters(), *head.parameters()], 1.0)
print(
    f"{norm:.4f}", f"{sum((p.grad**2).sum() for p in [*body.parameters(), *head.parameters()]):.4f}"
)
optimizer.step()
print(torch.equal(before[0], body.weight), torch.equal(before[1], head.weight))
print([group["lr"] for group in optimizer.param_groups])
for group in optimizer.param_groups:
    group["lr"] = 0.25
optimizer.add_param_group({"params": [nn.Parameter(torch.zeros(1))], "lr": 3.0})
print([(len(group["params"]), group["lr"]) for group in optimizer.param_groups])
nn.utils.clip_grad_value_(head.parameters(), 0.01)
print(head.weight.grad.abs().max())
