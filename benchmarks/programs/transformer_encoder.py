"""A step of a Transformer encoder that classifies: 4 layers, width 128, 16 x 64 tokens, AdamW."""

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import StepTimer, train

VOCABULARY, WIDTH, HEADS, LAYERS, TIME, BATCH, CLASSES = 1000, 128, 4, 4, 64, 16, 4


class Model(nn.Module):
    """Token and position embeddings, encoder layers, the mean over time, readout."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Parameter(torch.randn(TIME, WIDTH) * 0.02)
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, dim_feedforward=4 * WIDTH, dropout=0.1, batch_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, LAYERS)
        self.readout = nn.Linear(WIDTH, CLASSES)

    def forward(self, indices: torch.Tensor) -> torch.Tensor:
        """(batch, time) of tokens -> (batch, classes) of scores."""
        hidden = self.encoder(self.tokens(indices) + self.positions)
        return self.readout(hidden.mean(1))


torch.manual_seed(0)
tokens = torch.randint(VOCABULARY, (10, BATCH, TIME))
labels = torch.randint(CLASSES, (10, BATCH))
model = Model()
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4)


def step(count: int) -> None:
    """One batch."""
    loss = F.cross_entropy(model(tokens[count % 10]), labels[count % 10])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    loss.item()


train(step, StepTimer(warmup_seconds=15))
