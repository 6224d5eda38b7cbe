# Forward and backward hooks.
import torch
from torch import nn

net = nn.Sequential(nn.Linear(1, 1), nn.Tanh())
nn.init.ones_(net[0].weight)
nn.init.zeros_(net[0].bias)
a = net[0].register_forward_hook(lambda module, args, output: print("forward", args, output))
b = net[1].register_forward_pre_hook(lambda module, args: (args[0] * 2,))
c = net[0].register_full_backward_hook(
    lambda module, grad_in, grad_out: print("backward", grad_out)
)
y = net(torch.tensor([[0.5]]))
print(y)
y.backward()
for handle in (a, b, c):
    handle.remove()
print(net(torch.tensor([[0.5]])))
