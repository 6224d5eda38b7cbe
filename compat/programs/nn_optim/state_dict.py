# Saving and loading weights.
import io

import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
state = net.state_dict()
print(list(state), type(state).__name__, state["0.bias"])
print({name: (tuple(value.shape), value.dtype) for name, value in state.items()})
other = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
print(torch.equal(net[0].weight, other[0].weight))
print(other.load_state_dict(state))
print(torch.equal(net[0].weight, other[0].weight), net[0].weight is other[0].weight)
buffer = io.BytesIO()
torch.save(state, buffer)
buffer.seek(0)
loaded = torch.load(buffer, weights_only=True)
print(list(loaded) == list(state), loaded["0.weight"])
del state["0.bias"]
print(other.load_state_dict(state, strict=False))
try:
    other.load_state_dict({**state, "extra": torch.ones(1)})
except RuntimeError as error:
    print(error)
