# Parameters come in the order of definition.
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.second = nn.Linear(2, 2)
        self.first = nn.Linear(2, 1, bias=False)
        self.gain = nn.Parameter(torch.ones(2))
        self.register_buffer("running", torch.zeros(2))
        self.list = nn.ParameterList([nn.Parameter(torch.zeros(1)), nn.Parameter(torch.zeros(3))])


net = nn.Sequential(Block(), nn.ReLU(), Block())
for name, parameter in net.named_parameters():
    print(name, tuple(parameter.shape), parameter.requires_grad)
print([name for name, _ in net.named_buffers()], [name for name, _ in net.named_children()])
print([name for name, _ in net.named_modules()], len(list(net.modules())))
print(sum(p.numel() for p in net.parameters()), len(list(net[0].parameters(recurse=False))))
