# Activation functions.
import torch
import torch.nn.functional as F
from torch import nn

x = torch.tensor([-2.0, -0.5, 0.0, 0.5, 2.0])
for layer in (
    nn.ReLU(),
    nn.LeakyReLU(),
    nn.ELU(),
    nn.SELU(),
    nn.GELU(),
    nn.GELU(approximate="tanh"),
    nn.SiLU(),
    nn.Mish(),
    nn.Sigmoid(),
    nn.Tanh(),
    nn.Softplus(),
    nn.Softsign(),
    nn.Hardtanh(),
    nn.Hardsigmoid(),
    nn.Hardswish(),
    nn.ReLU6(),
    nn.Tanhshrink(),
    nn.Softshrink(),
    nn.Hardshrink(),
    nn.LogSigmoid(),
    nn.CELU(),
    nn.PReLU(),
    nn.Softmax(dim=0),
    nn.LogSoftmax(dim=0),
    nn.Softmin(dim=0),
    nn.Threshold(0.1, 7.0),
    nn.GLU() if False else nn.Identity(),
):
    print(layer, layer(x).detach())
print(
    F.relu(x),
    torch.relu_(x.clone()),
    F.glu(torch.ones(4)),
    F.normalize(x, dim=0),
    F.one_hot(torch.tensor([0, 2]), 3),
    F.softmax(x, -1),
)
