# compare: numbers
# A GRU encoder and a decoder cell with attention that reverse sequences: teacher forcing by coin.
import random
import zlib

import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(8)
random.seed(8)
sources = torch.randint(2, 8, (16, 5))
targets = sources.flip(1)
embedding = nn.Embedding(8, 10)
encoder = nn.GRU(10, 7, batch_first=True, bidirectional=True)
cell = nn.GRUCell(10 + 14, 14)
score = nn.Bilinear(14, 14, 1)
readout = nn.Linear(14, 8)
model = nn.ModuleList([embedding, encoder, cell, score, readout])
print([zlib.crc32(p.detach().numpy()) for p in model.parameters()])
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2, amsgrad=True)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, [8, 14], gamma=0.3)
for step in range(20):
    memory, state = encoder(embedding(sources))
    hidden = state.transpose(0, 1).reshape(16, 14)
    word = torch.ones(16, dtype=torch.long)
    losses = []
    forced = random.random() < 0.5
    for position in range(5):
        query = hidden[:, None].expand(-1, 5, -1).contiguous()
        weights = torch.softmax(score(memory, query), dim=1)
        context = (weights * memory).sum(1)
        hidden = cell(torch.cat([embedding(word), context], 1), hidden)
        scores = readout(hidden)
        losses.append(F.cross_entropy(scores, targets[:, position]))
        word = targets[:, position] if forced else scores.argmax(1)
    loss = torch.stack(losses).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
    print(step, f"{loss.item():.6f}")
