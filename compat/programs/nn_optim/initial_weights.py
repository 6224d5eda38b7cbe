# Initial weights of many layers from one seed.
import torch
from torch import nn

torch.manual_seed(0)
for layer in (
    nn.Linear(3, 2),
    nn.Conv2d(1, 2, 2),
    nn.Embedding(2, 3),
    nn.LayerNorm(2),
    nn.RNNCell(1, 2),
    nn.Bilinear(1, 2, 1),
    nn.ConvTranspose1d(1, 2, 2),
    nn.PReLU(),
):
    print(type(layer).__name__)
    for name, parameter in layer.named_parameters():
        print(" ", name, parameter.detach().flatten())
print(torch.rand(1))
