# A module with its own parameter, buffer and forward arguments.
import torch
from torch import nn


class Affine(nn.Module):
    def __init__(self, size, scale=2.0):
        super().__init__()
        self.weight = nn.Parameter(torch.full((size,), scale))
        self.register_parameter("bias", None)
        self.register_buffer("calls", torch.tensor(0))

    def forward(self, x, *, times=1):
        self.calls += 1
        for _ in range(times):
            x = x * self.weight
        return x

    def extra_repr(self):
        return f"size={self.weight.numel()}"


layer = Affine(2)
print(layer, layer.bias, layer(torch.ones(2)), layer(torch.ones(2), times=3))
print(layer.calls, layer.state_dict())
layer.weight.data.fill_(1.0)
layer.weight = nn.Parameter(torch.tensor([3.0]))
print(list(layer.parameters()), layer.calls)
