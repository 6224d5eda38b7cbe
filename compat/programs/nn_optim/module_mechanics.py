# apply, to, requires_grad_, zero_grad and attribute access.
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))


def reset(module):
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, 0.5)
        nn.init.zeros_(module.bias)


net.apply(reset)
print(net[0].weight, net(torch.ones(1, 2)))
net.double()
print(next(net.parameters()).dtype, net(torch.ones(1, 2, dtype=torch.float64)))
net.float().requires_grad_(False)
print([p.requires_grad for p in net.parameters()], net(torch.ones(1, 2)).requires_grad)
net[2].requires_grad_(True)
net(torch.ones(1, 2)).sum().backward()
print([p.grad for p in net.parameters()])
net.zero_grad()
print(net[2].bias.grad, len(net), net[-1], [type(m).__name__ for m in net], net[:2])
net.append(nn.Sigmoid())
net.extra = nn.Linear(1, 1)
print(net)
del net.extra
print(net.get_parameter("2.bias"), net.get_submodule("0"), hasattr(net, "extra"))
