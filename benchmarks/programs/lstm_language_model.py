"""A step of an LSTM language model: 2 layers of 200, 20 x 35 words of 10,000, clipped SGD."""

import torch
import torch.nn.functional as F
from torch import nn

from benchmarks.measure import StepTimer, train

VOCABULARY, WIDTH, LAYERS, TIME, BATCH = 10_000, 200, 2, 35, 20


class Model(nn.Module):
    """Embedding, LSTM, readout, with dropout between them."""

    def __init__(self) -> None:
        super().__init__()
        self.dropout = nn.Dropout(0.2)
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.lstm = nn.LSTM(WIDTH, WIDTH, LAYERS, dropout=0.2)
        self.readout = nn.Linear(WIDTH, VOCABULARY)

    def forward(
        self, words: torch.Tensor, state: tuple[torch.Tensor, torch.Tensor]
    ) -> tuple[torch.Tensor, tuple[torch.Tensor, torch.Tensor]]:
        """(time, batch) of words -> (time, batch, vocabulary) of scores; and the state after it."""
        hidden, state = self.lstm(self.dropout(self.embedding(words)), state)
        return self.readout(self.dropout(hidden)), state


torch.manual_seed(0)
words = torch.randint(VOCABULARY, (10, TIME + 1, BATCH))
model = Model()
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
zeros = torch.zeros(LAYERS, BATCH, WIDTH)
state = (zeros, zeros)


def step(count: int) -> None:
    """One batch, which goes on with the state that the one before has left."""
    global state
    batch = words[count % 10]
    state = (state[0].detach(), state[1].detach())
    optimizer.zero_grad()
    scores, state = model(batch[:-1], state)
    loss = F.cross_entropy(scores.view(-1, VOCABULARY), batch[1:].reshape(-1))
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 0.25)
    optimizer.step()
    loss.item()


train(step, StepTimer(warmup_seconds=15))
