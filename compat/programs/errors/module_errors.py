# Mistakes with modules and optimizers.
import torch
from torch import nn


class Forgetful(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(1, 1)


net = nn.Sequential(nn.Linear(2, 1))


def assign_plain_tensor():
    net[0].weight = torch.zeros(1, 2)


for bad in (
    Forgetful,
    lambda: nn.Module()(1),
    lambda: net.missing,
    assign_plain_tensor,
    lambda: net.load_state_dict({"0.weight": torch.zeros(1, 2)}),
    lambda: net.load_state_dict({"0.weight": torch.zeros(2, 2), "0.bias": torch.zeros(1)}),
    lambda: torch.optim.SGD([], lr=0.1),
    lambda: torch.optim.SGD(net.parameters(), lr=-1),
    lambda: torch.optim.Adam([torch.ones(1)], lr=0.1) and torch.optim.Adam(torch.ones(1)),
    lambda: torch.optim.SGD([torch.ones(1, requires_grad=True) * 2], lr=1),
    lambda: torch.optim.Adam(net.parameters(), betas=(1.5, 0.9)),
    lambda: net[3],
    lambda: nn.Linear(2),
    lambda: nn.Parameter("a"),
    lambda: net.train("yes"),
    lambda: torch.optim.SGD([3], lr=1),
    lambda: net.register_parameter("a.b", None),
    lambda: net.add_module("x", 3),
    lambda: net.register_buffer("b", 3),
):
    try:
        print(bad())
    except (
        AttributeError,
        NotImplementedError,
        TypeError,
        RuntimeError,
        ValueError,
        IndexError,
        KeyError,
    ) as error:
        print(type(error).__name__, str(error).split("\n")[0])
