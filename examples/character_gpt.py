"""A character-level GPT, trained on a nursery rhyme until it can recite it."""

import torch
import torch.nn.functional as F
from torch import nn

TEXT = """\
This is the house that Jack built.
This is the malt that lay in the house that Jack built.
This is the rat that ate the malt that lay in the house that Jack built.
This is the cat that killed the rat that ate the malt that lay in the house that Jack built.
"""
CONTEXT, WIDTH, HEADS, LAYERS, BATCH = 32, 48, 4, 2, 16


class Block(nn.Module):
    """Causal self-attention and an MLP, each on a normalised copy of the residual stream."""

    def __init__(self) -> None:
        super().__init__()
        self.norm_attention = nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.projection = nn.Linear(WIDTH, WIDTH)
        self.norm_mlp = nn.LayerNorm(WIDTH)
        self.mlp = nn.Sequential(
            nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The residual stream, (batch, time, width), after this block."""
        batch, time, _ = x.shape
        heads = [
            part.view(batch, time, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(self.norm_attention(x)).split(WIDTH, dim=2)
        ]
        attended = F.scaled_dot_product_attention(*heads, is_causal=True)
        x = x + self.projection(attended.transpose(1, 2).reshape(batch, time, WIDTH))
        return x + self.mlp(self.norm_mlp(x))


class CharacterGPT(nn.Module):
    """Token and position embeddings, blocks, and a linear readout."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.Sequential(*[Block() for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.readout = nn.Linear(WIDTH, vocabulary)

    def forward(self, indices: torch.Tensor) -> torch.Tensor:
        """Scores for the token after each one in `indices`."""
        x = self.tokens(indices) + self.positions(torch.arange(indices.size(1)))
        return self.readout(self.norm(self.blocks(x)))


alphabet = sorted(set(TEXT))
encode = {character: index for index, character in enumerate(alphabet)}
data = torch.tensor([encode[character] for character in TEXT])

torch.manual_seed(0)
model = CharacterGPT(len(alphabet))
optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
print(f"{sum(parameter.numel() for parameter in model.parameters())} parameters")

for step in range(201):
    starts = torch.randint(len(data) - CONTEXT, (BATCH,)).tolist()
    inputs = torch.stack([data[start : start + CONTEXT] for start in starts])
    targets = torch.stack([data[start + 1 : start + CONTEXT + 1] for start in starts])
    logits = model(inputs)
    loss = F.cross_entropy(logits.view(-1, len(alphabet)), targets.view(-1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if step % 50 == 0:
        print(f"step {step:3d}  loss {loss.item():.2f}")

indices = data[:8].unsqueeze(0)
with torch.no_grad():
    for _ in range(60):
        scores = model(indices[:, -CONTEXT:])[:, -1]
        indices = torch.cat([indices, scores.argmax(dim=1, keepdim=True)], dim=1)
print("".join(alphabet[index] for index in indices[0].tolist()))
