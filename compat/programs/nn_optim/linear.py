# A linear layer: initial weights, output and gradients.
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Linear(3, 2)
print(layer, layer.weight, layer.bias, layer.in_features, layer.out_features)
x = torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])
y = layer(x)
print(y, y.shape, torch.allclose(y, x @ layer.weight.T + layer.bias))
y.sum().backward()
print(layer.weight.grad, layer.bias.grad)
print(
    nn.Linear(2, 2, bias=False), nn.Linear(2, 1, bias=False).bias, layer(torch.ones(4, 5, 3)).shape
)
