"""The small GPT that several programs train: 4 layers, width 128, 4 heads, 12 x 64 tokens."""

import torch
import torch.nn.functional as F
from torch import nn

VOCABULARY, CONTEXT, WIDTH, HEADS, LAYERS, BATCH = 65, 64, 128, 4, 4, 12


class Attention(nn.Module):
    """Causal self-attention."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.projection = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, time, width) -> the same."""
        batch, time, _ = x.shape
        q, k, v = self.qkv(x).split(WIDTH, dim=2)
        q = q.view(batch, time, HEADS, WIDTH // HEADS).transpose(1, 2)
        k = k.view(batch, time, HEADS, WIDTH // HEADS).transpose(1, 2)
        v = v.view(batch, time, HEADS, WIDTH // HEADS).transpose(1, 2)
        out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.projection(out.transpose(1, 2).contiguous().view(batch, time, WIDTH))


class Block(nn.Module):
    """Attention and MLP, each after a layer norm and around a residual."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(WIDTH)
        self.attention = Attention()
        self.norm2 = nn.LayerNorm(WIDTH)
        self.mlp = nn.Sequential(
            nn.Linear(WIDTH, 4 * WIDTH), nn.GELU(), nn.Linear(4 * WIDTH, WIDTH)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, time, width) -> the same."""
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class SmallGPT(nn.Module):
    """Token and learned position embeddings, blocks, final norm, readout."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(CONTEXT, WIDTH)
        self.blocks = nn.ModuleList([Block() for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.readout = nn.Linear(WIDTH, VOCABULARY, bias=False)

    def forward(self, indices: torch.Tensor) -> torch.Tensor:
        """(batch, time) of token indices -> (batch, time, vocabulary) of scores."""
        positions = torch.arange(indices.size(1), device=indices.device)
        x = self.tokens(indices) + self.positions(positions)
        for block in self.blocks:
            x = block(x)
        return self.readout(self.norm(x))


def random_batches(count: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """`count` pairs of (inputs, targets), each (batch, time) of random tokens."""
    tokens = torch.randint(VOCABULARY, (count, BATCH, CONTEXT + 1))
    return [(batch[:, :-1].contiguous(), batch[:, 1:].contiguous()) for batch in tokens]
