# compare: numbers
# RNN, LSTM and GRU.
import torch
from torch import nn

torch.manual_seed(0)
x = torch.randn(5, 2, 3)
for layer in (
    nn.RNN(3, 4),
    nn.LSTM(3, 4),
    nn.GRU(3, 4, num_layers=2),
    nn.LSTM(3, 2, bidirectional=True),
):
    out, state = layer(x)
    shapes = [tuple(s.shape) for s in state] if isinstance(state, tuple) else tuple(state.shape)
    print(type(layer).__name__, tuple(out.shape), shapes, out[-1, 0].detach())
cell = nn.LSTMCell(3, 2)
h, c = cell(x[0])
print(h.detach(), c.shape, [name for name, _ in cell.named_parameters()])
