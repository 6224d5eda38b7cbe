# compare: numbers
# slow
# An LSTM language model: dropout between layers, the state carried over, clipped SGD.
import math
import zlib

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(3)
table = torch.randint(12, (12, 3))
words = [0]
for choice in torch.randint(3, (20 * 6 * 8,)).tolist():
    words.append(int(table[words[-1], choice]))
data = torch.tensor(words[1:]).view(8, -1).t()


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.dropout = nn.Dropout(0.2)
        self.embedding = nn.Embedding(12, 16)
        self.lstm = nn.LSTM(16, 24, 2, dropout=0.3)
        self.readout = nn.Linear(24, 12)
        nn.init.uniform_(self.embedding.weight, -0.1, 0.1)
        nn.init.zeros_(self.readout.bias)

    def forward(self, x, state):
        hidden, state = self.lstm(self.dropout(self.embedding(x)), state)
        return self.readout(self.dropout(hidden)), state


model = Model()
print([zlib.crc32(p.detach().numpy()) for p in model.parameters()])
optimizer = torch.optim.SGD(model.parameters(), lr=4.0)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.97)
state = (torch.zeros(2, 8, 24), torch.zeros(2, 8, 24))
for step in range(20):
    start = 6 * (step % 19)
    inputs, targets = data[start : start + 6], data[start + 1 : start + 7]
    state = tuple(s.detach() for s in state)
    optimizer.zero_grad()
    scores, state = model(inputs, state)
    loss = F.cross_entropy(scores.view(-1, 12), targets.reshape(-1))
    loss.backward()
    norm = nn.utils.clip_grad_norm_(model.parameters(), 0.5)
    optimizer.step()
    scheduler.step()
    print(step, f"{loss.item():.6f}", f"{norm.item():.5f}")
print(f"{math.exp(loss.item()):.4f}", f"{state[1].abs().mean():.5f}")
